# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# still-not-in-archive.sh PACKAGE: whether the archive lacks the package also after its lists were read anew. When it
# has it, there is a way that needs no other kernel. Changes nothing.
policy=$(apt-cache policy "$1") || exit
version=$(printf '%s\n' "$policy" | sed -n 's/^ *Candidate: //p')
case $version in
'' | '(none)') echo "$1 is not in the archive" ;;
*)
    echo "$1 $version is in the archive after all: look at the node again and plan anew"
    exit 1 ;;
esac
