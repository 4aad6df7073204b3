"""Builds each example outside the tree, as one who copies it would, next to the small programs that test it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from place import OPENRESTY, OUT, PREFIX, ROOT, build


@dataclass(frozen=True)
class Language:
    """The commands that run three programs: one callback, the layout of the structs, one body many times."""

    name: str
    receive: list[str]
    layout: list[str]
    repeat: list[str]


def copied(name: str, tests: str = "") -> Path:
    """A directory with the example and its tests, and nothing of an earlier run."""
    place = OUT / name
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT / "examples" / name, place)
    shutil.copytree(ROOT / "tests/embed" / name, place / tests, dirs_exist_ok=True)
    return place


def script(name: str, suffix: str, *interpreter: str) -> Language:
    place = copied(name)
    return Language(name, *([*interpreter, str(place / f"{program}.{suffix}")] for program in ("receive", "layout", "repeat")))


def compiled(name: str, suffix: str, compiler: str, layout: str, *options: str) -> Language:
    place = copied(name)
    shutil.copy(ROOT / "tests/embed/layout.c", place / f"layout.{suffix}")
    flags = ["-O1", "-g", "-Wall", "-Wextra", "-pedantic-errors", "-Werror"]
    programs = {place / "receive": [], place / "layout": ["-include", layout, "-Wno-unused-function"], place / "repeat": []}
    for program, more in programs.items():
        build(compiler, *flags, *more, f"{program}.{suffix}", "-o", program, *options, directory=place)
    return Language(name, *([str(program)] for program in programs))


def java() -> Language:
    place = copied("java", "src/imhook")
    build("mvn", "-B", "-q", "compile", "dependency:copy-dependencies", directory=place)
    # From Java 24 on, native access that is not allowed by name is warned of. The heap is fixed, and the compiler that takes
    # megabytes now and then is off, so that what the program keeps can be seen.
    fixed = ["-Xms32m", "-Xmx32m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    command = ["java", "--enable-native-access=ALL-UNNAMED", *fixed, "-cp", f"{place}/target/classes:{place}/target/dependency/*"]
    return Language("java", *([*command, f"imhook.{program}"] for program in ("Receive", "Layout", "Repeat")))


def node() -> Language:
    language = script("node", "js", "node")
    build("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", directory=OUT / "node")
    return language


def languages() -> list[Language]:
    return [
        compiled("c89", "c", "cc", "loaded.h", "-std=c89", "-lcjson", "-ldl"),
        compiled("cpp", "cpp", "c++", "imhook.hpp", "-std=c++17", f"-I{PREFIX}/include", f"-L{PREFIX}/lib", "-limhook"),
        script("php", "php", "php"),
        script("lua", "lua", f"{OPENRESTY}/usr/bin/luajit"),
        java(),
        node(),
        script("ruby", "rb", "ruby"),
    ]
