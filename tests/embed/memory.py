"""What programs do with memory: whether all that the library hands out comes back, and how much they keep in the long run."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cases import Case, body_of
from languages import Language
from place import OUT, PREFIX, ROOT, build, environment

# How many receives a program repeats in a short and in a long run, every other one refused; and how much memory it may keep of
# each one more, in bytes. The least that can be forgotten is 32 from malloc, 16 of each when only refusals forget it; programs
# that forget nothing differ by 1 MiB, which is 4.
SHORT, LONG = 100_000, 400_000
KEPT_BYTES = 12


def counter() -> Path:
    """A stand-in for libimhook.so.1 that counts; the directory in which it lies."""
    place = OUT / "count"
    place.mkdir(exist_ok=True)
    build("cc", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", f"-I{PREFIX}/include", "-Wl,-soname,libimhook.so.1",
          ROOT / "tests/embed/count.c", "-o", place / "libimhook.so.1", "-ldl")
    return place


def counted(counter: Path, command: list[str], **variables: str) -> tuple[str, str]:
    """How many receivers and buffers a program gave back, of how many that it was given; and what it printed."""
    file = counter / "counts"
    file.unlink(missing_ok=True)
    more = {"IMHOOK_LIBRARY": f"{PREFIX}/lib/libimhook.so.1", "IMHOOK_COUNTS": str(file), **variables}
    run = subprocess.run(command, env=environment(counter, **more), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return file.read_text(), run.stdout.decode()


def freed(language: Language, counter: Path, received: list[Case], unmade: Case) -> Iterator[tuple[str, str, str]]:
    """A receiver and one buffer, a delivery or an error, come and go; of a configuration that is refused only the error."""
    for case in received:
        yield f"{case.name}: freed", "receivers 1 of 1, buffers 1 of 1\n", counted(counter, [*language.receive, *case.arguments()])[0]
    yield f"{unmade.name}: freed", "receivers 0 of 0, buffers 1 of 1\n", counted(counter, [*language.receive, *unmade.arguments()])[0]


def other_abi(language: Language, counter: Path, case: Case) -> Iterator[tuple[str, str, str]]:
    """A library with another ABI is not called."""
    counts, text = counted(counter, [*language.receive, *case.arguments()], IMHOOK_OTHER_ABI="7")
    words = "libimhook.so.1 has ABI 7, expected 1"
    yield "another ABI: told", words, words if words in text else text
    yield "another ABI: not called", "receivers 0 of 0, buffers 0 of 0\n", counts


def growth(language: Language, counter: Path, case: Case) -> Iterator[tuple[str, str, str]]:
    """In the long run each buffer comes back, and the program itself keeps nothing for a receive."""
    arguments = [str(case.config), str(body_of(case)), str(case.now_ms)]
    counts, _ = counted(counter, [*language.repeat, *arguments, str(SHORT)])
    yield f"{SHORT} receives: freed", f"receivers 1 of 1, buffers {SHORT} of {SHORT}\n", counts
    with ThreadPoolExecutor(2) as both:
        before, after = both.map(peak_kib, ([*language.repeat, *arguments, str(count)] for count in (SHORT, LONG)))
    kept = (after - before) * 1024 // (LONG - SHORT)
    yield f"{LONG} receives: memory", "bounded", "bounded" if kept < KEPT_BYTES else f"{kept} bytes kept of each receive: {before}, then {after} KiB"


def peak_kib(command: list[str]) -> int:
    """The largest resident size of a program that must succeed. GNU time starts it, for what starts a program counts as well."""
    run = subprocess.run(["/usr/bin/time", "-f", "%M", *command], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if run.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{run.stderr.decode()}")
    return int(run.stderr.split()[-1])
