#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# One benchmark on one node, run as the login user below the mount point of a file system. It looks whether it may, makes
# a folder of its own there, prepares, waits for "go" on standard input, runs the tool for a bounded time and removes its
# folder: also after TERM and HUP, and when standard input ends, which is how a console or a session that is gone shows.
# A guard in a session of its own removes the folder should this shell itself be killed.
#
# Arguments: MARK MOUNTPOINT ESCAPED TYPE APART BASE WORKLOAD TOOL BLOCK SIZE RUNTIME RAMP DIRECT JOBS FILES INTERVAL MODULE
#   ESCAPED   the mount point as /proc/self/mounts writes it
#   APART     yes: the file system must lie on another device than / (no: simulated nodes have but one)
#   BASE      the folder at or below the mount point in which the run's own folder is made
#   WORKLOAD  read, write, randread, randwrite, metadata
#   TOOL      fio: when the node has it; none: what every node has; elbencho, ior (metadata: mdtest), which must be there
#   BLOCK SIZE in bytes, RUNTIME RAMP in seconds, INTERVAL in milliseconds
# Answers on standard output, each on a line of its own behind "@@MARK ", between them what the tool prints:
#   fact KEY VALUE | leftover NAME | refused WORD [DETAIL] | preparing | ready | begin PHASE FORMAT | end PHASE STATUS
#   | cleaned | left FOLDER | done
set -u
mark=$1 mountpoint=$2 escaped=$3 type=$4 apart=$5 base=$6 workload=$7 tool=$8 block=$9
shift 9
size=$1 runtime=$2 ramp=$3 direct=$4 jobs=$5 files=$6 interval=$7 module=$8
prefix=.vermagic-benchmark
host=$(uname -n)
folder='' running='' watcher='' format=''

say() { printf '\n@@%s %s\n' "$mark" "$*" 2>/dev/null || :; }
has() { command -v "$1" >/dev/null 2>&1; }
refuse() { say refused "$@"; exit 1; }

# within SECONDS COMMAND…
within() {
    if has timeout; then timeout -k 1 "$@"; else shift && "$@"; fi
}

alive() { kill -0 "-$running" 2>/dev/null || kill -0 "$running" 2>/dev/null; }

endTool() {
    [ -n "$running" ] || return 0
    kill -TERM "-$running" 2>/dev/null || kill -TERM "$running" 2>/dev/null
    waited=0
    while alive && [ $waited -lt 20 ]; do
        sleep 0.1
        waited=$((waited + 1))
    done
    kill -KILL "-$running" 2>/dev/null || kill -KILL "$running" 2>/dev/null
    running=''
}

clean() {
    trap '' TERM HUP INT
    [ -z "$watcher" ] || kill "$watcher" 2>/dev/null
    [ -n "$folder" ] || return 0
    endTool
    rm -rf -- "$folder" 2>/dev/null || { sleep 1 && rm -rf -- "$folder" 2>/dev/null; }
    if [ -e "$folder" ]; then say left "$folder"; else say cleaned; fi
}
trap '' PIPE
trap clean EXIT
trap 'exit 143' TERM HUP INT

# Standard input says nothing while a benchmark is prepared or runs: whatever comes, and its end, ends it.
exec 3<&0 </dev/null
watch() {
    (read -r _ <&3; kill -TERM $$) &
    watcher=$!
}
unwatch() {
    kill "$watcher" 2>/dev/null
    wait "$watcher" 2>/dev/null
    watcher=''
}

# run SECONDS COMMAND…: in a session of its own, so that all of it can be ended. Sets $status.
run() {
    if has setsid && has timeout; then
        setsid timeout -k 5 "$@" 2>&1 </dev/null 3<&- &
    elif has timeout; then
        timeout -k 5 "$@" 2>&1 </dev/null 3<&- &
    else
        shift
        "$@" 2>&1 </dev/null 3<&- &
    fi
    running=$!
    echo "$running" >"$folder/.tool"
    status=0
    wait "$running" || status=$?
    running=''
}

