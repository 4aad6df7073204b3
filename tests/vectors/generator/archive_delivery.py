"""The deliveries that vectors of archive records expect. What repeats is added here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from .json_text import Json
from .vector import present

NOT_CHECKED = {"verified": False, "scheme": "not_checked", "covers": [], "content": "unsigned"}


def delivery(
    platform: str,
    events: Iterable[Json],
    *,
    auth: Json = NOT_CHECKED,
    kind: str = "events",
    reply: Json = None,
    page: Json = None,
    warnings: Iterable[str] = (),
) -> Json:
    return present(
        schema="imhook.delivery/1",
        platform=platform,
        kind=kind,
        auth=auth,
        reply=reply,
        page=page,
        warnings=[{"code": code} for code in warnings] or None,
        events=[{**event, "platform": platform, "auth": _event_auth(auth)} for event in events],
    )


def event(native_type: str, native_id: str, fields: Json, *, raw_format: str | None = "json") -> Json:
    """An event without its `platform`, `auth` and `raw`."""
    return present(id=f"{native_type}:{native_id}", native_type=native_type, **fields, raw_format=raw_format)


def digest_id(record: str | bytes, time: str = "") -> str:
    """The native id of a record that has none."""
    content = record if isinstance(record, bytes) else record.encode()
    return "sha256:" + hashlib.sha256(content + time.encode()).hexdigest()


def success(expected: Json, raw: Iterable[str | None]) -> Json:
    return {"status": 0, "delivery": expected, "raw": list(raw)}


def _event_auth(auth: Json) -> Json:
    return {key: auth[key] for key in ("verified", "content", "credential") if key in auth}
