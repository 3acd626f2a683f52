# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# default-kernel.sh set RELEASE STATE: that kernel boots by default; the file STATE remembers which one did. Nothing is done for a
# kernel without an initial RAM disk. default-kernel.sh restore STATE: takes that back.
case $1 in
set)
    if [ ! -e "/boot/vmlinuz-$2" ] || [ ! -e "/boot/initramfs-$2.img" ]; then
        echo "$2 cannot be booted: its image or its initial RAM disk is missing" >&2
        exit 1
    fi
    mkdir -p "${3%/*}" || exit
    before=$(grubby --default-kernel) || exit
    [ "$before" = "/boot/vmlinuz-$2" ] || echo "$before" >"$3" || exit
    grubby --set-default "/boot/vmlinuz-$2" || exit ;;
restore)
    before=$(cat "$2") && grubby --set-default "$before" && rm -f "$2" || exit ;;
*)
    echo "set RELEASE STATE, or restore STATE" >&2
    exit 1 ;;
esac
default=$(grubby --default-kernel) && echo "boots next: $default"
[ "$1" = restore ] || [ "$default" = "/boot/vmlinuz-$2" ]
