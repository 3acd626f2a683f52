# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# mount-requires.sh fix FSTAB MOUNTPOINT: takes the options x-systemd.requires=UNIT whose unit does not exist out of the
# one line for MOUNTPOINT, and puts _netdev there, by which systemd waits for the network on every distribution. What
# was there before is kept as FSTAB.before-vermagic. mount-requires.sh restore FSTAB: takes that back.
fstab=$2
case $1 in
fix)
    missing=''
    for unit in $(awk -v target="$3" '$1 !~ /^#/ && $2 == target { print $4 }' "$fstab" | tr , '\n' | sed -n 's/^x-systemd.requires=//p'); do
        case $unit in /*) continue ;; esac
        [ "$(systemctl show -p LoadState --value -- "$unit")" != not-found ] || missing="$missing $unit"
    done
    if [ -z "$missing" ]; then
        echo "every unit that $3 requires exists"
        exit 0
    fi
    cp -p "$fstab" "$fstab.before-vermagic" || exit
    awk -v target="$3" -v missing="$missing " '
        $1 ~ /^#/ || $2 != target { print; next }
        {
            count = split($4, option, ",")
            kept = ""
            for (i = 1; i <= count; i++) {
                name = option[i]
                if (sub(/^x-systemd\.requires=/, "", name) && index(missing, " " name " ")) continue
                kept = kept (kept == "" ? "" : ",") option[i]
            }
            if (index("," kept ",", ",_netdev,") == 0) kept = kept (kept == "" ? "" : ",") "_netdev"
            # Only this field: the line keeps its blanks.
            head = $0
            at = index(head, " " $4)
            if (at == 0) at = index(head, "\t" $4)
            print substr(head, 1, at) kept substr(head, at + 1 + length($4))
        }' "$fstab.before-vermagic" >"$fstab.new" && chmod 644 "$fstab.new" && mv -f "$fstab.new" "$fstab" || exit
    awk -v target="$3" '$1 !~ /^#/ && $2 == target' "$fstab" ;;
restore)
    [ ! -e "$fstab.before-vermagic" ] || mv -f "$fstab.before-vermagic" "$fstab" || exit
    systemctl daemon-reload
    echo "$fstab is as it was before" ;;
*)
    echo "fix FSTAB MOUNTPOINT, or restore FSTAB" >&2
    exit 1 ;;
esac
