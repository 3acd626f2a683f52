#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The story of a node, on real kernels: `run.py BASE VERMAGIC`.

build → depmod → modprobe → mount → a newer kernel → reboot into it → repair → break → repair; what Vermagic says and
does is compared with what is so on the machine. Prints one line per chapter; exits non-zero at the first that fails.
"""
import json
import os
import shutil
import signal
import sys
import tempfile
import time

from machine import Failure, Machine, run

INVENTORY = """\
cluster: vmlab
defaults: {{user: admin, port: {port}, identity: {key}, known_hosts: {known_hosts}, become: sudo}}
filesystems:
  - {{kind: beegfs, version: 8.1.0, mountpoint: /mnt/beegfs, provision: dkms}}
  - {{kind: lustre, mountpoint: /fsx, mount_unit: fsx.mount, provision: kernel-package}}
groups:
  vm: {{nodes: vm, address: 127.0.0.1, mounts: [beegfs, lustre]}}
"""

PATIENCE = ("--timeout", "240")


class Lab:
    def __init__(self, base, vermagic, folder):
        self.vermagic, self.folder = vermagic, folder
        self.machine = Machine(base, folder)
        self.inventory = f"{folder}/inventory.yaml"
        with open(self.inventory, "w", encoding="utf-8") as file:
            file.write(INVENTORY.format(port=self.machine.port, key=self.machine.key,
                                        known_hosts=self.machine.known_hosts))
        self.environment = {**os.environ, "XDG_STATE_HOME": f"{folder}/state", "XDG_CONFIG_HOME": f"{folder}/config"}

    def call(self, *arguments, codes=(0,), timeout=2400):
        done = run([self.vermagic, *arguments], check=False, timeout=timeout, env=self.environment)
        if done.returncode not in codes:
            raise Failure(f"vermagic {' '.join(arguments)} ended with {done.returncode}, not {codes}:\n"
                          f"{done.stdout[-6000:]}{done.stderr[-3000:]}")
        return done.stdout

    def check(self):
        return json.loads(self.call("check", "-i", self.inventory, "-f", "json", *PATIENCE,
                                    codes=(0, 1)))["nodes"][0]

    def expect(self, root_causes, state="broken"):
        """The node's root causes are these, and its state that one. Emulated and hardly booted, a machine may be too
        slow for some question of the probe, which is said; then it is asked again."""
        for _ in range(5):
            node = self.check()
            found = {finding["check"] for finding in node["findings"] if finding["rootCause"]
                     and finding["severity"] != "info"}
            if "not-checked" not in found:
                break
        if found != set(root_causes) or node["state"] != state:
            raise Failure(f"expected {state} because of {sorted(root_causes)}, got {node['state']} because of "
                          f"{sorted(found)}:\n{json.dumps(node['findings'], indent=1)[:6000]}")

    def fix(self):
        self.call("fix", "-i", self.inventory, "--nodes", "vm", "--yes", *PATIENCE, codes=(0, 1))

    def so(self, command, text):
        """`command` on the machine prints `text`: the truth, not what Vermagic says."""
        answer = self.machine.ssh(command).stdout.strip()
        if answer != text:
            raise Failure(f"on the machine, {command}: expected {text!r}, got {answer!r}")


def mounted(lab):
    lab.so("findmnt -n -o FSTYPE /mnt/beegfs; findmnt -n -o FSTYPE /fsx", "beegfs\nlustre")


def comes_up(lab):
    lab.machine.start()
    lab.machine.ssh("sudo update-grub && sudo depmod -a && sudo systemctl restart fsx.mount")
    lab.so("uname -r", lab.machine.kernels[0])


def builds(lab):
    lab.machine.ssh("sudo systemctl stop beegfs-client; sudo modprobe -r beegfs; sudo dkms unbuild beegfs/8.1.0 --all; "
                    "sudo depmod -a")
    lab.expect({"dkms-not-built"})
    before = lab.machine.ssh("sudo dkms status; lsmod | grep -c beegfs", check=False).stdout
    lab.call("plan", "-i", lab.inventory, "--nodes", "vm", codes=(0, 1))
    lab.so("sudo dkms status; lsmod | grep -c beegfs; true", before.strip())
    lab.fix()
    lab.expect(set(), "healthy")
    mounted(lab)


def foresees(lab):
    lab.machine.ssh("sudo apt-get -q update && sudo DEBIAN_FRONTEND=noninteractive apt-get -q -y install linux-image-cloud-amd64")
    node = lab.check()
    if node["nextBoot"]["kernel"] != lab.machine.kernels[1] or node["nextBoot"]["verdict"] != "will-break":
        raise Failure(f"the next boot was not foreseen: {node['nextBoot']}")
    if node["state"] != "attention":
        raise Failure(f"a node that works now and breaks at reboot needs attention, got {node['state']}")


def breaks_at_reboot(lab):
    lab.machine.reboot()
    lab.so("uname -r", lab.machine.kernels[1])
    lab.expect({"headers-missing", "module-package-missing"})
    lab.fix()
    lab.expect(set(), "healthy")
    mounted(lab)


def loads(lab):
    lab.machine.ssh("sudo systemctl stop beegfs-client && sudo modprobe -r beegfs")
    lab.expect({"module-not-loaded"})
    lab.fix()
    lab.expect(set(), "healthy")
    mounted(lab)


def mounts(lab):
    lab.machine.ssh("sudo umount /fsx")
    lab.expect({"mount-missing"})
    lab.fix()
    lab.expect(set(), "healthy")
    mounted(lab)


CHAPTERS = [
    ("a machine with a real kernel comes up", comes_up),
    ("a module that is not built is named, built, loaded and mounted", builds),
    ("a newer kernel without headers is foreseen to break", foresees),
    ("it does break at the reboot, and is repaired on the newer kernel", breaks_at_reboot),
    ("a module that is not loaded is loaded", loads),
    ("a mount that is missing is mounted", mounts),
]


LONGEST = 5400  # seconds


def too_long(*_):
    raise Failure(f"not finished after {LONGEST // 60} minutes")


def main(base, vermagic):
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST)
    folder = tempfile.mkdtemp(prefix="vermagic-vmlab.")
    lab, passed = None, 0
    try:
        lab = Lab(base, vermagic, folder)
        for title, chapter in CHAPTERS:
            started = time.monotonic()
            chapter(lab)
            passed += 1
            print(f"ok    {title} ({lab.machine.acceleration}, {time.monotonic() - started:.0f} s)", flush=True)
        shutil.rmtree(folder)
        return 0
    except (Failure, OSError, KeyError, ValueError) as failure:
        title = CHAPTERS[passed][0] if passed < len(CHAPTERS) else "the lab"
        print(f"FAILED {title}\n{failure}\n(what is left of it: {folder})", flush=True)
        return 1
    finally:
        if lab is not None:
            lab.machine.stop()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
