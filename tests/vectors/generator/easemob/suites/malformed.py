"""Requests that break the format: no JSON, no object, too deep, too large, keys of the proof repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...json_text import Json, compact
from ...vector import Vector
from ..body import config, signed
from ..cases import message_case, refused, text_message, txt

_TEXT = {"eventType": "chat", "chat_type": "chat", "from": "user1", "to": "user2", "msg_id": "1", "payload": txt("hi")}


def vectors() -> Iterator[Vector]:
    yield from not_an_object()
    yield from not_utf8()
    yield from repeated_keys()
    yield from limits()


def not_an_object() -> Iterator[Vector]:
    body = compact(signed("not_an_object", _TEXT))
    for name, text in {
        "empty": "",
        "blank": " \r\n\t",
        "text": "hello",
        "form": "callId=x&security=y&timestamp=1",
        "xml": "<xml><callId/></xml>",
        "cut": body[:-1],
        "cut_in_a_string": body[: len(body) // 2],
        "trailing_text": body + " x",
        "two_values": body + body,
        "trailing_comma": body[:-1] + ",}",
        "single_quotes": body.replace('"', "'"),
        "comment": "/* */" + body,
        "nul": "\0",
        "nul_after": body + "\0",
        "nan": body.replace('"hi"', "NaN"),
        "leading_zero": body.replace('"hi"', "007"),
        "bad_escape": body.replace('"hi"', '"\\x41"'),
        "bad_unicode_escape": body.replace('"hi"', '"\\u12g4"'),
        "array": f"[{body}]",
        "string": compact(body),
        "number": "1",
        "null": "null",
        "true": "true",
    }.items():
        yield refused(f"body_{name}", "No JSON object.", text, 400, flags=("Malformed",))
    yield refused("body_object_empty", "An object, but no proof.", "{}", 200, flags=("Malformed",))
    yield refused("body_object_of_others", "The same.", '{"hello":"world"}', 200, flags=("Malformed",))


def not_utf8() -> Iterator[Vector]:
    body = compact(signed("not_utf8", _TEXT)).encode()
    for name, content in {
        "call_id_invalid_utf8": body.replace(b"_not_utf8", b"_not\xffutf8"),
        "security_invalid_utf8": body.replace(b'"security":"', b'"security":"\xff'),
        "appkey_invalid_utf8": body.replace(b'"appkey":"', b'"appkey":"\xff'),
        "utf16": body.decode().encode("utf-16-le"),
        "binary": bytes(range(256)),
    }.items():
        yield refused(f"body_{name}", "What the proof uses is UTF-8.", content, 400, flags=("Malformed",))


def repeated_keys() -> Iterator[Vector]:
    body = signed("repeated_keys", _TEXT)
    text = compact(body)
    for key, other in (("callId", '"x"'), ("timestamp", "1"), ("security", '"x"'), ("appkey", '"x"')):
        pair = f'"{key}":{compact(body[key])}'
        for name, changed in (
            ("same_value", f"{{{pair},{text[1:]}"),
            ("other_value_before", f'{{"{key}":{other},{text[1:]}'),
            ("other_value_after", f'{text[:-1]},"{key}":{other}}}'),
            ("null_after", f'{text[:-1]},"{key}":null}}'),
        ):
            yield refused(
                f"repeated_{key}_{name}",
                "A key that decides who is believed, twice: which one a reader takes is no question to ask.",
                changed,
                400,
                flags=("Hostile",),
            )
    escaped = text[:-1] + ',"call\\u0049d":"x"}'
    yield refused("repeated_callId_escaped", "The same key, spelt with an escape.", escaped, 400, flags=("Hostile",))
    yield message_case(
        "repeated_elsewhere",
        "Any other key twice: the last wins, with a warning; raw keeps both.",
        "txt",
        txt("hi"),
        text_message("hi"),
        rewrite=lambda text: text.replace('"from":', '"from":"first","from":', 1),
        warnings=["duplicate_key"],
    )
    yield message_case(
        "repeated_in_payload",
        "The same further inside.",
        "txt",
        txt("hi"),
        text_message("hi"),
        rewrite=lambda text: text.replace('"msg":', '"msg":"first","msg":', 1),
        warnings=["duplicate_key"],
    )
    yield message_case(
        "call_id_in_payload",
        "Keys of the proof count at the root only.",
        "txt",
        txt("hi"),
        text_message("hi"),
        rewrite=lambda text: text.replace('"type":"txt"', '"type":"txt","callId":"x","security":"y"', 1),
        fields={"message": _with_extra({"callId": "x", "security": "y"})},
    )


def limits() -> Iterator[Vector]:
    text = compact(signed("limits", _TEXT))
    size = len(text.encode())
    yield refused(
        "body_over_size_limit", "One byte over max_body_bytes.", text, 500, settings=config(max_body_bytes=size - 1)
    )
    exact = message_case("body_at_size_limit", "Exactly max_body_bytes.", "txt", txt("你好"), text_message("你好"))
    size = len(exact.inputs["request"]["body"].encode())
    yield replace(exact, inputs={**exact.inputs, "config": config(max_body_bytes=size)})
    deep = text[:-1] + ',"deep":' + "[" * 64 + "]" * 64 + "}"
    yield refused("body_too_deep", "Deeper than max_depth.", deep, 501, flags=("Hostile",))
    very = text[:-1] + ',"deep":' + "[" * 10_000 + "]" * 10_000 + "}"
    yield refused("body_very_deep", "Much deeper.", very, 501, flags=("Hostile",))


def _with_extra(extra: Json) -> Json:
    segment = {"type": "text", "text": "hi", "extra": extra}
    return {"id": "8924312242322", "kind": "text", "text": "hi", "segments": [segment]}
