"""`parse_lines`: one record a line; a bad line costs its own line and no other."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import Case
from ...json_text import Json, compact
from ...vector import Vector, failure
from ..cases import BARE, PLATFORM, native_id, record_of


def vectors() -> Iterator[Vector]:
    first, second, third = (compact(record_of(_case(number))) for number in (1, 2, 3))
    one, two, three = (_parsed(number) for number in (1, 2, 3))
    bad = failure(401)
    yield _lines("lines_lf", "Lines end in LF.", f"{first}\n{second}\n", [one, two])
    yield _lines("lines_crlf", "Or in CRLF.", f"{first}\r\n{second}\r\n", [one, two])
    yield _lines("lines_mixed_ends", "Or now so, now so.", f"{first}\r\n{second}\n{third}\r\n", [one, two, three])
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
        "lines_cut_record",
        "A record cut by a line end is two bad lines.",
        f"{first[:40]}\n{first[40:]}\n{second}\n",
        [bad, bad, two],
    )
    deep = '{"msgtype":"text","text":' + "[" * 100 + "]" * 100 + "}"
    yield _lines(
        "lines_too_deep", "A line over the depth cap.", f"{first}\n{deep}\n{second}\n", [one, failure(501), two]
    )
    yield _lines(
        "lines_too_large",
        "The size limit is each line's.",
        f"{first}\n{first} \n{second}\n",
        [one, failure(500), two],
        {**BARE, "max_payload_bytes": len(first.encode())},
    )
    page = expected.delivery(PLATFORM, [], kind="page", page={"has_more": False})
    yield _lines(
        "lines_page_between",
        "Records and pages may alternate.",
        f'{first}\n{{"errcode":0,"chatdata":[]}}\n{second}\n',
        [one, expected.success(page, []), two],
    )
    control = first.replace("第", "\t")
    event = _event(1)
    event["message"] = {**event["message"], "text": "\t 1 条", "segments": [{"type": "text", "text": "\t 1 条"}]}
    delivery = expected.delivery(PLATFORM, [event], warnings=["control_character"])
    yield _lines(
        "lines_control_character",
        "A bare tab inside a string ends no line.",
        f"{control}\n{second}\n",
        [expected.success(delivery, [control.replace("\t", "\\u0009")]), two],
    )


def _case(number: int) -> Case:
    text = f"第 {number} 条"
    return Case(f"m{number}", "", "text", {"text": {"content": text}}, [{"type": "text", "text": text}], text)


def _event(number: int) -> Json:
    case = _case(number)
    return expected.event("text", native_id(case), case.fields(native_id(case)))


def _parsed(number: int) -> Json:
    record = compact(record_of(_case(number)))
    return expected.success(expected.delivery(PLATFORM, [_event(number)]), [record])


def _lines(id: str, comment: str, payload: str, lines: list[Json], settings: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        call="parse_lines",
        inputs={"config": settings or BARE, "payload": payload},
        expect={"status": 0, "lines": lines},
    )
