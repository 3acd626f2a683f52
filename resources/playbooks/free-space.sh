# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# free-space.sh MEGABYTES FOLDER…: whether every folder has that much room left. Changes nothing.
need=$1
shift
for folder in "$@"; do
    free=$(df -Pm -- "$folder" | while read -r _ _ _ free _; do echo "$free"; done)
    free=${free##*[!0-9]}
    if [ "${free:-0}" -lt "$need" ]; then
        echo "$folder: ${free:-0} MB free, $need MB needed"
        exit 1
    fi
    echo "$folder: $free MB free"
done
