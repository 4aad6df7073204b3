"""The kinds of vector that the suites are made of."""

from __future__ import annotations

from collections.abc import Iterable

from .. import archive_delivery as expected
from ..archive_case import Case, as_text
from ..json_text import Json, compact
from ..vector import DERIVED, Vector, failure, present, request, text_or_base64
from . import sources
from .push import (
    ACKNOWLEDGED,
    CORP,
    FLAGS_DATA,
    MESSAGE_ID,
    OPEN,
    PLATFORM,
    UNPROVEN,
    native,
    native_id,
    push,
    record_of,
)


def received(
    id: str,
    comment: str,
    body: Json | str | bytes,
    events: Iterable[Json],
    *,
    raw: Iterable[str | None] | None = None,
    settings: Json = None,
    auth: Json = UNPROVEN,
    warnings: Iterable[str] = (),
    source: str = DERIVED,
    flags: tuple[str, ...] = (),
    **parts: Json,
) -> Vector:
    """A push that is received. Without `raw` every event's record is the whole body."""
    content = body if isinstance(body, str | bytes) else compact(body)
    events = list(events)
    result = expected.delivery(PLATFORM, events, auth=auth, reply=ACKNOWLEDGED, warnings=warnings)
    records = [content] * len(events) if raw is None else list(raw)
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="receive",
        inputs={"config": settings or OPEN, "request": request(content, 0, **parts)},
        expect=expected.success(result, records),
    )


def refused(
    id: str,
    comment: str,
    body: Json | str | bytes,
    status: int,
    *,
    call: str = "receive",
    settings: Json = None,
    source: str = DERIVED,
    flags: tuple[str, ...] = ("Malformed",),
    excludes: Iterable[str] = (),
    **parts: Json,
) -> Vector:
    """A request that must fail with the status."""
    content = body if isinstance(body, str | bytes) else compact(body)
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call=call,
        inputs={"config": settings or OPEN, "request": request(content, 0, **parts)},
        expect=failure(status, excludes=excludes),
    )


def parsed(
    id: str,
    comment: str,
    payload: Json | str | bytes,
    events: Iterable[Json],
    *,
    raw: Iterable[str | None] | None = None,
    settings: Json,
    warnings: Iterable[str] = (),
    source: str = DERIVED,
    flags: tuple[str, ...] = (),
) -> Vector:
    """A payload that parses. Without `raw` every event's record is the whole payload."""
    content = payload if isinstance(payload, str | bytes) else compact(payload)
    events = list(events)
    records = [content] * len(events) if raw is None else list(raw)
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="parse",
        inputs={"config": settings, **text_or_base64("payload", content)},
        expect=expected.success(expected.delivery(PLATFORM, events, warnings=warnings), records),
    )


def event_case(
    id: str,
    comment: str,
    type: int,
    content: Json | str,
    fields: Json,
    *,
    replaced: Json = None,
    **more: Json,
) -> Vector:
    """A push of one event. `replaced` are envelope keys of another value, None for null."""
    replaced = replaced or {}
    body = {**push(type, content), **replaced}
    fields = {**fields, "native": native(type, **{key: replaced[key] for key in replaced if key != "content"})}
    event = expected.event(str(type), event_id(replaced), fields)
    return received(id, comment, body, [event], **more)


def event_id(replaced: Json) -> str:
    return str(replaced.get("message_id", MESSAGE_ID))


def record_case(case: Case, *, official: bool = False) -> Vector:
    """A push with the record of this case, and what becomes of it."""
    id = f"{case.id}_official" if official else case.id
    return received(
        id,
        case.comment,
        push(101, record_of(case, official=official)),
        [record_event(case, official=official)],
        warnings=case.warnings,
        flags=case.flags,
        source=case.source if official else sources.ARCHIVE,
    )


def record_event(case: Case, *, official: bool = False) -> Json:
    """The event of a pushed record."""
    return expected.event(
        f"101.{case.msgtype}", MESSAGE_ID, {**record_fields(case, official=official), "native": native(101)}
    )


def record_fields(case: Case, *, official: bool = False) -> Json:
    """The fields of a pushed record's event, but for those of the envelope."""
    data = (case.data if official else as_text(case.data)) or {}
    fields = case.fields(native_id(case), as_text=not official)
    return present(**{**fields, "sequence": "25825", "tenant_id": CORP, "data": {**data, **FLAGS_DATA}})
