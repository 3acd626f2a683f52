# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-kernel.sh VERB FOLDER KERNEL [SERIES]: builds the distribution's kernel KERNEL (a version of its source package, without
# the architecture) with Lustre's patches, below FOLDER/kernel; Lustre's source is in FOLDER/lustre-release.
#   series    whether KERNEL is of the series that runs (3.10.0-514): another one builds and does not boot
#   source    the source package, installed as if nothing had been done before; restore does that to what prepare changes
#   unpack    its source tree, which also tells what the build needs
#   prepare   the patches of SERIES, the configuration, and the spec file that uses both. What it adds must not be added twice.
#   build     the packages                                  built      whether they are newer than what they are built from
#   install   beside the other kernels; the new one boots next, and FOLDER/kernel/default-before says what would have; not
#             done twice for the same build, for which installed-in holds the boot in which that was
#   remove    takes that back, unless that kernel runs
#   ready     whether it boots next                         running    whether it runs
folder=$2 kernel=${3%."$(uname -m)"} series=$4
arch=$(uname -m) version=${kernel%%-*} top=$folder/kernel
# The packages are called without the minor release: el8_10 becomes el8_lustre.
release=${kernel%_[0-9]*}_lustre.$arch
bootId=/proc/sys/kernel/random/boot_id
spec=$top/SPECS/kernel.spec patch=$top/SOURCES/patch-$version-lustre.patch

fail() {
    echo "$*" >&2
    exit 1
}

fetchSource() {
    command=yumdownloader
    mkdir -p "$top" && cd "$top" || exit
    if command -v dnf >/dev/null 2>&1; then command='dnf download'; fi
    if [ ! -e "kernel-$kernel.src.rpm" ] && ! $command --source "kernel-$kernel"; then
        fail "the archives have no source of kernel-$kernel. Find that package or choose a release that they have; a kernel of" \
            "another series builds and does not boot."
    fi
}

# installSource FOLDER…: anew, these folders with it
installSource() {
    cd "$top" && rm -rf SPECS SOURCES "$@" && rpm -i --define "_topdir $top" "kernel-$kernel.src.rpm"
}

# chosenConfig FILE: Lustre's own configuration where it has one, else the distribution's
chosenConfig() {
    own=$folder/lustre-release/lustre/kernel_patches/kernel_configs/kernel-$version-$series-$arch.config
    for stock in "$top"/BUILD/kernel-*/linux-*/configs/"kernel-$version-$arch.config"; do :; done
    if [ -e "$own" ]; then
        cp "$own" "$1" && echo "configuration: Lustre's own"
    elif [ -e "$stock" ]; then
        cp "$stock" "$1" && echo "configuration: the distribution's"
    else
        fail "there is no configuration for $arch"
    fi
}

# schedulers FILE: the lines that Lustre needs, once each and only where they are missing
schedulers() {
    if grep -qxF CONFIG_IOSCHED_DEADLINE=y "$1" && grep -qxF 'CONFIG_DEFAULT_IOSCHED="deadline"' "$1"; then return; fi
    sed -i -e '/CONFIG_IOSCHED_DEADLINE[= ]/d' -e '/^CONFIG_DEFAULT_IOSCHED=/d' "$1" || exit
    sed -i '0,/^# IO Schedulers/s/^# IO Schedulers.*/&\nCONFIG_IOSCHED_DEADLINE=y\nCONFIG_DEFAULT_IOSCHED="deadline"/' "$1"
    grep -qxF CONFIG_IOSCHED_DEADLINE=y "$1" || printf 'CONFIG_IOSCHED_DEADLINE=y\nCONFIG_DEFAULT_IOSCHED="deadline"\n' >>"$1"
    echo 'configuration: the deadline scheduler added'
}

collectPatches() {
    patches=$folder/lustre-release/lustre/kernel_patches
    [ -e "$patches/series/$series.series" ] || fail "Lustre has no series $series; it has: $(cd "$patches/series" && echo ./*.series)"
    while read -r name _; do
        case $name in '' | '#'*) continue ;; esac
        cat "$patches/patches/$name" >>"$patch" || exit
        echo "patch: $name"
    done <"$patches/series/$series.series"
    [ -s "$patch" ] || fail "the series $series names no patch"
}

