#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash disable=SC2016 # what the machines expand
# test-beegfs-framework.sh start-cluster | deploy-ansible | run-tests | stop-cluster: the phases of a test run. The tests
# look at every machine and write a report.
cd "${0%/*}/.." || exit 1
. scripts/project.sh
case $1 in
start-cluster) exec scripts/cluster-start ;;
deploy-ansible) exec scripts/cluster-deploy ;;
stop-cluster) exec scripts/cluster-stop ;;
run-tests) ;;
*)
    echo "usage: $0 start-cluster | deploy-ansible | run-tests | stop-cluster" >&2
    exit 2 ;;
esac
report=tests/validation-output/test-beegfs-$(date +%Y%m%d-%H%M%S)
mkdir -p "$report"
report=$report/test-report.txt
failed=0

# check MACHINE TEXT COMMAND...
check() {
    machine=$1 text=$2
    shift 2
    if onMachine "$machine" "$@" </dev/null >/dev/null 2>&1; then
        echo "PASS $machine: $text"
    else
        echo "FAIL $machine: $text"
        failed=$((failed + 1))
    fi
}

while read -r name address; do
    check "$name" 'DKMS module installed for the running kernel' sh -c 'dkms status beegfs -k "$(uname -r)" | grep -q ": installed"'
    check "$name" 'client module loaded' test -d /sys/module/beegfs
    check "$name" 'file system mounted' grep -q '^beegfs_nodev /mnt/beegfs beegfs' /proc/self/mounts
    check "$name" 'services running' sh -c 'for u in /.node/units/beegfs-*.service; do systemctl is-active -q "${u##*/}" || exit 1; done'
done >"$report" <<LIST
$(machines)
LIST
cat "$report"
if [ "$failed" = 0 ]; then echo 'Overall Status: PASSED'; else echo "Overall Status: FAILED ($failed)"; fi | tee -a "$report"
[ "$failed" = 0 ]
