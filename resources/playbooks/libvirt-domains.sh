# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# Every libvirt domain of this host that shares folders by virtio-fs: whether its memory is shared and the folders are
# passed through, both of which libvirt requires, and the folders that are not there. Reads `virsh dumpxml`, which
# writes one element a line. No arguments.
domains=$(virsh --connect qemu:///system list --all --name) || exit
for domain in $domains; do
    xml=$(virsh --connect qemu:///system dumpxml --inactive "$domain" 2>/dev/null) || continue
    case $xml in *"<driver type='virtiofs'"* | *'<driver type="virtiofs"'*) ;; *) continue ;; esac
    echo "domain $domain"
    backing=$(printf '%s\n' "$xml" | sed -n '/<memoryBacking>/,/<\/memoryBacking>/p')
    case $backing$(printf '%s\n' "$xml" | grep '<cell ') in
    *"<access mode='shared'"* | *'<access mode="shared"'* | *"memAccess='shared'"* | *'memAccess="shared"'*) ;;
    *) echo "unshared $domain" ;;
    esac
    shared=$(printf '%s\n' "$xml" | sed -n '/<filesystem /,/<\/filesystem>/p')
    # virsh writes the attribute always; what it does not write is passed through
    case $shared in *"accessmode='mapped'"* | *"accessmode='squash'"*) echo "mapped $domain" ;; esac
    printf '%s\n' "$shared" | sed -n "s/.*<source dir=['\"]\\([^'\"]*\\)['\"].*/\\1/p" |
        while read -r folder; do [ -d "$folder" ] || echo "missing $domain:$folder"; done
done
exit 0
