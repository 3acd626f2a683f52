# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-smoke-test.sh run MOUNTS TESTS LINE…: starts a Lustre file system of one MDT and two OSTs on this node alone, on files in
# /tmp, with llmount.sh of the folder TESTS; its output must have every LINE. Refused where MOUNTS (/proc/mounts) shows a
# Lustre file system: the script would stop it.
# lustre-smoke-test.sh clean TESTS: stops it, and unloads the modules.
case $1 in
run)
    mounts=$2 tests=$3
    shift 3
    if grep -q ' lustre ' "$mounts"; then
        echo "Lustre is in use here, and the test would stop it:" >&2
        grep ' lustre ' "$mounts" >&2
        exit 1
    fi
    output=$(mktemp) || exit
    trap 'rm -f "$output"' EXIT
    "$tests/llmount.sh" >"$output" 2>&1
    status=$?
    cat "$output"
    for line; do
        if ! grep -qF -- "$line" "$output"; then
            echo "llmount.sh did not say: $line"
            [ $status != 0 ] || status=1
        fi
    done
    exit $status ;;
clean) "$2/llmountcleanup.sh" ;;
*) exit 1 ;;
esac
