"""The kinds of vector that the suites are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..json_text import Json, compact
from ..vector import DERIVED, Vector, failure, request
from . import delivery as expected
from . import sources
from .envelope import MESSAGE_TOPIC, NOW_MS, Seal, config, seal_for

CHAT = {"id": "8225957", "type": "p2p"}
SENDER = {"id": "erueru", "type": "user"}
COMPANY = "eueue"
SEND_TIME = 1734426254026

WHERE_AND_WHO = {
    "conversation": {"id": "8225957", "kind": "direct"},
    "sender": {"id": "erueru", "kind": "user"},
}


def event_case(
    id: str,
    comment: str,
    payload: Json | str | bytes,
    fields: Json,
    *,
    native_id: str | None = None,
    topic: str = MESSAGE_TOPIC,
    operation: str = "create",
    warnings: Iterable[str] = (),
    raw: str | None = None,
    raw_format: str = "json",
    native: Json = None,
    auth: Json = None,
    envelope: Json = None,
    source: str = DERIVED,
    flags: tuple[str, ...] = (),
    settings: Json = None,
    seal: Seal | None = None,
    now_ms: int = NOW_MS,
    rewrite: Callable[[str], str] = str,
) -> Vector:
    """A sealed event that is received.

    `fields` is the event as it must come out, without what every event carries: id, platform,
    native_type, native, auth, raw and raw_format. `envelope` adds keys to the request,
    `native` to the event, `rewrite` has the last word on the body. Without a `native_id` the
    event is named by its digest.
    """
    seal = seal or seal_for(id, topic=topic, operation=operation)
    plaintext = as_bytes(payload)
    record = plaintext.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n")
    event = expected.event(
        f"{seal.topic}.{seal.operation}",
        native_id or expected.digest_id(record, seal.time_digits),
        {
            "time_ms": int(seal.time_digits) * 1000,
            **fields,
            "native": {"topic": seal.topic, "operation": seal.operation, "time": seal.time, **(native or {})},
        },
        raw_format=raw_format,
    )
    body = rewrite(compact({**seal.envelope(plaintext), **(envelope or {})}))
    result = expected.delivery([event], auth=auth or expected.event_proof(), warnings=warnings)
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="receive",
        inputs={"config": settings or config(), "request": request(body, now_ms)},
        expect=expected.success(result, [record.decode() if raw is None else raw]),
    )


def message_case(
    id: str,
    comment: str,
    message: Json,
    normalised: Json,
    *,
    data: Json = None,
    payload: Json = None,
    fields: Json = None,
    **more: Json,
) -> Vector:
    """A `kso.app_chat.message.create` whose chat, company and sender do not matter.

    `message` is the native message without id, `normalised` the canonical one without id.
    `payload` and `fields` replace parts of the native payload and of the expected event.
    """
    message = {"id": f"m-{id}", **message}
    native_id = compact(message["id"]).strip('"')
    native = {
        "chat": CHAT,
        "company_id": COMPANY,
        "message": message,
        "send_time": SEND_TIME,
        "sender": SENDER,
        **(payload or {}),
    }
    event = {
        **message_fields({"id": native_id, **normalised}),
        **({"data": data} if data else {}),
        **(fields or {}),
    }
    return event_case(id, comment, native, event, native_id=native_id, **more)


def typed_message_case(id: str, comment: str, type: str, body: Json, segment: Json, text: str, **more: Json) -> Vector:
    """A message of a documented type whose content becomes one segment."""
    content = {"type": type, "content": {type: body}}
    return message_case(id, comment, content, one_segment(segment, text), **{"source": sources.MESSAGE_CONTENT, **more})


def message_fields(message: Json, **replaced: Json) -> Json:
    """The fields of a message event in the usual chat, some replaced."""
    return {
        "type": "message.created",
        "time_ms": SEND_TIME,
        "direction": "in",
        "tenant_id": COMPANY,
        **WHERE_AND_WHO,
        "message": message,
        **replaced,
    }


def one_segment(segment: Json, text: str, **more: Json) -> Json:
    """A canonical message that holds one segment."""
    return {"kind": segment["type"], "text": text, "segments": [segment], **more}


def text_message(text: str, **more: Json) -> Json:
    return one_segment({"type": "text", "text": text}, text, **more)


def mixed(text: str, segments: Json, **more: Json) -> Json:
    """A canonical message that holds several segments."""
    return {"kind": "mixed", "text": text, "segments": segments, **more}


def refused(
    id: str,
    comment: str,
    body: Json | str | bytes,
    status: int,
    *,
    call: str = "receive",
    settings: Json = None,
    now_ms: int = NOW_MS,
    source: str = DERIVED,
    flags: tuple[str, ...] = (),
    contains: Iterable[str] = (),
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
        inputs={"config": settings or config(), "request": request(content, now_ms, **parts)},
        expect=failure(status, contains=contains, excludes=excludes),
    )


def as_bytes(payload: Json | str | bytes) -> bytes:
    match payload:
        case bytes():
            return payload
        case str():
            return payload.encode()
        case _:
            return compact(payload).encode()
