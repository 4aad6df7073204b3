"""JSON text: the compact form that platforms send, and the pretty form of the vector files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = Any


@dataclass(frozen=True)
class Verbatim:
    """JSON text to print as it stands: `1e400` and `1.10` survive no Python number."""

    text: str


def compact(value: Json) -> str:
    """The value on one line without spaces, keys in the order given, non-ASCII unescaped."""
    match value:
        case Verbatim():
            return value.text
        case dict():
            return "{" + ",".join(f"{_scalar(key)}:{compact(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ",".join(map(compact, value)) + "]"
        case _:
            return _scalar(value)


def pretty(value: Json, indent: str = "") -> str:
    """The value as `json.dumps(indent=1)` prints it."""
    inner = indent + " "
    match value:
        case dict() if value:
            lines = [f"{_scalar(key)}: {pretty(item, inner)}" for key, item in value.items()]
            return _block("{", lines, "}", indent)
        case list() | tuple() if value:
            return _block("[", [pretty(item, inner) for item in value], "]", indent)
        case _:
            return compact(value)


def _block(opening: str, lines: list[str], closing: str, indent: str) -> str:
    separator = f"\n{indent} "
    return opening + separator + f",{separator}".join(lines) + f"\n{indent}{closing}"


def _scalar(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
