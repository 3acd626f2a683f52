# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy and clazy over compile_commands.json.

Most of their time goes into Qt's headers, so several sources are looked at as one: a generated file includes them.
What several of them define for themselves by the same name is renamed there; those that do not compile beside the
others all the same are looked at apart. What was clean is remembered under BUILD/lint by the hash of everything that
it was made from (source, our headers that it includes, configuration, flags, tool versions) and is not looked at again.
"""
import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys

BATCH = 60
INCLUDE = re.compile(r'^\s*#include "([^"]+)"', re.M)
ANY_INCLUDE = re.compile(r'^#include (?:<[^>]+>|"[^"]+(?<!\.moc)")$', re.M)
# Names that a source defines at the left margin, for itself or not: functions, types, constants.
OWN_NAMES = re.compile(
    r"^(?:template<[^\n]*>\s*)?(?:[\w:<>,*&]+ +)*?[*&]?(?:(?:struct|class|enum|enum class) +(\w+)\s*[:{\n]|(\w+) *[({=\[])",
    re.M)
NOT_A_FILE = re.compile(r"_autogen/|/\.qt/|/\.rcc/|qrc_")


class Source:
    """One line of compile_commands.json, with the flags that clang understands."""

    def __init__(self, top, entry):
        words = shlex.split(entry["command"]) if "command" in entry else entry["arguments"]
        self.path = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
        self.name = os.path.relpath(self.path, top)
        self.defines, self.includes, self.standard = [], [], "-std=c++23"
        for word, following in zip(words, words[1:] + [""]):
            if word.startswith("-D"):
                self.defines.append(word)
            elif word.startswith("-I"):
                self.includes.append(("-I", word[2:]))
            elif word == "-isystem":
                self.includes.append(("-isystem", following))
            elif word.startswith("-std="):
                self.standard = word
        with open(self.path, encoding="utf-8") as file:
            self.text = file.read()
        names = {a or b for a, b in OWN_NAMES.findall(self.text)} - {"Vermagic", "namespace", "operator"}
        self.own_names = {name for name in names if not name.isupper()} # no macro of Qt

    def flags(self):
        return [self.standard, "-fPIC", *self.defines, *(w for pair in self.includes for w in pair)]

    def key(self, top, salt):
        """Hash of everything that the tools look at, apart from the system's headers."""
        digest = hashlib.sha256("\0".join([salt, *self.flags()]).encode())
        seen, queue = set(), [self.path]
        while queue:
            path = queue.pop()
            if path in seen:
                continue
            seen.add(path)
            with open(path, "rb") as file:
                text = file.read()
            digest.update(path.encode() + b"\0" + text)
            for include in INCLUDE.findall(text.decode(errors="replace")):
                folders = [os.path.dirname(path), top, *(folder for _, folder in self.includes)]
                queue += [p for folder in folders if os.path.isfile(p := os.path.join(folder, include))][:1]
        return digest.hexdigest()


def sources_of(top, build, files):
    with open(f"{build}/compile_commands.json", encoding="utf-8") as file:
        entries = json.load(file)
    known = {}
    for entry in entries:
        if not NOT_A_FILE.search(entry["file"]):
            source = Source(top, entry)
            if source.name in files:
                known.setdefault(source.name, source)
    return list(known.values())


