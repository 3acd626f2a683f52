#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
# Writes configure, as autoconf would.
for package in autoconf libtool; do
    rpm -q "$package" >/dev/null && continue
    echo "autogen.sh: $package is needed" >&2
    exit 1
done
printf '#!/bin/sh\nexec /usr/lib/practice/configure-lustre "$@"\n' >configure
chmod +x configure
echo 'running autoconf'
