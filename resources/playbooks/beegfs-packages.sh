# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# The BeeGFS packages that are installed: "NAME VERSION", without epoch and revision. No arguments.
if command -v dpkg-query >/dev/null 2>&1; then
    # shellcheck disable=SC2016  # dpkg-query's own format
    list=$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\n' 'beegfs*' 2>/dev/null | sed -n 's/^installed //p')
elif command -v rpm >/dev/null 2>&1; then
    list=$(rpm -qa --qf '%{NAME} %{VERSION}\n' 'beegfs*' 2>/dev/null)
fi
[ -z "$list" ] || printf '%s\n' "$list" | sed -e 's/ [0-9][0-9]*:/ /' -e 's/-[^ ]*$//;t' | sort
exit 0
