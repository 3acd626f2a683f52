# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# slurm-drain.sh drain|resume NODE STATE [SECONDS]: where the node is one of Slurm's. drain: no new job starts on it and its
# jobs get SECONDS to end; what still runs then is named, the node gets jobs again, and the step fails. resume: it gets jobs
# again, unless somebody else had drained it before. STATE/slurm-drained notes that it was this.
verb=$1 node=$2 state=$3 left=$4
note=$state/slurm-drained
if ! command -v scontrol >/dev/null 2>&1; then
    echo "no Slurm here"
    exit 0
fi
shown=$(scontrol show node "$node" 2>&1)
result=$?
case $shown in
*"not found"*)
    echo "$node is no node of Slurm's"
    exit 0 ;;
*State=*) ;;
*)
    echo "$shown"
    exit "${result:-1}" ;;
esac

resume() { scontrol update NodeName="$node" State=RESUME && rm -f "$note" && echo "$node gets jobs again"; }

if [ "$verb" = resume ]; then
    if [ -e "$note" ]; then resume; else echo "$node was not drained for this and stays as it is"; fi
    exit
fi

case $shown in
*State=*DRAIN*) [ -e "$note" ] || echo "$node was drained already: $(echo "$shown" | sed -n 's/^ *Reason=//p')" ;;
*)
    mkdir -p "$state" && : >"$note" || exit
    scontrol update NodeName="$node" State=DRAIN Reason="vermagic: safe reboot" || exit ;;
esac
told=''
while running=$(squeue -h -w "$node" -o '%i %u %T %L %j') || exit; [ -n "$running" ]; do
    if [ "$left" -le 0 ]; then
        [ ! -e "$note" ] || resume
        echo "still running, so nothing was rebooted:"
        echo "$running"
        exit 1
    fi
    [ "$running" = "$told" ] || echo "waiting for:
$running"
    told=$running
    sleep 5
    left=$((left - 5))
done
echo "$node is drained"
