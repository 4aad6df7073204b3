"""What programs do with memory: how much they keep, and whether all that the library hands out comes back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from place import OUT, PREFIX, ROOT, build, environment

VALGRIND = ["valgrind", "-q", "--leak-check=full", "--errors-for-leak-kinds=definite,indirect,possible",
            "--show-leak-kinds=definite,indirect,possible", f"--suppressions={ROOT}/tests/c/valgrind.supp", "--error-exitcode=99"]


def peak_kib(command: list[str]) -> int:
    """The largest resident size of a program that must succeed."""
    process = subprocess.Popen(command, env=environment())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    return usage.ru_maxrss


def build_counter() -> Path:
    """A stand-in for libimhook.so.1 that counts; the directory in which it lies."""
    place = OUT / "count"
    place.mkdir(exist_ok=True)
    build("cc", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", f"-I{PREFIX}/include", "-Wl,-soname,libimhook.so.1",
          ROOT / "tests/embed/count.c", "-o", place / "libimhook.so.1", "-ldl")
    return place


def counts(command: list[str], counter: Path) -> str:
    """How many receivers and buffers a program gave back, of how many that it was given."""
    file = counter / "counts"
    file.unlink(missing_ok=True)
    variables = {"IMHOOK_LIBRARY": f"{PREFIX}/lib/libimhook.so.1", "IMHOOK_COUNTS": str(file)}
    subprocess.run(command, env=environment(counter, **variables), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return file.read_text()
