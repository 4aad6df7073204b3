"""`raw`: the push verbatim, its three exceptions, oddities in both layers of JSON, and the output formats."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import Case
from ...json_text import Json, compact
from ...vector import Vector, request
from ..cases import received, record_event
from ..push import ACKNOWLEDGED, CREATED, CREATED_MS, MESSAGE_ID, OPEN, PLATFORM, UNPROVEN, native, push, record_of


def vectors() -> Iterator[Vector]:
    yield from verbatim()
    yield from control_characters()
    yield from surrogates()
    yield from not_utf8()
    yield from repeated_keys()
    yield from formats()


def verbatim() -> Iterator[Vector]:
    spaced = _push("hi").replace('":', '" :\t', 2)
    yield _event("raw_spaces_kept", "Spaces and tabs between tokens stay.", spaced, "hi")
    for name, line_break in {"lf": "\n", "crlf": "\r\n", "cr": "\r"}.items():
        body = (
            _push("hi")
            .replace('{"message_id"', f'{{{line_break}"message_id"')
            .replace(',"type"', f',{line_break}"type"')
        )
        raw = body.replace("\r", " ").replace("\n", " ")
        yield _event(f"raw_line_breaks_{name}", "Each CR and LF outside strings is one space.", body, "hi", raw=raw)
    case = _case("hi")
    inner = compact(record_of(case)).replace(",", ",\r\n")
    body = compact(push(101, inner))
    yield _event("raw_line_breaks_inside", "Inside the content's string they are escapes and stay.", body, "hi")
    yield _event(
        "raw_bom_and_space",
        "White space and a byte order mark around the push are not of it.",
        f"\ufeff \r\n{_push('hi')}\n",
        "hi",
        raw=_push("hi"),
    )
    reordered = {
        "content": compact(dict(reversed(record_of(case).items()))),
        "gmt_create": CREATED,
        "type": 101,
        "message_id": MESSAGE_ID,
    }
    yield _event("raw_order_of_keys", "Content before type, body before msgtype.", compact(reordered), "hi")
    escaped = _push("hi").replace('"content":"{', '"c\\u006fntent":"\\u007b')
    yield _event("raw_escapes_kept", "Escapes stay as they were spelt.", escaped, "hi")


def control_characters() -> Iterator[Vector]:
    text = {"warnings": ["control_character"], "flags": ("Malformed",)}
    for code in (0x01, 0x09, 0x0A, 0x0D, 0x1F):
        character = chr(code)
        marked = _push("a@@b")
        yield _event(
            f"raw_control_character_inside_{code:02x}",
            "Escaped once: bare inside the inner JSON. The push itself is well formed.",
            marked.replace("@@", f"\\u{code:04x}"),
            f"a{character}b",
            **text,
        )
    marked = _push("a@@b").replace(MESSAGE_ID, f"{MESSAGE_ID}\t")
    event = {
        **record_event(_case("a@@b")),
        "id": f"101.text:{MESSAGE_ID}\t",
        "native": native(101, message_id=f"{MESSAGE_ID}\t"),
    }
    yield received(
        "raw_control_character_outside",
        "Bare in the push.",
        marked,
        [event],
        raw=[marked.replace("\t", "\\u0009")],
        **text,
    )


def surrogates() -> Iterator[Vector]:
    for name, escape in {"high": "\\ud83d", "low": "\\ude00"}.items():
        yield _event(
            f"raw_lone_surrogate_{name}",
            "Half a surrogate pair, escaped in the inner JSON: U+FFFD.",
            _push("a@@b").replace("@@", f"\\{escape}"),
            "a\ufffdb",
            flags=("LoneSurrogate",),
        )


def not_utf8() -> Iterator[Vector]:
    body = _push("a@@b").encode().replace(b"@@", b"\xff")
    yield _event(
        "raw_invalid_utf8",
        "Bytes that are no UTF-8: raw is their base64, text has U+FFFD.",
        body,
        "a\ufffdb",
        raw=base64.b64encode(body).decode(),
        raw_format="base64",
        warnings=["invalid_utf8"],
        flags=("Malformed",),
    )


def repeated_keys() -> Iterator[Vector]:
    text = {"warnings": ["duplicate_key"], "flags": ("Hostile",)}
    push_ = _push("hi")
    for name, key, first in (
        ("type", '"type":', '"type":19,'),
        ("content", '"content":"{', '"content":"{}",'),
        ("content_broken", '"content":"{', '"content":"{",'),
    ):
        body = push_.replace(key, first + key, 1)
        yield _event(
            f"raw_repeated_{name}", "A key of the push twice: the last wins, raw keeps both.", body, "hi", **text
        )
    body = push_.replace('"message_id":', '"message_id":"first","message_id":', 1)
    event = record_event(_case("hi"))
    yield received("raw_repeated_message_id", "The event has the last id.", body, [event], **text)
    inner = compact(record_of(_case("hi")))
    for name, pair in {
        "msgtype": ('"msgtype":"text"', '"msgtype":"image","msgtype":"text"'),
        "body": ('"text":{', '"text":{"content":"first"},"text":{'),
        "escaped": ('"msgtype":"text"', '"msgt\\u0079pe":"image","msgtype":"text"'),
    }.items():
        body = compact(push(101, inner.replace(*pair)))
        yield _event(f"raw_repeated_inside_{name}", "The same inside the content.", body, "hi", **text)


def formats() -> Iterator[Vector]:
    omit = {**OPEN, "raw": "omit"}
    event = {key: value for key, value in record_event(_case("hi")).items() if key != "raw_format"}
    yield received(
        "raw_omitted",
        'With raw "omit" an event that is understood carries neither raw nor raw_format.',
        _push("hi"),
        [event],
        raw=[None],
        settings=omit,
    )
    unknown = expected.event(
        "99", MESSAGE_ID, {"type": "unknown", "time_ms": CREATED_MS, "data": {"a": 1}, "native": native(99)}
    )
    yield received(
        "raw_omitted_but_unknown",
        "An unknown event keeps its record all the same.",
        push(99, {"a": 1}),
        [unknown],
        settings=omit,
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    yield _cloudevents()


def _cloudevents() -> Vector:
    content = [{"msg_id": "m1", "tenant_id": "wp1"}, {"msg_id": "m2", "tenant_id": "wp/二"}]
    body = compact(push(41, content))
    events = [
        expected.event(
            "41",
            f"{MESSAGE_ID}#{index}",
            {
                "type": "moderation.decided",
                "time_ms": CREATED_MS,
                "tenant_id": hit["tenant_id"],
                "data": {"action": "flagged", "target_id": hit["msg_id"]},
                "native": native(41),
            },
        )
        for index, hit in enumerate(content)
    ]
    result = expected.delivery(PLATFORM, events, auth=UNPROVEN, reply=ACKNOWLEDGED)
    sources = ("imhook:qiwei/wp1", "imhook:qiwei/wp%2F%E4%BA%8C")
    result["events"] = [
        {
            "specversion": "1.0",
            "id": event["id"],
            "source": source,
            "type": "imhook.moderation.decided",
            "time": "2022-06-24T02:32:21Z",
            "datacontenttype": "application/json",
            "data": event,
        }
        for event, source in zip(result["events"], sources, strict=True)
    ]
    return Vector(
        id="format_cloudevents",
        comment="Only the elements of events change: raw stands inside data.",
        source="CloudEvents 1.0, JSON event format",
        call="receive",
        inputs={"config": {**OPEN, "format": "cloudevents"}, "request": request(body, 0)},
        expect=expected.success(result, [body, body]),
    )


def _case(text: str) -> Case:
    return Case("raw", "", "text", {"text": {"content": text}}, [{"type": "text", "text": text}], text)


def _push(text: str) -> str:
    return compact(push(101, record_of(_case(text))))


def _event(
    id: str,
    comment: str,
    body: str | bytes,
    text: str,
    *,
    raw: str | None = None,
    raw_format: str = "json",
    **more: Json,
) -> Vector:
    event = {**record_event(_case(text)), "raw_format": raw_format}
    return received(id, comment, body, [event], raw=None if raw is None else [raw], **more)
