#!/usr/bin/env python3
"""Fails when a hot path takes more instructions than its baseline, or when cost grows faster than the input: make bench-guard.

With IMHOOK_BLESS=1 what is found becomes the baseline.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import callgrind
import cases

BASELINE = Path(__file__).with_name("baseline.json")
BLESS = "IMHOOK_BLESS=1 make bench-guard"

# How far a count may be from its baseline: counts repeat to a few instructions in ten thousand.
TOLERANCE = 0.02
# The same where another compiler or C library made the code.
TOLERANCE_OF_OTHER_TOOLS = 0.10

# Elements and bytes of text between which cost must grow in proportion to the input.
ELEMENTS = (1_000, 10_000)
SIZES = (64 << 10, cases.MIB)
# Credentials between which a request that names its own must cost the same.
TENANTS = (1, 500)
# How much more instructions a byte may take in the larger input.
DRIFT = 1.15


def tools() -> dict[str, str]:
    """What, besides the source, a count depends on."""

    def version(*command: str) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    processor = Path("/proc/cpuinfo").read_text().split()
    return {
        "rustc": version("rustc", "--version"),
        "valgrind": version("valgrind", "--version"),
        "libc": " ".join(platform.libc_ver()),
        "processor": " ".join([platform.machine(), *(word for word in ("aes", "avx2") if word in processor)]),
    }


def judge_counts(found: dict[str, int], baseline: dict[str, int], tolerance: float) -> list[str]:
    faults = [f"{name}: has a baseline, and is not counted any more" for name in baseline.keys() - found.keys()]
    for name, count in found.items():
        if name not in baseline:
            faults.append(f"{name}: has no baseline; found {count:,} instructions")
            continue
        change = count / baseline[name] - 1
        said = f"{name}: baseline {baseline[name]:,}, found {count:,} instructions, {change:+.1%}"
        if change > tolerance:
            faults.append(f"{said} ({tolerance:.0%} allowed)")
        elif change < -tolerance:
            print(f"{said}: a new baseline would keep what was gained: {BLESS}")
    return faults


def judge_growth(pairs: list[tuple[cases.Case, cases.Case]], found: dict[str, int]) -> list[str]:
    faults = []
    for small, large in pairs:
        of_small, of_large = (found[case.name] / len(case.body) for case in (small, large))
        print(f"{large.name:<42} {of_large:8.2f} instructions a byte, {small.name}: {of_small:.2f}")
        if of_large > DRIFT * of_small:
            times = of_large / of_small
            faults.append(
                f"{large.name}: {of_large:.1f} instructions a byte, {times:.2f} times those of {small.name} ({DRIFT} allowed)"
            )
    return faults


def main() -> int:
    hot = cases.hot()
    growing = [(cases.of_shape(shape, ELEMENTS[0]), cases.of_shape(shape, ELEMENTS[1])) for shape in cases.SHAPES]
    growing.append((cases.of_text(SIZES[0]), cases.of_text(SIZES[1])))
    growing += [tuple(cases.of_tenants(platform, count) for count in TENANTS) for platform in cases.TENANTS]
    found = callgrind.count([*hot, *(case for pair in growing for case in pair)])
    counts = {case.name: found[case.name] for case in hot}
    for name, count in counts.items():
        print(f"{name:<42} {count:12,} instructions")
    faults = judge_growth(growing, found)

    here = tools()
    if os.environ.get("IMHOOK_BLESS"):
        BASELINE.write_text(json.dumps({"tools": here, "instructions": counts}, indent=2) + "\n")
        print(f"{BASELINE.relative_to(cases.ROOT)} is what was found")
    committed = json.loads(BASELINE.read_text())
    there = committed["tools"]
    others = [f"{name}: {there.get(name)} there, {found} here" for name, found in here.items() if there.get(name) != found]
    if others:
        print(f"the baseline was counted with other tools, so {TOLERANCE_OF_OTHER_TOOLS:.0%} are allowed: {'; '.join(others)}")
    slower = judge_counts(counts, committed["instructions"], TOLERANCE_OF_OTHER_TOOLS if others else TOLERANCE)
    for fault in [*slower, *faults]:
        print(fault, file=sys.stderr)
    if slower:
        print(f"if that is meant: {BLESS}, and commit {BASELINE.relative_to(cases.ROOT)}", file=sys.stderr)
    failed = len(slower) + len(faults)
    print(f"{len(counts) + len(growing) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
