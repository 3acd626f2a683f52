# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-repository.sh ETC LISTS: where apt, set up below the folder ETC, has the Lustre client's module packages from,
# and what keeps it from using that. Needs no root and changes nothing. Prints lines NAME: VALUE, `problem` only when
# there is one:
#   missing           no source of apt names a Lustre repository
#   wrong-codename    the source is for another release of the distribution
#   key-missing       the source names a keyring that is not there, or is empty
#   key-unreadable    the keyring cannot be read by apt's own user, or is no keyring
#   not-read          apt has no package lists of this source below LISTS: apt-get update failed, as with an old key
#   apt-key           the source names no keyring: the key was left to apt-key, which newer releases do not have
etc=$1 lists=$2
codename=$(sed -n 's/^VERSION_CODENAME=//p' "$etc/os-release" | tr -d '"')
file='' source=''
for one in "$etc/apt/sources.list.d/fsxlustreclientrepo.list" "$etc"/apt/sources.list.d/*.list "$etc/apt/sources.list"; do
    [ -r "$one" ] || continue
    source=$(grep -E '^[[:space:]]*deb[[:space:]].*(lustre|amlfs)' "$one" | head -n 1)
    [ -z "$source" ] || { file=$one && break; }
done
if [ -z "$file" ]; then
    for one in "$etc"/apt/sources.list.d/*.sources; do
        # Sources of the newer form are left to whoever wrote them.
        if grep -qiE '^URIs:.*(lustre|amlfs)' "$one" 2>/dev/null; then
            echo "file: $one"
            exit 0
        fi
    done
    echo "problem: missing"
    exit 0
fi

options='' rest=${source#*deb}
case $rest in *'['*']'*) options=${rest#*\[} options=${options%%\]*} rest=${rest#*\]} ;; esac
# shellcheck disable=SC2086  # words
set -- $rest
echo "file: $file"
echo "url: $1"
echo "suite: $2"

keyring=''
for option in $options; do
    case $option in signed-by=*) keyring=${option#signed-by=} ;; esac
done
[ -z "$keyring" ] || echo "keyring: $keyring"
case $1 in
*fsx-lustre-client-repo*)
    if [ "$2" != "$codename" ]; then
        echo "problem: wrong-codename"
        exit 0
    fi ;;
esac
hasLists() {
    case $2 in */) return 0 ;; esac
    name=${1#*://} name=$(printf %s "${name%/}" | tr / _)
    for one in "$lists/${name}_dists_$(printf %s "$2" | tr / _)_"*Packages*; do
        [ ! -e "$one" ] || return 0
    done
    return 1
}
if [ -z "$keyring" ]; then
    case $options in *trusted=yes*) ;; *) echo "problem: apt-key" ;; esac
elif [ ! -s "$keyring" ]; then
    echo "problem: key-missing"
elif [ ! -r "$keyring" ] || [ -n "$(find "$keyring" -maxdepth 0 ! -perm -004)" ]; then
    echo "problem: key-unreadable"
elif ! hasLists "$1" "$2"; then
    echo "problem: not-read"
fi
exit 0
