# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# next-boot-ready.sh BOOT MODULE RUNNING [same|once]: whether a reboot leads to a kernel that has the module. The newest image
# in the folder BOOT must be newer than the running kernel (with "same" it may be that kernel), modinfo must find the
# module for it, and the boot loader must boot that image by default: what grubby says, else grub.cfg and grubenv; with
# "once" that is for another step to arrange. What cannot be told is refused. Changes nothing.
boot=$1 module=$2 running=$3 how=$4

refuse() {
    echo "not ready for a reboot: $*"
    exit 1
}

newest=
for image in "$boot"/vmlinuz-*; do
    kernel=${image#"$boot/vmlinuz-"}
    case $kernel in '*' | *rescue* | *.old | *.dpkg-*) continue ;; esac
    newest=$(printf '%s\n%s\n' "$newest" "$kernel" | sort -V | tail -n 1)
done
[ -n "$newest" ] || refuse "there is no kernel image in $boot"
[ "$newest" != "$running" ] || [ "$how" = same ] || refuse "$running would boot again, for no newer kernel image was installed"
[ "$(printf '%s\n%s\n' "$running" "$newest" | sort -V | tail -n 1)" = "$newest" ] ||
    refuse "the newest kernel image, $newest, is older than the running $running"
modinfo -k "$newest" -n "$module" >/dev/null 2>&1 ||
    refuse "$newest, the newest kernel image, has no $module module"

hasRamDisk() { [ -e "$boot/initrd.img-$1" ] || [ -e "$boot/initramfs-$1.img" ]; }
if hasRamDisk "$running" && ! hasRamDisk "$newest"; then
    refuse "$newest has no initial RAM disk, unlike $running"
fi

if [ "$how" = once ]; then
    echo "$newest has $module"
    exit 0
fi

if command -v grubby >/dev/null 2>&1; then
    default=$(grubby --default-kernel 2>&1)
    [ "${default##*/vmlinuz-}" = "$newest" ] || refuse "grubby says that $default boots by default, not $newest"
    echo "$newest boots next and has $module"
    exit 0
fi

cfg=
for file in "$boot/grub/grub.cfg" "$boot/grub2/grub.cfg"; do
    [ ! -r "$file" ] || cfg=$file
done
[ -n "$cfg" ] || refuse "no grub.cfg in $boot, so it cannot be told what boots next"
saved() { sed -n "s/^$1=//p" "${cfg%/*}/grubenv" 2>/dev/null; }
entry=$(saved next_entry)
if [ -z "$entry" ]; then
    entry=$(sed -n '/next_entry/d; s/^[[:space:]]*set default="\(.*\)"$/\1/p' "$cfg" | tail -n 1)
    # shellcheck disable=SC2016  # GRUB's variable
    [ "$entry" != '${saved_entry}' ] || entry=$(saved saved_entry)
fi
case $entry in
'' | 0)
    default=$(sed -n 's|^[[:space:]]*linux[16efi]*[[:space:]][[:space:]]*[^[:space:]]*vmlinuz-\([^[:space:]]*\).*|\1|p' "$cfg" | head -n 1)
    [ "$default" = "$newest" ] || refuse "the first entry of $cfg boots ${default:-an unknown kernel}, not $newest" ;;
*" $newest" | *"gnulinux-$newest-advanced-"*) ;;
*) refuse "GRUB boots the entry '$entry', which is not known to be $newest: mind GRUB_DEFAULT" ;;
esac
echo "$newest boots next and has $module"
