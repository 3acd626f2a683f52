# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# The package database (a real dpkg status file, read by the real dpkg-query) and what installing a package
# does to a node. The archive is /.node/archive: NAME|VERSION|DEPENDS|DESCRIPTION. Needs kernel.sh, dkms.sh.
database=/var/lib/dpkg/status

# The packages of this repository are offered only where apt is told of it.
lustreRepository='https://fsx-lustre-client-repo.s3.amazonaws.com/ubuntu'
lustreKey='https://fsx-lustre-client-repo-public-keys.s3.amazonaws.com/fsx-ubuntu-public-key.asc'
lustreLists=/var/lib/apt/lists/fsx-lustre-client-repo.s3.amazonaws.com_ubuntu_dists_jammy_main_binary-amd64_Packages

# readLustreSource: sets suite and keyring from the source of the Lustre packages; 1 when there is none
readLustreSource() {
    local file line word
    suite='' keyring=''
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ -e "$file" ] || continue
        while read -r line; do
            case $line in
            'deb '*"$lustreRepository "*) ;;
            *) continue ;;
            esac
            suite=${line#*"$lustreRepository "} suite=${suite%% *}
            case $line in *signed-by=*) keyring=${line#*signed-by=} keyring=${keyring%%]*} ;; esac
            return 0
        done <"$file"
    done
    return 1
}

# updateLustreLists: as apt-get update reads that repository; its messages, 1 when it must not be used
updateLustreLists() {
    local suite keyring codename
    rm -f "$lustreLists"
    readLustreSource || return 0
    codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
    if [ "$suite" != "$codename" ]; then
        echo "Err:2 $lustreRepository $suite Release"
        echo "  404  Not Found"
        echo "E: The repository '$lustreRepository $suite Release' does not have a Release file." >&2
        return 1
    fi
    if ! grep -q 'FSx for Lustre' "$keyring" 2>/dev/null; then
        echo "Err:2 $lustreRepository $suite InRelease"
        echo "W: GPG error: $lustreRepository $suite InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 1D1F4C0E5B6A7C89" >&2
        echo "E: The repository '$lustreRepository $suite InRelease' is not signed." >&2
        return 1
    fi
    echo "Hit:2 $lustreRepository $suite InRelease"
    : >"$lustreLists"
}

# Package files that apt-get was given, as lines of an archive; the fifth word is the file.
localPackages=/dev/null

# offered: what the archive has of what apt may install from, and those files
offered() {
    local suite keyring
    if [ -e "$lustreLists" ] && readLustreSource; then
        cat "$node/archive"
    else
        grep -v '^lustre-client-' "$node/archive"
    fi
    cat "$localPackages"
}

# readPackageFile FILE: its line of an archive, of dependencies the first choices; 1 when it is no package
readPackageFile() {
    local depends
    depends=$(dpkg-deb --field "$1" Depends) || return 1
    depends=$(echo "$depends" | tr , '\n' | sed -e 's/|.*//' -e 's/(.*)//' -e 's/[[:space:]]//g' | tr '\n' ' ')
    # shellcheck disable=SC2016
    dpkg-deb --show --showformat='${Package}|${Version}|'"${depends% }"'|${binary:Summary}|'"$1"'\n' "$1"
}

