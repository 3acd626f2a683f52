# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# add|remove MOUNTPOINT TAG: puts the line of a virtio-fs mount into /etc/fstab, or takes out the one that was put there. The
# file as it was stays beside it as fstab.vermagic; a file that was changed in between loses nothing.
set -e
line="$3 $2 virtiofs rw,_netdev 0 0"
case $1 in
add)
    if grep -Eq "^[^#[:space:]]+[[:space:]]+$2[[:space:]]" /etc/fstab; then
        echo "/etc/fstab has a line for $2 already:"
        grep -E "^[^#[:space:]]+[[:space:]]+$2[[:space:]]" /etc/fstab
        exit 1
    fi
    cp -p /etc/fstab /etc/fstab.vermagic
    { cat /etc/fstab.vermagic; [ -z "$(tail -c 1 /etc/fstab.vermagic)" ] || echo; echo "$line"; } >/etc/fstab.vermagic-new
    ;;
remove)
    grep -vxF "$line" /etc/fstab >/etc/fstab.vermagic-new || [ -e /etc/fstab.vermagic-new ]
    ;;
*) exit 2 ;;
esac
chmod 644 /etc/fstab.vermagic-new
mv -f /etc/fstab.vermagic-new /etc/fstab
grep -nF " $2 " /etc/fstab || true
