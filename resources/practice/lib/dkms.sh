# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# The DKMS tree as dkms 3.2 keeps it under /var/lib/dkms, with its texts and exit statuses. Needs kernel.sh.
tree=/var/lib/dkms
architecture=x86_64

dkmsError() {
    printf '\nError! %s\n' "$1" >&2
    shift
    [ $# = 0 ] || printf '%s\n' "$@" >&2
}

# builtModules MODULE VERSION: the kernel modules that its dkms.conf names; without one, the module itself
builtModules() {
    { sed -n 's/^BUILT_MODULE_NAME\[[0-9]*\]="\(.*\)"$/\1/p' "$tree/$1/$2/source/dkms.conf" 2>/dev/null || :; } | grep . || echo "$1"
}

# isBuilt MODULE VERSION RELEASE: whether all of them are there
isBuilt() {
    local name
    for name in $(builtModules "$1" "$2"); do
        [ -e "$tree/$1/$2/$3/$architecture/module/$name.ko" ] || return 1
    done
}

# isAsBuilt MODULE VERSION RELEASE: whether the kernel has them as they were built
isAsBuilt() {
    local name
    for name in $(builtModules "$1" "$2"); do
        cmp -s "$tree/$1/$2/$3/$architecture/module/$name.ko" "/usr/lib/modules/$3/updates/dkms/$name.ko" || return 1
    done
}

# isLinked MODULE VERSION RELEASE: whether DKMS takes this version for the one that the kernel has
isLinked() {
    [ -L "$tree/$1/kernel-$3-$architecture" ] && [ "$(readlink "$tree/$1/kernel-$3-$architecture")" = "$2/$3/$architecture" ]
}

# dkmsStatusLine MODULE VERSION RELEASE
dkmsStatusLine() {
    local state=built notes=''
    if isLinked "$1" "$2" "$3"; then
        state=installed
        if ! isBuilt "$1" "$2" "$3"; then
            notes=' (Built modules are missing in the kernel modules folder)'
        elif ! isAsBuilt "$1" "$2" "$3"; then
            notes=' (Differences between built and installed modules)'
        fi
    fi
    echo "$1/$2, $3, $architecture: $state$notes"
}

# dkmsStatus MODULE VERSION RELEASE; an empty word matches all
dkmsStatus() {
    local directory module version release found
    for directory in "$tree"/*/*/; do
        directory=${directory%/} version=${directory##*/} module=${directory%/*} module=${module##*/}
        [ -L "$directory/source" ] && [ ! -L "$directory" ] || continue
        [ -z "$1" ] || [ "$module" = "$1" ] || continue
        [ -z "$2" ] || [ "$version" = "$2" ] || continue
        if [ ! -e "$directory/source/dkms.conf" ]; then
            echo "$module/$version: broken"
            dkmsError "$module/$version: Missing the module source directory or the symbolic link pointing to it." \
                "Manual intervention is required!"
            continue
        fi
        found=''
        for release in "$directory"/*/"$architecture"/; do
            release=${release%/"$architecture"/} release=${release##*/}
            [ -d "$directory/$release/$architecture" ] || continue
            [ -z "$3" ] || [ "$release" = "$3" ] || continue
            found=yes
            dkmsStatusLine "$module" "$version" "$release"
        done
        [ -n "$found" ] || echo "$module/$version: added"
    done
    return 0
}

dkmsAdd() {
    if [ ! -e "/usr/src/$1-$2/dkms.conf" ]; then
        dkmsError "Could not find module source directory." "Directory: /usr/src/$1-$2 does not exist."
        return 2
    fi
    if [ -L "$tree/$1/$2/source" ]; then
        dkmsError "DKMS tree already contains: $1/$2" "You cannot add the same module/version combo more than once."
        return 3
    fi
    mkdir -p "$tree/$1/$2"
    echo "Creating symlink $tree/$1/$2/source -> /usr/src/$1-$2"
    ln -s "/usr/src/$1-$2" "$tree/$1/$2/source"
}

hasHeaders() { [ -e "/usr/lib/modules/$1/build/include" ]; }

headersMissing() {
    dkmsError "Your kernel headers for kernel $1 cannot be found at /lib/modules/$1/build or /lib/modules/$1/source." \
        "Please install the linux-headers-$1 package or use the --kernelsourcedir option to tell DKMS where it's located."
}

# tooNewFor MODULE VERSION: the first kernel that this version of the client does not compile against
tooNewFor() {
    case $1/$2 in
    beegfs/7.4.4) echo 6.8 ;;
    beegfs/7.4.5) echo 6.11 ;;
    beegfs/7.4.6 | beegfs/8.0.*) echo 6.12 ;;
    beegfs/8.3.*) echo 6.17 ;;
    lustre-client-modules/2.1[0-6].*) echo 6.12 ;;
    *) echo 6.14 ;;
    esac
}

