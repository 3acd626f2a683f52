# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# build-room.sh disk MEGABYTES FOLDER: whether FOLDER has that much room, what was built there before counted in.
# build-room.sh memory MEGABYTES MEMINFO: whether the machine has that much memory by MEMINFO (/proc/meminfo), which leaves
# out what the kernel keeps for itself: an eighth at most. Changes nothing.
need=$2 enough=$2
case $1 in
disk)
    folder=$3
    used=0
    [ ! -d "$folder" ] || used=$(du -sm -- "$folder" 2>/dev/null | cut -f 1)
    while [ ! -d "$folder" ]; do folder=${folder%/*}/ && folder=${folder%/} && folder=${folder:-/}; done
    have=$(df -Pm -- "$folder" | while read -r _ _ _ free _; do echo "$free"; done)
    have=$((${have##*[!0-9]} + ${used:-0}))
    what="room below $3" ;;
memory)
    kilobytes=$(sed -n 's/^MemTotal: *\([0-9]*\) kB$/\1/p' "$3")
    have=$((${kilobytes:-0} / 1024))
    enough=$((need - need / 8))
    what=memory ;;
*)
    echo "disk MEGABYTES FOLDER, or memory MEGABYTES MEMINFO" >&2
    exit 1 ;;
esac
echo "$have MB of $what, $need MB needed"
[ "$have" -ge "$enough" ]
