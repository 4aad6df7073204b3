#!/usr/bin/env python3
"""Checks that a shared library loads on a host as old as glibc 2.17, and that it keeps what its name promises.

    tests/dist/library.py LIBRARY            each check must pass
    tests/dist/library.py --wrong LIBRARY    each check must fail: shows that it can
"""

from __future__ import annotations

import argparse
import pathlib
import re
import sys

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.enums import ENUM_DT_FLAGS, ENUM_DT_FLAGS_1
from elftools.elf.gnuversions import GNUVerNeedSection

OLDEST_GLIBC = (2, 17)
# What PEP 599 (manylinux2014) lets a library lean on, as far as it serves code without C++ and windows.
ALLOWED_LIBRARIES = re.compile(r"lib(c|m|dl|pthread|rt|gcc_s)\.so\.\d+|ld-linux-.*\.so\.\d+")
BUILD_PATH = re.compile(rb"/(home|root|tmp|Users)/[\x20-\x7e]*")
EXECUTABLE = 1
WRITABLE = 2


class Library:
    """What the checks ask of an ELF file."""

    def __init__(self, path: pathlib.Path) -> None:
        self.bytes = path.read_bytes()
        self.elf = ELFFile(path.open("rb"))
        self.segments = {kind: list(self.elf.iter_segments(kind)) for kind in ("PT_LOAD", "PT_GNU_STACK", "PT_GNU_RELRO")}
        self.tags = [tag for section in self.elf.iter_sections() if isinstance(section, DynamicSection) for tag in section.iter_tags()]
        self.flags = sum(tag.entry.d_val for tag in self.tags if tag.entry.d_tag == "DT_FLAGS")
        self.more_flags = sum(tag.entry.d_val for tag in self.tags if tag.entry.d_tag == "DT_FLAGS_1")

    def texts(self, kind: str) -> list[str]:
        return [getattr(tag, kind.removeprefix("DT_").lower()) for tag in self.tags if tag.entry.d_tag == kind]

    def has(self, *kinds: str) -> bool:
        return any(tag.entry.d_tag in kinds for tag in self.tags)

    def versions(self) -> list[str]:
        sections = [section for section in self.elf.iter_sections() if isinstance(section, GNUVerNeedSection)]
        return sorted({version.name for section in sections for _, versions in section.iter_versions() for version in versions})

    def exports(self) -> list[str]:
        symbols = self.elf.get_section_by_name(".dynsym").iter_symbols()
        return sorted(symbol.name for symbol in symbols if symbol.name and symbol.entry.st_shndx != "SHN_UNDEF")


def symbol_versions(library: Library) -> list[str]:
    """needs no symbol newer than glibc 2.17"""
    return [version for version in library.versions() if not version.startswith("GCC_") and glibc(version) > OLDEST_GLIBC]


def glibc(version: str) -> tuple[int, ...]:
    """GLIBC_2.3.4 is (2, 3, 4); what is not glibc's, GLIBC_PRIVATE among it, is newer than any."""
    numbers = re.fullmatch(r"GLIBC_([\d.]+)", version)
    return tuple(map(int, numbers[1].split("."))) if numbers else (sys.maxsize,)


def needed_libraries(library: Library) -> list[str]:
    """needs only libraries that every host has"""
    return [name for name in library.texts("DT_NEEDED") if not ALLOWED_LIBRARIES.fullmatch(name)]


def exported_symbols(library: Library) -> list[str]:
    """exports the C interface and nothing else"""
    listed = pathlib.Path(__file__).parent.with_name("abi_symbols.txt").read_text().split()
    return sorted(set(listed) ^ set(library.exports()))


def soname(library: Library) -> list[str]:
    """is named by its ABI number"""
    return [] if library.texts("DT_SONAME") == ["libimhook.so.1"] else [f"SONAME {library.texts('DT_SONAME')}"]


def nodelete(library: Library) -> list[str]:
    """stays mapped after dlclose"""
    return [] if library.more_flags & ENUM_DT_FLAGS_1["DF_1_NODELETE"] else ["no NODELETE"]


def search_path(library: Library) -> list[str]:
    """brings no search path"""
    return library.texts("DT_RPATH") + library.texts("DT_RUNPATH")


def text_relocations(library: Library) -> list[str]:
    """writes nothing into its code"""
    return ["TEXTREL"] if library.has("DT_TEXTREL") or library.flags & ENUM_DT_FLAGS["DF_TEXTREL"] else []


def executable_memory(library: Library) -> list[str]:
    """asks for no executable stack, nor for memory both writable and executable"""
    stacks = [segment.header.p_flags for segment in library.segments["PT_GNU_STACK"]]
    both = WRITABLE | EXECUTABLE
    mixed = [f"segment {segment.header.p_vaddr:#x}" for segment in library.segments["PT_LOAD"] if segment.header.p_flags & both == both]
    return mixed + (["stack"] if not stacks or stacks[0] & EXECUTABLE else [])


def bound_at_load(library: Library) -> list[str]:
    """is bound at load, after which its tables are read-only"""
    now = library.flags & ENUM_DT_FLAGS["DF_BIND_NOW"] or library.more_flags & ENUM_DT_FLAGS_1["DF_1_NOW"] or library.has("DT_BIND_NOW")
    return ([] if now else ["lazy binding"]) + ([] if library.segments["PT_GNU_RELRO"] else ["no RELRO"])


def build_paths(library: Library) -> list[str]:
    """holds no path of the machine that built it"""
    return sorted({found[0].decode() for found in BUILD_PATH.finditer(library.bytes)})


CHECKS = (
    symbol_versions,
    needed_libraries,
    exported_symbols,
    soname,
    nodelete,
    search_path,
    text_relocations,
    executable_memory,
    bound_at_load,
    build_paths,
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="each check must fail")
    parser.add_argument("library", type=pathlib.Path)
    arguments = parser.parse_args()
    library = Library(arguments.library)
    failed = 0
    for check in CHECKS:
        faults = check(library)
        if bool(faults) != arguments.wrong:
            failed += 1
            print(f"{arguments.library}: {check.__name__}: {', '.join(faults) or 'found no fault in a library that has it'}", file=sys.stderr)
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
