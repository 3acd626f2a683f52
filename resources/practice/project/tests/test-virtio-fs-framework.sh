#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash disable=SC2016 # what the machine expands
# The tests of virtio-fs, on the machine that has a folder of the host; phases: framework.sh.
# shellcheck disable=SC2034 # of framework.sh
suite=test-virtio-fs
. "${0%/*}/framework.sh"

check controller 'the kernel has virtio-fs' modinfo virtiofs
check controller 'folder mounted' grep -q ' /data virtiofs ' /proc/self/mounts
check controller 'folder in fstab' grep -q '[[:space:]]/data[[:space:]]*virtiofs' /etc/fstab
check controller 'read and write' sh -c 'echo test >/data/.test && grep -qx test /data/.test && rm /data/.test'
verdict
