"""Both ways to bring the library into a process: loaded at run time, with what a process then does, and linked from the archive."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

from cases import Case, body_of
from place import OUT, PREFIX, ROOT, build, environment, output

FLAGS = ["-Wall", "-Wextra", "-Werror", f"-I{PREFIX}/include"]


def loaded(case: Case) -> Iterator[tuple[str, str, str]]:
    program = OUT / "process"
    build("cc", *FLAGS, ROOT / "tests/embed/process.c", "-o", program, "-pthread", "-ldl")
    found = output([str(program), str(case.config), str(body_of(case)), str(case.now_ms)])
    yield "a process that loads the library", (ROOT / "tests/embed/process.txt").read_text(), found


def archived(case: Case) -> Iterator[tuple[str, str, str]]:
    """As docs/embedding.md says: the archive by its own name, and the libraries that pkg-config knows."""
    programs = {"shared": OUT / "linked-shared", "static": OUT / "linked-static"}
    for how, program in programs.items():
        pkg_config = ["pkg-config", *(["--static"] if how == "static" else []), "--cflags", "--libs", "imhook"]
        words = subprocess.run(pkg_config, env=environment(PKG_CONFIG_PATH=f"{PREFIX}/lib/pkgconfig"), stdout=subprocess.PIPE, check=True).stdout.decode()
        if how == "static":
            words = words.replace("-limhook", "-l:libimhook.a")
        build("cc", ROOT / "examples/c/receive.c", "-o", program, *words.split())
    arguments = ["--now", str(case.now_ms), str(case.config), str(case.callback)]
    shared, static = (output([str(program), *arguments]) for program in programs.values())
    yield "linked from the archive", shared, static
    needed = subprocess.run(["readelf", "-d", programs["static"]], stdout=subprocess.PIPE, check=True).stdout.decode()
    yield "linked from the archive: needs libimhook.so", "no", "yes" if "libimhook" in needed else "no"
