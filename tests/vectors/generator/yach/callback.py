"""Callbacks as Yach sends them: a body in one of three forms, and two headers that prove who sent it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, quote_plus

from ..json_text import Json, compact
from . import crypto

SECRET = "SECexample0123456789"
APP_KEY = "0123456789abcdef"
TIMESTAMP = 1577262236757
NOW_MS = TIMESTAMP

FORM, JSON, WRAPPED = "form", "json", "wrapped"
CONTENT_TYPES = {
    FORM: "application/x-www-form-urlencoded; charset=utf-8",
    JSON: "application/json",
    WRAPPED: "application/json",
}

BARE = {"platform": "yach"}
TRUSTING = {"platform": "yach", "verification": "none"}

OMIT: Any = object()
"""In place of a value: the key is left out."""


def credential(secret: str = SECRET, **more: str) -> dict[str, str]:
    """A credential with which callbacks are received."""
    return {**more, "secret": secret, "sign": "timestamp_secret"}


def config(**more: Json) -> Json:
    """A receiver's configuration with the usual secret."""
    return {"platform": "yach", "credentials": credential(), **more}


def signed(timestamp: int | str = TIMESTAMP, secret: str = SECRET) -> list[tuple[str, str]]:
    return [("timestamp", str(timestamp)), ("sign", crypto.sign(secret, str(timestamp)))]


def fields(vector_id: str, parts: Json) -> dict[str, Json]:
    """What nearly every callback says; `parts` adds to it, replaces it, or omits it."""
    usual = {
        "msgtype": "text",
        "content": "hi",
        "msgId": f"m-{vector_id}",
        "createAt": "1577262236000",
        "conversationType": "1",
        "conversationId": "c1",
        "senderId": "u1",
    }
    return {key: value for key, value in {**usual, **parts}.items() if value is not OMIT}


def form(members: dict[str, Json]) -> str:
    """The members as a form: what is no text stands in it as JSON."""
    texts = {key: value if isinstance(value, str) else compact(value) for key, value in members.items()}
    return "&".join(f"{quote_plus(key)}={quote_plus(text)}" for key, text in texts.items())


def written(members: dict[str, Json], shape: str) -> str:
    """The body of a callback."""
    match shape:
        case "form":
            return form(members)
        case "wrapped":
            return compact({"value": members})
        case _:
            return compact(members)


def percent(text: str) -> str:
    """All but A-Z a-z 0-9 - . _ ~ escaped."""
    return quote(text, safe="")
