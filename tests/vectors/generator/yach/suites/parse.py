"""`parse`: what somebody else has verified. Which of the five forms a payload has, and what is none."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector
from .. import delivery
from ..callback import BARE, FORM, JSON, SECRET, TRUSTING, WRAPPED, config, fields, written
from ..cases import not_parsed, text_message, usual_fields

_TEXT = '{"msgtype":"text","text":{"content":"hi"}}'


def vectors() -> Iterator[Vector]:
    yield from inbound()
    yield from tells()
    yield from refusals()
    yield from limits()


def inbound() -> Iterator[Vector]:
    for shape in (FORM, JSON, WRAPPED):
        yield _inbound(f"parse_{shape}", "An incoming body in each form.", shape)
    for name, settings in (
        ("with_credentials", config()),
        ("trusting", TRUSTING),
        ("send_only", {"platform": "yach", "credentials": {"secret": SECRET}}),
    ):
        yield _inbound(f"parse_{name}", "The configuration changes nothing.", FORM, settings=settings)
    for shape in (FORM, JSON):
        yield _inbound(f"parse_around_{shape}", "A byte order mark is dropped.", shape, before="\ufeff")


def tells() -> Iterator[Vector]:
    """What makes an object an incoming one."""
    for key, outcome, native_id in (
        ("msgId", {"message": {"id": "x", **text_message("hi")}}, "x"),
        ("senderId", {"sender": {"id": "x", "kind": "user"}, "message": text_message("hi")}, None),
        ("conversationId", {"conversation": {"id": "x"}, "message": text_message("hi")}, None),
        ("chatbotUserId", {"recipients": [{"id": "x", "kind": "bot"}], "message": text_message("hi")}, None),
    ):
        text = compact({"msgtype": "text", "content": "hi", key: "x"})
        fields_out = {"type": "message.created", "direction": "in", **outcome}
        event = delivery.event("text", native_id or delivery.digest_id(text), fields_out)
        yield _vector(f"parse_tell_{key}", "One of these fields is enough.", text, event, [])
    text = compact({"value": {"msgtype": "text", "content": "hi"}})
    inner = compact({"msgtype": "text", "content": "hi"})
    event = delivery.event(
        "text", delivery.digest_id(inner), {"type": "message.created", "direction": "in", "message": text_message("hi")}
    )
    yield _vector("parse_tell_value", "What is wrapped comes in.", text, event, [], raw=inner)
    text = "msgtype=text&content=hi"
    event = delivery.event(
        "text",
        delivery.digest_id(text),
        {"type": "message.created", "direction": "in", "message": text_message("hi")},
        raw_format="form",
    )
    yield _vector("parse_tell_form_msgtype", "A form always comes in.", text, event, [])
    text = compact({"msgId": "x", "content": "hi"})
    event = delivery.event("unknown", "x", {"type": "unknown", "direction": "in", "data": {"content": "hi"}})
    yield _vector("parse_tell_without_msgtype", "Without a type it is unknown.", text, event, ["unknown_event_type"])
    both = compact({"msgtype": "text", "text": {"content": "a"}, "content": "b", "msgId": "x"})
    event = delivery.event(
        "text",
        "x",
        {
            "type": "message.created",
            "direction": "in",
            "message": {"id": "x", **text_message("b")},
            "data": {"text": {"content": "a"}},
        },
    )
    yield _vector("parse_tell_beside_body", "The fields count before the body.", both, event, [])


def refusals() -> Iterator[Vector]:
    for name, payload in {
        "empty": "",
        "blank": " \r\n\t",
        "bom": "\ufeff",
        "words": "hello",
        "form_of_others": "a=1&b=2",
        "cut": _TEXT[:-1],
        "trailing_words": _TEXT + "x",
        "two_values": _TEXT + _TEXT,
        "trailing_comma": _TEXT[:-1] + ",}",
        "comment": _TEXT[:-1] + "/* x */}",
        "array": f"[{_TEXT}]",
        "string": compact(_TEXT),
        "number": "1",
        "null": "null",
        "true": "true",
        "object_empty": "{}",
        "object_of_others": '{"hello":"world"}',
        "msgtype_empty": '{"msgtype":"","text":{"content":"hi"}}',
        "msgtype_null": '{"msgtype":null,"text":{"content":"hi"}}',
        "value_list": '{"value":[1]}',
        "another_platform": '{"topic":"kso.dept","operation":"create","payload":{}}',
        "xml": "<xml></xml>",
        "colon_words": "dat: x\n\n",
    }.items():
        yield not_parsed(f"parse_refused_{name}", "None of the five forms.", payload, 401)
    yield not_parsed("parse_refused_binary", "No text.", bytes(range(128, 256)), 401)


def limits() -> Iterator[Vector]:
    id = "parse_at_size_limit"
    size = len(compact(fields(id, {})).encode())
    yield _inbound(id, "Exactly max_payload_bytes.", JSON, settings={**BARE, "max_payload_bytes": size})
    text = compact(fields(id, {}))
    yield not_parsed(
        "parse_over_size_limit", "One byte less.", text, 500, settings={**BARE, "max_payload_bytes": size - 1}
    )
    yield _inbound(
        "parse_ignores_body_limit", "max_body_bytes is for requests.", JSON, settings={**BARE, "max_body_bytes": 8}
    )
    deep = text[:-1] + ',"deep":' + "[" * 64 + "]" * 64 + "}"
    yield not_parsed("parse_over_depth_limit", "Deeper than max_depth.", deep, 501, flags=("Hostile",))
    deep = _TEXT[:-1] + ',"deep":' + "[" * 64 + "]" * 64 + "}"
    yield not_parsed("parse_outgoing_over_depth_limit", "An outgoing one too.", deep, 501, flags=("Hostile",))


def _inbound(id: str, comment: str, shape: str, *, settings: Json = None, before: str = "") -> Vector:
    members = fields(id, {})
    text = written(members, shape)
    event = delivery.event(
        "text",
        f"m-{id}",
        {**usual_fields(), "message": {"id": f"m-{id}", **text_message("hi")}},
        raw_format="form" if shape == FORM else "json",
    )
    raw = compact(members) if shape == WRAPPED else text
    return _vector(id, comment, before + text, event, [], raw=raw, settings=settings)


def _vector(
    id: str,
    comment: str,
    payload: str,
    event: Json,
    warnings: list[str],
    *,
    raw: str | None = None,
    settings: Json = None,
) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        call="parse",
        inputs={"config": settings or BARE, "payload": payload},
        expect=delivery.success(
            delivery.delivery([event], auth=delivery.NOT_CHECKED, warnings=warnings), [payload if raw is None else raw]
        ),
    )
