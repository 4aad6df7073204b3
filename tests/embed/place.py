"""Where things are, and how programs run there: the tree, what is built from it, the nginx and LuaJIT that tools/setup unpacked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "target/embed"
PREFIX = OUT / "prefix"
OPENRESTY = ROOT / "target/openresty"


def environment(*libraries: Path, **variables: str) -> dict[str, str]:
    """The loader finds libimhook.so.1 as if it were installed; no locale helps with UTF-8."""
    path = [*libraries, PREFIX / "lib", *sorted({file.parent for file in OPENRESTY.rglob("*.so.*")})]
    return {
        **os.environ,
        "LC_ALL": "C",
        "LD_LIBRARY_PATH": os.pathsep.join(map(str, path)),
        "LUA_PATH": f"{OPENRESTY}/usr/share/lua/5.1/?.lua;;",
        "LUA_CPATH": f"{next(OPENRESTY.glob('usr/lib/*/lua/5.1'), OPENRESTY)}/?.so;;",
        **variables,
    }


def build(*command: str | Path, directory: Path = ROOT, **variables: str) -> None:
    """Runs a step without which there is nothing to test; what it prints is shown when it fails."""
    run = subprocess.run(command, cwd=directory, env={**os.environ, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if run.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{run.stdout.decode()}")


def output(command: list[str]) -> str:
    """What a program printed, and how it ended."""
    run = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return f"{run.stdout.decode()}exit {run.returncode}\n"
