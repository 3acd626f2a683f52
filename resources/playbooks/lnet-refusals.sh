# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lnet-refusals.sh UPTIME ACCEPT MODPROBE: whom LNet refused within the last hour because the connection did not come from a
# reserved port. Needs root for the kernel's messages and changes nothing. Prints `client: ADDRESS` of the last one and
# `accept: secure|all|none`, LNet's option as it is in force, and `configured: …` as the folder MODPROBE has it. Both forms of the message: up to Lustre 2.12 “…: insecure
# port 1024”, later “…:1024: insecure port.”
read -r uptime rest <"$1"
dmesg 2>/dev/null | awk -v now="${uptime%%.*}" '
    /Refusing connection from / && /: insecure port/ {
        stamp = $0
        sub(/^\[ */, "", stamp)
        sub(/[.\]].*/, "", stamp)
        if (stamp !~ /^[0-9]+$/ || now - stamp > 3600) next
        client = $0
        sub(/.*Refusing connection from /, "", client)
        sub(/:.*/, "", client)
    }
    END { if (client ~ /^[0-9a-fA-F.:]+$/) print "client: " client }'
configured=$(cat "$3"/*.conf 2>/dev/null | sed -n 's/^options  *lnet .*accept=\([a-z]*\).*/\1/p; s/^options  *lnet  *accept=\([a-z]*\).*/\1/p' | tail -n 1)
[ -z "$configured" ] || echo "configured: $configured"
[ ! -r "$2" ] || echo "accept: $(cat "$2")"
exit 0
