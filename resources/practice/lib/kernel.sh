# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# Kernel modules: files that the real modinfo and depmod understand, and the table of loaded ones.

# needOlderKernel RELEASE: a break that brings a kernel changes nothing where that one runs
needOlderKernel() {
    [ "$kernel" = "$1" ] || return 0
    echo "the node runs $1 already: repair it first" >&2
    exit 1
}

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

# makeLustreModule FILE VERSION KEY=VALUE...: libcfs, lnet or lustre, whichever FILE names
makeLustreModule() {
    local file=$1 version=$2 name=${1##*/} depends=''
    name=${name%.ko}
    case $name in
    lustre) depends=lnet,libcfs ;;
    lnet) depends=libcfs ;;
    esac
    shift 2
    makeModule "$file" "version=$version" "alias=fs-$name" 'author=OpenSFS, Inc. <http://www.lustre.org/>' \
        license=GPL srcversion=5A1D20C4B1F34ED2A7E9810 "depends=$depends" "name=$name" retpoline=Y "$@"
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
    *-aws | *.el8*) echo "$1 SMP mod_unload modversions " ;;
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

# describeModule NAME: sets file version srcversion depends vermagic signer. Returns 1 when there is none for this kernel.
describeModule() {
    local key value
    file='' version='' srcversion='' depends='' vermagic='' signer=''
    while read -r key value; do
        case $key in
        filename:) file=$value ;;
        version:) version=$value ;;
        srcversion:) srcversion=$value ;;
        depends:) depends=$value ;;
        vermagic:) vermagic=$value ;;
        signer:) signer=$value ;;
        esac
    done <<END
$("$real/modinfo" -k "$kernel" "$1" 2>/dev/null)
END
    [ -n "$file" ]
}

# The names of the keys whose modules the kernel takes: its own and, from the last boot on, the enrolled ones.
trustedKeys() { sed -n 's/.* asymmetri \(.*\): [0-9a-f]*: X509.*/\1/p' "$node/proc/keys"; }

# rejectsModule NAME SIGNER: whether the kernel, where it enforces signatures, has no key for it; says so in its log
rejectsModule() {
    local enforced
    read -r enforced <"$node/sys/module/module/parameters/sig_enforce"
    [ "$enforced" = Y ] || return 1
    if [ -z "$2" ]; then
        kernelMessage "Loading of unsigned module is rejected"
        return 0
    fi
    ! trustedKeys | grep -qxF "$2" || return 1
    kernelMessage "Loading of module with unavailable key is rejected"
}

# loadModule NAME: 0 loaded, 1 no such module, 2 made for another kernel, 3 signed by nobody whom the kernel trusts
loadModule() {
    local dependency
    isLoaded "$1" && return 0
    describeModule "$1" || return 1
    [ "$file" != "(builtin)" ] || return 0
    if [ "${vermagic%% *}" != "$kernel" ]; then
        kernelMessage "$1: disagrees about version of symbol module_layout"
        return 2
    fi
    ! rejectsModule "$1" "$signer" || return 3
    for dependency in $(echo "$depends" | tr , ' '); do
        loadModule "$dependency" || return $?
    done
    describeModule "$1"
    registerModule "$1"
}

# replaceModules: the table becomes standard input, and /sys/module follows
replaceModules() {
    local name size users by rest user folder IFS=' '
    replaceFile "$node/proc/modules"
    while read -r name size users by rest; do
        folder=$node/sys/module/$name
        [ -d "$folder/holders" ] || mkdir -p "$folder/holders"
        echo "$size" >"$folder/coresize"
        echo "$users" >"$folder/refcnt"
        echo live >"$folder/initstate"
        for user in "$folder"/holders/*; do
            case ",$by," in *",${user##*/},"*) ;; *) [ ! -h "$user" ] || rm -f "$user" ;; esac
        done
        IFS=,
        for user in ${by#-}; do
            [ -h "$folder/holders/$user" ] || ln -s "../../$user" "$folder/holders/$user"
        done
        IFS=' '
    done <"$node/proc/modules"
}

