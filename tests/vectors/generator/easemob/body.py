"""Bodies as Easemob sends them, and their proof: `security` is an MD5 over callId, the secret and the timestamp.

The digest does not cover the rest of the body.
"""

from __future__ import annotations

import hashlib
from typing import Any

from ..json_text import Json, Verbatim, compact

APPKEY = "easemob-demo#test"
SECRET = "this is a secret"
TIMESTAMP = 1600060847294
NOW_MS = TIMESTAMP

OMIT: Any = object()
"""In place of a value: the key is left out."""


def security(call_id: str, timestamp: str, secret: str = SECRET) -> str:
    return hashlib.md5(f"{call_id}{secret}{timestamp}".encode(), usedforsecurity=False).hexdigest()


def credential(secret: str = SECRET, **more: str) -> dict[str, str]:
    return {**more, "secret": secret}


def config(**more: Json) -> Json:
    """A receiver's configuration with the usual secret."""
    return {"platform": "easemob", "credentials": credential(), **more}


def call_id(vector_id: str, appkey: str = APPKEY) -> str:
    return f"{appkey}_{vector_id}"


def unsigned(vector_id: str, parts: Json) -> dict[str, Json]:
    """A body with the keys that nearly every body has; `parts` adds to them, replaces them, or omits them."""
    body = {"callId": call_id(vector_id), "timestamp": TIMESTAMP, "appkey": APPKEY, **parts}
    return {key: value for key, value in body.items() if value is not OMIT}


def signed(vector_id: str, parts: Json, secret: str = SECRET) -> dict[str, Json]:
    """The same with the `security` that belongs to it."""
    body = unsigned(vector_id, parts)
    return {**body, "security": security(body["callId"], digits(body["timestamp"]), secret)}


def digits(timestamp: int | str | Verbatim) -> str:
    return timestamp if isinstance(timestamp, str) else compact(timestamp)


assert (
    security("easemob-demo#test_0990a64f-dp01-6c50-8696-cf3b48b20e7e", "1600060847294")
    == "f23ab7a537130e234cf94bbf6ce12714"
)
