# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
#
# What every node begins with, whatever its distribution: state, users, the SSH server. Before it: $first, the kernel.
node=/.node
mkdir -p $node/proc $node/units $node/sys/module/module/parameters $node/sys/kernel/security $node/sys/fs/virtiofs/1 \
    $node/sys/class $node/sys/block $node/sys/devices /etc/ssh /etc/default /etc/systemd/system /etc/modules-load.d /etc/modprobe.d \
    /var/log /root
# shellcheck disable=SC2154 # of the script that reads this
echo "$first" >$node/kernel
echo template >$node/hostname
echo nopasswd >$node/sudo
echo 0 >$node/speed
echo '0.00 0.00' >$node/proc/uptime
: >$node/proc/modules
: >$node/proc/mounts
: >$node/proc/mountinfo
: >$node/journal
: >$node/dmesg
echo N >$node/sys/module/module/parameters/sig_enforce
echo '[none] integrity confidentiality' >$node/sys/kernel/security/lockdown
cat >/etc/passwd <<END
root:x:0:0:root:/root:/bin/bash
sshd:x:997:65534::/run/sshd:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
admin:x:1000:1000::/home/admin:/bin/bash
END
printf 'root:x:0:\nadmin:x:1000:\nsudo:x:27:admin\nnogroup:x:65534:\n' >/etc/group
printf 'passwd: files\ngroup: files\nhosts: files\n' >/etc/nsswitch.conf
cat >/etc/ssh/sshd_config <<END
HostKey /etc/ssh/ssh_host_ed25519_key
UsePAM no
StrictModes no
PidFile none
LogLevel ERROR
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxSessions 20
Subsystem sftp internal-sftp
END
for tool in SshdSession SshdAuth; do
    case $tool in SshdSession) file=sshd-session ;; *) file=sshd-auth ;; esac
    [ ! -x /.host/usr/lib/openssh/$file ] || echo "${tool}Path /.host/usr/lib/openssh/$file" >>/etc/ssh/sshd_config
done
chmod 1777 /tmp
export PRACTICE_SPEED=0

# service NAME DESCRIPTION
service() {
    printf 'Id=%s.service\nDescription=%s\nLoadState=loaded\nFragmentPath=/usr/lib/systemd/system/%s.service\nUnitFileState=enabled\n' \
        "$1" "$2" "$1" >"$node/units/$1.service"
}
