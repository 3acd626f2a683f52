# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# MOUNTPOINT: what a virtio-fs mount needs: its tag as /etc/fstab or the mount table names it, the tags that the host
# offers (Linux 6.9 and newer tell), and the folder. Never enters a mounted file system: its host may be gone.
tag() { awk -v target="$1" '$2 == target && $3 == "virtiofs" && $1 !~ /^#/ { print "tag " $1 }' "$2" 2>/dev/null; }
mounted=$(tag "$1" /proc/self/mounts)
[ -z "$mounted" ] || printf '%s\n' "$mounted"
tag "$1" /etc/fstab
if [ -d /sys/fs/virtiofs ]; then
    echo tells yes
    for tag in /sys/fs/virtiofs/*/tag; do
        [ -r "$tag" ] || continue
        read -r name <"$tag"
        echo "offered $name"
    done
fi
if [ -n "$mounted" ]; then
    echo directory yes
    # From the kernel's memory: a host that does not answer cannot hold this up.
    owner=$(stat --cached=always -c '%U:%G %a' "$1" 2>/dev/null) && echo "owner $owner"
elif [ -d "$1" ]; then
    echo directory yes
else
    echo directory no
fi
exit 0
