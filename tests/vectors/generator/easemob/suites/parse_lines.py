"""`parse_lines`: one body a line; a bad line costs its own line and no other."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, failure
from .. import delivery
from ..body import APPKEY, TIMESTAMP, unsigned
from ..cases import message_fields, text_message, txt

_BARE = {"platform": "easemob"}


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
        "A line that is no JSON, an array, an object of something else.",
        f'{first}\nhello\n{second}\n[]\n{{"a":1}}\n{third}\n',
        [one, bad, two, bad, bad, three],
    )
    deep = '{"callId":' + "[" * 100 + "]" * 100 + "}"
    yield _lines(
        "lines_too_deep", "A line over the depth cap.", f"{first}\n{deep}\n{second}\n", [one, failure(501), two]
    )
    limit = {**_BARE, "max_payload_bytes": len(first.encode())}
    yield _lines(
        "lines_too_large",
        "The size limit is each line's.",
        f"{first}\n{first} \n{second}\n",
        [one, failure(500), two],
        limit,
    )
    yield _lines("lines_twice", "A body twice is two lines with one id.", f"{first}\n{first}\n", [one, one])


def _line(number: int) -> str:
    root = {"eventType": "chat", "chat_type": "chat", "from": "user1", "to": "user2", "msg_id": "8924312242322"}
    return compact(unsigned(str(number), {**root, "payload": txt(f"第 {number} 条")}))


def _parsed(number: int) -> Json:
    fields = {"time_ms": TIMESTAMP, "tenant_id": APPKEY, **message_fields(text_message(f"第 {number} 条"))}
    event = delivery.event("chat.txt", f"{APPKEY}_{number}", fields)
    expected = delivery.delivery([event], auth=delivery.NOT_CHECKED, replies=False)
    return delivery.success(expected, [_line(number)])


def _lines(id: str, comment: str, payload: str, lines: list[Json], settings: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        call="parse_lines",
        inputs={"config": settings or _BARE, "payload": payload},
        expect={"status": 0, "lines": lines},
    )