# markPackages STATE NAME...: sets the state; `unpacked` also takes the version of the archive or of a package file, `gone`
# forgets
markPackages() {
    local state=$1 name
    shift
    awk -v state="$state" -v names="$*" '
        function paragraph(name, want) {
            print "Package: " name
            print "Status: " want " ok " state
            print "Priority: optional\nSection: kernel\nInstalled-Size: 1024"
            print "Maintainer: Practice cluster <root@localhost>\nArchitecture: amd64"
            print "Version: " version[name]
            if (depends[name] != "") print "Depends: " depends[name]
            print "Description: " text[name] "\n"
        }
        BEGIN { count = split(names, list, " "); for (i = 1; i <= count; i++) wanted[list[i]] = 1 }
        FS == "|" { version[$1] = $2; depends[$1] = $3; gsub(" ", ", ", depends[$1]); text[$1] = $4; next }
        {
            name = substr($1, 10)
            if (!(name in wanted)) { print $0 "\n"; next }
            delete wanted[name]
            if (state == "gone") next
            want = ($2 ~ /^Status: hold/) ? "hold" : "install"
            if (state == "unpacked" && name in version) { paragraph(name, want); next }
            sub(/Status: [^\n]*/, "Status: " want " ok " state)
            print $0 "\n"
        }
        END { for (i = 1; i <= count; i++) if (list[i] in wanted && list[i] in version && state != "gone") paragraph(list[i], "install") }
    ' FS='|' "$node/archive" "$localPackages" RS='' FS='\n' $database | replaceFile $database
    for name; do
        if [ "$state" = gone ]; then
            rm -f "/var/lib/dpkg/info/$name.list" "/var/lib/dpkg/info/$name.md5sums"
        elif [ ! -e "/var/lib/dpkg/info/$name.list" ]; then
            # dpkg --audit misses them otherwise
            echo /. >"/var/lib/dpkg/info/$name.list"
            : >"/var/lib/dpkg/info/$name.md5sums"
        fi
    done
}

# holdPackages hold|install NAME...
holdPackages() {
    local want=$1
    shift
    awk -v want="$want" -v names=" $* " '
        { if (index(names, " " substr($1, 10) " ")) sub(/Status: [a-z]+/, "Status: " want); print $0 "\n" }
    ' RS='' FS='\n' $database | replaceFile $database
}

packageList() {
    # shellcheck disable=SC2016
    dpkg-query -W -f '${Package} ${Version} ${db:Status-Want} ${db:Status-Status}\n' 2>/dev/null
}

# notConfigured: names of packages that are unpacked or half-configured
notConfigured() {
    packageList | awk '$4 ~ /unpacked|half-configured|triggers/ { print $1 }'
}

# dkmsHook RELEASE: what kernel packages run after an image or headers came
dkmsHook() {
    if ! hasHeaders "$1"; then
        echo "Automatic installation of modules for kernel $1 was skipped since the kernel headers for this kernel do not seem to be installed."
        return 0
    fi
    for source in "$tree"/*/*/source; do
        [ -L "$source" ] || continue
        dkmsAutoinstall "$1"
        return $?
    done
}

imageInstalled() {
    : >"/boot/vmlinuz-$1"
    : >"/boot/config-$1"
    [ -d "/usr/lib/modules/$1/kernel" ] || moduleDirectory "$1"
    ln -sfn "vmlinuz-$1" /boot/vmlinuz
    ln -sfn "initrd.img-$1" /boot/initrd.img
    echo "I: /boot/vmlinuz is now a symlink to vmlinuz-$1"
    echo "I: /boot/initrd.img is now a symlink to initrd.img-$1"
    echo "/etc/kernel/postinst.d/dkms:"
    dkmsHook "$1"
    echo "/etc/kernel/postinst.d/initramfs-tools:"
    echo "update-initramfs: Generating /boot/initrd.img-$1"
    pause 700
    : >"/boot/initrd.img-$1"
    echo "/etc/kernel/postinst.d/zz-update-grub:"
    updateGrub
}

headersInstalled() {
    local source=/usr/src/linux-headers-$1
    mkdir -p "$source/include/generated/uapi/linux" "$source/scripts" "/usr/lib/modules/$1"
    echo '#define LINUX_VERSION_CODE 396332' >"$source/include/generated/uapi/linux/version.h"
    echo 'CONFIG_CC_VERSION_TEXT="gcc-14 (Debian 14.2.0-19) 14.2.0"' >"$source/.config"
    : >"$source/scripts/sign-file"
    printf '0x4d0b9a1e\tmodule_layout\tvmlinux\tEXPORT_SYMBOL\t\n' >"$source/Module.symvers"
    ln -sfn "../../../src/linux-headers-$1" "/usr/lib/modules/$1/build"
    echo "/etc/kernel/header_postinst.d/dkms:"
    dkmsHook "$1"
}

