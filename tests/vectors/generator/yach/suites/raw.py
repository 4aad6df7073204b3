"""`raw`: the record verbatim, its three exceptions, bodies that are not UTF-8, forms, and the output formats."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, request
from .. import delivery
from ..callback import FORM, JSON, NOW_MS, WRAPPED, config, fields, form, signed, written
from ..cases import message_case, text_message, unknown_message, usual_fields

_OMIT = config(raw="omit")


def vectors() -> Iterator[Vector]:
    yield from verbatim()
    yield from line_breaks_and_bom()
    yield from control_characters()
    yield from surrogates()
    yield from not_utf8()
    yield from omitted()
    yield from cloudevents()


def verbatim() -> Iterator[Vector]:
    for name, escaped, text in (
        (
            "escapes",
            '\\u4f60\\u597D \\/ \\" \\\\ \\b\\f\\n\\r\\t \\ud83d\\ude00 \\u003c\\u0000',
            '你好 / " \\ \b\f\n\r\t 😀 <\0',
        ),
        ("characters", "你好 😀 \u2028 \x7f", "你好 😀 \u2028 \x7f"),
    ):
        yield message_case(
            f"raw_{name}_kept",
            "As they were spelt.",
            {},
            text_message(text),
            shape=JSON,
            rewrite=lambda body, escaped=escaped: body.replace('"hi"', f'"{escaped}"'),
        )
    yield message_case(
        "raw_spaces_kept",
        "Spaces and tabs between tokens stay.",
        {},
        text_message("hi"),
        shape=JSON,
        rewrite=lambda body: body.replace('":', '" :\t'),
    )
    yield message_case(
        "raw_escaped_keys",
        "Keys may be spelt with escapes.",
        {},
        text_message("hi"),
        shape=JSON,
        rewrite=lambda body: body.replace('"msgId"', '"msg\\u0049d"'),
    )
    yield message_case(
        "raw_form_kept",
        "A form is text: nothing of it is changed.",
        {"content": "a b"},
        text_message("a b"),
        rewrite=lambda body: body.replace("a+b", "a%20b") + "&x",
        outcome={"data": {"x": ""}},
    )


def line_breaks_and_bom() -> Iterator[Vector]:
    for name, line_break in {"lf": "\n", "crlf": "\r\n", "cr": "\r"}.items():
        id = f"raw_line_breaks_{name}"
        yield message_case(
            id,
            "Line breaks between tokens become spaces: one delivery is one line.",
            {},
            text_message("hi"),
            shape=JSON,
            rewrite=lambda body, line_break=line_break: body.replace(",", f",{line_break}"),
            raw=compact(fields(id, {})).replace(",", "," + " " * len(line_break)),
        )
    for shape in (FORM, JSON, WRAPPED):
        id = f"raw_bom_dropped_{shape}"
        members = fields(id, {})
        yield message_case(
            id,
            "A byte order mark is dropped.",
            {},
            text_message("hi"),
            shape=shape,
            rewrite=lambda body: "\ufeff" + body,
            raw=written(members, JSON if shape == WRAPPED else shape),
        )


def control_characters() -> Iterator[Vector]:
    for name, character in {"nul": "\0", "line_feed": "\n", "unit": "\x1f"}.items():
        id = f"raw_control_character_{name}"
        yield message_case(
            id,
            "A bare control character inside a string is escaped, with a warning.",
            {},
            text_message(f"a{character}b"),
            shape=JSON,
            rewrite=lambda body, character=character: body.replace('"hi"', f'"a{character}b"'),
            raw=compact(fields(id, {})).replace('"hi"', f'"a\\u{ord(character):04x}b"'),
            warnings=["control_character"],
            flags=("Malformed",),
        )


def surrogates() -> Iterator[Vector]:
    for name, escape in {"high": "\\ud83d", "low": "\\ude00"}.items():
        yield message_case(
            f"raw_lone_surrogate_{name}",
            "Half a surrogate pair stays in raw and is U+FFFD elsewhere.",
            {},
            text_message("a\ufffdb"),
            shape=JSON,
            rewrite=lambda body, escape=escape: body.replace('"hi"', f'"a{escape}b"'),
            flags=("LoneSurrogate",),
        )


def not_utf8() -> Iterator[Vector]:
    for shape, old, new in ((JSON, b'"hi"', b'"a\xffb"'), (FORM, b"content=hi", b"content=a\xffb")):
        id = f"raw_invalid_utf8_{shape}"
        body = written(fields(id, {}), shape).encode().replace(old, new)
        yield message_case(
            id,
            "Bytes that are no UTF-8: raw is their base64, text has U+FFFD.",
            {},
            text_message("a\ufffdb"),
            shape=shape,
            rewrite=lambda _, body=body: body,
            raw=base64.b64encode(body).decode(),
            raw_format="base64",
            warnings=["invalid_utf8"],
            flags=("Malformed",),
        )
    yield message_case(
        "raw_form_escaped_invalid_utf8",
        "Bytes that are no UTF-8 once they are decoded: the form itself is text.",
        {},
        text_message("a\ufffdb"),
        rewrite=lambda body: body.replace("content=hi", "content=a%FFb"),
        flags=("Malformed",),
    )


def omitted() -> Iterator[Vector]:
    for shape in (FORM, JSON):
        id = f"raw_omitted_{shape}"
        event = delivery.event(
            "text",
            f"m-{id}",
            {**usual_fields(), "message": {"id": f"m-{id}", **text_message("hi")}},
            raw_format=None,
        )
        yield Vector(
            id=id,
            comment='With raw "omit" an event that is understood carries neither raw nor raw_format.',
            call="receive",
            inputs={"config": _OMIT, "request": request(written(fields(id, {}), shape), NOW_MS, headers=signed())},
            expect=delivery.success(delivery.delivery([event], auth=delivery.proof()), [None]),
        )
    yield message_case(
        "raw_omitted_but_unknown",
        "What is not understood keeps its record all the same.",
        {"msgtype": "hologram"},
        unknown_message("hologram", "hi"),
        settings=_OMIT,
        warnings=["unknown_message_type"],
        flags=("Unknown",),
    )


def cloudevents() -> Iterator[Vector]:
    for name, parts, outcome, source in (
        ("", {"appID": "10 01"}, {"tenant_id": "10 01"}, "imhook:yach/10%2001"),
        ("_without_tenant", {}, {}, "imhook:yach/0"),
    ):
        id = f"format_cloudevents{name}"
        text = form(fields(id, parts))
        fields_out = {**usual_fields(), **outcome, "message": {"id": f"m-{id}", **text_message("hi")}}
        inner = delivery.event("text", f"m-{id}", fields_out, raw_format="form")
        expected = delivery.delivery([inner], auth=delivery.proof())
        expected["events"] = [
            {
                "specversion": "1.0",
                "id": inner["id"],
                "source": source,
                "type": "imhook.message.created",
                "time": "2019-12-25T08:23:56Z",
                "subject": "c1",
                "datacontenttype": "application/json",
                "data": expected["events"][0],
            }
        ]
        yield _cloudevent(id, text, expected)


def _cloudevent(id: str, text: str, expected: Json) -> Vector:
    return Vector(
        id=id,
        comment="Only the elements of events change: raw stands inside data.",
        source="CloudEvents 1.0, JSON event format",
        call="receive",
        inputs={"config": config(format="cloudevents"), "request": request(text, NOW_MS, headers=signed())},
        expect=delivery.success(expected, [text]),
    )
