#!/usr/bin/env python3
"""Secrets leave no trace: the memory of a process that has used a receiver is searched when the receiver is freed.

make build && tests/secrets/run.py
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import cases  # noqa: E402
import process  # noqa: E402


# What is done between the making of a receiver and its end. Nothing: what lies on the stack is then overwritten by nobody.
LIVES = ((), ("verify",), ("receive",) * 3, ("verify", "decrypt", "receive", "diagnose", "seal", "receive_batch"))


def main() -> int:
    # The library as it ships. The secrets are drawn, so that they stand nowhere in a file.
    program, rng = process.build(), random.Random()
    passed, failed = 0, 0
    for case in cases.cases(rng):
        found = [(f"after {', '.join(calls) or 'nothing'}", freed(case, calls, program)) for calls in LIVES]
        found.append(("after a configuration that is refused", refused(case, program)))
        for when, faults in found:
            passed, failed = passed + (not faults), failed + bool(faults)
            for fault in faults:
                print(f"   {case.name}, {when}: {fault}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def freed(case: cases.Case, calls: tuple[str, ...], program: Path) -> list[str]:
    """A receiver made, used and freed."""
    faults = []
    with process.Process(program) as holder:
        if holder.step("new", len(case.config), then=case.config).status:
            return ["the configuration is refused"]
        # What is never seen is not shown to be gone: a search that finds nothing now would find nothing later.
        if not holder.found(case.sought):
            faults.append("the search does not find the secrets of a receiver in use")
        for call in calls:
            # There the secret itself is what seal puts into the request, and the request is the caller's.
            if call == "seal" and case.name.startswith("qiwei"):
                continue
            parts = (b"", b"", case.spec) if call == "seal" else case.parts()
            kept = holder.step("call", call, cases.NOW_MS, *map(len, parts), then=b"".join(parts))
            if kept.status:
                faults.append(f"{call}: status {kept.status}")
            before = holder.at(kept) or b""
            if call in HOLDS_TEXT and cases.PLAINTEXT.encode() not in before:
                faults.append(f"{call}: the result does not hold the text")
            holder.step("release")
            after = holder.at(kept) or b""
            if any(after[at : at + 16] == before[at : at + 16] for at in range(0, len(before) - 15, 16)):
                faults.append(f"{call}: some of the result still stands where it was")
        holder.step("free")
        return faults + left(case, holder)


# The calls whose result has the plaintext in it.
HOLDS_TEXT = ("receive", "decrypt", "receive_batch")


def refused(case: cases.Case, program: Path) -> list[str]:
    """A configuration that is refused when its secrets have been read."""
    with process.Process(program) as holder:
        config = case.wrong()
        if not holder.step("new", len(config), then=config).status:
            return ["the configuration is taken"]
        return left(case, holder)


def left(case: cases.Case, holder: process.Process) -> list[str]:
    return [f"{name} is left in {', '.join(places)}" for name, places in holder.found(case.sought).items()]


if __name__ == "__main__":
    sys.exit(main())