lustreModulesInstalled() {
    local directory=/usr/lib/modules/$1/updates/kernel version module
    version=$(awk -F'|' -v name="lustre-client-modules-$1" '$1 == name { print $2 }' "$node/archive")
    mkdir -p "$directory/fs/lustre" "$directory/net/lustre"
    for module in net/lustre/libcfs net/lustre/lnet fs/lustre/lustre; do
        makeLustreModule "$directory/$module.ko" "${version%%-*}" "vermagic=$(vermagicOf "$1")"
    done
    "$real/depmod" "$1"
    printf '%s\n' /. "/lib/modules/$1/updates/kernel/fs/lustre/lustre.ko" >"/var/lib/dpkg/info/lustre-client-modules-$1.list"
}

# packageVersion NAME: without epoch, as the upstream project counts
packageVersion() {
    local version
    # shellcheck disable=SC2016
    version=$(dpkg-query -W -f '${Version}' "$1")
    echo "${version#*:}"
}

# shipSources MODULE VERSION: the sources that a package for DKMS ships
shipSources() {
    local number=0 name names=$1
    [ "$1" != lustre-client-modules ] || names='libcfs lnet lustre'
    mkdir -p "/usr/src/$1-$2"
    {
        printf 'PACKAGE_NAME="%s"\nPACKAGE_VERSION="%s"\n' "$1" "$2"
        for name in $names; do
            printf 'BUILT_MODULE_NAME[%d]="%s"\n' $number "$name"
            number=$((number + 1))
        done
        echo 'AUTOINSTALL="yes"'
    } >"/usr/src/$1-$2/dkms.conf"
}

# takeSources MODULE VERSION: away with that version's modules and sources, as the package's prerm does
takeSources() {
    local link release
    for link in "$tree/$1"/kernel-*; do
        [ -L "$link" ] || continue
        case $(readlink "$link") in "$2"/*) ;; *) continue ;; esac
        release=${link##*/kernel-}
        dkmsUninstall "$1" "$2" "${release%-"$architecture"}"
    done
    rm -rf "${tree:?}/$1/$2" "/usr/src/$1-$2"
}

# sourcesInstalled MODULE VERSION: in place of whatever version was there
sourcesInstalled() {
    local other
    for other in "$tree/$1"/*/source; do
        [ -L "$other" ] || continue
        other=${other%/source} other=${other##*/}
        if [ "$other" != "$2" ]; then
            echo "Deleting module $1/$other completely from the DKMS tree."
            takeSources "$1" "$other"
        fi
    done
    shipSources "$1" "$2"
    [ -L "$tree/$1/$2/source" ] || dkmsAdd "$1" "$2" || return $?
    dkmsInstall "$1" "$2" "$kernel" ''
}

# lustreSourcesVersion: of the installed package, without its revision
lustreSourcesVersion() {
    local version
    version=$(packageVersion lustre-client-modules-dkms)
    echo "${version%-*}"
}

# configurePackage NAME: the package's own postinst; its status
configurePackage() {
    case $1 in
    linux-image-[0-9]*) imageInstalled "${1#linux-image-}" ;;
    linux-headers-*-common) ;;
    linux-headers-[0-9]*) headersInstalled "${1#linux-headers-}" ;;
    lustre-client-modules-[0-9]*) lustreModulesInstalled "${1#lustre-client-modules-}" ;;
    lustre-client-modules-dkms)
        # Its postinst does not mind a build that fails.
        sourcesInstalled lustre-client-modules "$(lustreSourcesVersion)" || : ;;
    beegfs-client-dkms)
        sourcesInstalled beegfs "$(packageVersion beegfs-client-dkms)" ;;
    *) return 0 ;;
    esac
}

