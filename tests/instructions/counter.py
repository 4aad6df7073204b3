"""Counts the instructions of calls of the release library under callgrind: no clock, so that it is the same on a busy machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "target/release/libimhook.so"
PLACE = ROOT / "target/instructions"
VALGRIND = ("valgrind", "-q", "--tool=callgrind", "--collect-atstart=no")

os.environ.setdefault("IMHOOK_LIBRARY", str(LIBRARY))
sys.path.insert(0, str(ROOT / "bindings/python/src"))

NOW_MS = 1704074400000


@dataclass(frozen=True)
class Call:
    """One call and what it is given."""

    name: str
    config: dict[str, Any]
    body: bytes = b""
    target: str = ""
    headers: str = ""
    now_ms: int = NOW_MS

    def write(self, folder: Path) -> None:
        folder.mkdir()
        parts = {"name": self.name, "config": json.dumps(self.config), "target": self.target, "headers": self.headers}
        for name, part in {**parts, "now_ms": str(self.now_ms)}.items():
            (folder / name).write_text(part)
        (folder / "body").write_bytes(self.body)


@dataclass(frozen=True)
class Counted:
    status: int
    # Bytes of the result, and bytes asked of the allocator in all.
    length: int
    memory: int
    instructions: int


def build() -> Path:
    PLACE.mkdir(parents=True, exist_ok=True)
    # It is loaded by its SONAME, which target/release does not have.
    soname = PLACE / "libimhook.so.1"
    soname.unlink(missing_ok=True)
    soname.symlink_to(LIBRARY)
    program = PLACE / "calls"
    flags = ["-std=c99", "-O1", "-Wall", "-Wextra", "-Werror", "-I", str(ROOT / "include")]
    subprocess.run(["cc", *flags, Path(__file__).with_name("calls.c"), "-o", program, LIBRARY], check=True)
    return program


def counted(program: Path, calls: list[Call]) -> list[Counted]:
    """What each call cost, in one process after another's."""
    with tempfile.TemporaryDirectory(dir=PLACE) as folder:
        for place, call in enumerate(calls):
            call.write(Path(folder, str(place)))
        out = Path(folder, "callgrind.out")
        environment = {"LD_BIND_NOW": "1", "LD_LIBRARY_PATH": str(PLACE), "PATH": "/usr/bin:/bin"}
        command = [*VALGRIND, f"--callgrind-out-file={out}", str(program), folder]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"callgrind failed: {done.stderr.strip()}")
        counts = {}
        for dump in Path(folder).glob("callgrind.out.*"):
            text = dump.read_text()
            place = re.search(r"^desc: Trigger: Client Request: (\d+)$", text, re.MULTILINE)
            total = re.search(r"^(?:totals|summary): (\d+)$", text, re.MULTILINE)
            if place and total:
                counts[int(place[1])] = int(total[1])
        results = [tuple(map(int, line.split())) for line in done.stdout.splitlines()[1:]]
        if len(results) != len(calls) or counts.keys() != set(range(len(calls))) or 0 in counts.values():
            raise SystemExit(f"callgrind counted {len(counts)} of {len(calls)} calls")
        return [Counted(status, length, memory, counts[place]) for place, (status, length, memory) in enumerate(results)]
