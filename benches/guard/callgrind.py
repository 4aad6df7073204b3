"""Counts the instructions of one call of the release library under callgrind.

What is counted is the library as it ships, called through the C ABI. Two things differ from a run on the bare machine:
valgrind offers neither SHA-NI nor AVX-512 and VAES, so that SHA runs in software, and AES and the text scans take their
AVX2 paths. A count says whether the code does more than it did, not how long it takes.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Iterable

from cases import Case

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "target/release/libimhook.so"
PLACE = ROOT / "target/guard"
VALGRIND = ("valgrind", "-q", "--tool=callgrind", "--collect-atstart=no", "--combine-dumps=yes")


def build() -> Path:
    """The program that calls, linked against the release library."""
    PLACE.mkdir(parents=True, exist_ok=True)
    program = PLACE / "call"
    flags = ["-std=c99", "-O1", "-Wall", "-Wextra", "-Werror", "-I", str(ROOT / "include")]
    # It is loaded by its SONAME, which target/release does not have.
    soname = PLACE / "libimhook.so.1"
    soname.unlink(missing_ok=True)
    soname.symlink_to(LIBRARY)
    subprocess.run(["cc", *flags, Path(__file__).with_name("call.c"), "-o", program, LIBRARY], check=True)
    return program


def count(cases: Iterable[Case], workers: int = 2) -> dict[str, int]:
    """Instructions of each case's call, by its name."""
    program = build()
    cases = list(cases)
    with ThreadPoolExecutor(workers) as pool:
        counted = pool.map(lambda case: instructions(program, case), cases)
        return {case.name: found for case, found in zip(cases, counted)}


def instructions(program: Path, case: Case) -> int:
    with tempfile.TemporaryDirectory(dir=PLACE) as folder:
        case.write(Path(folder))
        counted = of_call(program, case, case.call, folder)
        return counted - of_call(program, case, case.less, folder) if case.less else counted


def of_call(program: Path, case: Case, call: str, folder: str) -> int:
    out = Path(folder) / "callgrind.out"
    # Every symbol is bound before the call: looking one up is not the library's work.
    environment = {"LD_BIND_NOW": "1", "LD_LIBRARY_PATH": str(PLACE), "PATH": "/usr/bin:/bin"}
    command = [*VALGRIND, f"--callgrind-out-file={out}", str(program), call, str(case.count), folder]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{case.name}: {call} failed: {done.stderr.strip()}")
    total = re.search(r"^(?:totals|summary): (\d+)$", out.read_text(), re.MULTILINE)
    if total is None or int(total[1]) == 0:
        raise SystemExit(f"{case.name}: callgrind counted nothing of {call}")
    return int(total[1])
