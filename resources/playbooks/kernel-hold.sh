# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# kernel-hold.sh hold STATE: puts the installed meta packages of the kernel, of its headers and of the Lustre modules on
# hold, and the packages of the running kernel; the file STATE remembers which were not on hold before.
# kernel-hold.sh restore STATE: releases those.
state=$2
case $1 in
hold)
    release=$(uname -r) names=''
    flavour=$(printf '%s' "$release" | sed 's/^[0-9][^-]*-\([0-9][^-]*-\)*//')
    for name in "linux-$flavour" "linux-image-$flavour" "linux-headers-$flavour" linux-base "linux-image-$release" \
        "linux-modules-$release" "lustre-client-modules-$release" "lustre-client-modules-$flavour"; do
        # shellcheck disable=SC2016  # dpkg-query's own format
        case $(dpkg-query -W -f '${db:Status-Want} ${db:Status-Status}' "$name" 2>/dev/null) in
        'install installed') names="$names $name" ;;
        esac
    done
    if [ -z "$names" ]; then
        echo "all of them are on hold already"
        exit 0
    fi
    mkdir -p "${state%/*}" && echo "$names" >>"$state" || exit
    # shellcheck disable=SC2086  # names
    apt-mark hold $names ;;
restore)
    [ -s "$state" ] || exit 0
    # shellcheck disable=SC2046  # names
    apt-mark unhold $(cat "$state") && rm -f "$state" ;;
*)
    echo "hold STATE, or restore STATE" >&2
    exit 1 ;;
esac
