# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# What is going to happen to a node: timers, upgrades that would run, reboots that are planned. Rendered in front of
# sweep.sh, whose sections it answers in and whose tools it uses; changes nothing, needs no root, cannot hang.

# shellcheck disable=SC2154,SC2034  # sweep.sh uses and sets them
vg_task=vg_forecast

vg_clock_zone() {
    vg_zone=
    vg_first /etc/timezone
    vg_zone=$vg_word
    vg_link=$(readlink /etc/localtime 2>/dev/null)
    case $vg_link in
        */zoneinfo/*) vg_zone=${vg_link#*/zoneinfo/} ;;
    esac
    vg_emit clock 'readlink /etc/localtime; date +%z' 0 "zone=$vg_zone${vg_nl}offset=$(date +%z)"
}

vg_upgrade_settings() {
    vg_has apt-config || return 0
    vg_shown="apt-config dump | grep -E '^(APT::Periodic|Unattended-Upgrade)'"
    if ! vg_has unattended-upgrade; then
        vg_emit aptconfig 'command -v unattended-upgrade' 0 'not installed'
        vg_shown=
        return 0
    fi
    vg_all=$(apt-config dump 2>&1)
    vg_status=$?
    vg_emit aptconfig "$vg_shown" $vg_status "$(printf '%s\n' "$vg_all" | grep -E '^(APT::Periodic|Unattended-Upgrade)')"
    vg_shown=
}

# The simulation, and what the archive has for the kernels that it would install.
vg_apt_upgrade() {
    vg_has apt-get || return 0
    vg_limit=
    ! vg_has timeout || vg_limit='timeout 40'
    # shellcheck disable=SC2086  # two words or none
    vg_all=$($vg_limit apt-get -s -o Debug::NoLocking=true dist-upgrade 2>&1)
    vg_status=$?
    [ $vg_status != 0 ] || vg_all=$(printf '%s\n' "$vg_all" | grep '^Inst ')
    vg_emit aptupgrade "apt-get -s dist-upgrade | grep '^Inst '" $vg_status "$vg_all"
    vg_wanted=
    for vg_k in $(printf '%s\n' "$vg_all" | sed -n 's/^Inst linux-image-\(unsigned-\)\{0,1\}\([0-9][^ ]*\) .*/\2/p'); do
        vg_release_ok "$vg_k" || continue
        vg_wanted="$vg_wanted linux-headers-$vg_k"
        for vg_prefix in $vg_kernel_packages; do vg_wanted="$vg_wanted $vg_prefix$vg_k"; done
    done
    # shellcheck disable=SC2086
    [ -z "$vg_wanted" ] || vg_run archive 10 apt-cache policy $vg_wanted
}

vg_dnf_upgrade() {
    vg_has dnf && ! vg_has apt-get || return 0
    vg_run dnfautomatic 0 cat /etc/dnf/automatic.conf
    vg_run dnfupgrade 50 dnf -q --assumeno upgrade 'kernel*' 'kmod-*'
}

vg_forecast() {
    vg_setup || return
    vg_clock_zone
    ! vg_has systemctl ||
        vg_run timers 8 env TZ=UTC systemctl show --no-pager -p Id,ActiveState,NextElapseUSecRealtime \
            apt-daily-upgrade.timer dnf-automatic.timer dnf-automatic-install.timer
    vg_upgrade_settings
    vg_run shutdown 0 cat /run/systemd/shutdown/scheduled
    vg_run rebootrequired 0 ls -d /run/reboot-required
    vg_apt_upgrade
    vg_dnf_upgrade
    echo "@@$vg_marker done"
}