def salt_of(top):
    parts = []
    for name in (".clang-tidy", ".clazy", "tests/lint/compiled.py"):
        with open(f"{top}/{name}", encoding="utf-8") as file:
            parts.append(file.read())
    for command in (["clang-tidy", "--version"], ["clazy-standalone", "--version"], ["qmake6", "-query", "QT_VERSION"]):
        parts.append(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    return "\0".join(parts)


def batches_of(sources):
    """Groups of sources of one layer, as equal as can be."""
    layers = {}
    for source in sources:
        layers.setdefault(source.name.split("/")[0], []).append(source)
    batches = []
    for layer in layers.values():
        count = -(-len(layer) // BATCH)
        batches += [layer[index::count] for index in range(count)]
    return batches


def clazy_checks(top, layer):
    """The lines of .clazy that hold for `layer`, in clazy's own syntax."""
    checks = []
    with open(f"{top}/.clazy", encoding="utf-8") as file:
        for line in file:
            where, colon, check = line.strip().rpartition(":")
            if check and not check.startswith("#") and (not colon or where == layer):
                checks.append(check.strip())
    return ",".join(checks)


class Inspection:
    def __init__(self, top, build):
        self.top, self.work = top, f"{build}/lint"
        os.makedirs(f"{self.work}/clean", exist_ok=True)

    def unit(self, batch):
        """The file to look at: the source itself, or one that includes them all without their main()."""
        if len(batch) == 1:
            return batch[0].path
        name = hashlib.sha256("\0".join(s.path for s in batch).encode()).hexdigest()[:16]
        path = f"{self.work}/UnifiedSource-{name}.cpp"
        with open(path, "w", encoding="utf-8") as file:
            if any("<QTest>" in source.text for source in batch):
                file.write("#include <QTest>\n")
                for macro in ("QTEST_MAIN", "QTEST_GUILESS_MAIN", "QTEST_APPLESS_MAIN"):
                    file.write(f"#undef {macro}\n#define {macro}(x)\n")
            # The headers before anything is renamed, so that nothing is in them.
            headers = dict.fromkeys(line for source in batch for line in ANY_INCLUDE.findall(source.text))
            file.write("".join(f"{line}\n" for line in headers))
            taken = set()
            for number, source in enumerate(batch):
                renamed = sorted(source.own_names & taken)
                taken |= source.own_names
                file.write("".join(f"#define {name} {name}{number}\n" for name in renamed))
                file.write(f'#include "{source.path}"\n')
                file.write("".join(f"#undef {name}\n" for name in renamed))
        return path

    def flags(self, batch):
        """Those of all sources: more definitions and folders than one of them needs do no harm."""
        flags = batch[0].flags()
        for source in batch[1:]:
            flags += [define for define in source.defines if define not in flags]
            for option, folder in source.includes:
                if folder not in flags:
                    flags += [option, folder]
        return flags

    def tool(self, command):
        done = subprocess.run(command, cwd=self.top, capture_output=True, text=True, errors="replace", check=False)
        return done.returncode, done.stdout + done.stderr

    def inspect(self, batch):
        """For each source: itself, lines to show, whether it is clean."""
        unit, flags = self.unit(batch), [*self.flags(batch), "-w", "-ferror-limit=0"]
        checks = clazy_checks(self.top, batch[0].name.split("/")[0])
        clazy = self.tool(["clazy-standalone", f"-checks={checks}", unit, "--", *flags])
        named = set(re.findall(r"^([^:\n]+):\d+:\d+: (?:fatal )?error: (?!.*\[-W)", clazy[1], re.M))
        if named and len(batch) > 1:
            fits, misfits = parted(batch, named)
            return self.inspect(fits) + self.inspect(misfits)
        # The analyzer takes half of the time, and what it follows through a test is mostly what the test has checked.
        less = ["--checks=-clang-analyzer-*"] if batch[0].name.startswith("tests/") else []
        tidy = self.tool(["clang-tidy", "--quiet", f"--config-file={self.top}/.clang-tidy", *less, unit, "--", *flags])
        lines = [] if tidy[0] == 0 else shown(tidy[1], self.top)
        if clazy[0] != 0 or "[-Wclazy" in clazy[1]:
            lines += shown(clazy[1], self.top)
        return [(source, lines if index == 0 else [], not lines) for index, source in enumerate(batch)]


def parted(batch, named):
    """Those that compile beside the others, and those whose paths are `named`; halves where that leads nowhere."""
    misfits = [source for source in batch if source.path in named]
    if 0 < len(misfits) < len(batch):
        return [source for source in batch if source not in misfits], misfits
    half = len(batch) // 2
    return batch[:half], batch[half:]


def shown(text, top):
    noise = re.compile(r"^\d+ warnings? (generated|treated)|^Suppressed|^Use -header-filter|^In file included|^\s+from ")
    return [line.replace(f"{top}/", "") for line in text.splitlines() if line.strip() and not noise.search(line)]


def check(top, build, files):
    salt = salt_of(top)
    inspection = Inspection(top, build)
    keys = {source: source.key(top, salt) for source in sources_of(top, build, set(files))}
    due = [source for source, key in keys.items() if not os.path.exists(f"{inspection.work}/clean/{key}")]
    batches = batches_of(due)
    if due:
        print(f"looking at {len(due)} of {len(keys)} sources in {len(batches)} batches", flush=True)
    found = []
    with concurrent.futures.ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        for number, results in enumerate(pool.map(inspection.inspect, batches), 1):
            for source, lines, clean in results:
                found += [line for line in lines if line not in found]
                if clean:
                    with open(f"{inspection.work}/clean/{keys[source]}", "w", encoding="utf-8"):
                        pass
            if sys.stderr.isatty():
                print(f"\r{number}/{len(batches)}", end="", file=sys.stderr)
    return found
