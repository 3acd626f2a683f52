# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# build-for-newest.sh BOOT MODULES MODULE VERSION RUNNING: builds and installs the DKMS module for the newest kernel
# image in the folder BOOT, which must not be the running one and must have its headers below the folder MODULES.
# The package manager's own hook may have done it already; dkms then skips it.
boot=$1 modules=$2 module=$3 version=$4 running=$5
newest=
for image in "$boot"/vmlinuz-*; do
    kernel=${image#"$boot/vmlinuz-"}
    case $kernel in '*' | *rescue* | *.old | *.dpkg-*) continue ;; esac
    newest=$(printf '%s\n%s\n' "$newest" "$kernel" | sort -V | tail -n 1)
done
if [ -z "$newest" ] || [ "$newest" = "$running" ]; then
    echo "no kernel newer than $running was installed"
    exit 1
fi
if [ ! -e "$modules/$newest/build" ]; then
    echo "the headers of $newest, the newest kernel image, are not installed"
    exit 1
fi
echo "newest kernel image: $newest"
# DKMS knows other modules by names of their own.
if [ "$module" = beegfs ]; then
    dkms install "$module/$version" -k "$newest" || exit
else
    dkms autoinstall -k "$newest" || exit
fi
modinfo -k "$newest" -n "$module"