# setupPackages NAME...: "Setting up"; 1 when a postinst failed
setupPackages() {
    local name version status failed=''
    for name; do
        version=$(dpkg-query -W -f '${Version}' "$name")
        echo "Setting up $name ($version) ..."
        pause 120
        status=0
        configurePackage "$name" || status=$?
        if [ $status = 0 ]; then
            markPackages installed "$name"
            continue
        fi
        markPackages half-configured "$name"
        echo "dpkg: error processing package $name (--configure):" >&2
        echo " installed $name package post-installation script subprocess returned error exit status $status" >&2
        failed="$failed $name"
    done
    [ -n "$failed" ] || return 0
    echo "Errors were encountered while processing:" >&2
    for name in $failed; do echo " $name" >&2; done
    return 1
}

# removePackage NAME: undoes configurePackage
removePackage() {
    local release
    case $1 in
    linux-image-[0-9]*)
        release=${1#linux-image-}
        rm -rf "/boot/vmlinuz-$release" "/boot/initrd.img-$release" "/boot/config-$release" "/usr/lib/modules/$release"
        updateGrub ;;
    linux-headers-[0-9]*)
        release=${1#linux-headers-}
        rm -rf "/usr/src/linux-headers-$release" "/usr/lib/modules/$release/build" ;;
    lustre-client-modules-[0-9]*)
        release=${1#lustre-client-modules-}
        rm -rf "/usr/lib/modules/$release/updates/kernel"
        "$real/depmod" "$release" ;;
    lustre-client-modules-dkms)
        takeSources lustre-client-modules "$(lustreSourcesVersion)"
        rm -rf "$tree/lustre-client-modules" ;;
    beegfs-client-dkms)
        takeSources beegfs "$(packageVersion beegfs-client-dkms)"
        rm -rf "$tree/beegfs" ;;
    esac
    return 0
}

updateGrub() {
    local release count=0 default arguments
    default=$(grubSetting GRUB_DEFAULT) arguments=$(grubSetting GRUB_CMDLINE_LINUX_DEFAULT)
    # shellcheck disable=SC2016  # GRUB's variables
    [ "$default" != saved ] || default='${saved_entry}'
    echo "Generating grub configuration file ..."
    {
        echo '# DO NOT EDIT THIS FILE'
        # shellcheck disable=SC2016
        printf 'if [ "${next_entry}" ] ; then\n   set default="${next_entry}"\n   set next_entry=\n   save_env next_entry\n'
        printf 'else\n   set default="%s"\nfi\n' "${default:-0}"
        for release in $(newestKernels); do
            count=$((count + 1))
            if [ $count = 1 ]; then
                grubEntry '' "GNU/Linux" gnulinux-simple-1b2c3d4e "$release"
                echo "submenu 'Advanced options for GNU/Linux' \$menuentry_id_option 'gnulinux-advanced-1b2c3d4e' {"
            fi
            grubEntry '	' "GNU/Linux, with Linux $release" "gnulinux-$release-advanced-1b2c3d4e" "$release"
        done
        echo '}'
    } | replaceFile /boot/grub/grub.cfg
    for release in $(newestKernels); do
        echo "Found linux image: /boot/vmlinuz-$release"
        echo "Found initrd image: /boot/initrd.img-$release"
    done
    echo "done"
}

# grubSetting NAME: as grub-mkconfig reads it
grubSetting() {
    # shellcheck disable=SC1091
    (. /etc/default/grub && for file in /etc/default/grub.d/*.cfg; do
        [ ! -e "$file" ] || . "$file"
    done && eval "echo \"\$$1\"")
}

# grubEntry INDENT TITLE ID RELEASE, for updateGrub
grubEntry() {
    printf "%smenuentry '%s' --class gnu-linux --class os \$menuentry_id_option '%s' {\n" "$1" "$2" "$3"
    printf '%s\tlinux\t/boot/vmlinuz-%s root=/dev/vda1 ro %s\n' "$1" "$4" "$arguments"
    printf '%s\tinitrd\t/boot/initrd.img-%s\n%s}\n' "$1" "$4" "$1"
}
