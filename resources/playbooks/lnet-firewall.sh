# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lnet-firewall.sh: whether the firewall of a Lustre server lets LNet's port 988/tcp in. Needs root and changes nothing.
# Prints lines NAME: VALUE: manager (firewalld, ufw or nftables), state (running, stopped) and lnet (open, closed).
if command -v firewall-cmd >/dev/null 2>&1; then
    enabled=$(systemctl is-enabled firewalld 2>/dev/null)
    if [ "$(firewall-cmd --state 2>/dev/null)" = running ]; then
        echo "manager: firewalld"
        echo "state: running"
        if firewall-cmd --quiet --query-port=988/tcp || firewall-cmd --list-services | grep -qw lustre; then
            echo "lnet: open"
        else
            echo "lnet: closed"
        fi
        exit 0
    elif [ "$enabled" = enabled ]; then
        echo "manager: firewalld"
        echo "state: stopped"
        exit 0
    fi
fi
if command -v ufw >/dev/null 2>&1; then
    status=$(LC_ALL=C ufw status verbose)
    case $status in
    *'Status: active'*)
        echo "manager: ufw"
        echo "state: running"
        case $status in
        *'Default: allow (incoming)'*) echo "lnet: open" ;;
        *) if printf '%s\n' "$status" | grep -qE '^988(/tcp)? +ALLOW'; then echo "lnet: open"; else echo "lnet: closed"; fi ;;
        esac
        exit 0 ;;
    esac
fi
command -v nft >/dev/null 2>&1 || exit 0
rules=$(nft list ruleset 2>/dev/null)
case $rules in *'hook input'*) ;; *) exit 0 ;; esac
echo "manager: nftables"
echo "state: running"
if printf '%s\n' "$rules" | grep 'hook input' | grep -q 'policy drop' && ! printf '%s\n' "$rules" | grep -qE 'dport ([{][^}]*)?\b988\b.* accept'; then
    echo "lnet: closed"
else
    echo "lnet: open"
fi
exit 0
