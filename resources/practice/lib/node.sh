# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# What every stand-in of a practice node knows. State lives in plain files under /.node:
#   kernel             the running kernel's release        speed      waiting times in percent of usual ones
#   archive            what the package archive offers     units/     systemd units, one file each
#   proc/ sys/         what /proc and /sys show            journal dmesg
#   control/           requests to the practice server: mode, reboot, hung
#   traffic            what the practice server has counted on BeeGFS
# Nothing here is a security boundary; `isRoot` only tells whether the sudo stand-in was used.
node=/.node
practice=/usr/lib/practice
real=$practice/real
read -r kernel <"$node/kernel"

isRoot() { [ -w "$node/kernel" ]; }

# pause MILLISECONDS: as long as the real thing would take a person to notice
pause() {
    local speed milliseconds fraction
    speed=${PRACTICE_SPEED:-}
    [ -n "$speed" ] || read -r speed <"$node/speed"
    milliseconds=$(($1 * speed / 100))
    [ "$milliseconds" -gt 0 ] || return 0
    fraction=$((1000 + milliseconds % 1000))
    sleep "$((milliseconds / 1000)).${fraction#1}"
}

# journal UNIT IDENT TEXT
journal() {
    local stamp
    stamp=$(date -u '+%b %d %T	%FT%T+00:00')
    printf '%s\t%s\t%s: %s\n' "$1" "$stamp" "$2" "$3" >>"$node/journal"
}

# kernelMessage TEXT
kernelMessage() {
    local uptime rest
    journal kernel kernel "$1"
    read -r uptime rest <"$node/proc/uptime"
    printf '[%5s.%06d] %s\n' "${uptime%.*}" "$((${#1} * 7919 % 1000000))" "$1" >>"$node/dmesg"
}

# replaceFile PATH: PATH becomes standard input, at once for every reader
replaceFile() {
    cat >"$1.new" && mv -f "$1.new" "$1"
}
