"""The process that holds the secrets, and its memory seen from outside: nothing that is sought is in it for being sought."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "target/secrets"
LIBRARY = ROOT / "target/release/libimhook.so"


def build() -> Path:
    PLACE.mkdir(parents=True, exist_ok=True)
    soname = PLACE / "libimhook.so.1"
    soname.unlink(missing_ok=True)
    soname.symlink_to(LIBRARY)
    program = PLACE / "holder"
    flags = ["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-O1", "-Wall", "-Wextra", "-Werror", "-I", str(ROOT / "include")]
    subprocess.run(["cc", *flags, Path(__file__).with_name("holder.c"), "-o", program, LIBRARY], check=True)
    return program


@dataclass(frozen=True)
class Kept:
    """A result that the process holds."""

    status: int
    address: int
    length: int


class Process:
    def __init__(self, program: Path) -> None:
        environment = {"LD_LIBRARY_PATH": str(PLACE), "LD_BIND_NOW": "1"}
        self._child = subprocess.Popen([program], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.close()
        self._child.stdout.close()
        self._child.wait()

    def step(self, *words: object, then: bytes = b"") -> Kept:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(" ".join(map(str, words)).encode() + b"\n" + then)
        self._child.stdin.flush()
        status, address, length = map(int, self._child.stdout.readline().split())
        return Kept(status, address, length)

    def memory(self) -> Iterator[tuple[str, int, bytes]]:
        """Every writable mapping: its name, its address, its bytes. What is only readable is the program's text."""
        maps = Path(f"/proc/{self._child.pid}/maps").read_text().splitlines()
        with open(f"/proc/{self._child.pid}/mem", "rb", buffering=0) as memory:
            for line in maps:
                span, mode, _, _, _, *name = line.split(maxsplit=5)
                first, last = (int(end, 16) for end in span.split("-"))
                if "w" in mode:
                    yield (Path(name[0]).name if name else "anonymous"), first, os.pread(memory.fileno(), last - first, first)

    def found(self, needles: dict[str, bytes]) -> dict[str, list[str]]:
        """Where each of these stands, by its name; those that stand nowhere are left out."""
        mappings = list(self.memory())
        places: dict[str, list[str]] = {}
        for name, needle in needles.items():
            for mapping, first, content in mappings:
                if (at := content.find(needle)) >= 0:
                    places.setdefault(name, []).append(f"{mapping} {first + at:#x}")
        return places

    def at(self, kept: Kept) -> bytes | None:
        """What stands where the result stood; None where nothing is mapped any more."""
        for _, first, content in self.memory():
            if first <= kept.address < first + len(content):
                return content[kept.address - first :][: kept.length]
        return None
