# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# systemd units of a practice node. A service is a file of KEY=VALUE lines in /.node/units; a mount unit is
# what fstab and the mount table say, plus a file there when its last start failed. Needs mounts.sh.

# unitOf PATH: the name of its mount unit, in $unit
unitOf() {
    local path=${1#/}
    unit=''
    while [ "$path" != "${path#*/}" ]; do
        unit=$unit${path%%/*}-
        path=${path#*/}
    done
    unit=$unit$path.mount
}

# targetOf UNIT: the mount point it is for, in $target; 1 when neither fstab nor the mount table knows one
targetOf() {
    local source rest
    while read -r source target rest; do
        case $source in \#* | '') continue ;; esac
        unitOf "$target"
        [ "$unit" != "$1" ] || return 0
    done <<END
$(cat /etc/fstab "$node/proc/mounts")
END
    return 1
}

# fullName NAME: in $unit
fullName() {
    unit=$1
    case $1 in *.service | *.mount | *.target | *.socket | *.timer) ;; *) unit=$1.service ;; esac
}

# loadUnit NAME: sets Load Active Sub Result Enabled Description Fragment Status
loadUnit() {
    local key value
    Load=not-found Active=inactive Sub=dead Result=success Enabled='' Description=$1 Fragment='' Status=0
    if [ -e "$node/units/$1" ]; then
        while IFS='=' read -r key value; do
            case $key in
            LoadState) Load=$value ;;
            ActiveState) Active=$value ;;
            SubState) Sub=$value ;;
            Result) Result=$value ;;
            UnitFileState) Enabled=$value ;;
            Description) Description=$value ;;
            FragmentPath) Fragment=$value ;;
            ExecMainStatus) Status=$value ;;
            esac
        done <"$node/units/$1"
    fi
    case $1 in *.mount) loadMountUnit "$1" ;; esac
}

loadMountUnit() {
    local target unit
    targetOf "$1" || return 0
    Load=loaded Description=$target
    if readFstab "$target"; then
        Fragment=/run/systemd/generator/$1 Enabled=generated
    fi
    if isMounted "$target"; then
        Active=active Sub=mounted Result=success
    fi
}

# saveUnit NAME ACTIVE SUB RESULT STATUS
saveUnit() {
    local Load Active Sub Result Enabled Description Fragment Status
    loadUnit "$1"
    replaceFile "$node/units/$1" <<END
Type=simple
Result=$4
ExecMainStatus=$5
Id=$1
Description=$Description
LoadState=loaded
ActiveState=$2
SubState=$3
FragmentPath=$Fragment
UnitFileState=$Enabled
END
}

# readUnitFiles: what daemon-reload finds in /etc/systemd/system, and what is no longer there
readUnitFiles() {
    local file name
    for file in "$node"/units/*; do
        grep -qsF -e "FragmentPath=/etc/systemd/system/" "$file" || continue
        [ -e "/etc/systemd/system/${file##*/}" ] || rm -f "$file"
    done
    for file in /etc/systemd/system/*.service /etc/systemd/system/*.timer; do
        name=${file##*/}
        [ -e "$file" ] && [ ! -e "$node/units/$name" ] || continue
        printf 'Id=%s\nDescription=%s\nLoadState=loaded\nActiveState=inactive\nSubState=dead\nResult=success\nFragmentPath=%s\nUnitFileState=disabled\n' \
            "$name" "$(unitSetting Description "$file")" "$file" >"$node/units/$name"
    done
}

# unitSetting KEY FILE
unitSetting() { sed -n "s/^$1=//p" "$2"; }

# runService NAME: one whose file is the node's own does what it says
runService() {
    local command output status=0
    command=$(unitSetting ExecStart "/etc/systemd/system/$1")
    output=$(sh -c "$command" 2>&1) || status=$?
    echo "$output" | while IFS= read -r line; do journal "$1" "${command%% *}[$$]" "$line"; done
    if [ $status = 0 ]; then
        saveUnit "$1" active exited success 0
        journal "$1" "systemd[1]" "Finished $1 - $Description."
        return 0
    fi
    saveUnit "$1" failed failed exit-code $status
    journal "$1" "systemd[1]" "$1: Main process exited, code=exited, status=$status/FAILURE"
    journal "$1" "systemd[1]" "$1: Failed with result 'exit-code'."
    return 1
}

