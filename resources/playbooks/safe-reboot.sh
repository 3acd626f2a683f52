# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# safe-reboot.sh VERB BOOT ETC STATE [KERNEL MINUTES]: boots a kernel once; only when it works does it become the default.
#   ready    whether KERNEL (or "newest", the newest image) can be arranged
#   arrange  it boots once, and by default the running kernel does. Its panic reboots (panic=), and so does a timer when
#            nobody confirms it within MINUTES.
#   tried    fails when the node did not stay up with it, and leaves nothing but the default
#   confirm  it becomes the default
#   restore  nothing boots once any more; the default is as before, unless KERNEL failed
# Ways: grubby, GRUB (GRUB_DEFAULT 0 or saved), systemd-boot.
verb=$1 boot=$2 etc=$3 state=$4
note=$state/safe-reboot
dropIn=$etc/default/grub.d/zz-vermagic-safe-reboot.cfg
units=$etc/systemd/system
timer=vermagic-safe-reboot
panic=panic=30
running=$(uname -r)

refuse() {
    echo "$*"
    exit 1
}

newestImage() {
    for image in "$boot"/vmlinuz-*; do
        kernel=${image#"$boot/vmlinuz-"}
        case $kernel in '*' | *rescue* | *.old | *.dpkg-*) ;; *) echo "$kernel" ;; esac
    done | sort -V | tail -n 1
}

# grubEntry KERNEL: its menu entry, below a submenu where it has one
grubEntry() {
    awk -v kernel="$1" -v quote="'" '
        function name(line, part) {
            if (match(line, /menuentry_id_option /)) line = substr(line, RSTART)
            split(line, part, quote)
            return part[2]
        }
        /^[ \t]*submenu / { submenu = name($0) ">" }
        /^[ \t]*menuentry / { entry = (/^[ \t]/ ? submenu : "") name($0); rescue = /recovery|rescue/ }
        $1 ~ /^linux/ && !rescue {
            count = split($2, part, "vmlinuz-")
            if (count > 1 && part[count] == kernel) found = entry
        }
        END { print found }' "$boot/grub/grub.cfg"
}

# systemdEntry KERNEL: the file of its boot loader entry
systemdEntry() {
    grep -l "^version[[:space:]][[:space:]]*$1\$" "$boot"/loader/entries/*.conf "$boot"/efi/loader/entries/*.conf \
        /efi/loader/entries/*.conf 2>/dev/null | head -n 1
}

# grubSetting: GRUB_DEFAULT as the administrator has it
grubSetting() {
    for file in "$etc/default/grub" "$etc"/default/grub.d/*.cfg; do
        [ "$file" = "$dropIn" ] || sed -n "s/^GRUB_DEFAULT=//p" "$file" 2>/dev/null
    done | tail -n 1 | tr -d "\"'"
}

# pinGrub ARGUMENT: grub.cfg boots the saved entry, with ARGUMENT on every kernel's command line
pinGrub() {
    mkdir -p "${dropIn%/*}" || return
    {
        echo "# Made by vermagic: a chosen entry is the default."
        echo GRUB_DEFAULT=saved
        # shellcheck disable=SC2016  # read by grub-mkconfig
        [ -z "$1" ] || echo 'GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT '"$1\""
    } >"$dropIn" && update-grub
}

# setDefault KERNEL
setDefault() {
    case $loader in
    grubby) grubby --set-default "$boot/vmlinuz-$1" ;;
    grub) grub-set-default "$(grubEntry "$1")" ;;
    systemd-boot) bootctl set-default "$(basename "$(systemdEntry "$1")")" ;;
    esac
}

findLoader() {
    entry=grubEntry
    if command -v grubby >/dev/null 2>&1 && [ -d "$boot/loader/entries" ]; then
        loader=grubby entry=echo
    elif [ -r "$boot/grub/grub.cfg" ]; then
        loader=grub
    elif bootctl is-installed >/dev/null 2>&1; then
        loader=systemd-boot entry=systemdEntry
    else
        refuse "neither grubby nor grub.cfg nor systemd-boot is there"
    fi
    setting=$(grubSetting)
    case $loader:$setting in
    systemd-boot:* | *:saved | grub: | grub:0) ;;
    *) refuse "GRUB_DEFAULT is '$setting', not saved: make it so and use grub-set-default" ;;
    esac
    # GRUB forgets a one-shot entry by writing grubenv, which it cannot do on these.
    place=$(findmnt -n -o SOURCE,FSTYPE -T "$boot" 2>/dev/null)
    case $loader:$place in
    systemd-boot:*) ;;
    *:/dev/mapper/* | *:/dev/md* | *btrfs | *zfs | *f2fs) refuse "GRUB cannot write to $place, so $new would boot for ever" ;;
    esac
    for kernel in "$new" "$running"; do
        [ -n "$($entry "$kernel")" ] || refuse "$loader has no entry for $kernel"
    done
}

# bootOnce: `new` is the next one, the running kernel the default
bootOnce() {
    case $loader in
    grubby)
        id=$(grubby --info "$boot/vmlinuz-$new" | sed -n 's/^id="\(.*\)"$/\1/p' | head -n 1)
        [ -n "$id" ] || refuse "grubby has no entry for $new"
        setDefault "$running" && grubby --update-kernel "$boot/vmlinuz-$new" --args "$panic" && grub2-reboot "$id" ;;
    grub)
        setDefault "$running" && pinGrub "$panic" && grub-reboot "$(grubEntry "$new")" ;;
    systemd-boot)
        entry=$(systemdEntry "$new")
        setDefault "$running" && sed -i "/^options /s/\( $panic\)*\$/ $panic/" "$entry" && bootctl set-oneshot "${entry##*/}" ;;
    esac
}

