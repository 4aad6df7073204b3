"""`parse_lines`: one push or record a line; a bad line costs its own line and no other."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import Case
from ...json_text import Json, compact
from ...vector import Vector, failure
from ..cases import record_event, record_fields
from ..push import BARE, CREATED_MS, MESSAGE_ID, PLATFORM, native, native_id, push, record_of


def vectors() -> Iterator[Vector]:
    first = compact(push(101, record_of(_case(1))))
    second = compact(record_of(_case(2), official=True))
    third = compact(push(21, {"tenant_id": "wp1"}))
    one = _success(first, record_event(_case(1)))
    two = _success(second, expected.event("101.text", native_id(_case(2)), record_fields(_case(2), official=True)))
    fields = {"type": "record.updated", "time_ms": CREATED_MS, "tenant_id": "wp1", "data": {"action": "updated"}}
    three = _success(third, expected.event("21", MESSAGE_ID, {**fields, "native": native(21)}))
    bad = failure(401)
    yield _lines("lines_lf", "Lines end in LF.", f"{first}\n{second}\n{third}\n", [one, two, three])
    yield _lines("lines_crlf", "Or in CRLF.", f"{first}\r\n{second}\r\n{third}\r\n", [one, two, three])
    yield _lines("lines_last_without_end", "The last line may lack its end.", f"{first}\n{second}", [one, two])
    yield _lines("lines_blank", "A blank line gives no output line.", f"\n{first}\n\r\n\n{second}\n \n", [one, two])
    yield _lines("lines_empty", "No input, no output.", "", [])
    yield _lines(
        "lines_bad_between",
        "A line that is no JSON, an array, an object of something else.",
        f'{first}\nhello\n{second}\n[]\n{{"a":1}}\n{third}\n',
        [one, bad, two, bad, bad, three],
    )
    yield _lines(
        "lines_cut_push",
        "A push cut by a line end is two bad lines.",
        f"{first[:40]}\n{first[40:]}\n{second}\n",
        [bad, bad, two],
    )
    deep = compact(push(99, "[" * 100 + "]" * 100))
    yield _lines("lines_too_deep", "A line over the cap.", f"{first}\n{deep}\n{second}\n", [one, failure(501), two])
    yield _lines(
        "lines_too_large",
        "The size limit is each line's.",
        f"{third}\n{first}\n{third}\n",
        [three, failure(500), three],
        {**BARE, "max_payload_bytes": len(third.encode())},
    )


def _case(number: int) -> Case:
    text = f"第 {number} 条"
    return Case(f"m{number}", "", "text", {"text": {"content": text}}, [{"type": "text", "text": text}], text)


def _success(record: str, event: Json) -> Json:
    return expected.success(expected.delivery(PLATFORM, [event]), [record])


def _lines(id: str, comment: str, payload: str, lines: list[Json], settings: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        call="parse_lines",
        inputs={"config": settings or BARE, "payload": payload},
        expect={"status": 0, "lines": lines},
    )
