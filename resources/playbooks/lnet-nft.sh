# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lnet-nft.sh open: lets 988/tcp through the input chain that nftables has, now; what loads the rules at boot is the
# administrator's file and stays as it is. lnet-nft.sh close: takes that rule away.
chain=$(nft -a list ruleset | awk '
    $1 == "table" { table = $2 " " $3 }
    $1 == "chain" { chain = $2 }
    /hook input/ && !found { print table, chain; found = 1 }')
if [ -z "$chain" ]; then
    echo "nftables has no input chain" >&2
    exit 1
fi
case $1 in
open)
    # shellcheck disable=SC2086  # family, table and chain
    nft insert rule $chain tcp dport 988 accept comment vermagic-lnet ;;
close)
    # shellcheck disable=SC2086
    for handle in $(nft -a list chain $chain | sed -n 's/.*comment "*vermagic-lnet"*.*# handle \([0-9]*\)$/\1/p'); do
        nft delete rule $chain handle "$handle" || exit
    done ;;
*)
    echo "open or close" >&2
    exit 1 ;;
esac
