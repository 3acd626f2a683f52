# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# The mount table of a practice node, as /proc/self/mounts and /proc/self/mountinfo show it. Needs kernel.sh.

lustreStatistics=$node/sys/kernel/debug/lustre/llite/fsxname-ffff9c3d81f2e800

isMounted() {
    local source target rest
    while read -r source target rest; do
        [ "$target" != "$1" ] || return 0
    done <"$node/proc/mounts"
    return 1
}

isHung() {
    [ -e "$node/control/hung" ] && grep -qxF -e "$1" "$node/control/hung"
}

# readFstab TARGET: sets fsSource fsType fsOptions
readFstab() {
    local source target type options rest
    fsSource='' fsType='' fsOptions=''
    while read -r source target type options rest; do
        [ "$target" = "$1" ] && [ "${source#\#}" = "$source" ] || continue
        fsSource=$source fsType=$type fsOptions=$options
        return 0
    done </etc/fstab
    return 1
}

# addMount SOURCE TARGET TYPE MOUNT-OPTIONS SUPER-OPTIONS
addMount() {
    local count=60 line super=${5#rw,}
    while read -r line; do count=$((count + 1)); done <"$node/proc/mounts"
    printf '%s %s %s %s,%s 0 0\n' "$1" "$2" "$3" "$4" "$super" >>"$node/proc/mounts"
    printf '%d 22 0:%d / %s %s shared:%d - %s %s %s\n' $count $((count - 20)) "$2" "$4" $((count + 60)) "$3" "$1" "$5" \
        >>"$node/proc/mountinfo"
}

# removeMount TARGET
removeMount() {
    awk -v target="$1" '$2 != target' "$node/proc/mounts" | replaceFile "$node/proc/mounts"
    awk -v target="$1" '$5 != target' "$node/proc/mountinfo" | replaceFile "$node/proc/mountinfo"
}

# doMount SOURCE TARGET TYPE OPTIONS: as mount(8) with its helpers; its exit status and messages
doMount() {
    local state=0
    if isMounted "$2"; then
        echo "mount: $2: $1 already mounted on $2." >&2
        echo "       dmesg(1) may have more information after failed mount system call." >&2
        return 32
    fi
    pause 200
    case $3 in
    beegfs) mountBeegfs "$1" "$2" || state=$? ;;
    lustre) mountLustre "$1" "$2" || state=$? ;;
    virtiofs) mountVirtiofs "$1" "$2" || state=$? ;;
    *)
        echo "mount: $2: unknown filesystem type '$3'." >&2
        echo "       dmesg(1) may have more information after failed mount system call." >&2
        state=32 ;;
    esac
    return $state
}

mountBeegfs() {
    local options=cfgFile=/etc/beegfs/beegfs-client.conf,sysMgmtdHost=controller
    echo "+ mount --internal -t beegfs --source $1 --target $2 -orw,$options" >&2
    if ! loadModule beegfs; then
        echo "mount: $2: unknown filesystem type 'beegfs'." >&2
        echo "       dmesg(1) may have more information after failed mount system call." >&2
        return 32
    fi
    addMount "$1" "$2" beegfs rw,nosuid,relatime "rw,$options"
    useModule beegfs +1
    kernelMessage "beegfs: enabling unsafe global rkey"
    kernelMessage "beegfs: mount($$): BeeGFS mount ready."
}

mountLustre() {
    if ! loadModule lustre; then
        echo "mount.lustre: mount $1 at $2 failed: No such device" >&2
        echo "Are the lustre modules loaded?" >&2
        echo " Check /etc/modprobe.conf and /proc/filesystems" >&2
        return 19
    fi
    addMount "$1" "$2" lustre rw,noatime rw,checksum,flock,nouser_xattr,lruresize,lazystatfs,nouser_fid2path,verbose,noencrypt
    useModule lustre +1
    # the server of the cluster counts in it what the node moves
    mkdir -p "$lustreStatistics"
    rm -f "$lustreStatistics/stats"
    : >"$lustreStatistics/stats"
    kernelMessage "Lustre: Mounted fsxname-client"
}

mountVirtiofs() {
    local tag
    for tag in /sys/fs/virtiofs/*/tag; do
        [ -e "$tag" ] && [ "$(cat "$tag")" = "$1" ] || continue
        addMount "$1" "$2" virtiofs rw,relatime rw
        return 0
    done
    kernelMessage "virtio-fs: tag <$1> not found"
    echo "mount: $2: wrong fs type, bad option, bad superblock on $1, missing codepage or helper program, or other error." >&2
    echo "       dmesg(1) may have more information after failed mount system call." >&2
    return 32
}

# doUmount TARGET force|wait: one that does not answer keeps a plain umount waiting
doUmount() {
    local source target type rest wait=50
    while read -r source target type rest; do
        [ "$target" != "$1" ] || break
    done <"$node/proc/mounts"
    if [ "$target" != "$1" ]; then
        echo "umount: $1: not mounted." >&2
        return 32
    fi
    if isHung "$1"; then
        while [ "$2" = wait ] && isHung "$1"; do sleep 0.2; done
        rm -f "$node/control/hung"
        # The server takes the mount away from all sessions; do not return before.
        while [ $wait -gt 0 ] && ! timeout -s KILL 0.2 stat "$1" >/dev/null 2>&1; do wait=$((wait - 1)); done
    fi
    removeMount "$1"
    case $type in beegfs | lustre) useModule "$type" -1 ;; esac
    [ "$type" != lustre ] || rm -rf "$lustreStatistics"
    return 0
}
