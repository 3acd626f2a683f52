# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# MODULE: whether the loaded module is the one on disk: "same", or "differs", told by what both say of their sources.
read -r loaded 2>/dev/null <"/sys/module/$1/srcversion" || exit 0
disk=$(modinfo -k "$(uname -r)" -F srcversion "$1" 2>/dev/null)
[ -n "$disk" ] || exit 0
if [ "$disk" = "$loaded" ]; then echo same; else echo differs; fi
