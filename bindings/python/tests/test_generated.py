"""What is made from the header and the schema is what is committed, and copies are copies."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_type_hints

import pytest

import generate
import imhook.delivery
import statuses
import typed_dicts


def test_the_committed_files_are_what_the_generator_makes() -> None:
    stale = [str(path) for path, text in generate.files().items() if path.read_text(encoding="utf-8") != text]
    assert not stale, "run: python3 bindings/python/tools/generate.py"


@pytest.mark.parametrize("change", ["status", "schema"])
def test_a_change_makes_them_stale(root: Path, binding: Path, change: str) -> None:
    header = (root / "include/imhook.h").read_text(encoding="utf-8")
    schema = json.loads((root / "schema/delivery.v1.schema.json").read_text(encoding="utf-8"))
    if change == "status":
        made = statuses.module(header.replace("#define IMHOOK_TOO_DEEP 501\n", "#define IMHOOK_TOO_DEEP 502\n"))
        committed = binding / "src/imhook/statuses.py"
    else:
        schema["$defs"]["party"]["properties"]["nickname"] = {"type": "string"}
        made = typed_dicts.module(schema)
        committed = binding / "src/imhook/delivery.py"
    assert made != committed.read_text(encoding="utf-8")


def test_the_types_have_every_key_of_the_schema(root: Path) -> None:
    schema = json.loads((root / "schema/delivery.v1.schema.json").read_text(encoding="utf-8"))
    for name, definition in schema["$defs"].items():
        if "properties" not in definition or isinstance(definition.get("additionalProperties"), dict):
            continue
        kind = getattr(imhook.delivery, typed_dicts.class_name(name))
        inherited = schema["$defs"].get(definition.get("$ref", "").rpartition("/")[2], {})
        keys = definition["properties"].keys() | inherited.get("properties", {}).keys()
        assert get_type_hints(kind).keys() == keys, name
        assert kind.__required_keys__ == set(definition.get("required", [])) | set(inherited.get("required", [])), name


def test_the_version_is_that_of_the_library(root: Path, binding: Path) -> None:
    versions = [re.search(r'^version = "(.*)"$', path.read_text(encoding="utf-8"), re.MULTILINE) for path in manifests(root)]
    assert {version[1] for version in versions if version} == {imhook.version()}
    assert all(versions)


def manifests(root: Path) -> list[Path]:
    return [root / "Cargo.toml", root / "bindings/python/pyproject.toml"]


@pytest.mark.parametrize("name", ["LICENSE-MIT", "LICENSE-APACHE"])
def test_the_licences_are_those_of_the_library(root: Path, binding: Path, name: str) -> None:
    assert (binding / name).read_bytes() == (root / name).read_bytes()
