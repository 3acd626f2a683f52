# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# mount-unit.sh FSTAB MOUNTPOINT: how the file FSTAB lets systemd mount MOUNTPOINT. Needs no root, touches no mount and
# changes nothing. Prints lines NAME: VALUE:
#   options    as they stand there
#   missing    units that the mount requires (x-systemd.requires=) and that do not exist: then it is never tried
#   automount  waiting: the mount comes with its first use, so that it is not there now is as it should be
options=''
while read -r source target _ found _; do
    case $source in '#'*) continue ;; esac
    [ "$target" != "$2" ] || options=$found
done <"$1"
[ -n "$options" ] || exit 0
echo "options: $options"

missing=''
for option in $(printf '%s' "$options" | tr , ' '); do
    case $option in
    x-systemd.requires=/*) ;; # a path: its mount unit
    x-systemd.requires=*)
        unit=${option#*=}
        [ "$(systemctl show -p LoadState --value -- "$unit" 2>/dev/null)" != not-found ] || missing="$missing $unit" ;;
    x-systemd.automount)
        # The mount table, not the mount point: looking there would mount it.
        if grep -qE "^[^ ]+ $2 autofs " /proc/self/mounts && ! grep -qE "^[^ ]+ $2 [^a]" /proc/self/mounts; then
            echo "automount: waiting"
        fi ;;
    esac
done
[ -z "$missing" ] || echo "missing:$missing"
exit 0
