"""The kinds of vector that the suites are made of."""

from __future__ import annotations

from collections.abc import Iterable

from .. import archive_delivery as expected
from ..archive_case import CUSTOMER, MSGTIME, STAFF, Case, as_text
from ..json_text import Json, compact
from ..vector import DERIVED, Vector, failure, text_or_base64

PLATFORM = "wecom_archive"
BARE = {"platform": PLATFORM}


def record_of(case: Case, *, text: bool = False) -> Json:
    """The record from a customer to a member; `text` writes every number as a string."""
    root = as_text(case.root) if text else case.root
    return {
        "msgid": native_id(case),
        "action": case.action,
        "from": CUSTOMER,
        "tolist": [STAFF],
        "roomid": "",
        "msgtime": str(MSGTIME) if text else MSGTIME,
        "msgtype": case.msgtype,
        **root,
    }


def native_id(case: Case) -> str:
    return f"{case.id}_1691386670520_external"


def record_case(case: Case, *, text: bool = False) -> Vector:
    """A record of this case and what becomes of it."""
    data = as_text(case.data) if text else case.data
    fields = {**case.fields(native_id(case), as_text=text), **({"data": data} if data else {})}
    event = expected.event(case.msgtype, native_id(case), fields)
    return parsed(
        f"{case.id}_as_text" if text else case.id,
        case.comment,
        record_of(case, text=text),
        [event],
        warnings=case.warnings,
        flags=case.flags,
        source=case.source,
    )


def parsed(
    id: str,
    comment: str,
    payload: Json | str | bytes,
    events: Iterable[Json],
    *,
    raw: Iterable[str | None] | None = None,
    settings: Json = None,
    warnings: Iterable[str] = (),
    source: str = DERIVED,
    flags: tuple[str, ...] = (),
    **delivery: Json,
) -> Vector:
    """A payload that parses. Without `raw` it is itself the record of the only event."""
    content = payload if isinstance(payload, str | bytes) else compact(payload)
    result = expected.delivery(PLATFORM, events, warnings=warnings, **delivery)
    records = [content] if raw is None else list(raw)
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="parse",
        inputs={"config": settings or BARE, **text_or_base64("payload", content)},
        expect=expected.success(result, records),
    )


def refused(
    id: str,
    comment: str,
    payload: Json | str | bytes,
    status: int = 401,
    *,
    settings: Json = None,
    flags: tuple[str, ...] = ("Malformed",),
) -> Vector:
    content = payload if isinstance(payload, str | bytes) else compact(payload)
    return Vector(
        id=id,
        comment=comment,
        flags=flags,
        call="parse",
        inputs={"config": settings or BARE, **text_or_base64("payload", content)},
        expect=failure(status),
    )
