# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# dpkg-lock.sh: whether another package manager holds dpkg's or apt's lock. The kernel lists the holders in
# /proc/locks by inode, which needs no root. Changes nothing.
for file in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/apt/lists/lock; do
    inode=$(stat -c %i "$file" 2>/dev/null) || continue
    while read -r _ _ _ _ pid place _; do
        if [ "${place##*:}" = "$inode" ]; then
            echo "$file is held by process $pid"
            exit 1
        fi
    done </proc/locks
done
echo "the package manager is free"
