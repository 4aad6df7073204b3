"""sync_msg responses: paging, errors, and one event for each entry."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, failure
from .. import delivery, sources
from ..cases import BARE, one_segment, parsed_case, unknown_segment
from ..entries import (
    ACCOUNT,
    CUSTOMER_PARTY,
    SEND_TIME,
    SERVICER,
    SERVICER_PARTY,
    event_entry,
    event_fields,
    message_entry,
    message_fields,
    page_case,
)

_OK = {"errcode": 0, "errmsg": "ok"}
_CURSOR = "4gw7MepFLfgF2VC5npN"
_PAGED = {"next_cursor": _CURSOR, "has_more": 1}


def vectors() -> Iterator[Vector]:
    yield from paging()
    yield from errors()
    yield from entries()
    yield from oddities()
    yield from limits()


def paging() -> Iterator[Vector]:
    for name, native, page in (
        ("more", _PAGED, {"next_cursor": _CURSOR, "has_more": True}),
        ("no_more", {"next_cursor": _CURSOR, "has_more": 0}, {"next_cursor": _CURSOR, "has_more": False}),
        ("more_string", {"next_cursor": _CURSOR, "has_more": "1"}, {"next_cursor": _CURSOR, "has_more": True}),
        ("no_more_string", {"next_cursor": _CURSOR, "has_more": "0"}, {"next_cursor": _CURSOR, "has_more": False}),
        ("more_true", {"next_cursor": _CURSOR, "has_more": True}, {"next_cursor": _CURSOR, "has_more": True}),
        ("more_false", {"next_cursor": _CURSOR, "has_more": False}, {"next_cursor": _CURSOR, "has_more": False}),
        ("more_absent", {"next_cursor": _CURSOR}, {"next_cursor": _CURSOR, "has_more": False}),
        ("cursor_empty", {"next_cursor": "", "has_more": 0}, {"has_more": False}),
        ("cursor_absent", {"has_more": 1}, {"has_more": True}),
        ("cursor_null", {"next_cursor": None, "has_more": 1}, {"has_more": True}),
        ("cursor_number", {"next_cursor": 77, "has_more": 1}, {"next_cursor": "77", "has_more": True}),
    ):
        for form, items in {"": {"msg_list": []}, "_without_list": {}}.items():
            yield page_case(
                f"page_{name}{form}",
                "has_more can be 1 with an empty list: go on with the cursor.",
                {**_OK, **native, **items},
                page,
                flags=("TypeConflict",) if "string" in name or "number" in name else (),
            )
    yield page_case("page_list_alone", "No errcode is no error.", {"msg_list": []}, {"has_more": False})
    yield page_case(
        "page_list_null",
        "null is absent.",
        {**_OK, **_PAGED, "msg_list": None},
        {"next_cursor": _CURSOR, "has_more": True},
    )


def errors() -> Iterator[Vector]:
    for name, native, error in (
        ("token", {"errcode": 95007, "errmsg": "invalid msg token"}, {"code": "95007", "message": "invalid msg token"}),
        ("busy", {"errcode": -1, "errmsg": "system error"}, {"code": "-1", "message": "system error"}),
        ("string", {"errcode": "40001", "errmsg": "x"}, {"code": "40001", "message": "x"}),
        ("without_message", {"errcode": 40001}, {"code": "40001"}),
        ("empty_message", {"errcode": 40001, "errmsg": ""}, {"code": "40001"}),
    ):
        yield page_case(f"page_error_{name}", "An error in place of has_more; no events.", native, {"error": error})
    yield page_case(
        "page_error_with_cursor",
        "has_more of an error says nothing; a cursor is kept.",
        {"errcode": 45009, "errmsg": "api freq out of limit", "next_cursor": _CURSOR, "has_more": 1},
        {"next_cursor": _CURSOR, "error": {"code": "45009", "message": "api freq out of limit"}},
    )
    yield page_case(
        "page_zero_in_string",
        "0 in a string is no error either.",
        {"errcode": "0", "has_more": 0, "msg_list": []},
        {"has_more": False},
    )


def entries() -> Iterator[Vector]:
    natives = [
        message_entry("m1", "text", {"content": "你好"}, servicer_userid=SERVICER),
        message_entry("m2", "image", {"media_id": "M"}, origin=5, servicer_userid=SERVICER),
        event_entry("m3", "enter_session", scene="1", scene_param="p"),
        event_entry("m4", "session_status_change", change_type=3, old_servicer_userid=SERVICER),
    ]
    text = one_segment({"type": "text", "text": "你好"}, "你好")
    image = one_segment({"type": "image", "media": {"id": "M"}}, "[image]")
    events = [
        delivery.event("text", "m1", message_fields({"id": "m1", **text}, recipients=[SERVICER_PARTY])),
        delivery.event("image", "m2", message_fields({"id": "m2", **image}, direction="out", sender=SERVICER_PARTY)),
        delivery.event(
            "event.enter_session",
            "m3",
            event_fields(
                "session.entered",
                {
                    "action": "entered",
                    "native_action": "enter_session",
                    "actor": CUSTOMER_PARTY,
                    "scene": "1",
                    "scene_param": "p",
                },
            ),
        ),
        delivery.event(
            "event.session_status_change",
            "m4",
            event_fields("session.updated", {"action": "ended", "native_action": "3", "old_servicer_userid": SERVICER}),
        ),
    ]
    paged = {"next_cursor": _CURSOR, "has_more": True}
    yield page_case(
        "page_of_four",
        "One event for each entry, in order, each with its own raw.",
        {**_OK, **_PAGED, "msg_list": natives},
        paged,
        events,
        map(compact, natives),
    )
    spaced = [compact(native).replace(":", " : ") for native in natives[:2]]
    yield page_case(
        "page_entries_spaced",
        "raw is the entry's own text.",
        '{ "msg_list" : [ ' + " ,\n ".join(spaced) + ' ], "has_more":0 }',
        {"has_more": False},
        events[:2],
        spaced,
    )
    yield page_case(
        "page_list_first",
        "The paging fields after the list.",
        {"msg_list": natives[:1], **_PAGED, **_OK},
        paged,
        events[:1],
        map(compact, natives[:1]),
    )
    yield page_case(
        "page_error_with_entries",
        "Entries beside an error are not lost.",
        {"errcode": 95000, "errmsg": "x", "msg_list": natives[:1]},
        {"error": {"code": "95000", "message": "x"}},
        events[:1],
        map(compact, natives[:1]),
    )
    yield _many()
    yield _unknowns()
    yield _same_as_alone()


def _many() -> Vector:
    natives = [message_entry(f"m{number}", "text", {"content": f"第 {number} 条"}) for number in range(50)]
    events = [
        delivery.event(
            "text",
            native["msgid"],
            message_fields({"id": native["msgid"], **one_segment({"type": "text", "text": said}, said)}),
        )
        for native in natives
        for said in [native["text"]["content"]]
    ]
    return page_case(
        "page_of_fifty",
        "A larger page.",
        {**_OK, **_PAGED, "msg_list": natives},
        {"next_cursor": _CURSOR, "has_more": True},
        events,
        map(compact, natives),
    )


def _unknowns() -> Vector:
    """One bad entry never costs the rest."""
    natives: list[Json] = [
        message_entry("m1", "hologram", {"a": 1}),
        message_entry("m2", "text", {"content": "hi"}),
        "not an entry",
        {"msgid": "m4", "open_kfid": ACCOUNT, "send_time": SEND_TIME, "hello": "world"},
        7,
    ]
    hologram = one_segment(unknown_segment("hologram", {"a": 1}), "[unknown] hologram")
    events = [
        delivery.event("hologram", "m1", message_fields({"id": "m1", **hologram})),
        delivery.event("text", "m2", message_fields({"id": "m2", **one_segment({"type": "text", "text": "hi"}, "hi")})),
        delivery.event("unknown", delivery.digest_id('"not an entry"'), {"type": "unknown"}),
        delivery.event(
            "unknown",
            "m4",
            {
                "type": "unknown",
                "time_ms": SEND_TIME * 1000,
                "conversation": {"kind": "service", "parent_id": ACCOUNT},
                "data": {"hello": "world"},
            },
        ),
        delivery.event("unknown", delivery.digest_id("7"), {"type": "unknown"}),
    ]
    return page_case(
        "page_with_unknown_entries",
        "One strange entry never costs the rest.",
        {**_OK, **_PAGED, "msg_list": natives},
        {"next_cursor": _CURSOR, "has_more": True},
        events,
        map(compact, natives),
        warnings=["unknown_message_type", "unexpected_type", "unknown_message_type", "unexpected_type"],
        flags=("Unknown", "Malformed"),
    )


def _same_as_alone() -> Vector:
    native = event_entry("m1", "user_recall_msg", recall_msgid="R")
    fields = event_fields(
        "message.recalled",
        {"action": "recalled", "native_action": "user_recall_msg", "target_id": "R", "actor": CUSTOMER_PARTY},
    )
    text = compact(native)
    return parsed_case(
        "page_entry_alone",
        "A single entry parses on its own, as the same event.",
        text,
        [delivery.event("event.user_recall_msg", "m1", fields)],
        [text],
        source=sources.GO_PACKAGE,
    )


def oddities() -> Iterator[Vector]:
    native = compact(message_entry("m1", "text", {"content": "hi"}))
    event = delivery.event(
        "text", "m1", message_fields({"id": "m1", **one_segment({"type": "text", "text": "hi"}, "hi")})
    )
    paged = {"next_cursor": _CURSOR, "has_more": True}
    head = f'{{"errcode":0,"errmsg":"ok","next_cursor":"{_CURSOR}","has_more":1,"msg_list":['
    for name, text, warnings in (
        ("byte_order_mark", "\ufeff" + head + native + "]}", []),
        ("space_around", f" \n{head}{native}]}}\r\n", []),
        ("unknown_key", f'{{"new":{{"a":1}},{head[1:]}{native}]}}', []),
        (
            "repeated_cursor",
            head.replace('"next_cursor"', '"next_cursor":"x","next_cursor"') + native + "]}",
            ["duplicate_key"],
        ),
        ("repeated_list", head + native.replace("m1", "m0") + '],"msg_list":[' + native + "]}", ["duplicate_key"]),
        ("has_message_type_key", f'{{"msgtype":"text",{head[1:]}{native}]}}', []),
    ):
        yield page_case(
            f"page_oddity_{name}",
            "As with every platform.",
            text,
            paged,
            [event],
            [native],
            warnings=warnings,
            flags=("Malformed",) if warnings else (),
        )
    for name, value in {"object": {}, "string": "x", "number": 7}.items():
        yield page_case(
            f"page_list_is_{name}",
            "A list that is none.",
            {**_OK, **_PAGED, "msg_list": value},
            paged,
            warnings=["unexpected_type"],
            flags=("Malformed",),
        )
    broken = native.replace('"hi"', '"h\ti"')
    yield page_case(
        "page_control_character",
        "A bare control character is escaped in raw, with a warning.",
        head + broken + "]}",
        paged,
        [
            delivery.event(
                "text", "m1", message_fields({"id": "m1", **one_segment({"type": "text", "text": "h\ti"}, "h\ti")})
            )
        ],
        [native.replace('"hi"', '"h\\u0009i"')],
        warnings=["control_character"],
        flags=("Malformed",),
    )


def limits() -> Iterator[Vector]:
    text = compact({**_OK, "msg_list": [message_entry("m1", "text", {"content": "hi"})]})
    deep = '{"errcode":0,"msg_list":[{"msgtype":"x","x":' + "[" * 100 + "]" * 100 + "}]}"
    for name, payload, settings, status in (
        ("too_large", text, {**BARE, "max_payload_bytes": len(text.encode()) - 1}, 500),
        ("too_deep", deep, BARE, 501),
        ("cut", text[:-1], BARE, 401),
        ("cut_in_entry", text[:-10], BARE, 401),
        ("text_after", text + " x", BARE, 401),
        (
            "number_malformed",
            compact({**_OK, "msg_list": [{"msgtype": "text", "send_time": Verbatim("01")}]}),
            BARE,
            401,
        ),
    ):
        yield Vector(
            id=f"page_{name}",
            comment="A page that cannot be read.",
            source=sources.SYNC_MSG,
            flags=("Malformed",),
            call="parse",
            inputs={"config": settings, "payload": payload},
            expect=failure(status),
        )
