# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# Samples the counters of one node until its reader goes away or vg_frames samples are written. Changes nothing. Runs as
# `sh -s` on standard input, behind assignments: vg_interval (seconds), vg_frames, vg_sudo and vg_disks (1: wanted), vg_every
# (how many samples there are for one of a tool, which costs more than a file).
# First, each line in any number and order:
#   vermagic-sample 1 BOOT-ID          the only one that is always the first
#   network NAME | disk NAME           devices that are hardware
#   address ADDRESS                    of the node
#   /proc/self/mounts:LINE             of a file system of ours, or NFS
#   cannot SOURCE REASON               root: counters that nobody else may read; beegfs: the tool
#   ready
# Then every vg_interval seconds: frame, PATH:LINE for each line of the counters' files, "later beegfs" when it is not the
# tool's turn, end. The clock is in /proc/self/stat: when the process that read the sample was started.
#
# One process stays and starts two more for a sample. It needs nobody to end it: whoever writes to a session that is gone
# is ended by SIGPIPE, and a loop whose console hangs ends with its frames.

# shellcheck disable=SC2154  # the vg_ parameters are put in front of this text
vg_has() { command -v "$1" >/dev/null 2>&1; }

# Sets vg_as to nothing or sudo: whether the loop runs as root.
vg_become() {
    vg_as=
    [ "$(id -u)" != 0 ] || return 0
    # what only root may read: Lustre's counters, and the secret of BeeGFS's connections
    [ -n "$vg_beegfs" ] || { [ "$vg_lustre" = 1 ] && ! [ -r /proc/fs/lustre/llite ]; } || return 0
    if [ "$vg_sudo" != 1 ]; then
        echo 'cannot root sudo is not used on this node, or asks for a password'
    elif vg_why=$($vg_bounded sudo -n true 2>&1 </dev/null); then
        vg_as='sudo -n'
    else
        printf 'cannot root %s\n' "$(printf %s "${vg_why:-sudo is not there}" | head -n 1)"
    fi
}

# INTERVAL FRAMES FILES NFS BEEGFS PROCESSES EVERY; the files are patterns, for a file system may be mounted at any time. A
# tool that did not answer in time is left alone for half a minute, for it holds up the others.
# shellcheck disable=SC2016  # it is the loop's own shell that expands them
vg_loop='
n=0 rest=0
while [ $n -lt "$2" ]; do
    n=$((n + 1)) out="" failed="" later=$(((n - 1) % $7))
    if [ -n "$5" ] && [ $n -gt $rest ] && [ $later -eq 0 ]; then
        out=$(timeout 2 $5 2>&1 </dev/null) || { failed=$(printf %.200s "$out" | tr "\n" " "); out=""; rest=$((n + 30)); }
    fi
    echo frame || exit
    grep -sH "" /proc/self/stat $3
    [ -z "$4" ] || grep -sHE "^device .* fstype nfs|^[[:space:]]+(bytes:|[A-Z_]+: [0-9])" /proc/self/mountstats
    if [ -n "$6" ]; then
        for file in $(grep -slxE "$6" /proc/[0-9]*/comm); do
            file=${file%/comm}
            grep -sH "" "$file/io"
            readlink "$file"/fd/* 2>/dev/null | sed "s|^|$file/fd:|"
        done
    fi
    [ -z "$5" ] || [ $n -le $rest ] || [ $later -eq 0 ] || echo "later beegfs"
    [ -z "$out" ] || printf "%s\n" "$out" | sed "s|^|${5%% *}:|"
    [ $n -ne $((rest - 30)) ] || echo "cannot beegfs ${5%% *}: ${failed:-no answer within 2 seconds}"
    echo end || exit
    sleep "$1" 2>/dev/null || sleep 1 || exit
done'

vg_bounded=
! vg_has timeout || vg_bounded='timeout 5'
IFS= read -r vg_boot </proc/sys/kernel/random/boot_id
echo "vermagic-sample 1 $vg_boot"
for vg_path in /sys/class/net/*/device /sys/block/*/device; do
    [ -e "$vg_path" ] || continue
    vg_name=${vg_path%/device}
    case $vg_path in
        */net/*) echo "network ${vg_name##*/}" ;;
        *) echo "disk ${vg_name##*/}" ;;
    esac
done
for vg_address in $(hostname -I 2>/dev/null); do echo "address $vg_address"; done
grep -sHE '^[^ ]+ [^ ]+ (lustre|beegfs|virtiofs|nfs4?) ' /proc/self/mounts
vg_mounted() { grep -sqE "^[^ ]+ [^ ]+ ($1) " /proc/self/mounts; }

vg_lustre=0 vg_beegfs=
! vg_mounted lustre || vg_lustre=1
if vg_mounted beegfs; then
    if vg_has beegfs; then
        vg_beegfs='beegfs stats client --node-type storage --interval 0s --all --raw --output ndjson'
    elif vg_has beegfs-ctl; then
        vg_beegfs='beegfs-ctl --clientstats --nodetype=storage --interval=0 --allstats'
    else
        echo 'cannot beegfs neither beegfs nor beegfs-ctl is installed'
    fi
fi
vg_files='/proc/net/dev /sys/class/infiniband/*/ports/*/counters/port_*_data'
[ "$vg_disks" != 1 ] || vg_files="$vg_files /proc/diskstats"
[ $vg_lustre != 1 ] || vg_files="$vg_files /sys/kernel/debug/lustre/llite/*/stats /proc/fs/lustre/llite/*/stats"
vg_nfs=
! vg_mounted 'nfs4?' || vg_nfs=1
# Whose clients count no bytes: what the benchmarks on them ask for.
vg_names=
! vg_mounted 'virtiofs|beegfs' || vg_names='fio|ior|mdtest|elbencho|dd'
vg_become
echo ready
# shellcheck disable=SC2086  # $vg_as is nothing or two words
exec $vg_as sh -c "$vg_loop" vermagic-sample "$vg_interval" "$vg_frames" "$vg_files" "$vg_nfs" "$vg_beegfs" "$vg_names" \
    "$vg_every"
