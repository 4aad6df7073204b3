#!/usr/bin/env python3
"""Prints the copyright notices of everything that a distributed library holds: crates, and what the toolchain links in.

    packaging/notices.py TARGET
"""

from __future__ import annotations

import json
import pathlib
import re
import subprocess
import sys

import ziglang

ZIG = pathlib.Path(ziglang.__file__).parent
# What zig links into a shared library beside the crates, and where zig keeps the licence of it.
LINKED_BY_ZIG = {
    "LLVM libunwind": ZIG / "lib/libunwind/LICENSE.TXT",
    "Zig compiler runtime": ZIG / "LICENSE",
    "GNU C Library, the parts that are always linked statically": ZIG / "lib/libc/glibc/LICENSES",
}
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)
RULE = "=" * 100

INTRODUCTION = """\
Third-party notices of libimhook for {target}

The library holds code of the packages below. Where a licence offers a choice, imhook takes MIT or Apache-2.0; no part is under the GPL.
The Rust standard library and its own packages: rust-standard-library.html.
"""


def main(target: str) -> None:
    crates = linked_crates(target)
    width = max(len(name(crate)) for crate in crates)
    print(INTRODUCTION.format(target=target))
    for crate in crates:
        print(f"{name(crate):<{width}}  {crate['license']:<36}  {crate['repository']}".rstrip())
    for title in LINKED_BY_ZIG:
        print(title)

    holders: dict[str, list[str]] = {}
    for crate in crates:
        for file, text in licence_texts(crate):
            holders.setdefault(text, []).append(f"{name(crate)}: {file}")
    for title, path in LINKED_BY_ZIG.items():
        holders.setdefault(path.read_text("utf-8").strip(), []).append(title)
    for text, files in holders.items():
        print(f"\n{RULE}", *files, RULE, "", text, sep="\n")


def name(crate: dict) -> str:
    return f"{crate['name']} {crate['version']}"


def linked_crates(target: str) -> list[dict]:
    """The packages that imhook is built from, itself not among them."""
    tree = cargo("tree", "--edges=normal", f"--target={target}", "--prefix=none", "--format={p}")
    linked = {tuple(line.split()[:2]) for line in tree.splitlines()}
    packages = json.loads(cargo("metadata", "--format-version=1", f"--filter-platform={target}"))["packages"]
    crates = [package for package in packages if package["source"] and (package["name"], f"v{package['version']}") in linked]
    return sorted(crates, key=lambda crate: (crate["name"], crate["version"]))


def licence_texts(crate: dict) -> list[tuple[str, str]]:
    """The licence files that a package ships, or the text of the licence that it declares when it ships none."""
    folder = pathlib.Path(crate["manifest_path"]).parent
    files = sorted(path for path in folder.iterdir() if LICENCE_FILE.match(path.name) and "GPL" not in path.name)
    if files:
        return [(path.name, path.read_text("utf-8").strip()) for path in files]
    holder = ", ".join(crate["authors"]) or f"the authors of {crate['name']}, {crate['repository']}"
    text = (rust_documents() / f"licenses/{crate['license']}.txt").read_text("utf-8")
    text = text.replace("<year> <copyright holders>", holder).strip()
    return [(f"declared as {crate['license']}, ships no licence file", text)]


def rust_documents() -> pathlib.Path:
    return pathlib.Path(output("rustc", "--print", "sysroot").strip()) / "share/doc/rust"


def cargo(command: str, *arguments: str) -> str:
    return output("cargo", command, "--locked", *arguments)


def output(*command: str) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main(sys.argv[1])
