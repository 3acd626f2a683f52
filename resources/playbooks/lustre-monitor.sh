# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-monitor.sh install ROOT MODULE MOUNTPOINT CALENDAR [publish]: writes /usr/local/bin/check-lustre.sh, which lies
# not on the file system that it looks at, and lustre-check.timer, which runs it at CALENDAR (systemd.time(7)). Each run
# is a line of /var/log/lustre-check.log; with `publish` also the metric LustreAvailable (0 or 1) in the namespace
# ParallelCluster of CloudWatch, by the aws command that the node has.
# lustre-monitor.sh remove ROOT: takes all but the log away. ROOT is / on a node.
root=${2%/}
script=$root/usr/local/bin/check-lustre.sh
units=$root/etc/systemd/system
case $1 in
install)
    module=$3 mountpoint=$4 calendar=$5 publish=$6
    cat >"$script.new" <<END || exit
#!/bin/sh
# Written by Vermagic.
exec >>/var/log/lustre-check.log 2>&1
problem=''
modinfo -k "\$(uname -r)" -n $module >/dev/null 2>&1 || problem="no $module module for \$(uname -r)"
[ -n "\$problem" ] || grep -q '^$module ' /proc/modules || problem="$module is not loaded"
[ -n "\$problem" ] || grep -q '^[^ ]* $mountpoint lustre ' /proc/self/mounts || problem="$mountpoint is not mounted"
# A server that is gone must not hold this up for ever.
[ -n "\$problem" ] || timeout -s KILL 20 stat -t $mountpoint >/dev/null || problem="$mountpoint does not answer"
echo "\$(date '+%F %T') \${problem:-ok}"
if [ -n '$publish' ]; then
    value=1
    [ -z "\$problem" ] || value=0
    aws cloudwatch put-metric-data --namespace ParallelCluster --metric-name LustreAvailable --value \$value
fi
[ -z "\$problem" ]
END
    chmod 755 "$script.new" && mv -f "$script.new" "$script" || exit
    printf '# Written by Vermagic\n[Unit]\nDescription=Check of %s\n\n[Service]\nType=oneshot\nExecStart=/usr/local/bin/check-lustre.sh\n' \
        "$mountpoint" >"$units/lustre-check.service" || exit
    printf '# Written by Vermagic\n[Unit]\nDescription=Regular check of %s\n\n[Timer]\nOnCalendar=%s\n\n[Install]\nWantedBy=timers.target\n' \
        "$mountpoint" "$calendar" >"$units/lustre-check.timer" || exit
    echo "$script, lustre-check.service and lustre-check.timer written" ;;
remove)
    rm -f "$script" "$units/lustre-check.service" "$units/lustre-check.timer" || exit
    [ -n "$root" ] || systemctl daemon-reload
    echo "$script, lustre-check.service and lustre-check.timer are gone" ;;
*)
    echo "install ROOT MODULE MOUNTPOINT CALENDAR [publish], or remove ROOT" >&2
    exit 1 ;;
esac
