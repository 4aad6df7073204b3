"""`parse_lines`: one record a line; a bad line costs its own line and no other."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, failure
from .. import delivery
from ..callback import BARE, FORM, JSON, WRAPPED, fields, written
from ..cases import BOT, text_message, usual_fields


def vectors() -> Iterator[Vector]:
    first, second, third = (_line(number) for number in (1, 2, 3))
    one, two, three = (_parsed(number) for number in (1, 2, 3))
    bad = failure(401)
    yield _lines("lines_lf", "Lines end in LF.", f"{first}\n{second}\n", [one, two])
    yield _lines("lines_crlf", "Or in CRLF.", f"{first}\r\n{second}\r\n", [one, two])
    yield _lines("lines_last_without_end", "The last line may lack its end.", f"{first}\n{second}", [one, two])
    yield _lines("lines_blank", "A blank line gives no output line.", f"\n{first}\n\r\n\n{second}\n\n", [one, two])
    yield _lines("lines_empty", "No input, no output.", "", [])
    yield _lines(
        "lines_bad_between",
        "A line that is no record.",
        f'{first}\nhello\n{second}\n[]\n{{"a":1}}\n{third}\n',
        [one, bad, two, bad, bad, three],
    )
    yield _lines(
        "lines_of_every_form",
        "A form, a wrapped and an outgoing one.",
        f"{_line(1, FORM)}\n{_line(2, WRAPPED)}\n{_OUTGOING}\n{third}\n",
        [_parsed(1, FORM), _parsed(2, WRAPPED), _outgoing(), three],
    )
    over = compact({"msgtype": "markdown", "markdown": {"title": "题" * 101, "text": "t"}})
    yield _lines(
        "lines_over_limit",
        "A message over a limit costs its line.",
        f"{over}\n{first}\n",
        [failure(600, contains=["markdown.title"]), one],
    )
    deep = '{"msgtype":' + "[" * 100 + "]" * 100 + "}"
    yield _lines(
        "lines_too_deep", "A line over the depth cap.", f"{first}\n{deep}\n{second}\n", [one, failure(501), two]
    )
    limit = {**BARE, "max_payload_bytes": len(first.encode())}
    yield _lines(
        "lines_too_large",
        "The size limit is each line's.",
        f"{first}\n{first} \n{second}\n",
        [one, failure(500), two],
        limit,
    )
    yield _lines("lines_twice", "A record twice is two lines with one id.", f"{first}\n{first}\n", [one, one])


_OUTGOING = compact({"msgtype": "text", "text": {"content": "hi"}})


def _line(number: int, shape: str = JSON) -> str:
    return written(fields(str(number), {"content": f"第 {number} 条"}), shape)


def _parsed(number: int, shape: str = JSON) -> Json:
    message = {"id": f"m-{number}", **text_message(f"第 {number} 条")}
    raw_format = "form" if shape == FORM else "json"
    event = delivery.event("text", f"m-{number}", {**usual_fields(), "message": message}, raw_format=raw_format)
    return _success(event, _line(number, JSON if shape == WRAPPED else shape))


def _outgoing() -> Json:
    outcome = {"type": "message.created", "direction": "out", "sender": BOT, "message": text_message("hi")}
    return _success(delivery.event("text", delivery.digest_id(_OUTGOING), outcome), _OUTGOING)


def _success(event: Json, raw: str) -> Json:
    return delivery.success(delivery.delivery([event], auth=delivery.NOT_CHECKED), [raw])


def _lines(id: str, comment: str, payload: str, lines: list[Json], settings: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        call="parse_lines",
        inputs={"config": settings or BARE, "payload": payload},
        expect={"status": 0, "lines": lines},
    )
