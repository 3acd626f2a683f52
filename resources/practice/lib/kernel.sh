# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# Kernel modules: files that the real modinfo and depmod understand, and the table of loaded ones.

# makeModule FILE KEY=VALUE...: the smallest ELF object with a .modinfo section of fixed size
makeModule() {
    local file=$1
    shift
    {
        cat "$practice/module.head"
        { printf '%s\0' "$@"; head -c 2048 /dev/zero; } | head -c 2048
        cat "$practice/module.tail"
    } >"$file"
}

# moduleDirectory RELEASE: what the image package ships below /lib/modules
moduleDirectory() {
    mkdir -p "/usr/lib/modules/$1/kernel"
    : >"/usr/lib/modules/$1/modules.order"
    printf 'kernel/fs/fuse/fuse.ko\nkernel/fs/fuse/virtiofs.ko\nkernel/fs/ext4/ext4.ko\n' >"/usr/lib/modules/$1/modules.builtin"
    printf '%s\0' fuse.file=fs/fuse/fuse fuse.license=GPL ext4.file=fs/ext4/ext4 ext4.license=GPL \
        virtiofs.alias=fs-virtiofs virtiofs.license=GPL virtiofs.file=fs/fuse/virtiofs \
        'virtiofs.description=Virtio Filesystem' 'virtiofs.author=Stefan Hajnoczi <stefanha@redhat.com>' \
        >"/usr/lib/modules/$1/modules.builtin.modinfo"
    "$real/depmod" "$1"
}

# vermagicOf RELEASE
vermagicOf() {
    case $1 in
    *-aws) echo "$1 SMP mod_unload modversions " ;;
    *) echo "$1 SMP preempt mod_unload modversions " ;;
    esac
}

isLoaded() {
    local name rest
    while read -r name rest; do
        [ "$name" != "$1" ] || return 0
    done <"$node/proc/modules"
    return 1
}

# describeModule NAME: sets file version srcversion depends vermagic. Returns 1 when there is none for this kernel.
describeModule() {
    local key value
    file='' version='' srcversion='' depends='' vermagic=''
    while read -r key value; do
        case $key in
        filename:) file=$value ;;
        version:) version=$value ;;
        srcversion:) srcversion=$value ;;
        depends:) depends=$value ;;
        vermagic:) vermagic=$value ;;
        esac
    done <<END
$("$real/modinfo" -k "$kernel" "$1" 2>/dev/null)
END
    [ -n "$file" ]
}

# loadModule NAME: 0 loaded, 1 no such module, 2 made for another kernel
loadModule() {
    local dependency
    isLoaded "$1" && return 0
    describeModule "$1" || return 1
    [ "$file" != "(builtin)" ] || return 0
    if [ "${vermagic%% *}" != "$kernel" ]; then
        kernelMessage "$1: disagrees about version of symbol module_layout"
        return 2
    fi
    for dependency in $(echo "$depends" | tr , ' '); do
        loadModule "$dependency" || return $?
    done
    describeModule "$1"
    registerModule "$1"
}

# replaceModules: the table becomes standard input, and /sys/module follows
replaceModules() {
    local name size users by rest user
    replaceFile "$node/proc/modules"
    while read -r name size users by rest; do
        rm -rf "$node/sys/module/$name/holders"
        mkdir -p "$node/sys/module/$name/holders"
        echo "$size" >"$node/sys/module/$name/coresize"
        echo "$users" >"$node/sys/module/$name/refcnt"
        echo live >"$node/sys/module/$name/initstate"
        for user in $(echo "$by" | tr ',-' '  '); do
            ln -s "../../$user" "$node/sys/module/$name/holders/$user"
        done
    done <"$node/proc/modules"
}

# registerModule NAME, after describeModule NAME
registerModule() {
    local size=1019904
    case $1 in lnet) size=819200 ;; libcfs) size=614400 ;; esac
    awk -v name="$1" -v size=$size -v depends=",$depends," '
        BEGIN { print name, size, 0, "-", "Live", "0x0000000000000000", "(OE)" }
        index(depends, "," $1 ",") { $3++; $4 = ($4 == "-" ? "" : $4) name "," }
        { print }' "$node/proc/modules" | replaceModules
    echo "$version" >"$node/sys/module/$1/version"
    echo "$srcversion" >"$node/sys/module/$1/srcversion"
    echo OE >"$node/sys/module/$1/taint"
    echo 12288 >"$node/proc/tainted"
    case $1 in beegfs | lustre) printf 'nodev\t%s\n' "$1" >>"$node/proc/filesystems" ;; esac
    kernelMessage "$1: loading out-of-tree module taints kernel."
    kernelMessage "$1: module verification failed: signature and/or required key missing - tainting kernel"
}

# useModule NAME +1|-1: a mount holds or releases it
useModule() {
    awk -v name="$1" -v by="$2" '$1 == name { $3 += by } { print }' "$node/proc/modules" | replaceModules
}

# unloadModule NAME: 0 gone, 1 not loaded, 2 in use
unloadModule() {
    local name size users rest
    while read -r name size users rest; do
        [ "$name" = "$1" ] || continue
        [ "$users" = 0 ] || return 2
        awk -v name="$1" '
            $1 == name { next }
            index("," $4, "," name ",") { $3--; sub(name ",", "", $4); if ($4 == "") $4 = "-" }
            { print }' "$node/proc/modules" | replaceModules
        rm -rf "$node/sys/module/$1"
        grep -vw "$1" "$node/proc/filesystems" | replaceFile "$node/proc/filesystems"
        return 0
    done <"$node/proc/modules"
    return 1
}

# newestKernels: installed kernels, newest first, as GRUB sorts them
newestKernels() {
    local image
    for image in /boot/vmlinuz-*; do
        echo "${image#/boot/vmlinuz-}"
    done | sort -rV
}

# defaultKernel: the one that the first entry of grub.cfg boots
defaultKernel() {
    sed -n 's|.*linux[[:space:]]*/boot/vmlinuz-\([^ ]*\) .*|\1|p' /boot/grub/grub.cfg | head -n 1
}
