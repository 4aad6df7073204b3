"""The kinds of vector that the suites are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ..json_text import Json, Verbatim, compact
from ..vector import DERIVED, Vector, failure, present, request, text_or_base64
from . import delivery as expected
from . import sources
from .callback import BARE, FORM, NOW_MS, SECRET, TRUSTING, WRAPPED, config, fields, signed, written

BOT = {"kind": "bot"}


def callback_case(
    id: str,
    comment: str,
    parts: Json,
    outcome: Json,
    *,
    shape: str = FORM,
    native_type: str | None = None,
    native_id: str | None = None,
    warnings: Iterable[str] = (),
    raw: str | None = None,
    raw_format: str | None = None,
    auth: Json = None,
    headers: Iterable[tuple[str, str]] | None = None,
    content_type: str | None = None,
    settings: Json = None,
    trusting: bool = False,
    parsed: bool = False,
    now_ms: int = NOW_MS,
    rewrite: Callable[[str], str | bytes] = str,
    source: str = sources.CALLBACK_FIELDS,
    flags: tuple[str, ...] = (),
) -> Vector:
    """A callback that is received or, where `parsed`, only parsed.

    `parts` is what it says besides the usual; `outcome` is what differs from the usual event. A part that is None is
    left out. `rewrite` has the last word on the body.
    """
    members = fields(id, parts)
    sent = rewrite(written(members, shape))
    record = (compact(members) if shape == WRAPPED else str(sent)) if raw is None else raw
    native_type = native_type or members.get("msgtype") or "unknown"
    event = expected.event(
        native_type,
        native_id or members["msgId"],
        present(**{**usual_fields(), **outcome}),
        raw_format=raw_format or ("form" if shape == FORM else "json"),
    )
    proof = auth or (expected.NOT_CHECKED if parsed else expected.UNPROVEN if trusting else expected.proof())
    vector = Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="parse" if parsed else "receive",
        expect=expected.success(expected.delivery([event], auth=proof, warnings=warnings), [record]),
    )
    if parsed:
        return replace(vector, inputs={"config": settings or BARE, **text_or_base64("payload", sent)})
    head = [("Content-Type", content_type)] if content_type else []
    head += ([] if trusting else signed()) if headers is None else headers
    settings = settings or (TRUSTING if trusting else config())
    return replace(vector, inputs={"config": settings, "request": request(sent, now_ms, headers=head)})


def message_case(
    id: str,
    comment: str,
    parts: Json,
    message: Json,
    *,
    native_id: str | None = None,
    outcome: Json = None,
    **more: Json,
) -> Vector:
    """A callback that holds a message; `message` is the canonical one without its id."""
    native_id = native_id or f"m-{id}"
    whole = {"message": {"id": native_id, **message}, **(outcome or {})}
    return callback_case(id, comment, parts, whole, native_id=native_id, **more)


def parsed_case(id: str, comment: str, parts: Json, message: Json, **more: Json) -> Vector:
    """The same, only parsed."""
    return message_case(id, comment, parts, message, parsed=True, **more)


def usual_fields() -> Json:
    """What becomes of the usual fields."""
    return {
        "type": "message.created",
        "time_ms": 1577262236000,
        "direction": "in",
        "conversation": {"id": "c1", "kind": "direct"},
        "sender": {"id": "u1", "kind": "user"},
    }


def outgoing_case(
    id: str,
    comment: str,
    sent: Json | str,
    message: Json,
    *,
    native_type: str | None = None,
    native_id: str | None = None,
    warnings: Iterable[str] = (),
    settings: Json = None,
    raw: str | None = None,
    source: str = sources.FORMATS,
    flags: tuple[str, ...] = (),
) -> Vector:
    """A message that a robot sends, parsed. A text is the payload itself."""
    payload = sent if isinstance(sent, str) else compact(sent)
    record = payload.removeprefix("\ufeff").strip(" \t\r\n")
    settings = settings or BARE
    omitted = settings.get("raw") == "omit" and message["kind"] != "unknown"
    event = expected.event(
        native_type or sent["msgtype"],
        native_id or expected.digest_id(record),
        {"type": "message.created", "direction": "out", "sender": BOT, "message": message},
        raw_format=None if omitted else "json",
    )
    shown = record.replace("\r", " ").replace("\n", " ") if raw is None else raw
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="parse",
        inputs={"config": settings, "payload": payload},
        expect=expected.success(
            expected.delivery([event], auth=expected.NOT_CHECKED, warnings=warnings), [None if omitted else shown]
        ),
    )


def typed_case(id: str, comment: str, type: str, body: Json, segment: Json, text: str, **more: Json) -> Vector:
    """An outgoing message of one segment."""
    return outgoing_case(id, comment, {"msgtype": type, type: body}, one_segment(segment, text), **more)


def one_segment(segment: Json, text: str, **more: Json) -> Json:
    """A canonical message that holds one segment."""
    return {"kind": segment["type"], "text": text, "segments": [segment], **more}


def text_message(text: str, **more: Json) -> Json:
    return one_segment({"type": "text", "text": text}, text, **more)


def unknown_message(native_type: str, data: Json = None, **more: Json) -> Json:
    """A canonical message whose content has no canonical form."""
    segment = present(type="unknown", native_type=native_type, data=data, **more)
    return one_segment(segment, f"[unknown] {native_type}")


def mixed(text: str, segments: Json, **more: Json) -> Json:
    """A canonical message that holds several segments."""
    return {"kind": "mixed", "text": text, "segments": segments, **more}


def mention(id: str, id_type: str) -> Json:
    """Somebody whom an outgoing message calls."""
    return {"type": "mention", "target": {"id": id, "kind": "user", "id_type": id_type}}


def user(id: str, **more: str) -> Json:
    return {"id": id, "kind": "user", **more}


def refused(
    id: str,
    comment: str,
    body: str | bytes,
    status: int,
    *,
    call: str = "receive",
    settings: Json = None,
    headers: Iterable[tuple[str, str]] | None = None,
    now_ms: int = NOW_MS,
    source: str = sources.ROBOT,
    flags: tuple[str, ...] = (),
    contains: Iterable[str] = (),
    excludes: Iterable[str] = (SECRET,),
) -> Vector:
    """A request that must fail with the status."""
    head = signed() if headers is None else headers
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call=call,
        inputs={"config": settings or config(), "request": request(body, now_ms, headers=head)},
        expect=failure(status, contains=contains, excludes=excludes),
    )


def not_parsed(
    id: str,
    comment: str,
    payload: Json | str | bytes,
    status: int,
    *,
    settings: Json = None,
    source: str = DERIVED,
    flags: tuple[str, ...] = ("Malformed",),
    contains: Iterable[str] = (),
) -> Vector:
    """A payload that must fail with the status."""
    content = payload if isinstance(payload, str | bytes) else compact(payload)
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="parse",
        inputs={"config": settings or BARE, **text_or_base64("payload", content)},
        expect=failure(status, contains=contains),
    )


def in_order(value: Json) -> Json:
    """The value with every object's keys in alphabetical order, as seal specs have them."""
    match value:
        case Verbatim():
            return value
        case dict():
            return {key: in_order(value[key]) for key in sorted(value)}
        case list():
            return [in_order(item) for item in value]
        case _:
            return value
