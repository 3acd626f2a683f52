#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs as root inside the new Debian tree, with its archive still reachable. Leaves behind a node that runs the older
# of two kernels with its headers, the client's DKMS source, and a local archive /srv/archive with the newer kernel,
# all headers and the Lustre module packages: inside the virtual machine apt-get knows that archive alone.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
flavour=cloud-amd64
install='apt-get -q -y --no-install-recommends install'

# Versions of the kernel's meta package, oldest first.
versions() { apt-cache madison linux-image-$flavour | awk -F'|' '{gsub(/ /, "", $2); print $2}' | sort -uV; }

if [ "$(versions | wc -l)" -lt 2 ]; then
    # Right after a point release stable and security agree; backports of the same archive have a newer one.
    archive=$(grep -hoE 'https?://[^ ]+' /etc/apt/sources.list | head -n 1)
    echo "deb $archive trixie-backports main" >/etc/apt/sources.list.d/backports.list
    apt-get -q update
fi
[ "$(versions | wc -l)" -ge 2 ] || { echo "the archive has only one kernel" >&2; exit 1; }

# release VERSION: the kernel release that this version of the meta package stands for.
release() { apt-cache show "linux-image-$flavour=$1" | sed -n 's/^Depends:.*linux-image-\([0-9][^ ,]*\).*/\1/p' | head -n 1; }
old=$(release "$(versions | head -n 1)")
new=$(release "$(versions | tail -n 1)")
echo "kernels: $old, then $new"

# package NAME VERSION DEPENDS FOLDER: /srv/archive/NAME.deb from FOLDER, which has a DEBIAN/postinst.
package() {
    printf 'Package: %s\nVersion: %s\nArchitecture: amd64\nMaintainer: The Vermagic authors <maintainers@vermagic.invalid>\n' \
        "$1" "$2" >"$4/DEBIAN/control"
    [ -z "$3" ] || printf 'Depends: %s\n' "$3" >>"$4/DEBIAN/control"
    printf 'Description: stand-in for tests in virtual machines\n' >>"$4/DEBIAN/control"
    dpkg-deb --root-owner-group --build "$4" "/srv/archive/$1.deb"
}

mkdir -p /srv/archive
sources=/root/vmlab/modules

# Lustre: one package per kernel, built as its vendor would.
# shellcheck disable=SC2086
$install "linux-headers-$old" "linux-headers-$new"
for kernel in $old $new; do
    work=$(mktemp -d)
    cp "$sources"/* "$work"
    make -C "/lib/modules/$kernel/build" "M=$work" MODULE=lustre modules
    tree=$(mktemp -d)
    chmod 755 "$tree"
    mkdir -p "$tree/DEBIAN" "$tree/usr/lib/modules/$kernel/updates/kernel/fs/lustre"
    cp "$work/lustre.ko" "$tree/usr/lib/modules/$kernel/updates/kernel/fs/lustre/"
    printf '#!/bin/sh\nset -e\n[ ! -e /boot/System.map-%s ] || depmod %s\n' "$kernel" "$kernel" >"$tree/DEBIAN/postinst"
    chmod 755 "$tree/DEBIAN/postinst"
    package "lustre-client-modules-$kernel" 2.16.1 '' "$tree"
done
tree=$(mktemp -d)
chmod 755 "$tree"
mkdir -p "$tree/DEBIAN"
package "lustre-client-modules-$flavour" 2.16.1 "lustre-client-modules-$new" "$tree"

# The archive of the node: both kernels' headers, the newer kernel.
cd /srv/archive
apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
    "linux-image-$flavour" "linux-headers-$flavour" "linux-headers-$old" \
    | grep -E '^linux-(image|headers|kbuild|base)' | sort -u >/root/wanted
# shellcheck disable=SC2046
apt-get -q download $(cat /root/wanted)
rm /root/wanted
# Debian's headers bring their image along.
apt-get -q -y purge "linux-headers-$new" "linux-headers-${new%-"$flavour"}-common" "linux-kbuild-${new%-"$flavour"}" \
    "linux-image-$new"
rm -rf "/lib/modules/$new"

# BeeGFS: a DKMS source package and the service that mounts, as the real one has.
tree=$(mktemp -d)
chmod 755 "$tree"
mkdir -p "$tree/DEBIAN" "$tree/usr/src/beegfs-8.1.0" "$tree/usr/lib/systemd/system"
cp "$sources/beegfs.c" "$sources/standin.h" "$sources/Makefile" "$sources/dkms.conf" "$tree/usr/src/beegfs-8.1.0/"
cat >"$tree/usr/lib/systemd/system/beegfs-client.service" <<'END'
[Unit]
Description=BeeGFS client (stand-in)
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=modprobe beegfs
ExecStart=mount -t beegfs beegfs_nodev /mnt/beegfs
ExecStop=umount /mnt/beegfs
[Install]
WantedBy=multi-user.target
END
cat >"$tree/DEBIAN/postinst" <<'END'
#!/bin/sh
set -e
dkms add beegfs/8.1.0 >/dev/null 2>&1 || :
for build in /lib/modules/*/build; do
    kernel=${build#/lib/modules/} kernel=${kernel%/build}
    [ ! -e "$build/Makefile" ] || dkms install beegfs/8.1.0 -k "$kernel" || :
done
END
chmod 755 "$tree/DEBIAN/postinst"
package beegfs-client-dkms 8.1.0 dkms "$tree"
(dpkg-scanpackages --multiversion . | gzip) >Packages.gz

$install "linux-image-$old" dkms grub2-common grub-pc-bin
$install ./beegfs-client-dkms.deb "./lustre-client-modules-$old.deb"

# The node itself.
rm -f /etc/apt/sources.list.d/*
echo 'deb [trusted=yes] file:/srv/archive ./' >/etc/apt/sources.list
echo '127.0.1.1 vm' >>/etc/hosts
echo vm >/etc/hostname
useradd -m -s /bin/bash admin
echo 'admin ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/admin
chmod 440 /etc/sudoers.d/admin
mkdir -p /mnt/beegfs /fsx /boot/grub
printf 'LABEL=root / ext4 errors=remount-ro 0 1\nmgs@tcp:/fsx /fsx lustre defaults,_netdev,nofail 0 0\n' >/etc/fstab
printf '[Match]\nName=en*\n[Network]\nDHCP=yes\n' >/etc/systemd/network/80-dhcp.network
printf 'GRUB_DEFAULT=0\nGRUB_TIMEOUT=0\nGRUB_DISTRIBUTOR=Debian\nGRUB_CMDLINE_LINUX="console=ttyS0 net.ifnames=1"\nGRUB_TERMINAL=console\n' \
    >/etc/default/grub
echo beegfs >/etc/modules-load.d/beegfs.conf
systemctl enable systemd-networkd ssh beegfs-client
printf '%s\n%s\n' "$old" "$new" >/root/kernels
rm -rf /root/vmlab