lookAtMount() {
    within 10 ls -d "$mountpoint/." >/dev/null 2>&1 || refuse no-answer "$mountpoint" # also what an automount waits for
    foundType=''
    while read -r source target kind options _; do
        [ "$target" != "$escaped" ] || { foundType=$kind foundSource=$source foundOptions=$options; }
    done </proc/self/mounts
    [ -n "$foundType" ] || refuse not-mounted "$mountpoint"
    [ "$foundType" = "$type" ] || refuse wrong-type "$foundType"
    device=$(stat -c %d "$mountpoint/.") || refuse no-answer "$mountpoint"
    [ "$apart" = no ] || [ "$device" != "$(stat -c %d /)" ] || refuse root-device "$mountpoint"
    [ "$(stat -c %d "$base/." 2>/dev/null)" = "$device" ] || refuse other-device "$base"
    say fact mount_source "$foundSource"
    say fact mount_type "$foundType"
    say fact mount_options "$foundOptions"
}

# What a run that was killed with its guard left here: its name tells its host and its process.
removeLeftovers() {
    for old in "$base/$prefix".*; do
        if [ ! -d "$old" ] || [ -L "$old" ]; then continue; fi
        [ -n "$(find "$old" -prune -user "$(id -u)" 2>/dev/null)" ] || continue
        name=${old##*/"$prefix".}
        name=${name%.*}
        [ "${name%.*}" = "$host" ] || continue
        case ${name##*.} in '' | *[!0-9]*) continue ;; esac
        ! kill -0 "${name##*.}" 2>/dev/null || continue
        say leftover "${old##*/}"
        rm -rf -- "$old"
    done
}

makeFolder() {
    folder=$(mktemp -d "$base/$prefix.$host.$$.XXXXXX" 2>/dev/null) || { folder='' && refuse not-writable "$base"; }
    [ "$(stat -c %d "$folder")" = "$device" ] || refuse other-device "$base"
    # shellcheck disable=SC2016 # of the inner shell
    guard='while kill -0 "$1"; do [ -d "$2" ] || exit 0; sleep 1; done
        if read -r tool <"$2/.tool"; then kill -KILL "-$tool" || kill -KILL "$tool"; fi
        rm -rf -- "$2" || { sleep 1 && rm -rf -- "$2"; }'
    if has setsid; then
        setsid sh -c "$guard" vermagic-guard $$ "$folder" </dev/null >/dev/null 2>&1 3<&- &
    else
        (trap '' HUP; exec sh -c "$guard" vermagic-guard $$ "$folder") </dev/null >/dev/null 2>&1 3<&- &
    fi
}

lookAtSpace() {
    need=$((size + size / 10 + 67108864))
    free=$(within 10 df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { printf "%.0f", $4 * 1024 }')
    [ "${free:-0}" -ge $need ] || refuse no-space "${free:-0} $need"
}

# needTool NAME VERSION: it must be there
needTool() {
    has "$1" || refuse no-tool "$1"
    format=$1
    say fact tool "$1"
    say fact tool_version "$2"
}

lookAtTool() {
    case $tool:$workload in
    elbencho:metadata) refuse no-tool 'elbencho for metadata' ;;
    elbencho:*)
        needTool elbencho "$(within 10 elbencho --version 2>/dev/null | head -n 1)"
        return ;;
    ior:*)
        [ "$jobs" = 1 ] || has mpiexec || refuse no-tool mpiexec
        if [ "$workload" = metadata ]; then needTool mdtest ''; else needTool ior ''; fi
        return ;;
    esac
    if [ "$tool" = fio ] && has fio && { [ "$workload" != metadata ] || fio --enghelp 2>/dev/null | grep -q filedelete; }; then
        format=fio
        say fact tool fio
        say fact tool_version "$(fio --version 2>/dev/null)"
        return
    fi
    case $workload in
    read | write)
        has dd || refuse no-tool dd
        format='dd'
        say fact tool dd
        say fact tool_version "$(dd --version 2>/dev/null | head -n 1)" ;;
    metadata)
        has xargs || refuse no-tool xargs
        has seq || refuse no-tool seq
        format=count
        say fact tool shell ;;
    *) refuse no-tool fio ;;
    esac
}

