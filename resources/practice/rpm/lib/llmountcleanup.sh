#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
# llmountcleanup.sh: stops what llmount.sh started.
. /usr/lib/practice/node.sh
. /usr/lib/practice/kernel.sh
. /usr/lib/practice/mounts.sh
if ! isRoot; then
    echo 'llmountcleanup.sh must be run as root' >&2
    exit 1
fi
for target in /mnt/lustre /mnt/lustre-ost2 /mnt/lustre-ost1 /mnt/lustre-mds1; do
    isMounted "$target" || continue
    echo "Stopping $target (opts:-f)"
    doUmount "$target" force
    rm -f "/dev/mapper/${target#/mnt/lustre-}_flakey"
done
rm -f /tmp/lustre-mdt1 /tmp/lustre-ost1 /tmp/lustre-ost2
for module in lustre ofd mdt mgs osd_ldiskfs ldiskfs ptlrpc obdclass lnet libcfs; do unloadModule $module; done
echo 'modules unloaded.'
