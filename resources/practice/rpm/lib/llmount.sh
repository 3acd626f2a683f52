#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
# llmount.sh: a file system of one MDT and two OSTs on this node, on files in /tmp, and a client of it.
. /usr/lib/practice/node.sh
. /usr/lib/practice/kernel.sh
. /usr/lib/practice/mounts.sh
if ! isRoot; then
    echo 'llmount.sh must be run as root' >&2
    exit 1
fi
for facet in mgs mds1 ost1 client; do
    upper=$(echo $facet | tr '[:lower:]' '[:upper:]')
    printf '%s: Rocky Linux release 8.10 (Green Obsidian)\n' $facet
    printf '%s_OS_%s\n' "$upper" 'ID_LIKE=rhel centos fedora rocky' "$upper" VERSION_ID=8.10 "$upper" ID=rocky "$upper" VERSION_CODE=134873088
done
host=$(hostname)
echo "Stopping clients: $host /mnt/lustre (opts:-f)"
echo "Stopping clients: $host /mnt/lustre2 (opts:-f)"
echo "$host: executing set_hostid"

loadModules() {
    echo 'Loading modules from /usr/lib64/lustre/tests/..'
    echo "detected $(nproc) online CPUs by sysfs"
    echo 'Force libcfs to create 2 CPU partitions'
    for module in lustre osd_ldiskfs mgs mdt ofd; do
        loadModule $module && continue
        echo "modprobe: FATAL: Module $module not found in directory /lib/modules/$kernel" >&2
        exit 1
    done
    echo 'gss/krb5 is not supported'
}
loadModules
if ! /usr/sbin/mke2fs -V 2>&1 | grep -q '[.-]wc'; then
    printf 'mkfs.lustre FATAL: Unable to build fs /dev/loop0 (256)\nmkfs.lustre FATAL: mkfs failed 256\n' >&2
    exit 1
fi
echo 'Formatting mgs, mds, osts'
for target in mds1:mdt1 ost1:ost1 ost2:ost2; do
    echo "Format ${target%:*}: /tmp/lustre-${target#*:}"
    truncate -s 200M "/tmp/lustre-${target#*:}"
    pause 300
done
read -r selinux <"$node/selinux"
echo 'Checking servers environments'
echo "Checking clients $host environments"
loadModules
echo 'Setup mgs, mdt, osts'
if [ "$selinux" = enforcing ]; then
    echo 'mount.lustre: mount /dev/mapper/mds1_flakey at /mnt/lustre-mds1 failed: Permission denied' >&2
    exit 13
fi

# server NAME FILE LABEL [OSC]
server() {
    echo "Starting $1: -o localrecov  /dev/mapper/$1_flakey /mnt/lustre-$1"
    mkdir -p "/mnt/lustre-$1"
    isMounted "/mnt/lustre-$1" || { addMount "/dev/mapper/$1_flakey" "/mnt/lustre-$1" lustre ro rw,svname="$3" && useModule lustre +1; }
    [ -z "$4" ] || echo "seq.cli-$3-super.width=65536"
    echo "Commit the device label on /tmp/lustre-$2"
    echo "Started $3"
    pause 500
}
server mds1 mdt1 lustre-MDT0000 ''
server ost1 ost1 lustre-OST0000 yes
server ost2 ost2 lustre-OST0001 yes
address=$(awk '$2 == "connected" { print $3; exit }' "$node/network")
echo "Starting client: $host:  -o user_xattr,flock $address@tcp:/lustre /mnt/lustre"
mkdir -p /mnt/lustre
isMounted /mnt/lustre || { addMount "$address@tcp:/lustre" /mnt/lustre lustre rw rw,flock,user_xattr && useModule lustre +1; }
echo 'Using TIMEOUT=20'
for target in OST0000 OST0001; do echo "osc.lustre-$target-osc-ffff93fa30a24000.idle_timeout=debug"; done
echo 'setting jobstats to procname_uid'
echo 'Setting lustre.sys.jobid_var from disable to procname_uid'
echo "Waiting 90s for 'procname_uid'"
pause 900
echo 'disable quota as required'
