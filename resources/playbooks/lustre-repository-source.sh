# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-repository-source.sh install ETC URL KEYRING: makes URL a source of apt below the folder ETC, for the release
# that the node itself runs and signed by that keyring alone. What was there before is kept beside it.
# lustre-repository-source.sh restore ETC: takes that back.
list=$2/apt/sources.list.d/fsxlustreclientrepo.list
# apt reads only what ends in .list
before=$2/apt/sources.list.d/fsxlustreclientrepo.before-vermagic
case $1 in
install)
    codename=$(sed -n 's/^VERSION_CODENAME=//p' "$2/os-release" | tr -d '"')
    case $codename in
    '' | *[!a-z]*)
        echo "$2/os-release names no release" >&2
        exit 1 ;;
    esac
    [ ! -e "$list" ] || [ -e "$before" ] || cp -p "$list" "$before" || exit
    echo "deb [signed-by=$4] $3 $codename main" >"$list.new" && chmod 644 "$list.new" && mv -f "$list.new" "$list" || exit
    cat "$list" ;;
restore)
    if [ -e "$before" ]; then mv -f "$before" "$list"; else rm -f "$list"; fi
    echo "$list is as it was before" ;;
*)
    echo "install ETC URL KEYRING, or restore ETC" >&2
    exit 1 ;;
esac