# setLnetOptions: as modprobe passes them to the module
setLnetOptions() {
    local accept
    accept=$(cat /etc/modprobe.d/*.conf 2>/dev/null | sed -n 's/^options lnet accept=\([a-z]*\)$/\1/p' | tail -n 1)
    mkdir -p "$node/sys/module/lnet/parameters"
    echo "${accept:-secure}" >"$node/sys/module/lnet/parameters/accept"
}

# registerModule NAME, after describeModule NAME
registerModule() {
    local size=1019904
    case $1 in lnet | osd_ldiskfs) size=819200 ;; libcfs | ldiskfs) size=614400 ;; esac
    awk -v name="$1" -v size=$size -v depends=",$depends," '
        BEGIN { print name, size, 0, "-", "Live", "0x0000000000000000", "(OE)" }
        index(depends, "," $1 ",") { $3++; $4 = ($4 == "-" ? "" : $4) name "," }
        { print }' "$node/proc/modules" | replaceModules
    echo "$version" >"$node/sys/module/$1/version"
    echo "$srcversion" >"$node/sys/module/$1/srcversion"
    echo OE >"$node/sys/module/$1/taint"
    [ "$1" != lnet ] || setLnetOptions
    echo 12288 >"$node/proc/tainted"
    case $1 in
    beegfs | lustre) printf 'nodev\t%s\n' "$1" >>"$node/proc/filesystems" ;;
    ldiskfs) printf '\t%s\n' "$1" >>"$node/proc/filesystems" ;;
    esac
    kernelMessage "$1: loading out-of-tree module taints kernel."
    [ "$(cat "$node/sys/module/module/parameters/sig_enforce")" = Y ] ||
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

# The environment block of GRUB; on RPM systems it has another place.
grubEnvironment=/boot/grub/grubenv
[ ! -d /boot/grub2 ] || grubEnvironment=/boot/grub2/grubenv

# grubValue NAME: in it
grubValue() { sed -n "s/^$1=//p" $grubEnvironment 2>/dev/null; }

# setGrubValue NAME VALUE: there
setGrubValue() {
    {
        if [ -e $grubEnvironment ]; then grep -v -e "^$1=" -e '^##*$' $grubEnvironment; else echo '# GRUB Environment Block'; fi
        [ -z "$2" ] || echo "$1=$2"
        printf '%080d\n' 0 | tr 0 '#'
    } | replaceFile $grubEnvironment
}

# kernelOfEntry ENTRY: the kernel that an entry of grub.cfg boots, by number, title or id, below a submenu with '>'; as
# GRUB does, the first one when there is no such entry
kernelOfEntry() {
    awk -v entry="$1" -v quote="'" '
        function isWanted(level) {
            if (level > wanted) return 1 # a submenu without a step below it: its first entry
            return want[level] == place[level] || want[level] == word[2] || (word[4] != "" && want[level] == word[4])
        }
        BEGIN { wanted = split(entry, want, ">"); level = 1; within[0] = 1; place[1] = -1 }
        /^[ \t]*(menuentry|submenu) / {
            place[level]++
            split($0, word, quote)
            within[level] = within[level - 1] && isWanted(level)
            deep = level
            if ($1 == "submenu") { level++; place[level] = -1 }
            kind[++open] = $1
        }
        /^[ \t]*linux[ \t]/ {
            image = $2
            sub(/.*vmlinuz-/, "", image)
            if (first == "") first = image
            if (found == "" && within[deep] && deep >= wanted) found = image
        }
        /^[ \t]*}/ { if (kind[open--] == "submenu") level-- }
        END { print found == "" ? first : found }
    ' /boot/grub/grub.cfg
}

# loaderEntry NAME: the kernel that the boot loader's entry of that name boots; 1 when there is none
loaderEntry() {
    [ -n "$1" ] && [ -e "/boot/loader/entries/$1.conf" ] && sed -n 's/^version //p' "/boot/loader/entries/$1.conf"
}

# defaultKernel: the one that GRUB boots: the one-shot entry when there is one, else the default
defaultKernel() {
    local entry
    entry=$(grubValue next_entry)
    if [ -d /boot/loader/entries ]; then
        loaderEntry "$entry" || loaderEntry "$(grubValue saved_entry)" || newestKernels | head -n 1
        return
    fi
    if [ -z "$entry" ]; then
        entry=$(sed -n '/next_entry/d; s/^[[:space:]]*set default="\(.*\)"$/\1/p' /boot/grub/grub.cfg)
        # shellcheck disable=SC2016  # GRUB's variable
        [ "$entry" != '${saved_entry}' ] || entry=$(grubValue saved_entry)
    fi
    kernelOfEntry "${entry:-0}"
}

# commandLineOf RELEASE: the arguments that the boot loader gives that kernel
commandLineOf() {
    if [ -d /boot/loader/entries ]; then
        sed -n 's/^options //p' /boot/loader/entries/*-"$1.conf"
    else
        sed -n "s|^[[:space:]]*linux[[:space:]]*/boot/vmlinuz-$1 ||p" /boot/grub/grub.cfg | tail -n 1
    fi
}

# isLeftAgain RELEASE ARGUMENTS FAILURE: whether the machine, with a kernel that panics or that nobody can reach, boots
# again by itself
isLeftAgain() {
    local file service
    case $3 in
    panics)
        case " $2 " in *" panic="[1-9]*) return 0 ;; esac
        return 1 ;;
    esac
    # Time goes by until a timer, if there is one, does something about it.
    for file in /etc/systemd/system/*.timer; do
        service=${file%.timer}.service
        grep -qs '^OnBootSec=' "$file" && grep -q '^UnitFileState=enabled' "$node/units/${file##*/}" &&
            grep -q "^ConditionKernelVersion=$1\$" "$service" && grep -q '^ExecStart=.*systemctl reboot' "$service" && return 0
    done
    return 1
}

