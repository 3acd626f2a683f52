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

# dkmsStatusLine MODULE VERSION RELEASE
dkmsStatusLine() {
    local built=$tree/$1/$2/$3/$architecture/module/$1.ko installed=/usr/lib/modules/$3/updates/dkms/$1.ko state=built notes=''
    if [ -L "$tree/$1/kernel-$3-$architecture" ] && [ "$(readlink "$tree/$1/kernel-$3-$architecture")" = "$2/$3/$architecture" ]; then
        state=installed
        if [ ! -e "$built" ]; then
            notes=' (Built modules are missing in the kernel modules folder)'
        elif ! cmp -s "$built" "$installed"; then
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

# tooNewFor VERSION: the first kernel that this version of the BeeGFS client does not compile against
tooNewFor() {
    case $1 in
    7.4.4) echo 6.8 ;;
    7.4.5) echo 6.11 ;;
    7.4.6 | 8.0.*) echo 6.12 ;;
    8.3.*) echo 6.17 ;;
    *) echo 6.14 ;;
    esac
}

# buildFails VERSION RELEASE
buildFails() {
    local first
    [ ! -e "$node/build-fails" ] || return 0
    first=$(tooNewFor "$1")
    [ "$(printf '%s\n' "$2" "$first" | sort -V | head -n 1)" = "$first" ]
}

# makeLog MODULE VERSION RELEASE STATUS ERROR
makeLog() {
    echo "DKMS (dkms-3.2.2) make.log for $1/$2 for kernel $3 ($architecture)"
    date -u '+%a %b %d %T UTC %Y'
    printf '\nBuilding module(s)\n'
    echo "# command: make -j2 KERNELRELEASE=$3 -C build module 'KDIR=/lib/modules/$3/build' TARGET=$1 BEEGFS_VERSION=$2"
    echo "make: Entering directory '$tree/$1/$2/build/build'"
    echo "Building $1 client module"
    echo "make[1]: Entering directory '/usr/src/linux-headers-$3'"
    for object in App AbstractDirectIO FhgfsOpsDir FhgfsOpsFile FhgfsOpsInode FhgfsOpsSuper NodeStoreEx; do
        echo "  CC [M]  $tree/$1/$2/build/build/../source/filesystem/$object.o"
        if [ -n "$5" ] && [ $object = FhgfsOpsDir ]; then
            echo "$5"
            echo "make[1]: *** [/usr/src/linux-headers-$3/Makefile:2012: $tree/$1/$2/build/source] Error 2"
            break
        fi
    done
    echo "make: Leaving directory '$tree/$1/$2/build/build'"
    printf '\n# exit code: %s\n# elapsed time: 00:00:54\n%s\n' "$4" ----------------------------------------------------------------
}

buildError="filesystem/FhgfsOpsDir.c:25:22: error: initialization of 'int (*)(struct inode *, const struct qstr *, struct dentry *, unsigned int)' from incompatible pointer type 'int (*)(struct dentry *, unsigned int)' [-Werror=incompatible-pointer-types]"

# failedLog MODULE VERSION RELEASE: what make really said of this version, where it was recorded
failedLog() {
    if [ -e "$practice/logs/$1-$2.txt" ]; then
        sed -e "s/@KERNEL@/$3/g" -e "s/@ABI@/${3%-cloud-amd64}/g" "$practice/logs/$1-$2.txt"
    else
        makeLog "$1" "$2" "$3" 2 "$buildError"
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

# dkmsBuild MODULE VERSION RELEASE FORCE
dkmsBuild() {
    local target=$tree/$1/$2/$3/$architecture build=$tree/$1/$2/build
    [ -L "$tree/$1/$2/source" ] || dkmsAdd "$1" "$2" || return $?
    if [ ! -e "$tree/$1/$2/source/dkms.conf" ]; then
        dkmsError "$1/$2 is broken!" "Missing the source directory or the symbolic link pointing to it." "Manual intervention is required!"
        return 4
    fi
    if [ -e "$target/module/$1.ko" ] && [ -z "$4" ]; then
        echo "Module $1/$2 already built for kernel $3 ($architecture), skip. You may override by specifying --force."
        return 0
    fi
    if ! hasHeaders "$3"; then
        headersMissing "$3"
        return 21
    fi
    mkdir -p "$build"
    if buildFails "$2" "$3"; then
        showBuild "$3" 6
        failedLog "$1" "$2" "$3" >"$build/make.log"
        printf '(bad exit status: 2)\nFailed command:\n'
        printf "make -j2 KERNELRELEASE=%s -C build module 'KDIR=/lib/modules/%s/build' TARGET=%s BEEGFS_VERSION=%s\n" "$3" "$3" "$1" "$2"
        dkmsError "Bad return status for module build on kernel: $3 ($architecture)" "Consult $build/make.log for more information."
        return 10
    fi
    showBuild "$3" 24
    mkdir -p "$target/module" "$target/log"
    makeLog "$1" "$2" "$3" 0 '' >"$target/log/make.log"
    makeModule "$target/module/$1.ko" "version=$2" "alias=fs-$1" 'author=ThinkParQ GmbH' \
        'description=BeeGFS parallel file system client (https://www.beegfs.io)' 'license=GPL v2' \
        srcversion=C2744EA4B9D58479052E5CB depends= "name=$1" retpoline=Y "vermagic=$(vermagicOf "$3")" \
        "signer=$(cat /var/lib/dkms/mok.pub)" sig_key=5B:1E:0F:6C:2D sig_hashalgo=sha512
    rm -rf "$build"
    echo ' done.'
    echo "Signing module $build/build/$1.ko"
}

# dkmsInstall MODULE VERSION RELEASE FORCE
dkmsInstall() {
    local link=$tree/$1/kernel-$3-$architecture target=/usr/lib/modules/$3/updates/dkms
    if [ -L "$link" ] && [ "$(readlink "$link")" = "$2/$3/$architecture" ] && [ -z "$4" ] \
        && cmp -s "$tree/$1/$2/$3/$architecture/module/$1.ko" "$target/$1.ko"; then
        echo "Module $1/$2 already installed on kernel $3 ($architecture), skip. You may override by specifying --force."
        return 0
    fi
    [ -e "$tree/$1/$2/$3/$architecture/module/$1.ko" ] && [ -z "$4" ] || dkmsBuild "$1" "$2" "$3" "$4" || return $?
    echo "Installing /lib/modules/$3/updates/dkms/$1.ko"
    mkdir -p "$target"
    cp "$tree/$1/$2/$3/$architecture/module/$1.ko" "$target/$1.ko"
    ln -sfn "$2/$3/$architecture" "$link"
    printf 'Running depmod...'
    "$real/depmod" "$3"
    pause 200
    echo ' done.'
}

# dkmsUninstall MODULE VERSION RELEASE
dkmsUninstall() {
    rm -f "$tree/$1/kernel-$3-$architecture" "/usr/lib/modules/$3/updates/dkms/$1.ko"
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