# The spec file copies ext4 to the headers, from which ldiskfs is made, and applies the patch. Other lines of it begin alike.
# shellcheck disable=SC2016 # rpm expands them
editSpec() {
    sed -i.before-vermagic \
        -e '\|^    find $RPM_BUILD_ROOT/lib/modules/$KernelVer -name "[*].ko"|a\    cp -a fs/ext4/* $RPM_BUILD_ROOT/lib/modules/$KernelVer/build/fs/ext4' \
        -e '\|^    find $RPM_BUILD_ROOT/lib/modules/$KernelVer -name "[*].ko"|a\    rm -f $RPM_BUILD_ROOT/lib/modules/$KernelVer/build/fs/ext4/ext4-inode-test*' \
        -e '/^# empty final patch to facilitate testing of kernel patches/i Patch99995: patch-%{version}-lustre.patch' \
        -e '/^ApplyOptionalPatch linux-kernel-test.patch/i ApplyOptionalPatch patch-%{version}-lustre.patch' "$spec" || exit
    for line in '^    cp -a fs/ext4/' '^Patch99995: ' '^ApplyOptionalPatch patch-%{version}-lustre'; do
        [ "$(grep -c -e "$line" "$spec")" = 1 ] || fail "the spec file is written otherwise: $line is in it $(grep -c -e "$line" "$spec") times"
    done
}

prepare() {
    config=$top/lustre.config target=''
    if [ -e "$patch" ] || grep -q '^Patch99995:' "$spec"; then
        fail "prepared before: go back to the source package first (lustre-kernel.sh source), or everything is in it twice"
    fi
    for file in "$top/SOURCES/kernel-$arch.config" "$top/SOURCES/kernel-$version-$arch.config"; do
        [ ! -e "$file" ] || target=$file
    done
    [ -n "$target" ] || fail "the source package has no configuration for $arch"
    chosenConfig "$config" && schedulers "$config" && collectPatches && editSpec || exit
    { echo "# $arch" && cat "$config"; } >"$target"
}

packagesIn() {
    for name in kernel kernel-core kernel-modules kernel-modules-extra kernel-devel; do
        [ ! -e "$top/RPMS/$arch/$name-$release.rpm" ] || echo "$name-$release"
    done
}

isBuilt() { [ -n "$(find "$top/RPMS/$arch/kernel-devel-$release.rpm" -newer "$patch" 2>/dev/null)" ]; }

install() {
    packages=''
    isBuilt || fail "there are no packages of $release to install"
    before=$(grubby --default-kernel) || exit
    [ "$before" = "/boot/vmlinuz-$release" ] || echo "$before" >"$top/default-before"
    for name in $(packagesIn); do packages="$packages $top/RPMS/$arch/$name.rpm"; done
    # Installed beside the other kernels: RPM takes el8_lustre for older than el8_10, and --force would erase that one.
    if ! rpm -q "kernel-$release" >/dev/null || [ -n "$(find "$patch" -newer "$top/installed-in" 2>/dev/null)" ]; then
        # shellcheck disable=SC2086 # names of packages
        rpm -ivh --replacepkgs $packages && cat "$bootId" >"$top/installed-in" || exit
    fi
    grubby --set-default "/boot/vmlinuz-$release"
}

remove() {
    [ "$(uname -r)" != "$release" ] || fail "$release runs: boot another kernel first"
    before=$(cat "$top/default-before" 2>/dev/null)
    [ ! -e "$before" ] || grubby --set-default "$before" || exit
    # shellcheck disable=SC2046 # names of packages
    rpm -e $(packagesIn) && rm -f "$top/default-before" "$top/installed-in"
}

# Whether it runs, and not an older build of the same name.
isRunning() {
    uname -r
    [ "$(uname -r)" = "$release" ] && [ "$(cat "$top/installed-in" 2>/dev/null)" != "$(cat "$bootId")" ]
}

case $1 in
series)
    running=$(uname -r)
    echo "$kernel for a node that runs $running"
    [ "${kernel%%-*}-$(echo "${kernel#*-}" | cut -d . -f 1)" = "${running%%-*}-$(echo "${running#*-}" | cut -d . -f 1)" ] ;;
source) fetchSource && installSource BUILD ;;
restore) installSource ;;
unpack) rpmbuild -bp --target "$arch" --define "_topdir $top" "$spec" ;;
prepare) prepare ;;
build)
    rpmbuild -bb --with firmware --with baseonly --without kabichk --target "$arch" --define "_topdir $top" \
        --define 'buildid _lustre' "$spec" && packagesIn ;;
built) isBuilt ;;
install) install ;;
remove) remove ;;
ready)
    [ -e "/boot/initramfs-$release.img" ] || fail "$release has no initial RAM disk"
    default=$(grubby --default-kernel) && echo "boots next: $default" && [ "$default" = "/boot/vmlinuz-$release" ] ;;
running) isRunning ;;
*) exit 1 ;;
esac
