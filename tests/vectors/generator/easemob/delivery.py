"""The deliveries that vectors expect. Vectors spell out the event; what repeats is added here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ..json_text import Json
from ..vector import present

ACKNOWLEDGED = {"status": 200, "content_type": "application/json", "body": "{}"}
ALLOWED = {**ACKNOWLEDGED, "body": '{"valid":true}'}

UNPROVEN = {"verified": False, "scheme": "none", "covers": [], "uncovered": ["body"], "content": "unsigned"}
NOT_CHECKED = {"verified": False, "scheme": "not_checked", "covers": [], "content": "unsigned"}


def proof(credential: str = "0") -> Json:
    """What `security` proves: that who sent it knows the secret. Nothing of the content."""
    return {
        "verified": True,
        "scheme": "easemob-md5",
        "covers": ["callId", "timestamp"],
        "uncovered": ["body"],
        "content": "unsigned",
        "credential": credential,
    }


def delivery(
    events: Iterable[Json],
    *,
    auth: Json,
    kind: str = "events",
    replies: bool = True,
    warnings: Iterable[str] = (),
) -> Json:
    reply = ALLOWED if kind == "decision" else ACKNOWLEDGED
    return present(
        schema="imhook.delivery/1",
        platform="easemob",
        kind=kind,
        auth=auth,
        reply=reply if replies else None,
        warnings=[{"code": code} for code in warnings] or None,
        events=[{**event, "auth": _event_auth(auth)} for event in events],
    )


def report(kind: str, auth: Json) -> Json:
    """What `verify` hands back."""
    return {"schema": "imhook.verification/1", "platform": "easemob", "kind": kind, "auth": auth}


def event(native_type: str, native_id: str, fields: Json, *, raw_format: str | None = "json") -> Json:
    """An event without its `auth` and `raw`."""
    return present(
        id=f"{native_type}:{native_id}",
        platform="easemob",
        native_type=native_type,
        **fields,
        raw_format=raw_format,
    )


def digest_id(record: bytes, timestamp: str = "") -> str:
    """The native id of a body that has none."""
    return "sha256:" + hashlib.sha256(record + timestamp.encode()).hexdigest()


def success(expected: Json, raw: Iterable[str | None]) -> Json:
    return {"status": 0, "delivery": expected, "raw": list(raw)}


def _event_auth(auth: Json) -> Json:
    return {key: auth[key] for key in ("verified", "content", "credential") if key in auth}
