"""The shape of a vector and of a vector file. `../README.md` explains every field."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .json_text import Json

SCHEMA = "imhook.vectors/1"
DERIVED = "derived: generator"


@dataclass(frozen=True)
class Vector:
    """One call and what must come of it."""

    id: str
    comment: str
    call: str
    expect: Json
    source: str = DERIVED
    flags: tuple[str, ...] = ()
    inputs: Json = None

    def to_json(self) -> Json:
        return {
            "id": self.id,
            "comment": self.comment,
            "source": self.source,
            "flags": list(self.flags),
            "call": self.call,
            **(self.inputs or {}),
            "expect": self.expect,
        }


@dataclass(frozen=True)
class VectorFile:
    """The vectors of one subject, with the meaning of the flags that they carry."""

    platform: str
    comment: str
    flags: dict[str, str]
    vectors: tuple[Vector, ...]

    def to_json(self) -> Json:
        used = {flag for vector in self.vectors for flag in vector.flags}
        return {
            "schema": SCHEMA,
            "platform": self.platform,
            "comment": self.comment,
            "flags": {name: meaning for name, meaning in self.flags.items() if name in used},
            "vectors": [vector.to_json() for vector in self.vectors],
        }


def request(
    body: str | bytes,
    now_ms: int,
    *,
    method: str | None = None,
    target: str | None = None,
    headers: Iterable[tuple[str, str]] = (),
) -> Json:
    """A request as it came; a body that is not UTF-8 text is written as base64."""
    return present(
        method=method,
        target=target,
        headers=[list(header) for header in headers] or None,
        **text_or_base64("body", body),
        now_ms=now_ms,
    )


def text_or_base64(name: str, content: str | bytes) -> dict[str, str]:
    """`{name: text}`, or `{name_base64: …}` for bytes that are not UTF-8."""
    if isinstance(content, str):
        return {name: content}
    try:
        return {name: content.decode()}
    except UnicodeDecodeError:
        return {f"{name}_base64": base64.b64encode(content).decode()}


def present(**fields: Any) -> dict[str, Any]:
    """The fields that are not None, in order: in a delivery, absent is absent."""
    return {name: value for name, value in fields.items() if value is not None}


def failure(status: int, *, contains: Iterable[str] = (), excludes: Iterable[str] = ()) -> Json:
    """An error, optionally with words that its text must or must not hold."""
    words = present(contains=list(contains) or None, excludes=list(excludes) or None)
    return present(status=status, error=words or None)
