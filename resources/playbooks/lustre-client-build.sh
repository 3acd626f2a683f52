# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-client-build.sh check|dkms|kernel SOURCE RELEASE: builds Debian packages of the Lustre client in the source tree
# SOURCE, which somebody put there: the modules as sources for DKMS, or built for the kernel RELEASE alone. They end up
# in SOURCE/debs. Nothing is installed. `check` only looks whether SOURCE is such a tree.
source=$2 release=$3
if ! cd "$source" 2>/dev/null || [ ! -e autogen.sh ] || [ ! -d lustre ]; then
    echo "$source is no source tree of Lustre" >&2
    exit 1
fi
if [ "$1" = check ]; then
    echo "$source is a source tree of Lustre"
    exit 0
fi
umask 022 # dpkg-deb refuses a control folder that only its owner may read
sh autogen.sh || exit
case $1 in
dkms)
    ./configure --disable-server && make dkms-debs || exit ;;
kernel)
    ./configure --disable-server --with-linux="/lib/modules/$release/build" && make debs || exit ;;
*)
    echo "check, dkms or kernel" >&2
    exit 1 ;;
esac
ls debs/*.deb
