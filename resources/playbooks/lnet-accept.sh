# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lnet-accept.sh install FILE: a file of modprobe.d by which LNet accepts connections from every port once its module is
# loaded anew. lnet-accept.sh remove FILE: takes it away.
case $1 in
install)
    printf '# Written by Vermagic: clients behind NAT cannot keep a reserved port.\noptions lnet accept=all\n' >"$2.new" &&
        chmod 644 "$2.new" && mv -f "$2.new" "$2" && cat "$2" ;;
remove) rm -f "$2" && echo "$2 is gone" ;;
*)
    echo "install FILE, or remove FILE" >&2
    exit 1 ;;
esac
