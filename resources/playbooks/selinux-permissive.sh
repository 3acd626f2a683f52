# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# selinux-permissive.sh set CONFIG: SELinux reports and no longer forbids, now and after the next boot; CONFIG is its
# configuration, kept as CONFIG.before-vermagic. selinux-permissive.sh restore CONFIG: takes that back.
config=$2
case $1 in
set)
    [ -e "$config.before-vermagic" ] || cp -p "$config" "$config.before-vermagic" || exit
    sed -i 's/^SELINUX=enforcing$/SELINUX=permissive/' "$config" || exit
    [ "$(getenforce)" != Enforcing ] || setenforce 0 || exit ;;
restore)
    [ ! -e "$config.before-vermagic" ] || mv -f "$config.before-vermagic" "$config" || exit
    if grep -qx SELINUX=enforcing "$config" && [ "$(getenforce)" = Permissive ]; then setenforce 1 || exit; fi ;;
*)
    echo "set CONFIG, or restore CONFIG" >&2
    exit 1 ;;
esac
getenforce
