"""The deliveries that vectors expect. Vectors spell out the event; what repeats is added here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ..json_text import Json
from ..vector import present

ACKNOWLEDGED = {"status": 200, "content_type": "text/plain", "body": "success"}
NOT_CHECKED = {"verified": False, "scheme": "not_checked", "covers": [], "content": "unsigned"}


def proof(credential: str = "0", content: str = "encrypt") -> Json:
    """What the signature of a request proves; `content` is echostr for the check of the address."""
    return {
        "verified": True,
        "scheme": "wecom-sha1",
        "covers": ["timestamp", "nonce", content],
        "content": "signed",
        "credential": credential,
    }


def delivery(
    events: Iterable[Json],
    *,
    auth: Json,
    kind: str = "events",
    reply: Json = None,
    page: Json = None,
    warnings: Iterable[str] = (),
) -> Json:
    return present(
        schema="imhook.delivery/1",
        platform="wecom_kf",
        kind=kind,
        auth=auth,
        reply=reply,
        page=page,
        warnings=[{"code": code} for code in warnings] or None,
        events=[{**event, "auth": _event_auth(auth)} for event in events],
    )


def received(events: Iterable[Json], *, auth: Json = None, **more: Json) -> Json:
    """The delivery of a verified event."""
    return delivery(events, auth=auth or proof(), reply=ACKNOWLEDGED, **more)


def parsed(events: Iterable[Json], **more: Json) -> Json:
    """The delivery of a payload that nobody checked."""
    return delivery(events, auth=NOT_CHECKED, **more)


def challenge(echo: str, credential: str = "0") -> Json:
    reply = {**ACKNOWLEDGED, "body": echo}
    return delivery([], auth=proof(credential, "echostr"), kind="challenge", reply=reply)


def report(kind: str, auth: Json) -> Json:
    """What `verify` hands back."""
    return {"schema": "imhook.verification/1", "platform": "wecom_kf", "kind": kind, "auth": auth}


def event(native_type: str, native_id: str, fields: Json, *, raw_format: str | None = "json") -> Json:
    """An event without its `auth` and `raw`."""
    return present(
        id=f"{native_type}:{native_id}",
        platform="wecom_kf",
        native_type=native_type,
        **fields,
        raw_format=raw_format,
    )


def digest_id(record: str | bytes, time: str | int = "") -> str:
    """The native id of a record that has none."""
    content = record.encode() if isinstance(record, str) else record
    return "sha256:" + hashlib.sha256(content + str(time).encode()).hexdigest()


def success(expected: Json, raw: Iterable[str | None]) -> Json:
    return {"status": 0, "delivery": expected, "raw": list(raw)}


def _event_auth(auth: Json) -> Json:
    return {key: auth[key] for key in ("verified", "content", "credential") if key in auth}
