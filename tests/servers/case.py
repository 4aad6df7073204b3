"""A request, and what must come of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

CHUNK_BYTES = 1000


class Stored(NamedTuple):
    """An event as a server must have stored it; `text` is what it says, which no two events share."""

    platform: str
    tenant_id: str
    type: str
    text: str


class Answer(NamedTuple):
    status: int
    body: str
    content_type: str = "text/plain"

    @classmethod
    def json(cls, body: str) -> Answer:
        return cls(200, body, "application/json")


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    is_chunked: bool = False

    def with_header(self, name: str, value: str) -> Request:
        """With that header instead of any other of its name."""
        others = self.without_header(name).headers
        return replace(self, headers=(*others, (name, value)))

    def without_header(self, name: str) -> Request:
        return replace(self, headers=tuple(pair for pair in self.headers if pair[0].lower() != name.lower()))

    def header(self, name: str) -> str:
        return next(value for other, value in self.headers if other.lower() == name.lower())

    def repeating(self, name: str) -> Request:
        """With a header that is there once more."""
        return replace(self, headers=(*self.headers, (name, self.header(name))))

    def with_members(self, **members: Any) -> Request:
        """With these members in its JSON body; None takes one away."""
        body = {**json.loads(self.body), **members}
        kept = {name: value for name, value in body.items() if value is not None}
        return replace(self, body=json.dumps(kept).encode())

    def head(self, *more: str) -> bytes:
        framing = "Transfer-Encoding: chunked" if self.is_chunked else f"Content-Length: {len(self.body)}"
        fields = [f"{name}: {value}" for name, value in self.headers]
        lines = [f"{self.method} {self.target} HTTP/1.1", "Host: 127.0.0.1", *fields, framing, *more]
        return "".join(f"{line}\r\n" for line in [*lines, ""]).encode()

    def framed_body(self) -> bytes:
        if not self.is_chunked:
            return self.body
        parts = [self.body[at : at + CHUNK_BYTES] for at in range(0, len(self.body), CHUNK_BYTES)]
        return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in [*parts, b""])


@dataclass(frozen=True)
class Case:
    name: str
    request: Request
    answer: Answer
    stores: Stored | None = None
    # The answer of a server whose interface joins the lines of a header that is there twice.
    where_joined: Answer | None = None

    def expected(self, joins_headers: bool) -> Answer:
        return self.where_joined if joins_headers and self.where_joined else self.answer