# chooseKernel: the one that boots and stays up, in $kernel; 1 when the machine stays down with it. /.node/failing-kernels
# has lines RELEASE panics|unreachable.
chooseKernel() {
    local failure
    for _ in 1 2 3; do
        kernel=$(defaultKernel)
        [ -z "$(grubValue next_entry)" ] || setGrubValue next_entry '' # it counts once
        failure=$(sed -n "s/^$kernel //p" "$node/failing-kernels" 2>/dev/null)
        [ -n "$failure" ] || return 0
        isLeftAgain "$kernel" "$(commandLineOf "$kernel")" "$failure" || return 1
    done
    return 1
}

# enrolKeys: what mokutil asked for becomes a key of the machine, and the kernel's keyring is filled anew
enrolKeys() {
    local number=0 name
    mkdir -p "$node/mok"
    [ ! -e "$node/mok/new" ] || { cat "$node/mok/new" >>"$node/mok/enrolled" && rm "$node/mok/new"; }
    {
        echo '0a4ac64c I------     1 perm 1f0b0000     0     0 keyring   .builtin_trusted_keys: 2'
        echo '0d2f1c7b I------     1 perm 1f0f0000     0     0 keyring   .machine: 1'
        echo '1b6e4c1f I------     1 perm 1f030000     0     0 asymmetri Debian Secure Boot CA: 6ccece7e4c6c0d1f6149f3dd27dfcc5cbb419ea1: X509.rsa bb419ea1 []'
        [ ! -e "$node/mok/enrolled" ] || while IFS= read -r name; do
            number=$((number + 1))
            printf '2c1d30%02d I------     1 perm 1f010000     0     0 asymmetri %s: 1f6149f3dd27dfcc5cbb419ea16ccece7e4c6c%02d: X509.rsa a16ccece []\n' \
                $number "$name" $number
        done <"$node/mok/enrolled"
    } | replaceFile "$node/proc/keys"
}
