"""Reads the vectors of tests/vectors; the format is described in tests/vectors/README.md."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE_KEYS = {"schema", "platform", "comment", "flags", "vectors"}
KEYS = {
    "vector": {"id", "comment", "source", "flags", "call", "config", "config_text", "request", "payload", "payload_base64"}
    | {"spec", "expect"},
    "request": {"method", "target", "headers", "body", "body_base64", "now_ms"},
    "expect": {"status", "error", "delivery", "raw", "report", "plaintext", "plaintext_base64", "lines", "sealed"}
    | {"diagnosis"},
    "diagnosis": {"ok", "advice", "contains", "excludes"},
    "error": {"contains", "excludes"},
}


class Number(str):
    """A number by its text, which no Python number keeps."""

    __slots__ = ()

    def same(self, other: Number) -> bool:
        """Whole numbers are equal to the last digit, fractions by their value."""
        if str(self) == str(other):
            return True
        whole = not set(self + other) & set(".eE")
        return not whole and float(self) == float(other)


class Object(dict[str, Any]):
    """An object that also remembers its members as they stood, repeated keys among them."""

    def __init__(self, members: list[tuple[str, Any]]) -> None:
        super().__init__(members)
        self.members = members


@dataclass(frozen=True)
class Vector:
    """One vector and where it stands: platform/file/id."""

    name: str
    content: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.content[key]

    def octets(self, key: str) -> bytes:
        return octets(self.content, key)

    def config(self) -> bytes:
        """The text of the configuration."""
        if "config_text" in self.content:
            return str(self["config_text"]).encode()
        return text(self["config"]).encode()

    def spec(self) -> bytes:
        """The text of the seal spec."""
        return text(self["spec"]).encode()


def vectors(folder: Path) -> Iterator[Vector]:
    """The vectors of every file, in a stable order."""
    for path in sorted(folder.glob("*/*.json")):
        file = parsed(path.read_text(encoding="utf-8"))
        assert file["schema"] == "imhook.vectors/1", path
        assert file.keys() <= FILE_KEYS, path
        for content in file["vectors"]:
            name = f"{path.parent.name}/{path.stem}/{content['id']}"
            refuse_unknown_keys(name, "vector", content)
            unexplained = set(content["flags"]) - file["flags"].keys()
            assert not unexplained, f"{name}: flags are not explained: {unexplained}"
            yield Vector(name, content)


def refuse_unknown_keys(name: str, kind: str, value: dict[str, Any]) -> None:
    unknown = value.keys() - KEYS[kind]
    assert not unknown, f"{name}: unknown keys of {kind}: {unknown}"
    for inner in KEYS.keys() & value.keys():
        refuse_unknown_keys(name, inner, value[inner])
    for line in value.get("lines", []):
        refuse_unknown_keys(name, "expect", line)


def octets(holder: dict[str, Any], key: str) -> bytes:
    """Bytes that are spelled as text or in base64."""
    if key in holder:
        return str(holder[key]).encode()
    return base64.b64decode(holder.get(f"{key}_base64", ""), validate=True)


def parsed(written: str) -> Any:
    """JSON with nothing lost: each number is its text, and an object knows the keys that it repeats."""
    return json.loads(written, object_pairs_hook=Object, parse_int=Number, parse_float=Number)


def text(value: Any) -> str:
    """The compact JSON text of what `parsed` gave."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, Object):
        return "{" + ",".join(f"{text(key)}:{text(member)}" for key, member in value.members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(text, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
