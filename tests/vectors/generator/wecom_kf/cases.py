"""The kinds of vector that the suites about callbacks are made of."""

from __future__ import annotations

from collections.abc import Iterable

from ..json_text import Json, compact
from ..vector import DERIVED, Vector, failure, present, text_or_base64
from . import delivery as expected
from .envelope import CORP, Seal, config, seal_for
from .xml_text import Plain, Value, document

BARE = {"platform": "wecom_kf"}
CREATE_TIME = 1704074397
NATIVE = {"ToUserName": CORP}
MEMBER = "zhangsan"
MESSAGE_ID = "7202309140000000001"


def received_case(
    id: str,
    comment: str,
    plaintext: str | bytes,
    event: Json,
    *,
    warnings: Iterable[str] = (),
    raw: str | None = None,
    seal: Seal | None = None,
    settings: Json = None,
    auth: Json = None,
    source: str = DERIVED,
    flags: tuple[str, ...] = (),
) -> Vector:
    """A sealed plaintext that is received; `event` comes from `delivery.event`."""
    if raw is None:
        raw = plaintext if isinstance(plaintext, str) else plaintext.decode()
    result = expected.received([{**event, "native": NATIVE}], auth=auth, warnings=warnings)
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="receive",
        inputs={"config": settings or config(), "request": (seal or seal_for(id)).post(plaintext)},
        expect=expected.success(result, [raw]),
    )


def callback_case(
    id: str,
    comment: str,
    children: Iterable[tuple[str, Value]],
    native_type: str,
    fields: Json,
    *,
    native_id: str | None = None,
    envelope: Iterable[tuple[str, Value]] | None = None,
    time: str | int = CREATE_TIME,
    **more: Json,
) -> Vector:
    """An XML callback with the usual head in front of `children`.

    `fields` is the event as it must come out, without tenant and time. Without a `native_id`
    the event is named by its digest.
    """
    head = [("ToUserName", CORP), ("CreateTime", CREATE_TIME)] if envelope is None else list(envelope)
    text = document(*head, *children)
    known = {"time_ms": CREATE_TIME * 1000, "tenant_id": CORP} if envelope is None else {}
    event = expected.event(
        native_type, native_id or expected.digest_id(text, time), {**known, **fields}, raw_format="xml"
    )
    return received_case(id, comment, text, event, **more)


def message_case(
    id: str,
    comment: str,
    type: str,
    children: Iterable[tuple[str, Value]],
    segment: Json,
    text: str,
    *,
    data: Json = None,
    **more: Json,
) -> Vector:
    """An application message of a member that becomes one segment."""
    body = [
        ("FromUserName", MEMBER),
        ("MsgType", type),
        *children,
        ("MsgId", Plain(MESSAGE_ID)),
        ("AgentID", 1000002),
    ]
    fields = {
        "type": "message.created",
        "direction": "in",
        "conversation": {"kind": "direct"},
        "sender": {"id": MEMBER, "kind": "user"},
        "message": {"id": MESSAGE_ID, **one_segment(segment, text)},
        "data": {"agent_id": "1000002", **(data or {})},
    }
    return callback_case(id, comment, body, type, fields, native_id=MESSAGE_ID, **more)


def event_case(
    id: str,
    comment: str,
    words: tuple[str, ...],
    children: Iterable[tuple[str, Value]],
    fields: Json,
    *,
    sender: str | None = "sys",
    **more: Json,
) -> Vector:
    """An event by its name and change type."""
    body = [("FromUserName", sender)] if sender else []
    body += [("MsgType", "event"), *zip(("Event", "ChangeType"), words, strict=False), *children]
    kind = "system" if sender == "sys" else "user"
    known = {"sender": {"id": sender, "kind": kind}} if sender else {}
    return callback_case(id, comment, body, ".".join(("event", *words)), {**known, **fields}, **more)


def parsed_case(
    id: str,
    comment: str,
    payload: str | bytes,
    events: Iterable[Json],
    raw: Iterable[str | None],
    *,
    warnings: Iterable[str] = (),
    kind: str = "events",
    page: Json = None,
    settings: Json = None,
    source: str = DERIVED,
    flags: tuple[str, ...] = (),
) -> Vector:
    """A payload that nobody checked."""
    result = expected.parsed(events, kind=kind, page=page, warnings=warnings)
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="parse",
        inputs={"config": settings or BARE, **text_or_base64("payload", payload)},
        expect=expected.success(result, raw),
    )


def parse_refused(
    id: str, comment: str, payload: Json | str | bytes, status: int = 401, *, settings: Json = None, **more: Json
) -> Vector:
    """A payload that is none."""
    content = payload if isinstance(payload, str | bytes) else compact(payload)
    return Vector(
        id=id,
        comment=comment,
        call="parse",
        inputs={"config": settings or BARE, **text_or_base64("payload", content)},
        expect=failure(status),
        **more,
    )


def refused(
    id: str,
    comment: str,
    request: Json,
    status: int,
    *,
    call: str = "receive",
    settings: Json = None,
    contains: Iterable[str] = (),
    excludes: Iterable[str] = (),
    source: str = DERIVED,
    flags: tuple[str, ...] = (),
) -> Vector:
    """A request that must fail with the status."""
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call=call,
        inputs={"config": settings or config(), "request": request},
        expect=failure(status, contains=contains, excludes=excludes),
    )


def one_segment(segment: Json, text: str) -> Json:
    """A canonical message that holds one segment."""
    return {"kind": segment["type"], "text": text, "segments": [segment]}


def unknown_segment(native_type: str, data: Json = None) -> Json:
    return present(type="unknown", native_type=native_type, data=data)
