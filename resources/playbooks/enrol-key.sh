# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# enrol-key.sh CERTIFICATE PASSWORD-FILE: asks the firmware to enrol the key of CERTIFICATE at the next boot. The one-time
# password that MokManager will want at the console is made here, goes to mokutil by a pipe and stays in PASSWORD-FILE,
# for root alone: it is in no command line, no output and no record.
key=$1 file=$2

state=$(mokutil --test-key "$key" 2>&1)
case $state in
*'already enrolled'*)
    echo "$key is enrolled already"
    exit 0 ;;
*'enrollment request'*)
    echo "$key is asked for already; its one-time password is the one that was chosen then"
    exit 0 ;;
*'is not enrolled'*) ;;
*)
    echo "mokutil cannot say whether $key is enrolled: $state"
    exit 1 ;;
esac

umask 077
password=$(od -An -N4 -t x1 /dev/urandom | tr -d ' \n')
[ ${#password} = 8 ] || { echo 'there is no random password to be had'; exit 1; }
rm -f "$file" && printf '%s\n' "$password" >"$file" || exit 1
printf '%s\n%s\n' "$password" "$password" | mokutil --import "$key" >/dev/null || { rm -f "$file"; exit 1; }
case $(mokutil --test-key "$key" 2>&1) in
*'enrollment request'*) ;;
*)
    echo 'mokutil took the key, but does not list it as asked for'
    exit 1 ;;
esac
echo "asked for: $key"
echo "At the console, after the reboot: Enroll MOK, Continue, Yes; the password is in $file, for root alone."
