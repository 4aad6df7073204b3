#!/usr/bin/env python3
"""The library inside C89, C++, PHP, LuaJIT, Java, Node and Ruby: each receives the recorded callbacks, and all say the same.

    make build && tools/setup embed && python3 tests/embed/run.py
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator

import cases
import declarations
import documents
import linking
import memory
import servers
from languages import Language, languages
from place import OUT, PREFIX, ROOT, build, output

VALGRIND = ["valgrind", "-q", "--leak-check=full", "--error-exitcode=99"]


def received(program: list[str], given: list[cases.Case]) -> str:
    return "".join(f"== {case.name}\n{output([*program, *case.arguments()])}" for case in given)


def of_language(language: Language, accepted: dict[str, cases.Case], refused: dict[str, cases.Case]) -> Iterator[tuple[str, str, str]]:
    expected = (ROOT / "tests/embed/expected.txt").read_text()
    yield "what is received", expected, received(language.receive, [*accepted.values(), *refused.values()])
    yield "layout", output([str(OUT / "layout")]), output(language.layout)

    wps, tampered, misconfigured = accepted["wps-text"], refused["wps-text, tampered"], refused["wps-text, misconfigured"]
    if language.name in ("c89", "cpp"):
        few = [wps, tampered, misconfigured]
        yield "under valgrind", received(language.receive, few), received([*VALGRIND, *language.receive], few)
    counter = memory.counter()
    yield from memory.freed(language, counter, [wps, tampered], misconfigured)
    yield from memory.other_abi(language, counter, wps)
    yield from memory.growth(language, counter, wps)


def findings() -> Iterator[tuple[str, str, str]]:
    """What was looked at, what is expected, what was found."""
    accepted = cases.accepted()
    refused = cases.refused(accepted)
    build("cc", "-include", f"{PREFIX}/include/imhook.h", ROOT / "tests/embed/layout.c", "-o", OUT / "layout")
    for language in languages():
        for name, expected, found in of_language(language, accepted, refused):
            yield f"{language.name}: {name}", expected, found
    yield from servers.findings(accepted, refused)
    yield from linking.loaded(accepted["wps-text"])
    yield from linking.archived(accepted["wps-text"])
    yield from declarations.findings()
    yield from documents.findings()


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    build("packaging/install", PREFIX=str(PREFIX), DESTDIR="")
    passed = failed = 0
    for name, expected, found in findings():
        if expected == found:
            passed += 1
            continue
        failed += 1
        print(f"FAILED {name}")
        for line in difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=2):
            print(f"    {line}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
