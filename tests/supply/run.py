#!/usr/bin/env python3
"""Holds the SBOM against CycloneDX's schema, against what cargo builds, and against Cargo.lock: make test-supply."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[2]
TARGET = f"{platform.machine()}-unknown-linux-gnu"


def output(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def written() -> str:
    return (ROOT / output("packaging/sbom").strip()).read_text()


def built() -> set[tuple[str, str]]:
    """The crates of a build, imhook itself not among them."""
    tree = output("cargo", "tree", "--locked", "-e", "normal,build", "--target", TARGET, "--prefix", "none", "-f", "{p}")
    pairs = {tuple(line.split()[:2]) for line in tree.splitlines()}
    return {(name, version.removeprefix("v")) for name, version in pairs if name != "imhook"}


def locked() -> dict[tuple[str, str], str]:
    """The SHA-256 of every package in Cargo.lock."""
    packages = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    return {(package["name"], package["version"]): package["checksum"] for package in packages if "checksum" in package}


def is_valid(text: str) -> None:
    fault = JsonStrictValidator(SchemaVersion.V1_5).validate_str(text)
    assert fault is None, fault


def is_refused_when_broken(text: str) -> None:
    broken = text.replace('"type": "library"', '"type": "librarian"', 1)
    assert broken != text and JsonStrictValidator(SchemaVersion.V1_5).validate_str(broken) is not None


def lists_what_is_built(text: str) -> None:
    listed = {(part["name"], part["version"]) for part in json.loads(text)["components"]}
    assert listed == built(), listed ^ built()


def has_hash_licence_and_address_of_each(text: str) -> None:
    checksums = locked()
    for part in json.loads(text)["components"]:
        named = part["name"], part["version"]
        assert {"alg": "SHA-256", "content": checksums[named]} in part["hashes"], named
        assert part["purl"] == "pkg:cargo/{}@{}".format(*named), part["purl"]
        assert part["licenses"][0]["expression"], named


def tells_who_depends_on_whom(text: str) -> None:
    document = json.loads(text)
    known = {part["bom-ref"] for part in [document["metadata"]["component"], *document["components"]]}
    needed = {ref for entry in document["dependencies"] for ref in entry.get("dependsOn", [])}
    assert needed and needed <= known, needed - known
    assert {entry["ref"] for entry in document["dependencies"]} == known


def names_no_folder_of_this_machine(text: str) -> None:
    assert str(ROOT) not in text and "file://" not in text and os.path.expanduser("~") + "/" not in text


def is_the_same_again(text: str) -> None:
    assert written() == text


CHECKS: list[Callable[[str], None]] = [
    is_valid,
    is_refused_when_broken,
    lists_what_is_built,
    has_hash_licence_and_address_of_each,
    tells_who_depends_on_whom,
    names_no_folder_of_this_machine,
    is_the_same_again,
]


def main() -> int:
    text = written()
    failed = 0
    for check in CHECKS:
        try:
            check(text)
        except AssertionError as error:
            failed += 1
            print(f"FAIL {check.__name__.replace('_', ' ')}: {error}", file=sys.stderr)
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
