# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# What the project's scripts share. They are run in the project's folder, which lies in the practice cluster's:
#   .docker/image          the container's file system: what a build made it
#   build/                 what was built: packages/beegfs/*.deb, packer/*/*/*.qcow2
# The machines are the controller and the compute nodes; the login nodes come from elsewhere.
project=$PWD
state=${project%/*}
image=$project/.docker/image
imageName=hpc-build:latest
export project state image imageName

# pause MILLISECONDS: in percent of the usual time, as on the nodes
pause() {
    speed=${PRACTICE_SPEED:-}
    [ -n "$speed" ] || read -r speed <"$state/speed" || speed=100
    milliseconds=$(($1 * speed / 100))
    [ "$milliseconds" -gt 0 ] || return 0
    fraction=$((1000 + milliseconds % 1000))
    sleep "$((milliseconds / 1000)).${fraction#1}"
}

# machines: "NAME ADDRESS" a line
machines() { awk '$3 == "controller" || $3 == "compute" { print $1, $2 }' "$state/nodes.list"; }

# onMachine NAME COMMAND...: as root
onMachine() {
    machine=$1
    shift
    "$state/usr/lib/practice/vermagic-practice" enter "$state" "$machine" --root "$@"
}

# The port that the machines listen on, in $port
findPort() {
    port=''
    # shellcheck disable=SC2034
    [ ! -e "$state/server" ] || read -r pid started port rest <"$state/server"
    [ -n "$port" ] && return 0
    echo "the practice cluster does not run" >&2
    return 1
}
