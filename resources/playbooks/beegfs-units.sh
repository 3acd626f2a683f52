# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# Which BeeGFS servers run or start at boot here, and what the client logs through. No arguments.
for name in mgmtd meta storage; do
    state=$(systemctl is-active "beegfs-$name.service" 2>/dev/null)
    enabled=$(systemctl is-enabled "beegfs-$name.service" 2>/dev/null)
    case $state:$enabled in
    active:* | activating:* | *:enabled) echo "server beegfs-$name" ;;
    esac
done
[ ! -r /etc/beegfs/beegfs-client.conf ] || sed -n 's/^[[:space:]]*logType[[:space:]]*=[[:space:]]*/logtype /p' /etc/beegfs/beegfs-client.conf
[ ! -r /etc/beegfs/beegfs-client.conf ] || sed -n 's/^[[:space:]]*sysMgmtdHost[[:space:]]*=[[:space:]]*/mgmtd /p' /etc/beegfs/beegfs-client.conf
exit 0
