"""The deliveries that vectors expect. Vectors spell out the event; what repeats is added here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ..json_text import Json
from ..vector import present

ACKNOWLEDGED = {"status": 200, "content_type": "application/json", "body": "{}"}

UNPROVEN = {"verified": False, "scheme": "none", "covers": [], "uncovered": ["body"], "content": "unsigned"}
NOT_CHECKED = {"verified": False, "scheme": "not_checked", "covers": [], "content": "unsigned"}

UNCONFIRMED = "unconfirmed_scheme"


def proof(credential: str = "0") -> Json:
    """What `sign` proves: that who sent it knows the secret. Nothing of the body."""
    return {
        "verified": True,
        "scheme": "yach-timestamp-secret",
        "covers": ["timestamp"],
        "uncovered": ["body"],
        "content": "unsigned",
        "credential": credential,
    }


def delivery(events: Iterable[Json], *, auth: Json, warnings: Iterable[str] = ()) -> Json:
    """A proven one says first that the scheme is unconfirmed; one that was only parsed has no reply."""
    codes = [UNCONFIRMED, *warnings] if auth["verified"] else list(warnings)
    return present(
        schema="imhook.delivery/1",
        platform="yach",
        kind="events",
        auth=auth,
        reply=None if auth == NOT_CHECKED else ACKNOWLEDGED,
        warnings=[{"code": code} for code in codes] or None,
        events=[{**event, "auth": _event_auth(auth)} for event in events],
    )


def report(auth: Json) -> Json:
    """What `verify` hands back."""
    return {"schema": "imhook.verification/1", "platform": "yach", "kind": "events", "auth": auth}


def event(native_type: str, native_id: str, fields: Json, *, raw_format: str | None = "json") -> Json:
    """An event without its `auth` and `raw`."""
    return present(
        id=f"{native_type}:{native_id}",
        platform="yach",
        native_type=native_type,
        **fields,
        raw_format=raw_format,
    )


def digest_id(record: str | bytes, time: str = "") -> str:
    """The native id of a record that has none."""
    content = record.encode() if isinstance(record, str) else record
    return "sha256:" + hashlib.sha256(content + time.encode()).hexdigest()


def success(expected: Json, raw: Iterable[str | None]) -> Json:
    return {"status": 0, "delivery": expected, "raw": list(raw)}


def _event_auth(auth: Json) -> Json:
    return {key: auth[key] for key in ("verified", "content", "credential") if key in auth}
