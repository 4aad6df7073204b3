"""Requests that break the format: with a proof, JSON never fails for what it says; what is no JSON and no form does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...json_text import Json, compact
from ...vector import Vector, request
from .. import delivery, sources
from ..callback import FORM, JSON, NOW_MS, config, fields, form, signed
from ..cases import message_case, refused, text_message, unknown_message

_MALFORMED = ("Malformed",)


def vectors() -> Iterator[Vector]:
    yield from no_body()
    yield from no_event()
    yield from repeated_keys()
    yield from limits()


def no_body() -> Iterator[Vector]:
    body = compact(fields("no_body", {}))
    for name, text in {
        "empty": "",
        "blank": " \r\n\t",
        "words": "hello",
        "cut": body[:-1],
        "trailing_text": body + " x",
        "two_values": body + body,
        "trailing_comma": body[:-1] + ",}",
        "comment": body[:-1] + "// x\n}",
        "nan": body.replace('"hi"', "NaN"),
        "leading_zero": body.replace('"hi"', "007"),
        "bad_escape": body.replace('"hi"', '"\\x41"'),
        "array_cut": "[1",
        "nul": "\0",
        "sse": 'data: {"msg_id":"m","content":"hi"}\n\n',
        "form_of_others": "a=1&b=2",
    }.items():
        yield refused(f"body_{name}", "Neither JSON nor a form.", text, 401, flags=_MALFORMED)


def no_event() -> Iterator[Vector]:
    for name, text in {
        "object_empty": "{}",
        "array": "[]",
        "array_of_callbacks": '[{"msgtype":"text","content":"hi","msgId":"m1"}]',
        "string": '"hello"',
    }.items():
        event = delivery.event(
            "unknown",
            delivery.digest_id(text),
            {"type": "unknown", **({"direction": "in"} if text.startswith("{") else {})},
        )
        yield _received(f"json_{name}", "Well-formed JSON that says nothing known.", text, event)
    text = compact({"hello": "world"})
    event = delivery.event(
        "unknown", delivery.digest_id(text), {"type": "unknown", "direction": "in", "data": {"hello": "world"}}
    )
    yield _received("json_of_others", "Of somebody else.", text, event)
    text = compact({"msgtype": "text", "text": {"content": "hi"}})
    outcome = {"type": "message.created", "direction": "in", "message": unknown_message("text")}
    event = delivery.event("text", delivery.digest_id(text), {**outcome, "data": {"text": {"content": "hi"}}})
    yield _received(
        "json_outgoing", "What a robot sends does not come back in.", text, event, warnings=["missing_content"]
    )
    text = compact({"value": {"hello": "world"}})
    inner = compact({"hello": "world"})
    event = delivery.event(
        "unknown", delivery.digest_id(inner), {"type": "unknown", "direction": "in", "data": {"hello": "world"}}
    )
    yield _received("json_wrapped_of_others", "Wrapped, of somebody else.", text, event, raw=inner)


def repeated_keys() -> Iterator[Vector]:
    yield message_case(
        "repeated_key_json",
        "The last wins, with a warning; raw keeps both.",
        {},
        text_message("hi"),
        shape=JSON,
        rewrite=lambda body: body.replace('"content":', '"content":"first","content":', 1),
        warnings=["duplicate_key"],
        flags=_MALFORMED,
    )
    yield message_case(
        "repeated_msgtype",
        "Of the type too.",
        {},
        text_message("hi"),
        shape=JSON,
        rewrite=lambda body: body.replace('"msgtype":', '"msgtype":"image","msgtype":', 1),
        warnings=["duplicate_key"],
        flags=("Hostile",),
    )


def limits() -> Iterator[Vector]:
    text = form(fields("limits", {}))
    size = len(text.encode())
    yield refused("body_over_size_limit", "One byte over.", text, 500, settings=config(max_body_bytes=size - 1))
    exact = message_case("body_at_size_limit", "Exactly max_body_bytes.", {}, text_message("hi"), shape=FORM)
    size = len(exact.inputs["request"]["body"].encode())
    yield replace(exact, inputs={**exact.inputs, "config": config(max_body_bytes=size)})
    body = compact(fields("limits", {}))
    for name, depth in (("too_deep", 64), ("very_deep", 10_000)):
        deep = body[:-1] + ',"deep":' + "[" * depth + "]" * depth + "}"
        yield refused(f"body_{name}", "Deeper than max_depth.", deep, 501, flags=("Hostile",))
    inside = '{"a":' * 100 + "1" + "}" * 100
    yield refused(
        "body_too_deep_in_text",
        "JSON nested in a string counts on.",
        form(fields("limits", {"userJson": inside})),
        501,
        flags=("Hostile",),
    )


def _received(
    id: str,
    comment: str,
    text: str,
    event: Json,
    *,
    raw: str | None = None,
    warnings: Iterable[str] = ("unknown_event_type",),
) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.ROBOT,
        flags=_MALFORMED,
        call="receive",
        inputs={"config": config(), "request": request(text, NOW_MS, headers=signed())},
        expect=delivery.success(
            delivery.delivery([event], auth=delivery.proof(), warnings=warnings),
            [text if raw is None else raw],
        ),
    )
