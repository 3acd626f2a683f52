# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# holders.sh MOUNTPOINT…: which processes work below the mount points, by their links in /proc: folder, root, program,
# open and mapped files. Reads links and never what they lead to, so a mount that hangs does not matter; maps of a
# process that hangs may not be readable, so that look is bounded. Prints "use MOUNTPOINT PID USER PROGRAM", separated
# by tabs, then "unseen NUMBER": the processes into which this user may not look. Changes nothing.
tab=$(printf '\t')
{
    timeout 10 find /proc/[0-9]*/cwd /proc/[0-9]*/root /proc/[0-9]*/exe /proc/[0-9]*/fd -maxdepth 1 -type l \
        -printf '%p\t%u\t%l\n' 2>/dev/null
    for mountpoint in "$@"; do
        timeout 5 grep -lF -- " $mountpoint/" /proc/[0-9]*/maps 2>/dev/null | sed "s|\$|$tab$tab$mountpoint/|"
    done
} | awk -F "$tab" -v self="$$" '
    BEGIN {
        for (i = 1; i < ARGC; i++) { mounts[i] = ARGV[i]; count = i }
        ARGC = 1
    }
    {
        split($1, part, "/")
        pid = part[3]
        if (pid == self) next
        if ($2 != "") user[pid] = $2
        if (part[4] == "cwd" && $3 == "") unseen[pid] = 1
        for (i = 1; i <= count; i++)
            if ($3 == mounts[i] || index($3, mounts[i] "/") == 1) used[mounts[i] "\t" pid] = pid
    }
    END {
        for (key in used) print "use\t" key "\t" (used[key] in user ? user[used[key]] : "?")
        hidden = 0
        for (pid in unseen) hidden++
        print "unseen\t" hidden
    }' "$@" | while IFS=$tab read -r word mountpoint pid user; do
    if [ "$word" = unseen ]; then
        printf 'unseen\t%s\n' "$mountpoint"
        continue
    fi
    program=
    read -r program 2>/dev/null <"/proc/$pid/comm" || program='?'
    printf 'use\t%s\t%s\t%s\t%s\n' "$mountpoint" "$pid" "$user" "$program"
done
