# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-server.sh: what of a Lustre server is on this node. Changes nothing and needs no root. Prints lines NAME: VALUE:
# missing (server modules that the running kernel has not), osd (ldiskfs, zfs or wbcfs), kernel (the newest bootable kernel that
# has them all), page (bytes of a memory page).
PATH=$PATH:/usr/sbin:/sbin

has() { modinfo -k "$1" -n "$2" >/dev/null 2>&1; }

# lacks KERNEL: sets $lacking, and $osd where there is one
lacks() {
    lacking='' osd=''
    for module in mgs mdt ofd; do has "$1" "$module" || lacking="$lacking $module"; done
    for kind in ldiskfs zfs wbcfs; do
        if [ -z "$osd" ] && has "$1" "osd_$kind"; then osd=$kind; fi
    done
    [ -n "$osd" ] || lacking="$lacking osd_ldiskfs"
}

for kernel in $(for image in /boot/vmlinuz-*; do echo "${image#*/vmlinuz-}"; done | sort -rV); do
    lacks "$kernel"
    if [ -z "$lacking" ]; then
        echo "kernel: $kernel"
        break
    fi
done
lacks "$(uname -r)"
[ -z "$lacking" ] || echo "missing:$lacking"
[ -z "$osd" ] || echo "osd: $osd"
echo "page: $(getconf PAGESIZE)"