# How the node's page cache is kept out of the result.
lookAtCache() {
    [ "$workload" != metadata ] || return 0
    if [ "$direct" = yes ] && dd if=/dev/zero of="$folder/direct" bs=65536 count=1 oflag=direct 2>/dev/null; then
        say fact page_cache direct
    else
        direct=no
        say fact page_cache "buffered $size $(awk '$1 == "MemTotal:" { printf "%.0f", $2 * 1024 }' /proc/meminfo 2>/dev/null)"
    fi
    rm -f -- "$folder/direct"
}

describe() {
    say fact kernel "$(uname -r)"
    # shellcheck disable=SC1091 # of the node
    say fact os "$(. /etc/os-release 2>/dev/null && echo "${PRETTY_NAME:-}")"
    version=''
    ! [ -r "/sys/module/$module/version" ] || read -r version <"/sys/module/$module/version"
    say fact module_version "$version"
}

# fioJob SECONDS OPTION…; threads, since fio puts the processes of its jobs into sessions of their own, where nobody would
# end them
fioJob() {
    limit=$1
    shift
    run "$limit" fio --name=vermagic --thread --directory="$folder" --numjobs="$jobs" --group_reporting --fallocate=none \
        --output-format=json --status-interval="${interval}ms" "$@"
}

fioData() {
    direction=1
    [ "$direct" = yes ] || direction=0
    fioJob "$@" --rw="$workload" --bs="$block" --size=$((size / jobs / block * block)) --ioengine=psync --direct=$direction
}

# eachFile: the names of the jobs' files, a line each
eachFile() { seq -f "$folder/file.%.0f" 1 "$jobs"; }

# runElbencho SECONDS OPTION…
runElbencho() {
    limit=$1
    shift
    [ "$direct" = no ] || set -- "$@" --direct
    case $workload in rand*) set -- "$@" --rand ;; esac
    # shellcheck disable=SC2046 # names without blanks: mktemp's
    run "$limit" elbencho --threads "$jobs" --block "$block" --size $((size / jobs / block * block)) --nolive \
        --livecsv stdout --liveint "$interval" "$@" $(eachFile)
}

# runMpi SECONDS PROGRAM…: one process for each job
runMpi() {
    limit=$1
    shift
    [ "$jobs" = 1 ] || set -- mpiexec -n "$jobs" "$@"
    # As many processes as jobs, on however many cores there are, which Open MPI refuses by itself.
    export OMPI_MCA_rmaps_base_oversubscribe=1 PRTE_MCA_rmaps_default_mapping_policy=:oversubscribe
    run "$limit" "$@"
}

# runIor SECONDS OPTION…: a file for each process, which stays until the folder goes
runIor() {
    limit=$1
    shift
    [ "$direct" = no ] || set -- "$@" -O useO_DIRECT=1
    case $workload in rand*) set -- "$@" -z ;; esac
    runMpi "$limit" ior -a POSIX -F -k -t "$block" -b $((size / jobs / block * block)) -o "$folder/file" "$@"
}

# What has no end of its own runs again and again until its time is over.
untilItsTime() {
    "$@"
    [ "$status" != 124 ] || status=0
}

prepare() {
    case $format:$workload in
    elbencho:*read) runElbencho $((60 + size / 5000000)) --write >/dev/null ;;
    ior:*read) runIor $((60 + size / 5000000)) -w -e >/dev/null ;;
    fio:*read) fioData $((60 + size / 5000000)) --create_only=1 >/dev/null ;;
    dd:read) run $((60 + size / 5000000)) dd if=/dev/urandom of="$folder/data" bs="$block" count=$((size / block)) conv=fsync >/dev/null ;;
    *) return 0 ;;
    esac
    [ $status = 0 ] || refuse not-prepared $status
}

