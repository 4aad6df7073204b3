#!/usr/bin/env python3
"""The library inside C++, PHP, LuaJIT, Java, Node and Ruby: each receives the recorded callbacks, and all say the same.

    make build && tools/setup embed && python3 tests/embed/run.py
"""

from __future__ import annotations

import difflib
import subprocess
import sys

import cases
import memory
from languages import Language, languages
from place import OUT, PREFIX, ROOT, build, environment

# How many receives a program repeats, and how much larger its memory may then be than after a fifth of them.
REPEATS = 100_000
GROWTH_KIB = 4096

passed = failed = 0


def check(name: str, expected: str, found: str) -> None:
    global passed, failed
    if expected == found:
        passed += 1
        return
    failed += 1
    print(f"FAILED {name}")
    for line in difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=2):
        print(f"    {line}")


def run(command: list[str]) -> str:
    """What a program printed, and how it ended."""
    done = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return f"{done.stdout.decode()}exit {done.returncode}\n"


def check_receive(language: Language, all_cases: list[cases.Case]) -> None:
    found = "".join(f"== {case.name}\n{run([*language.receive, *case.arguments()])}" for case in all_cases)
    check(f"{language.name}: what is received", (ROOT / "tests/embed/expected.txt").read_text(), found)


def check_memory(language: Language, counter, accepted: cases.Case, refused: list[cases.Case]) -> None:
    check(f"{language.name}: all is freed", "receivers 1 of 1, buffers 1 of 1\n",
          memory.counts([*language.receive, *accepted.arguments()], counter))


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    build("packaging/install", PREFIX=str(PREFIX), DESTDIR="")
    accepted, refused = cases.accepted(), cases.refused()
    for language in languages():
        check_receive(language, accepted + refused)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
