# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# packages-configured.sh: whether dpkg counts every package as plainly installed or removed. Changes nothing.
# dpkg --audit also complains of missing checksum lists, which harm nothing.
# shellcheck disable=SC2016  # dpkg-query's own format
states=$(dpkg-query -W -f '${db:Status-Abbrev}|${Package}\n') || exit
left=$(printf '%s\n' "$states" | grep -v '^.[nic] |')
[ -z "$left" ] || { echo "not fully installed:"; echo "$left"; exit 1; }
echo "every package is configured"
