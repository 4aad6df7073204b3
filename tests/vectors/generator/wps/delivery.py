"""The deliveries that vectors expect. Vectors spell out the event; what repeats is added here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ..json_text import Json
from ..vector import present

ACKNOWLEDGED = {"status": 200, "content_type": "application/json", "body": '{"code":0}'}

NOT_CHECKED = {"verified": False, "scheme": "not_checked", "covers": [], "content": "unsigned"}
NO_PROOF = {"verified": False, "scheme": "none", "covers": [], "content": "unsigned"}
UNPROVEN_CARD = {"verified": False, "scheme": "none", "covers": [], "uncovered": ["body"], "content": "unsigned"}


def event_proof(credential: str = "0", uncovered: Iterable[str] = ("operation",)) -> Json:
    """What the signature of an event envelope proves."""
    return {
        "verified": True,
        "scheme": "wps-hmac-sha256",
        "covers": ["topic", "nonce", "time", "encrypted_data"],
        "uncovered": list(uncovered),
        "content": "partial",
        "credential": credential,
    }


def kso1_proof(credential: str = "0") -> Json:
    """What a KSO-1 signature proves."""
    return {
        "verified": True,
        "scheme": "kso-1",
        "covers": ["method", "target", "content-type", "x-kso-date", "body"],
        "content": "signed",
        "credential": credential,
    }


def delivery(
    events: Iterable[Json],
    *,
    auth: Json,
    kind: str = "events",
    reply: Json = ACKNOWLEDGED,
    warnings: Iterable[str] = (),
) -> Json:
    return present(
        schema="imhook.delivery/1",
        platform="wps",
        kind=kind,
        auth=auth,
        reply=reply,
        warnings=[{"code": code} for code in warnings] or None,
        events=[{**event, "auth": _event_auth(auth)} for event in events],
    )


def challenge(reply_body: str, auth: Json = NO_PROOF) -> Json:
    return delivery([], auth=auth, kind="challenge", reply={**ACKNOWLEDGED, "body": reply_body})


def report(kind: str, auth: Json) -> Json:
    """What `verify` hands back."""
    return {"schema": "imhook.verification/1", "platform": "wps", "kind": kind, "auth": auth}


def event(native_type: str, native_id: str, fields: Json, *, raw_format: str | None = "json") -> Json:
    """An event without its `auth` and `raw`."""
    return present(
        id=f"{native_type}:{native_id}",
        platform="wps",
        native_type=native_type,
        **fields,
        raw_format=raw_format,
    )


def digest_id(record: bytes, time: str = "") -> str:
    """The native id of a record that has none."""
    return "sha256:" + hashlib.sha256(record + time.encode()).hexdigest()


def success(expected: Json, raw: Iterable[str | None]) -> Json:
    return {"status": 0, "delivery": expected, "raw": list(raw)}


def _event_auth(auth: Json) -> Json:
    return {key: auth[key] for key in ("verified", "content", "credential") if key in auth}
