#!/usr/bin/env python3
"""What the shared library is made of: make bench-size.

Builds it once more with its symbols and adds up the machine code of each crate, imhook's own by module. Code that is inlined
counts where it was inlined; what is no function (tables, unwinding, relocations) counts by its section.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "target/size"
LIBRARY = BUILD / "release/libimhook.so"
SECTIONS = {".text": "code", ".rodata": "constants", ".eh_frame": "unwinding", ".gcc_except_table": "unwinding",
            ".eh_frame_hdr": "unwinding", ".rela.dyn": "relocations", ".data.rel.ro": "constants"}
SHOWN = 1024


def built() -> Path:
    settings = {"CARGO_TARGET_DIR": str(BUILD), "CARGO_PROFILE_RELEASE_STRIP": "none"}
    subprocess.run(["cargo", "build", "-q", "--release", "--lib"], cwd=ROOT, env={**os.environ, **settings}, check=True)
    return LIBRARY


def output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def dependencies() -> set[str]:
    """The crates that are linked, by the names that code gives them."""
    listed = output("cargo", "tree", "--manifest-path", str(ROOT / "Cargo.toml"), "-e", "normal", "--prefix", "none", "--format", "{lib}")
    return set(listed.split())


def owner(symbol: str, crates: set[str]) -> str:
    """The crate of a function, or imhook's module. What no crate owns is the standard library's, or made of it."""
    path = re.search(r"[a-z_][a-z0-9_]*(?:::[a-z_][a-z0-9_]*)*", symbol.lstrip("<&"))
    parts = path.group().split("::") if path else [symbol]
    if parts[0] == "imhook" and len(parts) > 1:
        return "imhook::" + "::".join(parts[1:3] if parts[1] == "platform" else parts[1:2])
    if parts[0].startswith("imhook_"):
        return "imhook::ffi"
    return parts[0] if parts[0] in crates else "the standard library"


def functions(library: Path) -> Counter[str]:
    sizes: Counter[str] = Counter()
    crates = dependencies()
    for line in output("nm", "-S", "-C", str(library)).splitlines():
        match = re.match(r"[0-9a-f]+ ([0-9a-f]+) [tTwW] (.*)", line)
        if match:
            sizes[owner(match[2], crates)] += int(match[1], 16)
    return sizes


def sections(library: Path) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for line in output("size", "-A", str(library)).splitlines():
        name, _, rest = line.partition(" ")
        if name in SECTIONS:
            sizes[SECTIONS[name]] += int(rest.split()[0])
    return sizes


def table(title: str, sizes: Counter[str]) -> list[str]:
    rows = [f"| {name} | {size / 1024:.0f} KiB |" for name, size in sizes.most_common() if size >= SHOWN]
    return [f"| {title} | size |", "| --- | --- |", *rows, ""]


def main() -> None:
    library = built()
    own, others = Counter[str](), Counter[str]()
    for name, size in functions(library).items():
        (own if name.startswith("imhook") else others)[name] += size
    print("\n".join([*table("section", sections(library)), *table("imhook's code", own), *table("code of others", others)]))


if __name__ == "__main__":
    main()
