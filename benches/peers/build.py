"""Builds the peers into target/peers."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Sequence

from place import BIN, HERE, PLACE, PREFIX, ROOT, YYJSON

PLATFORMS = ("receiver", "wps", "wecom_kf", "easemob", "wecom_archive")
C_FLAGS = ("-std=c11", "-D_POSIX_C_SOURCE=200809L", "-O3", "-Wall", "-Wextra", "-Werror")


def build() -> None:
    """Builds every peer, against a copy of the library that is installed as a user's would be."""
    run([str(ROOT / "packaging/install")], PREFIX=str(PREFIX), DESTDIR="")
    os.environ["PKG_CONFIG_PATH"] = str(PREFIX / "lib/pkgconfig")
    os.environ["LD_LIBRARY_PATH"] = str(PREFIX / "lib")
    BIN.mkdir(exist_ok=True)
    run(["cc", "-O3", "-c", str(YYJSON / "yyjson.c"), "-o", str(YYJSON / "yyjson.o")])
    compile_c("imhook_c", ["turns", "imhook"], "imhook")
    for contexts in ("cached", "oneshot"):
        compile_c(f"openssl_{contexts}", ["turns", *PLATFORMS, f"openssl_{contexts}"], "libcrypto", "libxml-2.0")
    run(["go", "build", "-o", f"{BIN}/", "./standard", "./imhook", "./silenceper"], HERE / "go")
    for package in ("floor", "serde"):
        run(["cargo", "build", "--release", "--quiet", "--locked", "--target-dir", str(PLACE / package)], HERE / package)


def compile_c(program: str, sources: Sequence[str], *packages: str) -> None:
    files = [str(HERE / f"c/{source}.c") for source in sources]
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", *packages], check=True, capture_output=True, text=True)
    command = ["cc", *C_FLAGS, "-I", str(YYJSON), *files, str(YYJSON / "yyjson.o"), "-o", str(BIN / program)]
    run([*command, *flags.stdout.split()])


def run(command: Sequence[str], folder: Path = ROOT, **environment: str) -> None:
    subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True)
