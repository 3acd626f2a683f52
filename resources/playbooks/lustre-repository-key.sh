# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lustre-repository-key.sh install URL KEYRING: fetches the signing key at URL, which must be https, shows its
# fingerprint and makes it the keyring of one source of apt; it is trusted for nothing else. What was there before is
# kept as KEYRING.before-vermagic. lustre-repository-key.sh restore KEYRING: takes that back.
refuse() {
    echo "$*" >&2
    exit 1
}

restore() {
    if [ -e "$1.before-vermagic" ]; then
        mv -f "$1.before-vermagic" "$1"
    else
        rm -f "$1"
    fi
    echo "$1 is as it was before"
}

install() {
    url=$1 keyring=$2
    case $url in https://*) ;; *) refuse "$url is not https" ;; esac
    command -v gpg >/dev/null 2>&1 || refuse "gpg is not installed: apt-get install gpg"
    work=$(mktemp -d) || exit
    trap 'rm -rf "$work"' EXIT
    if command -v curl >/dev/null 2>&1; then
        curl -fsSL --proto '=https' --max-time 60 --max-filesize 65536 -o "$work/key.asc" "$url" || refuse "the key cannot be fetched from $url"
    else
        wget -q --https-only -T 60 -t 2 -O "$work/key.asc" "$url" || refuse "the key cannot be fetched from $url"
    fi
    gpg --homedir "$work" --batch --quiet --with-colons --show-keys "$work/key.asc" >"$work/shown" ||
        refuse "what $url serves is not a key"
    sed -n 's/^[a-z]*:::::::::\([0-9A-F]*\):$/fingerprint \1/p' "$work/shown" | head -n 1
    gpg --homedir "$work" --batch --quiet --yes --dearmor -o "$work/key.gpg" "$work/key.asc" || exit
    [ -s "$work/key.gpg" ] || refuse "the keyring would be empty"
    mkdir -p "${keyring%/*}" || exit
    [ ! -e "$keyring" ] || [ -e "$keyring.before-vermagic" ] || cp -p "$keyring" "$keyring.before-vermagic" || exit
    if cmp -s "$work/key.gpg" "$keyring" && [ -z "$(find "$keyring" -maxdepth 0 ! -perm -044)" ]; then
        echo "$keyring holds this key already"
        exit 0
    fi
    cp "$work/key.gpg" "$keyring.new" && chmod 644 "$keyring.new" && mv -f "$keyring.new" "$keyring" || exit
    echo "$keyring written"
}

case $1 in
install) install "$2" "$3" ;;
restore) restore "$2" ;;
*) refuse "install URL KEYRING, or restore KEYRING" ;;
esac
