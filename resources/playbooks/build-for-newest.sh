# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# build-for-newest.sh MODULE VERSION RUNNING: builds and installs the DKMS module for the newest kernel on disk,
# which must not be the running one. The package manager's own hook may have done it already; dkms then skips it.
module=$1 version=$2 running=$3
newest=
for folder in /lib/modules/*; do
    [ -e "$folder/build" ] || continue
    kernel=${folder##*/}
    newest=$(printf '%s\n%s\n' "$newest" "$kernel" | sort -V)
    newest=${newest##*[[:space:]]}
done
if [ -z "$newest" ] || [ "$newest" = "$running" ]; then
    echo "no newer kernel with headers was installed"
    exit 1
fi
echo "newest kernel with headers: $newest"
dkms install "$module/$version" -k "$newest" || exit
modinfo -k "$newest" -n "$module"