# phase NAME COMMAND…
phase() {
    name=$1
    shift
    status=0
    say begin "$name" "$format"
    "$@"
    say end "$name" "$status"
    [ "$status" = 0 ] || exit 1
}

runFio() {
    fioData $((runtime + ramp + 30)) --runtime="$runtime" --time_based --ramp_time="$ramp" --end_fsync=1
}

runDd() {
    iflag='' oflag=''
    [ "$direct" = no ] || iflag=iflag=direct oflag=oflag=direct
    if [ "$workload" = write ]; then
        # shellcheck disable=SC2086 # nothing where it is empty
        set -- if=/dev/zero of="$folder/data" count=$((size / block)) conv=fsync $oflag
    else
        # Forgets what is cached of the file.
        dd of="$folder/data" oflag=nocache conv=notrunc,fdatasync count=0 2>/dev/null
        # shellcheck disable=SC2086
        set -- if="$folder/data" of=/dev/null $iflag
    fi
    run "$runtime" dd bs="$block" status=progress "$@"
    [ $status != 124 ] || status=0 # its time is over
}

# fioFiles ENGINE
fioFiles() {
    # shellcheck disable=SC2016 # of fio
    fioJob $((runtime + 30)) --ioengine="$1" --rw=read --bs=4k --filesize=4k --nrfiles="$files" --openfiles=1 \
        --create_on_open=1 --filename_format='file.$jobnum.$filenum' --runtime="$runtime"
}

# What one job made at least; fio ends at an error where a file is not there.
countFiles() {
    job=0
    while [ $job -lt "$jobs" ]; do
        made=$(find "$folder" -name "file.$job.*" | wc -l)
        [ "$made" -ge "$files" ] || files=$made
        job=$((job + 1))
    done
    [ "$files" -gt 0 ] || status=1
}

milliseconds() { date +%s%3N; }

# shellFiles COMMAND…: in batches, each reported with how many there were so far and after how many milliseconds
shellFiles() {
    made=0 begun=$(milliseconds)
    while [ "$made" -lt "$files" ] && [ $(($(milliseconds) - begun)) -lt $((runtime * 1000)) ]; do
        next=$((made + 1000))
        [ $next -le "$files" ] || next=$files
        (cd "$folder" && seq -f 'file.0.%.0f' $((made + 1)) "$next" | xargs "$@" >/dev/null) || { status=1 && return; }
        made=$next
        printf '%d %d\n' "$made" $(($(milliseconds) - begun))
    done
    files=$made
}

# mdtestPhase OPTION
mdtestPhase() { runMpi $((runtime + 30)) mdtest -F -n "$files" -d "$folder/tree" "$1"; }

measure() {
    case $format:$workload in
    elbencho:*read) phase "$workload" runElbencho $((runtime + 30)) --read --infloop --timelimit "$runtime" ;;
    elbencho:*write) phase "$workload" runElbencho $((runtime + 30)) --write --infloop --timelimit "$runtime" ;;
    ior:*read) phase "$workload" untilItsTime runIor "$runtime" -r -i 1000000 ;;
    ior:*write) phase "$workload" untilItsTime runIor "$runtime" -w -e -i 1000000 ;;
    mdtest:*)
        mkdir "$folder/tree"
        phase create mdtestPhase -C
        phase stat mdtestPhase -T
        phase unlink mdtestPhase -r ;;
    fio:metadata)
        phase create fioFiles filecreate
        countFiles
        phase stat fioFiles filestat
        phase unlink fioFiles filedelete ;;
    count:metadata)
        phase create shellFiles touch
        phase stat shellFiles ls -ld
        phase unlink shellFiles rm -f ;;
    fio:*) phase "$workload" runFio ;;
    dd:*) phase "$workload" runDd ;;
    esac
}

watch
describe
lookAtMount
removeLeftovers
makeFolder
lookAtSpace
lookAtTool
lookAtCache
say preparing
prepare
unwatch
say ready
read -r word <&3 && [ "$word" = go ] || exit 1
watch
measure
clean
folder=''
say 'done'
