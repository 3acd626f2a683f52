# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# symbol-check.sh MODULE KERNEL: whether the module that is installed for KERNEL, and what it needs, fits that kernel's list
# of exported symbols. Loads nothing and writes nothing; needs no root. The last line is the answer.
module=$1 kernel=$2
symbols=/lib/modules/$kernel/build/Module.symvers

if [ ! -e "$symbols" ]; then
    echo "cannot tell: there is no $symbols"
    exit 1
fi
needed=$(modprobe -S "$kernel" --show-depends "$module" 2>&1) || { echo "cannot tell: $needed"; exit 1; }
files=$(printf '%s\n' "$needed" | sed -n 's/^insmod \([^ ]*\).*/\1/p')
if [ -z "$files" ]; then
    echo "fits: $module is part of $kernel"
    exit 0
fi
answer=$(depmod -n -e -E "$symbols" "$kernel" 2>&1 >/dev/null)
wrong=
for file in $files; do
    found=$(printf '%s\n' "$answer" | grep -F "$file " | grep -E 'disagrees about version of symbol|needs unknown symbol')
    [ -z "$found" ] || wrong="$wrong$found
"
done
if [ -n "$wrong" ]; then
    printf '%s' "$wrong"
    echo "does not fit: $kernel would refuse to load $module"
    exit 1
fi
echo 'fits'
