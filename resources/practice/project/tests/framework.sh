# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
# What the test suites share, SUITE-framework.sh start-cluster | deploy-ansible | run-tests | stop-cluster: the phases of
# a test run. Sourced with $suite set and the phase; comes back for run-tests alone, whose checks go through `check` and
# end with `verdict`. The tests look at every machine and write a report.
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
report=tests/validation-output/$suite-$(date +%Y%m%d-%H%M%S)
mkdir -p "$report"
report=$report/test-report.txt
: >"$report"
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
    fi >>"$report"
}

# verdict: ends the run
verdict() {
    cat "$report"
    if [ "$failed" = 0 ]; then echo 'Overall Status: PASSED'; else echo "Overall Status: FAILED ($failed)"; fi | tee -a "$report"
    [ "$failed" = 0 ]
}
