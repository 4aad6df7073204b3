"""`raw`: the native record verbatim, its three exceptions, text that is not UTF-8, and the output formats."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import CUSTOMER, CUSTOMER_PARTY, MSGTIME, STAFF, STAFF_PARTY
from ...json_text import Json
from ...vector import Vector
from ..cases import BARE, PLATFORM, parsed

_HEAD = (
    f'{{"msgid":"m1","action":"send","from":"{CUSTOMER}","tolist":["{STAFF}"],"roomid":"",'
    f'"msgtime":{MSGTIME},"msgtype":"text","text":{{"content":"'
)
_TAIL = '"}}'


def vectors() -> Iterator[Vector]:
    yield from verbatim()
    yield from control_characters()
    yield from surrogates()
    yield from not_utf8()
    yield from repeated_keys()
    yield from formats()


def verbatim() -> Iterator[Vector]:
    yield _text(
        "raw_escapes_kept",
        "Escapes stay as they were spelt.",
        '\\u4f60\\u597D \\/ \\" \\\\ \\b\\f\\n\\r\\t \\ud83d\\ude00 \\u003c\\u0000',
        '你好 / " \\ \b\f\n\r\t 😀 <\0',
    )
    yield _text("raw_characters_kept", "Characters stay unescaped.", "你好 😀 \u2028 \x7f é", "你好 😀 \u2028 \x7f é")
    yield _event("raw_spaces_kept", "Spaces and tabs between tokens stay.", _record("hi").replace('":', '" :\t'), "hi")
    for name, line_break in {"lf": "\n", "crlf": "\r\n", "cr": "\r"}.items():
        record = _record("hi").replace(",", "," + line_break)
        raw = record.replace("\r", " ").replace("\n", " ")
        yield _event(f"raw_line_breaks_{name}", "Each CR and LF outside strings is one space.", record, "hi", raw=raw)
    other_order = (
        f'{{"text":{{"content":"hi"}},"msgtype":"text","roomid":"","msgtime":{MSGTIME},"tolist":["{STAFF}"],'
        f'"from":"{CUSTOMER}","action":"send","msgid":"m1"}}'
    )
    yield _event("raw_body_before_type", "Keys in any order: the body before its type.", other_order, "hi")


def control_characters() -> Iterator[Vector]:
    for code in (0x00, 0x01, 0x08, 0x09, 0x0A, 0x0D, 0x1B, 0x1F):
        character = chr(code)
        yield _event(
            f"raw_control_character_{code:02x}",
            "A bare control character inside a string: kept, escaped in raw, with a warning. Others delete it.",
            _record(f"a{character}b"),
            f"a{character}b",
            raw=_record(f"a\\u{code:04x}b"),
            warnings=["control_character"],
            flags=("Malformed",),
        )
    yield _event(
        "raw_control_characters_in_one_string",
        "Several in one string are one oddity.",
        _record("a\tb\x01c\r\nd"),
        "a\tb\x01c\r\nd",
        raw=_record("a\\u0009b\\u0001c\\u000d\\u000ad"),
        warnings=["control_character"],
        flags=("Malformed",),
    )
    yield _event(
        "raw_control_character_deleted",
        "DEL and C1 controls may stand in a string.",
        _record("a\x7f\x80\x9fb"),
        "a\x7f\x80\x9fb",
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


def not_utf8() -> Iterator[Vector]:
    record = _record("a?b").encode().replace(b"a?b", b"a\xffb")
    yield _event(
        "raw_invalid_utf8",
        "Bytes that are no UTF-8: raw is their base64, text has U+FFFD.",
        record,
        "a\ufffdb",
        raw=base64.b64encode(record).decode(),
        raw_format="base64",
        warnings=["invalid_utf8"],
        flags=("Malformed",),
    )


def repeated_keys() -> Iterator[Vector]:
    for name, pair in {
        "envelope": ('"msgid":', '"msgid":"first","msgid":'),
        "escaped": ('"msgid":', '"msg\\u0069d":"first","msgid":'),
        "body": ('"content":', '"content":"first","content":'),
    }.items():
        yield _event(
            f"raw_repeated_key_{name}",
            "A key twice: the last wins, raw keeps both.",
            _record("hi").replace(*pair),
            "hi",
            warnings=["duplicate_key"],
        )
    yield _event(
        "raw_repeated_body",
        "A whole body twice.",
        _record("hi").replace('"text":{', '"text":{"content":"first"},"text":{'),
        "hi",
        warnings=["duplicate_key"],
    )
    yield _event(
        "raw_repeated_type",
        "The type twice: the last is read.",
        _record("hi").replace('"msgtype":', '"msgtype":"image","msgtype":'),
        "hi",
        warnings=["duplicate_key"],
        flags=("Hostile",),
    )
    yield _event(
        "raw_repeated_key_last_null",
        "The last is null: absent.",
        _record("hi").replace('"roomid":""', '"roomid":"wr1","roomid":null'),
        "hi",
        warnings=["duplicate_key"],
        flags=("Hostile",),
    )


def formats() -> Iterator[Vector]:
    omit = {**BARE, "raw": "omit"}
    event = {key: value for key, value in _expected("hi").items() if key != "raw_format"}
    yield parsed(
        "raw_omitted",
        'With raw "omit" an event that is understood carries neither raw nor raw_format.',
        _record("hi"),
        [event],
        raw=[None],
        settings=omit,
    )
    record = '{"msgid":"m1","msgtype":"hologram"}'
    unknown = {
        "type": "message.created",
        "conversation": {"kind": "direct"},
        "message": {
            "id": "m1",
            "kind": "unknown",
            "text": "[unknown] hologram",
            "segments": [{"type": "unknown", "native_type": "hologram"}],
        },
    }
    yield parsed(
        "raw_omitted_but_unknown",
        "An unknown message keeps its record all the same.",
        record,
        [expected.event("hologram", "m1", unknown)],
        settings=omit,
        warnings=["unknown_message_type"],
        flags=("Unknown",),
    )
    yield _cloudevents()


def _cloudevents() -> Vector:
    record = _record("hi").replace('"roomid":""', '"roomid":"wr1","corpid":"ww1"')
    inner = {**_expected("hi"), "conversation": {"id": "wr1", "kind": "group"}, "tenant_id": "ww1"}
    result = expected.delivery(PLATFORM, [inner])
    result["events"] = [
        {
            "specversion": "1.0",
            "id": inner["id"],
            "source": "imhook:wecom_archive/ww1",
            "type": "imhook.message.created",
            "time": "2023-08-07T05:37:46.454Z",
            "subject": "wr1",
            "datacontenttype": "application/json",
            "data": result["events"][0],
        }
    ]
    return Vector(
        id="format_cloudevents",
        comment="Only the elements of events change: raw stands inside data.",
        source="CloudEvents 1.0, JSON event format",
        call="parse",
        inputs={"config": {**BARE, "format": "cloudevents"}, "payload": record},
        expect=expected.success(result, [record]),
    )


def _record(escaped_text: str) -> str:
    return _HEAD + escaped_text + _TAIL


def _text(id: str, comment: str, escaped: str, text: str, **more: Json) -> Vector:
    return _event(id, comment, _record(escaped), text, **more)


def _event(
    id: str,
    comment: str,
    record: str | bytes,
    text: str,
    *,
    raw: str | None = None,
    raw_format: str = "json",
    **more: Json,
) -> Vector:
    event = _expected(text, raw_format)
    return parsed(id, comment, record, [event], raw=None if raw is None else [raw], **more)


def _expected(text: str, raw_format: str = "json") -> Json:
    message = {"id": "m1", "kind": "text", "text": text, "segments": [{"type": "text", "text": text}]}
    fields = {
        "type": "message.created",
        "time_ms": MSGTIME,
        "direction": "in",
        "conversation": {"kind": "direct"},
        "sender": CUSTOMER_PARTY,
        "recipients": [STAFF_PARTY],
        "message": message,
    }
    return expected.event("text", "m1", fields, raw_format=raw_format)
