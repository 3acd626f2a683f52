# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-source.sh check URL TAG: whether the repository answers and has the tag, where there is git to ask with.
# lustre-source.sh fetch FOLDER URL TAG [FILE]: clones it at that tag, which must have FILE.
export GIT_TERMINAL_PROMPT=0

# at FOLDER TAG: whether the repository FOLDER is checked out at TAG
at() {
    [ -e "$1/.git" ] || return 1
    wanted=$(git -C "$1" rev-parse "$2^{commit}" 2>/dev/null) && [ "$(git -C "$1" rev-parse HEAD)" = "$wanted" ]
}

case $1 in
check)
    if ! command -v git >/dev/null 2>&1; then
        echo "git is not installed yet; whether $2 has $3 shows when it is fetched"
        exit 0
    fi
    git ls-remote --exit-code --tags "$2" "$3" && exit
    echo "$2 does not answer, or has no tag $3" >&2
    exit 1 ;;
fetch)
    folder=$2
    if [ -e "$folder" ] && ! at "$folder" "$4"; then
        echo "$folder is something else than $4: move it away" >&2
        exit 1
    fi
    mkdir -p "${folder%/*}" || exit
    if [ ! -O "${folder%/*}" ]; then
        echo "${folder%/*} is somebody else's" >&2
        exit 1
    fi
    if [ ! -e "$folder" ]; then
        rm -rf "$folder.new"
        git clone --branch "$4" "$3" "$folder.new" || exit
        if [ -n "$5" ] && [ ! -e "$folder.new/$5" ]; then
            rm -rf "$folder.new"
            echo "$4 has no $5: it is too old for this kernel" >&2
            exit 1
        fi
        mv "$folder.new" "$folder" || exit
    fi
    echo "$folder is $4" ;;
*) exit 1 ;;
esac
