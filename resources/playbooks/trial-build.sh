# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# trial-build.sh MODULE VERSION KERNEL: whether DKMS can build MODULE for KERNEL, and whether that kernel has the symbols
# which the result needs. Built in a folder of its own that is taken away at the end: the node's DKMS tree and
# /lib/modules stay as they are. Needs no root. The last line is the answer: "builds", "builds, but …", "does not build: …".
# Ends with 0, 1 when it does not build or would not be loaded, 2 when it could not be tried.
module=$1 version=$2 kernel=$3

tree=$(mktemp -d) || exit 2
trap 'rm -rf "$tree"' EXIT
trap 'exit 2' HUP INT TERM

if [ ! -e "/lib/modules/$kernel/build" ]; then
    echo "not tried: there are no headers for $kernel"
    exit 2
fi
if [ ! -e "/usr/src/$module-$version/dkms.conf" ]; then
    echo "not tried: there is no source in /usr/src/$module-$version"
    exit 2
fi

mkdir "$tree/dkms"
dkms build "$module/$version" -k "$kernel" --dkmstree "$tree/dkms" --sourcetree /usr/src >"$tree/output" 2>&1
status=$?
log=
for file in "$tree/dkms/$module/$version/build/make.log" "$tree/dkms/$module/$version/$kernel"/*/log/make.log; do
    [ ! -e "$file" ] || log=$file
done
if [ $status != 0 ]; then
    # gcc's words, then modpost's, then make's, then DKMS's own
    line=
    for pattern in ' error: ' '^ERROR: ' '[*][*][*] .*Stop[.]'; do
        [ -n "$line" ] || [ -z "$log" ] || line=$(grep -m 1 -e "$pattern" "$log")
    done
    [ -n "$line" ] || line=$(grep -m 1 -e '^Error!' "$tree/output")
    [ -z "$log" ] || tail -n 20 "$log"
    echo "does not build: ${line:-dkms ended with $status}"
    exit 1
fi

# The kernel's own list of symbols against the new module alone: a folder with nothing else in it.
symbols=/lib/modules/$kernel/build/Module.symvers
if [ ! -e "$symbols" ]; then
    echo "builds, but its symbols cannot be checked: there is no $symbols"
    exit 0
fi
index=$tree/index/lib/modules/$kernel
mkdir -p "$index"
: >"$index/modules.order"
: >"$index/modules.builtin"
cp "$tree/dkms/$module/$version/$kernel"/*/module/* "$index/" || exit 2
wrong=$(depmod -n -e -E "$symbols" -b "$tree/index" "$kernel" 2>&1 >/dev/null | grep -E 'disagrees about version of symbol|needs unknown symbol')
if [ -n "$wrong" ]; then
    printf '%s\n' "$wrong" | sed "s,$tree/index,,"
    echo "builds, but $kernel would not load it: $(printf '%s\n' "$wrong" | wc -l) symbols do not fit"
    exit 1
fi
echo 'builds'
