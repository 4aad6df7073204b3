"""What the endpoints of all platforms have in common: callbacks that must be taken, and others that must not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

import imhook
from case import Answer, Case, Request, Stored

MAX_BODY_BYTES = 64 * 1024
MISMATCH = Answer(401, "signature_mismatch")
MISSING = Answer(401, "missing_signature")
STALE = Answer(401, "stale_timestamp")
OTHER_RECEIVER = Answer(403, "receiver_mismatch")
MALFORMED = Answer(400, "malformed_request")
MALFORMED_PAYLOAD = Answer(400, "malformed_payload")
TOO_LARGE = Answer(413, "too_large")
NOT_FOUND = Answer(404, "not_found")

# A name, the request, the answer, and the answer where a repeated header is joined.
Forgery = tuple[str, Request, Answer] | tuple[str, Request, Answer, Answer]


class Endpoint:
    """One path of the configuration, and the platform that calls it."""

    platform: ClassVar[str]
    path: ClassVar[str]
    credentials: ClassVar[dict[str, Any]]
    foreign_credentials: ClassVar[dict[str, Any]]
    policy: ClassVar[dict[str, Any]] = {}
    tenant_id: ClassVar[str] = ""
    type: ClassVar[str] = "message.created"
    reply: ClassVar[Answer]
    # What becomes of a body that breaks off, of one that is noise, and of a GET without any.
    cut: ClassVar[Answer] = MALFORMED
    noise: ClassVar[Answer] = MALFORMED
    empty_get: ClassVar[Answer] = MALFORMED
    takes_events: ClassVar[bool] = True
    # Whether another sealing of the same payload is the same event.
    has_native_id: ClassVar[bool] = True

    def __init__(self) -> None:
        self.config = self._config(self.credentials)
        self._receiver = imhook.Receiver.from_config(self.config)
        self._foreign = imhook.Receiver.from_config(self._config(self.foreign_credentials))

    def _config(self, credentials: dict[str, Any]) -> dict[str, Any]:
        return {"platform": self.platform, "credentials": credentials, "max_body_bytes": MAX_BODY_BYTES, **self.policy}

    def spec(self, number: int, mark: str) -> dict[str, Any]:
        """What is to be sealed: a callback whose event says `self.text(mark)`."""
        raise NotImplementedError

    def text(self, mark: str) -> str:
        return f'{mark} 你好 🙂 1 + 1 = 100% "of" <2>'

    def forgeries(self, number: int, genuine: Request, mark: str) -> Iterator[Forgery]:
        """Requests that are not what the platform sends."""
        raise NotImplementedError

    def breakable(self, number: int, mark: str) -> Request:
        """A request whose body is no longer of its form when it breaks off."""
        return self.sealed(number, mark)

    def extras(self, number: int) -> Iterator[Case]:
        """What else the platform sends that must be answered: challenges."""
        yield from ()

    def sealed(self, number: int, mark: str, receiver: imhook.Receiver | None = None, **more: Any) -> Request:
        spec = {"kind": "callback", **self.spec(number, mark), **more}
        return self.addressed((receiver or self._receiver).seal(spec))

    def foreign(self, number: int, mark: str, **more: Any) -> Request:
        """As the platform would call somebody else."""
        return self.sealed(number, mark, self._foreign, **more)

    def addressed(self, sealed: imhook.Sealed) -> Request:
        """A sealed request, sent to the path of this endpoint."""
        _, mark, query = sealed["target"].partition("?")
        headers = tuple(sealed["headers"].items())
        return Request(sealed["method"], self.path + mark + query, headers, sealed["body"].encode())

    def event(self, number: int, mark: str) -> Case:
        stored = Stored(self.platform, self.tenant_id, self.type, self.text(mark))
        request = replace(self.sealed(number, mark), is_chunked=number % 10 == 9)
        return Case(f"{self.path} {mark}", request, self.reply_to(number), stored)

    def reply_to(self, number: int) -> Answer:
        return self.reply

    def hostile(self, number: int) -> Iterator[Case]:
        for name, request, answer, *joined in self._hostile(number):
            yield Case(f"{self.path} {name} {number}", request, answer, where_joined=joined[0] if joined else None)

    def _hostile(self, number: int) -> Iterator[Forgery]:
        mark = f"forged-{number}{self.path}"
        genuine = self.sealed(number, mark)
        yield from self.forgeries(number, genuine, mark)
        yield "of another path", replace(genuine, target=genuine.target.replace(self.path, f"{self.path}/x")), NOT_FOUND
        yield "of another letter case", replace(genuine, target=genuine.target.replace(self.path, self.path.upper())), NOT_FOUND
        padding = b" " * (MAX_BODY_BYTES + 1 - len(genuine.body))
        yield "over the cap", replace(genuine, body=genuine.body + padding), TOO_LARGE
        yield "over the cap in chunks", replace(genuine, body=genuine.body + padding, is_chunked=True), TOO_LARGE
        whole = self.breakable(number, mark)
        yield "cut", replace(whole, body=whole.body[: len(whole.body) // 2]), self.cut
        noise = random.Random(number).randbytes(300)
        yield "of noise", replace(genuine, body=noise), self.noise
        yield "without a body", replace(genuine, method="GET", target=self.path, headers=(), body=b""), self.empty_get


def flipped(text: str, number: int) -> str:
    """A text with one bit of one letter or digit changed, which stays a letter or digit."""
    places = [at for at, character in enumerate(text) if character.isascii() and character.isalnum()]
    at = places[number % len(places)]
    for bit in (1, 2, 4, 8, 16):
        other = chr(ord(text[at]) ^ bit)
        if other.isalnum():
            return text[:at] + other + text[at + 1 :]
    raise AssertionError(text)
