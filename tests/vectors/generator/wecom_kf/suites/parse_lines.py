"""`parse_lines`: one payload a line; a bad line costs its own line and no other."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, failure
from .. import delivery
from ..cases import BARE, one_segment
from ..entries import message_entry, message_fields
from ..envelope import CORP, TIME
from ..xml_text import document

_XML = document(
    ("ToUserName", CORP), ("CreateTime", TIME), ("MsgType", "event"), ("Event", "kf_msg_or_event"), ("Token", "t")
)


def vectors() -> Iterator[Vector]:
    entry, event, page = (
        _entry(1),
        _XML,
        compact({"errcode": 0, "has_more": 1, "msg_list": [message_entry("m2", "text", {"content": "第 2 条"})]}),
    )
    one, two, three = _parsed(1), _xml_parsed(), _page_parsed()
    bad = failure(401)
    yield _lines(
        "lines_of_each_kind", "An entry, an XML event and a page.", f"{entry}\n{event}\n{page}\n", [one, two, three]
    )
    yield _lines("lines_crlf", "Lines end in CRLF.", f"{entry}\r\n{event}\r\n{page}\r\n", [one, two, three])
    yield _lines("lines_last_without_end", "The last line may lack its end.", f"{entry}\n{event}", [one, two])
    yield _lines("lines_blank", "A blank line gives no output line.", f"\n{entry}\n\r\n\n{event}\n\n", [one, two])
    yield _lines("lines_empty", "No input, no output.", "", [])
    yield _lines(
        "lines_bad_between",
        "Lines that are nothing.",
        f'{entry}\nhello\n{event}\n[]\n<xml>\n{{"a":1}}\n{page}\n',
        [one, bad, two, bad, bad, bad, three],
    )
    yield _lines(
        "lines_doctype_between",
        "A document type costs its own line.",
        f"{entry}\n<!DOCTYPE xml><xml/>\n{event}\n",
        [one, bad, two],
    )
    deep = '{"msgtype":"x","x":' + "[" * 100 + "]" * 100 + "}"
    yield _lines(
        "lines_too_deep", "A line over the depth cap.", f"{entry}\n{deep}\n{event}\n", [one, failure(501), two]
    )
    limit = {**BARE, "max_payload_bytes": max(len(entry.encode()), len(event.encode()))}
    long = entry[:-1] + " " * 300 + "}"
    yield _lines(
        "lines_too_large",
        "The size limit is each line's.",
        f"{entry}\n{long}\n{event}\n",
        [one, failure(500), two],
        limit,
    )


def _entry(number: int) -> str:
    return compact(message_entry(f"m{number}", "text", {"content": f"第 {number} 条"}))


def _event(number: int) -> Json:
    text = f"第 {number} 条"
    message = {"id": f"m{number}", **one_segment({"type": "text", "text": text}, text)}
    return delivery.event("text", f"m{number}", message_fields(message))


def _parsed(number: int) -> Json:
    return delivery.success(delivery.parsed([_event(number)]), [_entry(number)])


def _page_parsed() -> Json:
    return delivery.success(delivery.parsed([_event(2)], kind="page", page={"has_more": True}), [_entry(2)])


def _xml_parsed() -> Json:
    fields = {"type": "sync.required", "time_ms": TIME * 1000, "tenant_id": CORP, "data": {"token": "t"}}
    event = delivery.event("event.kf_msg_or_event", delivery.digest_id(_XML, TIME), fields, raw_format="xml")
    return delivery.success(delivery.parsed([event]), [_XML])


def _lines(id: str, comment: str, payload: str, lines: list[Json], settings: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        call="parse_lines",
        inputs={"config": settings or BARE, "payload": payload},
        expect={"status": 0, "lines": lines},
    )
