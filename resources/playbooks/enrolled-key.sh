# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# enrolled-key.sh CERTIFICATE PASSWORD-FILE: whether the firmware has enrolled the key; forgets the one-time password then.
state=$(mokutil --test-key "$1" 2>&1)
echo "$state"
case $state in
*'already enrolled'*) rm -f "$2" ;;
*)
    echo 'Nobody confirmed it in MokManager. The request can be made again, or withdrawn with mokutil --revoke-import.'
    exit 1 ;;
esac