setTimer() {
    printf '%s\n' '[Unit]' "Description=Reboot into $running, for nobody has confirmed $new" \
        "ConditionKernelVersion=$new" '[Service]' Type=oneshot 'ExecStart=/bin/systemctl reboot' >"$units/$timer.service" &&
        printf '%s\n' '[Timer]' "OnBootSec=${minutes}min" '[Install]' WantedBy=timers.target >"$units/$timer.timer" &&
        systemctl daemon-reload && systemctl enable "$timer.timer"
}

# disarm: what would boot `new` once more, or leave it, goes; the default stays
disarm() {
    case $loader in
    grubby)
        grubby --update-kernel "$boot/vmlinuz-$new" --remove-args "$panic" && grub2-editenv - unset next_entry || return ;;
    grub)
        pinGrub '' && grub-editenv "$boot/grub/grubenv" unset next_entry || return ;;
    systemd-boot)
        sed -i "/^options /s/\( $panic\)*\$//" "$(systemdEntry "$new")" && bootctl set-oneshot '' || return ;;
    esac
    [ ! -e "$units/$timer.timer" ] || systemctl disable --now "$timer.timer" || return
    rm -f "$units/$timer.service" "$units/$timer.timer" && systemctl daemon-reload
}

# unpin: the drop-in goes, where `new` is the default without it
unpin() {
    [ "$loader" = grub ] || return 0
    first=$(sed -n '/^[[:space:]]*linux/{s/.*vmlinuz-\([^[:space:]]*\).*/\1/p;q;}' "$boot/grub/grub.cfg")
    [ "$(grubSetting)" = saved ] || [ "$first" = "$new" ] || return 0
    rm -f "$dropIn" && update-grub
}

loader='' old=''
# shellcheck disable=SC1090  # written below
[ ! -r "$note" ] || [ -n "$5" ] || . "$note"

case $verb:$loader in
ready:* | arrange:*)
    new=$5 minutes=$6
    [ "$new" != newest ] || new=$(newestImage)
    [ "$new" != "$running" ] || refuse "$running runs already"
    [ -e "$boot/vmlinuz-$new" ] || refuse "there is no image of $new in $boot"
    [ -e "$boot/vmlinuz-$running" ] || refuse "$running has no image to go back to"
    findLoader
    [ "$verb" = arrange ] || { echo "$new can be booted once by $loader" && exit; }
    case $loader in
    grubby) before=$(grubby --default-kernel) before=${before##*/vmlinuz-} ;;
    grub) before=first && [ ! -e "$dropIn" ] && [ "$(grubSetting)" != saved ] || before=$running ;;
    *) before=$running ;;
    esac
    mkdir -p "$state" && printf '%s\n' "loader=$loader" "old=$running" "new=$new" "before=$before" >"$note" || exit
    if ! bootOnce || ! setTimer; then disarm; refuse "not arranged"; fi
    echo "$new boots once; $running is the default, and comes back after $minutes minutes unless $new is confirmed" ;;
restore:)
    echo "nothing is arranged" ;;
*:)
    refuse "no kernel is being tried" ;;
tried:*)
    [ "$running" != "$new" ] || { echo "the node runs $new; $old is the default until that is confirmed" && exit 0; }
    disarm && echo "before=$running" >>"$note" || exit
    refuse "came back on $running: the new kernel $new did not stay up. $running is the default from now on" ;;
confirm:*)
    [ "$running" = "$new" ] || refuse "the node runs $running, not $new, and $old stays the default"
    setDefault "$new" && disarm && unpin && rm -f "$note" || exit
    echo "$new is the default" ;;
restore:*)
    disarm || exit
    if [ "$before" = first ]; then
        rm -f "$dropIn" && update-grub || exit
    else
        setDefault "$before" || exit
    fi
    rm -f "$note" && echo "nothing boots once any more" ;;
esac
