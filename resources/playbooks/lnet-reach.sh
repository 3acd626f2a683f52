# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lnet-reach.sh FSTAB MOUNTS MOUNTPOINT: whether the servers of a Lustre file system that is not mounted answer on LNet's
# port, 988/tcp. Where it is mounted nobody is asked: the connection comes from an unprivileged port, which the servers
# refuse and log. So `open` proves that no firewall is between, not that LNet would accept this client.
# Prints `server: HOST` and `reach: open|refused|timeout|unresolved|unroutable` of the first server, or nothing.
while read -r source target type rest; do
    [ "$target" != "$3" ] || [ "$type" != lustre ] || exit 0
done <"$2"
nids=''
while read -r source target type rest; do
    case $source in '#'*) continue ;; esac
    [ "$target" != "$3" ] || [ "$type" != lustre ] || nids=${source%%:/*}
done <"$1"
for nid in $(printf '%s' "$nids" | tr ':,' '  '); do
    case $nid in *@tcp*) host=${nid%%@*} ;; *) continue ;; esac
    case $host in '' | -* | *[!A-Za-z0-9.-]*) continue ;; esac
    if command -v nc >/dev/null 2>&1; then
        said=$(LC_ALL=C timeout 3 nc -z -v -w 2 "$host" 988 2>&1)
    else
        # shellcheck disable=SC2016  # bash's own argument
        said=$(LC_ALL=C timeout 2 bash -c 'exec 3<>"/dev/tcp/$0/988"' "$host" 2>&1)
    fi
    status=$?
    echo "server: $host"
    case $status:$said in
    0:*) echo "reach: open" ;;
    *[Rr]efused*) echo "reach: refused" ;;
    *'not known'* | *'resolve'* | *'failure in name'* | *'No address'*) echo "reach: unresolved" ;;
    *'o route'* | *nreachable*) echo "reach: unroutable" ;;
    *) echo "reach: timeout" ;;
    esac
    exit 0
done
exit 0
