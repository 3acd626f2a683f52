# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# kernel-blacklist.sh install FILE: a file of apt.conf.d that keeps unattended-upgrades from the kernel and from the
# Lustre modules. Adds to the lists that other files have. kernel-blacklist.sh remove FILE: takes it away.
case $1 in
install)
    {
        echo '// Written by Vermagic. The kernel and its Lustre modules are upgraded together, by a person.'
        for name in linux-aws linux-image- linux-headers- linux-modules- linux-generic lustre-client-modules-; do
            echo "Unattended-Upgrade::Package-Blacklist:: \"$name\";"
        done
    } >"$2.new" && chmod 644 "$2.new" && mv -f "$2.new" "$2" || exit
    cat "$2" ;;
remove) rm -f "$2" && echo "$2 is gone" ;;
*)
    echo "install FILE, or remove FILE" >&2
    exit 1 ;;
esac