# buildFails MODULE VERSION RELEASE
buildFails() {
    local first
    [ ! -e "$node/build-fails" ] || return 0
    first=$(tooNewFor "$1" "$2")
    [ "$(printf '%s\n' "$3" "$first" | sort -V | head -n 1)" = "$first" ]
}

# makeCommand MODULE VERSION RELEASE: the line MAKE of its dkms.conf
makeCommand() {
    case $1 in
    lustre-*) echo "bash autogen.sh && ./configure --with-linux=/lib/modules/$3/build --disable-server --disable-utils && make -j2" ;;
    *) echo "make -j2 KERNELRELEASE=$3 -C build module 'KDIR=/lib/modules/$3/build' TARGET=$1 BEEGFS_VERSION=$2" ;;
    esac
}

# compiled MODULE: some of its objects, below the folder where it is built
compiled() {
    case $1 in
    lustre-*) printf '%s\n' lnet/lnet/api-ni libcfs/libcfs/module lustre/llite/super25 ;;
    *) printf 'build/../source/filesystem/%s\n' App AbstractDirectIO FhgfsOpsDir FhgfsOpsFile FhgfsOpsInode FhgfsOpsSuper NodeStoreEx ;;
    esac
}

# buildError MODULE: what the compiler says of one of them where the kernel is too new
buildError() {
    case $1 in
    lustre-*) echo "libcfs/libcfs/module.c:372:35: error: initialization of 'int (*)(const struct ctl_table *, int, void *, size_t *, loff_t *)' from incompatible pointer type [-Werror=incompatible-pointer-types]" ;;
    *) echo "filesystem/FhgfsOpsDir.c:25:22: error: initialization of 'int (*)(struct inode *, const struct qstr *, struct dentry *, unsigned int)' from incompatible pointer type 'int (*)(struct dentry *, unsigned int)' [-Werror=incompatible-pointer-types]" ;;
    esac
}

# makeLog MODULE VERSION RELEASE STATUS ERROR
makeLog() {
    echo "DKMS (dkms-3.2.2) make.log for $1/$2 for kernel $3 ($architecture)"
    date -u '+%a %b %d %T UTC %Y'
    printf '\nBuilding module(s)\n'
    echo "# command: $(makeCommand "$1" "$2" "$3")"
    echo "make: Entering directory '$tree/$1/$2/build/build'"
    echo "Building $1 client module"
    echo "make[1]: Entering directory '/usr/src/linux-headers-$3'"
    for object in $(compiled "$1"); do
        echo "  CC [M]  $tree/$1/$2/build/$object.o"
        if [ -n "$5" ] && [ "${object##*/}" = "$(basename "${5%%.c:*}")" ]; then
            echo "$5"
            echo "make[1]: *** [/usr/src/linux-headers-$3/Makefile:2012: $tree/$1/$2/build/source] Error 2"
            break
        fi
    done
    echo "make: Leaving directory '$tree/$1/$2/build/build'"
    printf '\n# exit code: %s\n# elapsed time: 00:00:54\n%s\n' "$4" ----------------------------------------------------------------
}

# failedLog MODULE VERSION RELEASE: what make really said of this version, where it was recorded
failedLog() {
    if [ -e "$practice/logs/$1-$2.txt" ]; then
        sed -e "s/@KERNEL@/$3/g" -e "s/@ABI@/${3%-cloud-amd64}/g" "$practice/logs/$1-$2.txt"
    else
        makeLog "$1" "$2" "$3" 2 "$(buildError "$1")"
    fi
}

showBuild() {
    local dots=0
    echo "Sign command: /lib/modules/$1/build/scripts/sign-file"
    echo "Signing key: /var/lib/dkms/mok.key"
    echo "Public certificate (MOK): /var/lib/dkms/mok.pub"
    echo
    printf 'Building module(s)'
    while [ $dots -lt "$2" ]; do
        printf .
        pause 100
        dots=$((dots + 1))
    done
}

# dkmsMakeModule FILE VERSION RELEASE: builds and signs the one that FILE names
dkmsMakeModule() {
    local file=$1 version=$2 release=$3
    set -- "vermagic=$(vermagicOf "$3")" "signer=$(cat /var/lib/dkms/mok.pub)" sig_key=5B:1E:0F:6C:2D sig_hashalgo=sha512
    case ${file##*/} in
    beegfs.ko)
        makeModule "$file" "version=$version" alias=fs-beegfs 'author=ThinkParQ GmbH' \
            'description=BeeGFS parallel file system client (https://www.beegfs.io)' 'license=GPL v2' \
            srcversion=C2744EA4B9D58479052E5CB depends= name=beegfs retpoline=Y "$@" ;;
    *) makeLustreModule "$file" "$version" "$@" ;;
    esac
}

