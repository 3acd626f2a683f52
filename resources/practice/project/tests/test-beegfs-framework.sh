#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash disable=SC2016 # what the machines expand
# The tests of BeeGFS; phases: framework.sh.
# shellcheck disable=SC2034 # of framework.sh
suite=test-beegfs
. "${0%/*}/framework.sh"

while read -r name address; do
    check "$name" 'DKMS module installed for the running kernel' sh -c 'dkms status beegfs -k "$(uname -r)" | grep -q ": installed"'
    check "$name" 'client module loaded' test -d /sys/module/beegfs
    check "$name" 'file system mounted' grep -q '^beegfs_nodev /mnt/beegfs beegfs' /proc/self/mounts
    check "$name" 'services running' sh -c 'for u in /.node/units/beegfs-*.service; do systemctl is-active -q "${u##*/}" || exit 1; done'
done <<LIST
$(machines)
LIST
verdict
