# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-client-install.sh dkms|kernel SOURCE RELEASE: installs the packages that lustre-client-build.sh left in
# SOURCE/debs: the tools and one of the module packages.
debs=$2/debs
case $1 in
dkms) modules=$(ls "$debs"/lustre-client-modules-dkms_*.deb) ;;
kernel) modules=$(ls "$debs/lustre-client-modules-$3"_*.deb) ;;
*) exit 1 ;;
esac
utils=$(ls "$debs"/lustre-client-utils_*.deb) || exit
for file in "$modules" "$utils"; do
    if [ ! -f "$file" ]; then
        echo "there is not exactly one such package: $file" >&2
        exit 1
    fi
done
apt-get install -y --no-remove "$modules" "$utils"
