# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One virtual machine: a disk made from the kept file tree, GRUB from a small CD that reads the disk's own grub.cfg,
loopback-only network. Uses KVM only when a guest really comes up under it, else software emulation."""
import base64
import os
import shutil
import socket
import subprocess
import tarfile
import time


class Failure(Exception):
    """What went wrong, in a sentence for the person who runs the lab."""


def run(command, timeout=600, check=True, **options):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
                          timeout=timeout, check=False, **options)
    if check and done.returncode != 0:
        raise Failure(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def need_room(folder):
    free = shutil.disk_usage(folder).free >> 20
    if free < 4000:
        raise Failure(f"needs 4 GB in {folder}, {free} MB are free (TMPDIR chooses another place)")
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = next(int(line.split()[1]) >> 10 for line in file if line.startswith("MemAvailable:"))
    if memory < 2000:
        raise Failure(f"needs 2 GB of free memory, {memory} MB are available")


class Machine:
    def __init__(self, base, folder):
        self.folder, self.port, self.process, self.acceleration = folder, free_port(), None, None
        need_room(folder)
        self.disk, self.cd, self.console = (f"{folder}/{name}" for name in ("disk.img", "boot.iso", "console.log"))
        self.key, self.known_hosts = f"{folder}/id_ed25519", f"{folder}/known_hosts"
        run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.key])
        with tarfile.open(base) as tree:
            self.kernels = tree.extractfile("./root/kernels").read().decode().split()
            host_key = tree.extractfile("./etc/ssh/ssh_host_ed25519_key.pub").read().decode().split()
        with open(self.known_hosts, "w", encoding="utf-8") as file:
            file.write(f"[127.0.0.1]:{self.port} {host_key[0]} {host_key[1]}\n")
        run(["truncate", "-s", "6G", self.disk])
        run(["mke2fs", "-q", "-t", "ext4", "-L", "root", "-d", base, self.disk])
        self.make_cd()

    def make_cd(self):
        os.makedirs(f"{self.folder}/cd/boot/grub")
        with open(f"{self.folder}/cd/boot/grub/grub.cfg", "w", encoding="utf-8") as file:
            file.write("search --no-floppy --label root --set root\n"
                       "if [ -s /boot/grub/grub.cfg ]; then configfile /boot/grub/grub.cfg; fi\n"
                       f"linux /boot/vmlinuz-{self.kernels[0]} root=LABEL=root ro console=ttyS0\n"
                       f"initrd /boot/initrd.img-{self.kernels[0]}\nboot\n")
        run(["grub-mkrescue", "-o", self.cd, f"{self.folder}/cd"])

    def start(self):
        """Tries KVM for a minute where there is a /dev/kvm, then software emulation."""
        if os.access("/dev/kvm", os.R_OK | os.W_OK):
            self.launch("kvm")
            if self.comes_up(60):
                return
            self.stop()
            print("      KVM is there but runs no guest here: software emulation instead", flush=True)
        self.launch("tcg")
        if not self.comes_up(420):
            raise Failure(f"the virtual machine did not come up; the end of {self.console}:\n{self.console_end()}")

    def launch(self, acceleration):
        self.acceleration = acceleration
        with open(f"{self.key}.pub", encoding="utf-8") as file:
            rule = f"d /home/admin/.ssh 0700 admin admin\nf+ /home/admin/.ssh/authorized_keys 0600 admin admin - {file.read()}"
        credential = base64.b64encode(rule.encode()).decode()
        log = open(f"{self.folder}/qemu.log", "a", encoding="utf-8")  # pylint: disable=consider-using-with
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "qemu-system-x86_64", "-accel", acceleration, "-cpu", "host" if acceleration == "kvm" else "max",
             "-smp", "1", "-m", "1536", "-drive", f"file={self.disk},if=virtio,format=raw,cache=unsafe",
             "-cdrom", self.cd, "-boot", "d", "-device", "virtio-rng-pci",
             "-netdev", f"user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:{self.port}-:22",
             "-device", "virtio-net-pci,netdev=net", "-display", "none", "-monitor", "none",
             "-serial", f"file:{self.console}",
             "-smbios", f"type=11,value=io.systemd.credential.binary:tmpfiles.extra={credential}"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        log.close()

    def comes_up(self, seconds, unlike=None):
        """True when the machine answers over SSH, with another boot id than `unlike`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            done = self.ssh("cat /proc/sys/kernel/random/boot_id", check=False, timeout=30)
            if done.returncode == 0 and done.stdout.strip() != unlike:
                return True
            time.sleep(2)
        return False

    def ssh(self, command, check=True, timeout=900):
        argv = ["ssh", "-i", self.key, "-p", str(self.port), "-o", "BatchMode=yes", "-o", "ConnectTimeout=20",
                "-o", f"UserKnownHostsFile={self.known_hosts}", "-F", "none", "admin@127.0.0.1", command]
        try:
            return run(argv, check=check, timeout=timeout)
        except subprocess.TimeoutExpired as expired:
            if check:
                raise Failure(f"no answer within {timeout} s to: {command}") from expired
            return subprocess.CompletedProcess(argv, 255, "", "timeout")

    def reboot(self):
        before = self.ssh("cat /proc/sys/kernel/random/boot_id").stdout.strip()
        self.ssh("sudo systemctl reboot", check=False)
        if not self.comes_up(420, unlike=before):
            raise Failure(f"the virtual machine did not come back after a reboot:\n{self.console_end()}")
        self.ssh("timeout 300 systemctl is-system-running --wait", check=False)  # "degraded" is what is tested

    def console_end(self):
        if not os.path.exists(self.console):
            return "(nothing)"
        with open(self.console, encoding="utf-8", errors="replace") as file:
            return file.read()[-3000:]

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