# dkmsBuild MODULE VERSION RELEASE FORCE
dkmsBuild() {
    local name target=$tree/$1/$2/$3/$architecture build=$tree/$1/$2/build
    [ -L "$tree/$1/$2/source" ] || dkmsAdd "$1" "$2" || return $?
    if [ ! -e "$tree/$1/$2/source/dkms.conf" ]; then
        dkmsError "$1/$2 is broken!" "Missing the source directory or the symbolic link pointing to it." "Manual intervention is required!"
        return 4
    fi
    if isBuilt "$1" "$2" "$3" && [ -z "$4" ]; then
        echo "Module $1/$2 already built for kernel $3 ($architecture), skip. You may override by specifying --force."
        return 0
    fi
    if ! hasHeaders "$3"; then
        headersMissing "$3"
        return 21
    fi
    mkdir -p "$build"
    if buildFails "$1" "$2" "$3"; then
        showBuild "$3" 6
        failedLog "$1" "$2" "$3" >"$build/make.log"
        printf '(bad exit status: 2)\nFailed command:\n'
        makeCommand "$1" "$2" "$3"
        dkmsError "Bad return status for module build on kernel: $3 ($architecture)" "Consult $build/make.log for more information."
        return 10
    fi
    showBuild "$3" 24
    mkdir -p "$target/module" "$target/log"
    makeLog "$1" "$2" "$3" 0 '' >"$target/log/make.log"
    for name in $(builtModules "$1" "$2"); do dkmsMakeModule "$target/module/$name.ko" "$2" "$3"; done
    rm -rf "$build"
    echo ' done.'
    for name in $(builtModules "$1" "$2"); do echo "Signing module $build/build/$name.ko"; done
}

# dkmsInstall MODULE VERSION RELEASE FORCE
dkmsInstall() {
    local name target=/usr/lib/modules/$3/updates/dkms
    if isLinked "$1" "$2" "$3" && [ -z "$4" ] && isAsBuilt "$1" "$2" "$3"; then
        echo "Module $1/$2 already installed on kernel $3 ($architecture), skip. You may override by specifying --force."
        return 0
    fi
    isBuilt "$1" "$2" "$3" && [ -z "$4" ] || dkmsBuild "$1" "$2" "$3" "$4" || return $?
    mkdir -p "$target"
    for name in $(builtModules "$1" "$2"); do
        echo "Installing /lib/modules/$3/updates/dkms/$name.ko"
        cp "$tree/$1/$2/$3/$architecture/module/$name.ko" "$target/$name.ko"
    done
    ln -sfn "$2/$3/$architecture" "$tree/$1/kernel-$3-$architecture"
    printf 'Running depmod...'
    "$real/depmod" "$3"
    pause 200
    echo ' done.'
}

# dkmsUninstall MODULE VERSION RELEASE
dkmsUninstall() {
    local name
    rm -f "$tree/$1/kernel-$3-$architecture"
    for name in $(builtModules "$1" "$2"); do rm -f "/usr/lib/modules/$3/updates/dkms/$name.ko"; done
    [ ! -d "/usr/lib/modules/$3" ] || "$real/depmod" "$3"
}

# dkmsAutoinstall RELEASE
dkmsAutoinstall() {
    local source module version done='' failed='' status=0
    if ! hasHeaders "$1"; then
        headersMissing "$1"
        return 21
    fi
    for source in "$tree"/*/*/source; do
        [ -L "$source" ] || continue
        version=${source%/source} module=${version%/*} version=${version##*/} module=${module##*/}
        if dkmsStatus "$module" "$version" "$1" | grep -q ': installed$'; then
            done="$done $module"
            continue
        fi
        echo "Autoinstall of module $module/$version for kernel $1 ($architecture)"
        if dkmsInstall "$module" "$version" "$1" ''; then done="$done $module"; else failed="$failed $module"; fi
        echo
    done
    [ -z "$done" ] || echo "Autoinstall on $1 succeeded for module(s)$done."
    if [ -n "$failed" ]; then
        echo "Autoinstall on $1 failed for module(s)$failed(10)." >&2
        dkmsError "One or more modules failed to install during autoinstall." "Refer to previous errors for more information."
        status=11
    fi
    return $status
}
