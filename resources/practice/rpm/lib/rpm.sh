# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# The package database of an RPM node, /var/lib/rpm/packages: NAME|[EPOCH:]VERSION-RELEASE|ARCHITECTURE|SUMMARY, and what
# installing a kernel does. The archive is /.node/archive: NAME|[EPOCH:]VERSION-RELEASE|ARCHITECTURE|REPOSITORY|SUMMARY,
# and @GROUP|NAME NAME… A package file is such a database line. Needs kernel.sh.
database=/var/lib/rpm/packages
architecture=x86_64

# matching PATTERN [FILE]: lines whose package is called so: NAME, NAME-VERSION, NAME-VERSION-RELEASE, with .ARCHITECTURE
# or without, all as shell patterns
matching() {
    awk -F'|' -v pattern="$1" '
        BEGIN {
            expression = pattern
            gsub(/[.+^$(){}|\\]/, "\\\\&", expression)
            gsub(/\*/, ".*", expression)
            gsub(/\?/, ".", expression)
            expression = "^" expression "$"
        }
        /^[#@]/ { next }
        {
            version = $2
            sub(/^[0-9]+:/, "", version)
            short = version
            sub(/-[^-]*$/, "", short)
            for (i = 0; i < 6; i++) {
                name = $1 (i % 3 == 0 ? "" : i % 3 == 1 ? "-" short : "-" version) (i < 3 ? "" : "." $3)
                if (name ~ expression) { print; next }
            }
        }' "${2:-$database}"
}

isInstalled() { [ -n "$1" ] && [ -n "$(matching "$1")" ]; }

# kernelRelease NAME VERSION-RELEASE ARCHITECTURE: in $release, for packages of which there is one per kernel
kernelRelease() {
    release=''
    case $1 in kernel | kernel-core | kernel-modules | kernel-modules-extra | kernel-devel) release=${2#*:}.$3 ;; esac
    [ -n "$release" ]
}

# loaderEntryOf RELEASE: the name of its entry, or of the one that it will get
loaderEntryOf() {
    local file
    for file in /boot/loader/entries/*-"$1.conf"; do
        [ ! -e "$file" ] || { basename "$file" .conf && return; }
    done
    echo "$(cat /etc/machine-id)-$1"
}

# kernelCore RELEASE: image, modules, the loader's entry, which becomes the default one
kernelCore() {
    : >"/boot/vmlinuz-$1"
    : >"/boot/config-$1"
    : >"/boot/initramfs-$1.img"
    [ -d "/usr/lib/modules/$1/kernel" ] || moduleDirectory "$1"
    ln -sfn "/usr/src/kernels/$1" "/usr/lib/modules/$1/build"
    cat >"/boot/loader/entries/$(loaderEntryOf "$1").conf" <<ENTRY
title Rocky Linux ($1) 8.10 (Green Obsidian)
version $1
linux /boot/vmlinuz-$1
initrd /boot/initramfs-$1.img
options root=/dev/vda1 ro quiet
id rocky-$1
grub_users \$grub_users
ENTRY
    setGrubValue saved_entry "$(loaderEntryOf "$1")"
    pause 700
}

kernelDevel() {
    mkdir -p "/usr/src/kernels/$1/include/generated/uapi/linux" "/usr/src/kernels/$1/scripts"
    echo '#define LINUX_VERSION_CODE 266752' >"/usr/src/kernels/$1/include/generated/uapi/linux/version.h"
    echo 'CONFIG_CC_VERSION_TEXT="gcc (GCC) 8.5.0 20210514 (Red Hat 8.5.0-22)"' >"/usr/src/kernels/$1/.config"
    : >"/usr/src/kernels/$1/scripts/sign-file"
    : >"/usr/src/kernels/$1/Makefile"
}

# addPackages: lines of package files on standard input
addPackages() {
    while IFS='|' read -r name version arch summary; do
        # Of kernels there may be several, of everything else the new one takes the place of the old one.
        if kernelRelease "$name" "$version" "$arch"; then
            grep -qF "$name|$version|$arch|" "$database" || echo "$name|$version|$arch|$summary" >>"$database"
        else
            { grep -v "^$name|" "$database"; echo "$name|$version|$arch|$summary"; } | replaceFile "$database"
        fi
        case $name in
        kernel-core) kernelCore "$release" ;;
        kernel-devel) kernelDevel "$release" ;;
        esac
        [ "$name" != epel-release ] || printf '[epel]\nname=Extra Packages for Enterprise Linux 8\nenabled=1\ngpgcheck=1\n' >/etc/yum.repos.d/epel.repo
    done
}

# removePackage LINE
removePackage() {
    grep -vxF "$1" "$database" | replaceFile "$database"
    name=${1%%|*} rest=${1#*|}
    version=${rest%%|*} rest=${rest#*|}
    kernelRelease "$name" "$version" "${rest%%|*}" || return 0
    case $name in
    kernel-core)
        rm -rf "/boot/vmlinuz-$release" "/boot/config-$release" "/boot/initramfs-$release.img" "/usr/lib/modules/$release"
        rm -f /boot/loader/entries/*-"$release.conf"
        case $(grubValue saved_entry) in
        *-"$release") setGrubValue saved_entry "$(loaderEntryOf "$(newestKernels | head -n 1)")" ;;
        esac ;;
    kernel-devel) rm -rf "/usr/src/kernels/$release" ;;
    esac
}

# fromArchive NAME: the line of a package file for the newest one of that name in an enabled repository
fromArchive() {
    matching "$1" "$node/archive" | while IFS='|' read -r name version arch repository summary; do
        ! isEnabled "$repository" || echo "$name|$version|$arch|$summary"
    done | sort -V | tail -n 1
}

# isEnabled REPOSITORY: by its file, or by an option: ,NAME, in $enabled
isEnabled() {
    case ${enabled:-} in *",$1,"*) return 0 ;; esac
    grep -qsx enabled=1 "/etc/yum.repos.d/$1.repo"
}
