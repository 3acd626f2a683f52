# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# kernel-upgrades.sh: whether this node's kernel can be upgraded while nobody looks. Needs no root and changes
# nothing. Prints lines NAME: VALUES:
#   automatic   unattended-upgrades is installed and switched on
#   metas       installed meta packages that bring kernel images, and those of the headers and the Lustre modules
#   moving      those of the images that are neither on hold nor on the blacklist of unattended-upgrades
#   tracking    the installed meta package that brings the Lustre modules of every kernel to come
# Holding linux-image-RELEASE keeps that package, but not the meta package, from bringing the next kernel.
# shellcheck disable=SC2016  # dpkg-query's own format
packages=$(dpkg-query -W -f '${db:Status-Want} ${db:Status-Status} ${Package}\n' 'linux-*' 'lustre-client-modules-*' 2>/dev/null)
settings=$(apt-config dump 2>/dev/null)
flavour=$(uname -r | sed 's/^[0-9][^-]*-\([0-9][^-]*-\)*//')
valueOf() { printf '%s\n' "$settings" | sed -n "s/^$1 \"\(.*\)\";\$/\1/p" | tail -n 1; }

metas='' moving='' tracking='' blacklist=$(printf '%s\n' "$settings" | sed -n 's/^Unattended-Upgrade::Package-Blacklist:: "\(.*\)";$/\1/p')
isBlacklisted() {
    [ -n "$blacklist" ] || return 1
    # unattended-upgrades matches each entry at the beginning of a name
    printf '%s\n' "$blacklist" | while IFS= read -r entry; do
        ! printf '%s\n' "$1" | grep -qE "^($entry)" || echo yes
    done | grep -q yes
}
while read -r want state name; do
    [ "$state" = installed ] || continue
    case $name in
    "lustre-client-modules-$flavour") tracking=$name metas="$metas $name" && continue ;;
    *[0-9].[0-9]*.[0-9]*) continue ;;
    "linux-headers-$flavour" | "linux-headers-$flavour-"*) metas="$metas $name" && continue ;;
    "linux-$flavour" | "linux-$flavour-"* | "linux-image-$flavour" | "linux-image-$flavour-"*) metas="$metas $name" ;;
    *) continue ;;
    esac
    # linux-FLAVOUR needs the linux-image-FLAVOUR of its own version and cannot go ahead of it.
    case $name in linux-image-*) ;; *) continue ;; esac
    [ "$want" = hold ] || isBlacklisted "$name" || moving="$moving $name"
done <<END
$packages
END
case $(valueOf APT::Periodic::Unattended-Upgrade) in '' | 0) ;; *) echo "automatic: yes" ;; esac
[ -z "$metas" ] || echo "metas:$metas"
[ -z "$moving" ] || echo "moving:$moving"
[ -z "$tracking" ] || echo "tracking: $tracking"
exit 0
