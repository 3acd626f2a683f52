#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of the sources that need no run of the program: `lint.py TOP BUILD [--quick|--fix]`.

Quick ones: clang-format, licence lines, forbidden words, shellcheck, codespell, desktop file, AppStream. Then
clang-tidy and clazy (compiled.py). Every check prints what it found; the exit code is 1 when any found something.
--fix formats the sources and does no more.
"""
import os
import re
import shutil
import subprocess
import sys
import time

import compiled

LICENCE = re.compile(r"SPDX-FileCopyrightText: \d{4} .+\n.*SPDX-License-Identifier: GPL-3\.0-or-later")
# Captured outputs, pictures and formats without comments carry no licence lines of their own.
NO_LICENCE = re.compile(
    r"(^|/)(LICENSE|\.git(ignore|attributes))$|\.(json|png|svg|ico|ts|txt)$|^tests/data/(?!.*\.(h|cpp)$)")
FORBIDDEN = [
    (re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"), "finish it or leave it out"),
    (re.compile(r"(?<![\w.])/(Users|work|workspace)/[a-z]"), "a path of one machine"),
]
MAY_FORBID = re.compile(r"^(tests/lint/|tests/data/|LICENSE$)")


def files_of(top):
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=top, capture_output=True, text=True)
    if listed.returncode != 0:
        sys.exit(f"git cannot list the files: {listed.stderr}")
    return sorted(f for f in listed.stdout.splitlines() if os.path.isfile(f"{top}/{f}"))


def text_of(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError:
        return None


def run(command, top):
    """What the command printed when it failed, else nothing."""
    done = subprocess.run(command, cwd=top, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    return (done.stdout + done.stderr).strip().splitlines() or [f"{command[0]} failed"] if done.returncode else []


def formatted(files):
    return [f for f in files if f.endswith((".h", ".cpp")) and not f.startswith("tests/data/")]


def check_format(top, files):
    sources = formatted(files)
    if run(["clang-format", "--dry-run", "-Werror", *sources], top):
        return [f"{name}: run ./dev lint --fix" for name in sources
                if run(["clang-format", "--dry-run", "-Werror", name], top)]
    return []


def check_licences(top, files):
    missing = []
    for name in files:
        text = None if NO_LICENCE.search(name) else text_of(f"{top}/{name}")
        if text and not LICENCE.search(text[:1500]):
            missing.append(f"{name}: the two SPDX lines are missing")
    return missing


def check_words(top, files):
    found = []
    for name in files:
        text = None if MAY_FORBID.search(name) else text_of(f"{top}/{name}")
        for number, line in enumerate((text or "").splitlines(), 1):
            found += [f"{name}:{number}: “{match.group(0)}”: {why}"
                      for pattern, why in FORBIDDEN if (match := pattern.search(line))]
    return found


def is_shell(top, name):
    if name.endswith(".sh"):
        return True
    with open(f"{top}/{name}", "rb") as file:
        return re.match(rb"#!\s*/\S*\b(env )?(ba|da)?sh\b", file.readline(100)) is not None


def check_shell(top, files):
    scripts = [f for f in files if not f.startswith("tests/data/") and is_shell(top, f)]
    return run(["shellcheck", "--external-sources", *scripts], top)


def check_spelling(top, files):
    texts = [f for f in files if not f.endswith((".png", ".ts", ".svg")) and not f.startswith("tests/data/")
             and not re.match(r"tests/\w+\.cpp$", f) and f != "LICENSE"]  # tests misspell on purpose
    return run(["codespell", *texts], top)


def check_desktop(top, files):
    found = []
    for name in files:
        if name.endswith(".desktop"):
            found += run(["desktop-file-validate", name], top)
        elif name.endswith(".metainfo.xml") and shutil.which("appstreamcli"):
            found += run(["appstreamcli", "validate", "--no-net", "--override", "url-homepage-missing=info", name], top)
    return found


QUICK = [("clang-format", check_format), ("licences", check_licences), ("words", check_words),
         ("shellcheck", check_shell), ("codespell", check_spelling), ("desktop files", check_desktop)]


def main(top, build, *options):
    if options not in ((), ("--quick",), ("--fix",)):
        sys.exit(f"lint takes --quick or --fix, not {' '.join(options)}")
    files = files_of(top)
    if options == ("--fix",):
        return subprocess.run(["clang-format", "-i", *formatted(files)], cwd=top, check=False).returncode
    failed = []
    checks = QUICK if options else [*QUICK, ("clang-tidy and clazy", lambda top, files: compiled.check(top, build, files))]
    for name, check in checks:
        started = time.monotonic()
        found = check(top, files)
        print(f"{name}: {'found something' if found else 'clean'} ({time.monotonic() - started:.0f} s)", flush=True)
        if found:
            print("\n".join(f"    {line}" for line in found), flush=True)
            failed.append(name)
    print("lint: " + (f"see {', '.join(failed)}" if failed else "clean"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
