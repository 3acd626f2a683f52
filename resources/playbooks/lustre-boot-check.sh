# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-boot-check.sh install ROOT MODULE MOUNTPOINT UNIT: writes /usr/local/bin/fix-lustre-module.sh, which gets the
# module of the running kernel, loads it and mounts, and lustre-module-check.service, which runs it at boot before UNIT.
# lustre-boot-check.sh remove ROOT: takes both away. ROOT is / on a node.
#
# The service leaves mounting to systemd: it is ordered before the mount, so a script of it that waited for that mount
# would wait for itself.
root=${2%/}
script=$root/usr/local/bin/fix-lustre-module.sh
service=$root/etc/systemd/system/lustre-module-check.service
case $1 in
install)
    module=$3 mountpoint=$4 unit=$5
    cat >"$script.new" <<END || exit
#!/bin/sh
# Written by Vermagic. Without arguments: install the Lustre module of the running kernel, load it and mount.
# With --boot: leave mounting to systemd, which does it next.
kernel=\$(uname -r)
if ! modinfo -k "\$kernel" -n $module >/dev/null 2>&1; then
    echo "Installing Lustre module for \$kernel..."
    # apt's timers also begin at boot: wait for their lock
    apt-get -o DPkg::Lock::Timeout=300 -qq update
    apt-get -o DPkg::Lock::Timeout=300 install -y "lustre-client-modules-\$kernel" || exit
fi
grep -q '^$module ' /proc/modules || modprobe $module || exit
if [ "\$1" != --boot ] && ! mountpoint -q $mountpoint; then
    systemctl restart $unit || exit
    sleep 2
fi
echo "✓ Lustre ready"
END
    chmod 755 "$script.new" && mv -f "$script.new" "$script" || exit
    cat >"$service.new" <<END || exit
# Written by Vermagic
[Unit]
Description=Check and fix Lustre kernel module on boot
Wants=network-online.target
After=network-online.target
Before=$unit

[Service]
Type=oneshot
ExecStart=/usr/local/bin/fix-lustre-module.sh --boot
RemainAfterExit=yes
TimeoutStartSec=15min

[Install]
WantedBy=multi-user.target
END
    chmod 644 "$service.new" && mv -f "$service.new" "$service" || exit
    echo "$script and $service written" ;;
remove)
    rm -f "$script" "$service" || exit
    [ -n "$root" ] || systemctl daemon-reload
    echo "$script and $service are gone" ;;
*)
    echo "install ROOT MODULE MOUNTPOINT UNIT, or remove ROOT" >&2
    exit 1 ;;
esac
