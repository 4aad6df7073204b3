"""What is made from the header and the schema is what is committed, and copies are copies."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest

import imhook.delivery
import typed_dicts

SOURCES = ("include/imhook.h", "schema/delivery.v1.schema.json")


def checked(root: Path) -> tuple[int, str]:
    """The exit code of a check, and what it complains of."""
    command = [sys.executable, str(root / "bindings/python/tools/generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_the_committed_files_are_what_the_generator_makes(root: Path) -> None:
    assert checked(root) == (0, "")


@pytest.mark.parametrize(
    ("source", "old", "new", "made"),
    [
        (SOURCES[0], "#define IMHOOK_TOO_DEEP 501\n", "#define IMHOOK_TOO_DEEP 502\n", "statuses.py"),
        (SOURCES[1], '"party_kind":', '"kind_of_party":', "delivery.py"),
    ],
)
def test_a_change_makes_a_file_stale(root: Path, tmp_path: Path, source: str, old: str, new: str, made: str) -> None:
    for folder in ("include", "schema", "bindings/python/tools", "bindings/python/src"):
        shutil.copytree(root / folder, tmp_path / folder)
    changed = tmp_path / source
    text = changed.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new), encoding="utf-8")
    assert checked(tmp_path) == (
        1,
        f"stale: bindings/python/src/imhook/{made}; run: python3 bindings/python/tools/generate.py\n",
    )


def test_the_types_have_every_key_of_the_schema(root: Path) -> None:
    schema = json.loads((root / SOURCES[1]).read_text(encoding="utf-8"))
    for name, definition in schema["$defs"].items():
        if "properties" not in definition or typed_dicts.is_open(definition):
            continue
        kind = getattr(imhook.delivery, typed_dicts.class_name(name))
        inherited = schema["$defs"].get(definition.get("$ref", "").rpartition("/")[2], {})
        keys = definition["properties"].keys() | inherited.get("properties", {}).keys()
        assert get_type_hints(kind).keys() == keys, name
        assert kind.__required_keys__ == set(definition.get("required", [])) | set(inherited.get("required", [])), name


def test_the_version_is_that_of_the_library(root: Path) -> None:
    for manifest in (root / "Cargo.toml", root / "bindings/python/pyproject.toml"):
        version = re.search(r'^version = "(.*)"$', manifest.read_text(encoding="utf-8"), re.MULTILINE)
        assert version is not None
        assert version[1] == imhook.version()


@pytest.mark.parametrize("name", ["LICENSE-MIT", "LICENSE-APACHE"])
def test_the_licences_are_those_of_the_library(root: Path, binding: Path, name: str) -> None:
    assert (binding / name).read_bytes() == (root / name).read_bytes()
