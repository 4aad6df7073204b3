"""`parse_lines`: one payload a line; a bad line costs its own line and no other."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, failure
from .. import delivery
from ..cases import message_fields, text_message
from ..envelope import MESSAGE_TOPIC

_BARE = {"platform": "wps"}


def vectors() -> Iterator[Vector]:
    first, second, third = (_line(number) for number in (1, 2, 3))
    one, two, three = (_parsed(number) for number in (1, 2, 3))
    bad = failure(401)
    yield _lines("lines_lf", "Lines end in LF.", f"{first}\n{second}\n", [one, two])
    yield _lines("lines_crlf", "Or in CRLF.", f"{first}\r\n{second}\r\n", [one, two])
    yield _lines("lines_mixed_ends", "Or now so, now so.", f"{first}\r\n{second}\n{third}\r\n", [one, two, three])
    yield _lines("lines_last_without_end", "The last line may lack its end.", f"{first}\n{second}", [one, two])
    yield _lines("lines_blank", "A blank line gives no output line.", f"\n{first}\n\r\n\n{second}\n\n", [one, two])
    yield _lines("lines_empty", "No input, no output.", "", [])
    yield _lines("lines_only_blank", "Blank lines alone give none.", "\n\r\n\n", [])
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
    deep = '{"message":' + "[" * 100 + "]" * 100 + "}"
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


def _line(number: int) -> str:
    return compact(
        {
            "chat": {"id": "8225957", "type": "p2p"},
            "company_id": "eueue",
            "message": {"content": {"text": {"content": f"第 {number} 条"}}, "id": f"m{number}", "type": "text"},
            "send_time": 1734426254026,
            "sender": {"id": "erueru", "type": "user"},
        }
    )


def _parsed(number: int) -> Json:
    fields = message_fields({"id": f"m{number}", **text_message(f"第 {number} 条")})
    event = delivery.event(f"{MESSAGE_TOPIC}.create", f"m{number}", fields)
    expected = delivery.delivery([event], auth=delivery.NOT_CHECKED, reply=None)
    return delivery.success(expected, [_line(number)])


def _lines(id: str, comment: str, payload: str, lines: list[Json], settings: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        call="parse_lines",
        inputs={"config": settings or _BARE, "payload": payload},
        expect={"status": 0, "lines": lines},
    )
