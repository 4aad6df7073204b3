"""`raw`: the native record verbatim, its three exceptions, text that is not UTF-8, and the output formats."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, request
from .. import delivery
from ..cases import event_case, message_fields, text_message
from ..envelope import MESSAGE_TOPIC, NOW_MS, TIME, config, seal_for

_HEAD = (
    '{"chat":{"id":"8225957","type":"p2p"},"company_id":"eueue","send_time":1734426254026,'
    '"sender":{"id":"erueru","type":"user"},"message":{"id":"m1","type":"text","content":{"text":{"content":"'
)
_TAIL = '"}}}}'


def vectors() -> Iterator[Vector]:
    yield from verbatim()
    yield from line_breaks_and_bom()
    yield from control_characters()
    yield from surrogates()
    yield from not_utf8()
    yield from repeated_keys()
    yield from omitted()
    yield cloudevents()


def verbatim() -> Iterator[Vector]:
    yield _text(
        "raw_escapes_kept",
        "Escapes stay as they were spelt.",
        '\\u4f60\\u597D \\/ \\" \\\\ \\b\\f\\n\\r\\t \\ud83d\\ude00 \\u003c\\u0000',
        '你好 / " \\ \b\f\n\r\t 😀 <\0',
    )
    yield _text(
        "raw_characters_kept", "Characters stay unescaped.", "你好 😀 \u2028 \x7f é é", "你好 😀 \u2028 \x7f é é"
    )
    spaced = _plaintext("hi").replace(":", " :\t").replace("{", "{  ")
    yield _event("raw_spaces_kept", "Spaces and tabs between tokens stay.", spaced, "hi")
    yield _event(
        "raw_trimmed", "White space around the record is not of the record.", f" \t\n{_plaintext('hi')}\r\n", "hi"
    )
    other_order = (
        '{"sender":{"type":"user","id":"erueru"},"message":{"content":{"text":{"content":"hi"}},"type":"text","id":"m1"},'
        + ('"send_time":1734426254026,"company_id":"eueue","chat":{"type":"p2p","id":"8225957"}}')
    )
    yield _event("raw_key_order_kept", "Keys stay in their order.", other_order, "hi")


def line_breaks_and_bom() -> Iterator[Vector]:
    for name, line_break in {"lf": "\n", "crlf": "\r\n", "cr": "\r"}.items():
        plaintext = _plaintext("hi").replace(",", "," + line_break)
        raw = plaintext.replace("\r", " ").replace("\n", " ")
        yield _event(
            f"raw_line_breaks_{name}", "Each CR and LF outside strings is one space.", plaintext, "hi", raw=raw
        )
    id = "raw_line_breaks_digest"
    lines = '{"company_id":"eueue",\r\n"reason":"boom"}'
    yield event_case(
        id,
        "The digest that names an event is over the bytes as received.",
        lines,
        {"type": "unknown", "tenant_id": "eueue", "data": {"reason": "boom"}},
        raw=lines.replace("\r\n", "  "),
        topic="kso.future.thing",
        operation="explode",
        warnings=["unknown_event_type"],
    )
    yield _event(
        "raw_bom_dropped", "A byte order mark is dropped.", "\ufeff" + _plaintext("hi"), "hi", raw=_plaintext("hi")
    )
    yield event_case(
        "raw_bom_dropped_digest",
        "And is no part of the digest.",
        '\ufeff{"company_id":"eueue"}',
        {"type": "unknown", "tenant_id": "eueue"},
        raw='{"company_id":"eueue"}',
        topic="kso.future.thing",
        operation="explode",
        warnings=["unknown_event_type"],
    )


def control_characters() -> Iterator[Vector]:
    for name, character in {
        "nul": "\0",
        "tab": "\t",
        "line_feed": "\n",
        "carriage_return": "\r",
        "unit": "\x1f",
    }.items():
        yield _event(
            f"raw_control_character_{name}",
            "A bare control character inside a string is escaped, with a warning.",
            _plaintext(f"a{character}b"),
            f"a{character}b",
            raw=_plaintext(f"a\\u{ord(character):04x}b"),
            warnings=["control_character"],
            flags=("Malformed",),
        )
    broken = '{"company_id":"eueue","reason":"a\tb"}'
    yield event_case(
        "raw_control_character_digest",
        "The digest is over the bytes as received.",
        broken,
        {
            "type": "contact.updated",
            "tenant_id": "eueue",
            "data": {"action": "updated", "native_action": "update", "reason": "a\tb"},
        },
        raw=broken.replace("\t", "\\u0009"),
        topic="kso.user.status",
        operation="update",
        warnings=["control_character"],
        flags=("Malformed",),
    )


def surrogates() -> Iterator[Vector]:
    for name, escape in {"high": "\\ud83d", "low": "\\ude00"}.items():
        yield _text(
            f"raw_lone_surrogate_{name}",
            "Half a surrogate pair stays in raw and is U+FFFD elsewhere.",
            f"a{escape}b",
            "a\ufffdb",
            flags=("LoneSurrogate",),
        )
    yield _text(
        "raw_lone_surrogate_before_escape",
        "The escape that follows is a character of its own.",
        "\\ud83d\\u0041",
        "\ufffdA",
        flags=("LoneSurrogate",),
    )


def not_utf8() -> Iterator[Vector]:
    plaintext = _plaintext("a?b").encode().replace(b"a?b", b"a\xffb")
    yield _event(
        "raw_invalid_utf8",
        "Bytes that are no UTF-8: raw is their base64, text has U+FFFD.",
        plaintext,
        "a\ufffdb",
        raw=base64.b64encode(plaintext).decode(),
        raw_format="base64",
        warnings=["invalid_utf8"],
        flags=("Malformed",),
    )
    broken = b'{"company_id":"eueue","reason":"a\xffb"}'
    yield event_case(
        "raw_invalid_utf8_digest",
        "The digest is over the bytes as received.",
        broken,
        {
            "type": "contact.updated",
            "tenant_id": "eueue",
            "data": {"action": "updated", "native_action": "update", "reason": "a\ufffdb"},
        },
        raw=base64.b64encode(broken).decode(),
        raw_format="base64",
        topic="kso.user.status",
        operation="update",
        warnings=["invalid_utf8"],
        flags=("Malformed",),
    )


def repeated_keys() -> Iterator[Vector]:
    yield _event(
        "raw_repeated_key",
        "A key twice: the last wins, raw keeps both.",
        _plaintext("hi").replace('"company_id":', '"company_id":"first","company_id":'),
        "hi",
        warnings=["duplicate_key"],
    )
    yield _event(
        "raw_repeated_key_escaped",
        "The same key, spelt with an escape.",
        _plaintext("hi").replace('"company_id":', '"company\\u005fid":"first","company_id":'),
        "hi",
        warnings=["duplicate_key"],
    )
    yield _event(
        "raw_repeated_key_nested",
        "A key twice inside the message.",
        _plaintext("hi").replace('"text":{', '"text":{"content":"first",'),
        "hi",
        warnings=["duplicate_key"],
    )


def omitted() -> Iterator[Vector]:
    id = "raw_omitted"
    plaintext = _plaintext("hi")
    omit = config(raw="omit")
    seal = seal_for(id)
    event = delivery.event(
        f"{MESSAGE_TOPIC}.create",
        "m1",
        {**message_fields({"id": "m1", **text_message("hi")}), "native": _native()},
        raw_format=None,
    )
    yield Vector(
        id=id,
        comment='With raw "omit" an event that is understood carries neither raw nor raw_format.',
        call="receive",
        inputs={"config": omit, "request": request(compact(seal.envelope(plaintext.encode())), NOW_MS)},
        expect=delivery.success(delivery.delivery([event], auth=delivery.event_proof()), [None]),
    )
    yield event_case(
        "raw_omitted_but_unknown",
        "An unknown event keeps its record all the same.",
        {"company_id": "eueue", "what": "?"},
        {"type": "unknown", "tenant_id": "eueue", "data": {"what": "?"}},
        topic="kso.future.thing",
        operation="explode",
        settings=omit,
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )


def cloudevents() -> Vector:
    id = "format_cloudevents"
    plaintext = _plaintext("hi")
    proof = delivery.event_proof()
    fields = {**message_fields({"id": "m1", **text_message("hi")}), "native": _native()}
    inner = delivery.event(f"{MESSAGE_TOPIC}.create", "m1", fields)
    expected = delivery.delivery([inner], auth=proof)
    expected["events"] = [
        {
            "specversion": "1.0",
            "id": inner["id"],
            "source": "imhook:wps/eueue",
            "type": "imhook.message.created",
            "time": "2024-12-17T09:04:14.026Z",
            "subject": "8225957",
            "datacontenttype": "application/json",
            "data": expected["events"][0],
        }
    ]
    body = compact(seal_for(id).envelope(plaintext.encode()))
    return Vector(
        id=id,
        comment="Only the elements of events change: raw stands inside data.",
        source="CloudEvents 1.0, JSON event format",
        call="receive",
        inputs={"config": config(format="cloudevents"), "request": request(body, NOW_MS)},
        expect=delivery.success(expected, [plaintext]),
    )


def _plaintext(escaped_text: str) -> str:
    return _HEAD + escaped_text + _TAIL


def _text(id: str, comment: str, escaped: str, text: str, **more: Json) -> Vector:
    return _event(id, comment, _plaintext(escaped), text, **more)


def _event(id: str, comment: str, plaintext: str | bytes, text: str, **more: Json) -> Vector:
    fields = message_fields({"id": "m1", **text_message(text)})
    return event_case(id, comment, plaintext, fields, native_id="m1", **more)


def _native() -> Json:
    return {"topic": MESSAGE_TOPIC, "operation": "create", "time": TIME}
