# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-server-make.sh VERB FOLDER KERNEL: builds Lustre's server in FOLDER/lustre-release for the patched kernel that was made
# of KERNEL below FOLDER/kernel, whose source tree it needs.
#   configure, build     in the tree                    packages          RPM packages of it, in the tree
#   install              into the system, with depmod   install-packages  those packages, with what they need
arch=$(uname -m) kernel=${3%."$(uname -m)"}
release=${kernel%_[0-9]*}_lustre.$arch
for linux in "$2"/kernel/BUILD/kernel-*/"linux-$release"; do :; done
cd "$2/lustre-release" || exit
case $1 in
configure)
    if [ "$(uname -r)" != "$release" ]; then
        echo "$(uname -r) runs, not $release" >&2
        exit 1
    fi
    sh ./autogen.sh && ./configure --with-linux="$linux" --disable-gss --disable-shared --disable-crypto ;;
build) make -j "$(nproc)" ;;
install) make install && depmod -a "$release" ;;
packages) make rpms ;;
install-packages)
    set --
    for file in ./*."$arch".rpm; do
        case $file in *-debuginfo-* | *-debugsource-*) ;; *) set -- "$@" "$file" ;; esac
    done
    yum localinstall -y "$@" && depmod -a "$release" ;;
*) exit 1 ;;
esac