# enableUnit NAME enabled|disabled|masked
enableUnit() {
    sed "s/^UnitFileState=.*/UnitFileState=$2/" "$node/units/$1" | replaceFile "$node/units/$1"
}

# missingRequirement UNIT: the unit that this mount unit requires by fstab and that does not exist
missingRequirement() {
    local target required Load Active Sub Result Enabled Description Fragment Status
    targetOf "$1" && readFstab "$target" || return 1
    case $fsOptions in *x-systemd.requires=*) ;; *) return 1 ;; esac
    required=${fsOptions#*x-systemd.requires=} required=${required%%,*}
    loadUnit "$required"
    [ "$Load" = not-found ] && echo "$required"
}

startMount() {
    local target output status=0
    targetOf "$1"
    isMounted "$target" && return 0
    readFstab "$target" || return 1
    ! missingRequirement "$1" >/dev/null || return 1
    journal "$1" "systemd[1]" "Mounting $1 - $target..."
    output=$(doMount "$fsSource" "$target" "$fsType" "$fsOptions" 2>&1) || status=$?
    if [ $status = 0 ]; then
        rm -f "$node/units/$1"
        journal "$1" "systemd[1]" "Mounted $1 - $target."
        return 0
    fi
    echo "$output" | while IFS= read -r line; do journal "$1" "mount[$$]" "$line"; done
    journal "$1" "systemd[1]" "$1: Mount process exited, code=exited, status=$status/n/a"
    journal "$1" "systemd[1]" "$1: Failed with result 'exit-code'."
    journal "$1" "systemd[1]" "Failed to mount $1 - $target."
    saveUnit "$1" failed failed exit-code $status
    return 1
}

# The client service loads the module and mounts what beegfs-mounts.conf lists.
startBeegfsClient() {
    local target config output status=0
    journal "$1" "systemd[1]" "Starting $1 - Start BeeGFS Client..."
    while read -r target config; do
        case $target in \#* | '') continue ;; esac
        isMounted "$target" && continue
        output=$(doMount beegfs_nodev "$target" beegfs "cfgFile=$config" 2>&1) || status=$?
        [ $status = 0 ] || echo "$output" | while IFS= read -r line; do journal "$1" "beegfs-client[$$]" "$line"; done
    done </etc/beegfs/beegfs-mounts.conf
    if [ $status = 0 ]; then
        saveUnit "$1" active exited success 0
        journal "$1" "systemd[1]" "Finished $1 - Start BeeGFS Client."
        return 0
    fi
    saveUnit "$1" failed failed exit-code 1
    journal "$1" "systemd[1]" "$1: Main process exited, code=exited, status=1/FAILURE"
    journal "$1" "systemd[1]" "$1: Failed with result 'exit-code'."
    journal "$1" "systemd[1]" "Failed to start $1 - Start BeeGFS Client."
    return 1
}

# startUnit NAME, a loaded one
startUnit() {
    pause 300
    case $1 in
    firewalld.service) cp /etc/firewalld/ports "$node/firewall" ;;
    esac
    case $1 in
    beegfs-client.service) startBeegfsClient "$1" ;;
    *.mount) startMount "$1" ;;
    *)
        if [ -e "/etc/systemd/system/$1" ] && [ "${1##*.}" = service ]; then
            runService "$1"
            return
        fi
        saveUnit "$1" active running success 0
        journal "$1" "systemd[1]" "Started $1 - $Description." ;;
    esac
}

stopUnit() {
    local target config
    case $1 in
    beegfs-client.service)
        while read -r target config; do
            if isMounted "$target"; then doUmount "$target" force; fi
        done </etc/beegfs/beegfs-mounts.conf
        unloadModule beegfs
        saveUnit "$1" inactive dead success 0 ;;
    *.mount)
        if targetOf "$1" && isMounted "$target"; then doUmount "$target" force; fi
        rm -f "$node/units/$1" ;;
    *) saveUnit "$1" inactive dead success 0 ;;
    esac
    journal "$1" "systemd[1]" "Stopped $1."
}
