#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A stand-in for the source tree of the Lustre client: it wants what the real one wants, and makes packages without code.
for name in automake libtool debhelper; do
    if ! dpkg-query -s "$name" >/dev/null 2>&1; then
        echo "autogen.sh: $name is missing" >&2
        exit 1
    fi
done
