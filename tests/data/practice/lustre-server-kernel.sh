# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The commands of the guide up to the patched kernel, as root.
set -e
cd
yum config-manager --set-enabled powertools
dnf install -y epel-release
# shellcheck disable=SC2046
dnf install -y $(grep -v -e '^#' -e resource-agents /usr/lib/practice/server-packages)
git clone "https://review.whamcloud.com/tools/e2fsprogs" e2fsprogs
cd e2fsprogs
git checkout v1.47.0-wc1
./configure --with-root-prefix=/usr --enable-elf-shlibs --disable-uuidd
make
make install
cd
git clone "https://review.whamcloud.com/fs/lustre-release"
cd lustre-release
sh ./autogen.sh
cd
dnf download --source kernel
mkdir -p kernel/rpmbuild
# shellcheck disable=SC2016 # rpm expands it
echo '%_topdir %(echo $HOME)/kernel/rpmbuild' >~/.rpmmacros
rpm -ivh kernel-*.src.rpm
cd kernel/rpmbuild
# shellcheck disable=SC2013
for patch in $(cat ~/lustre-release/lustre/kernel_patches/series/4.18-rhel8.10.series); do
    cat ~/lustre-release/lustre/kernel_patches/patches/"$patch" >>SOURCES/patch-4.18.0-lustre.patch
done
sed -i -e '/^# empty final patch/i Patch99995: patch-%{version}-lustre.patch' SPECS/kernel.spec
sed -i -e '/^ApplyOptionalPatch linux-kernel-test.patch/i ApplyOptionalPatch patch-%{version}-lustre.patch' SPECS/kernel.spec
rpmbuild -ba --with baseonly --without kabichk --define 'buildid _lustre' SPECS/kernel.spec
! rpm -Uvh RPMS/x86_64/kernel-*.rpm
rpm -ivh RPMS/x86_64/kernel-*.rpm
