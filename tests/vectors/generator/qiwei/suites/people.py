"""Who, where and when in a pushed record: senders, recipients, flags, times."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import CUSTOMER, CUSTOMER_PARTY, MSGTIME, OTHER_CUSTOMER, ROBOT, ROOM, STAFF, STAFF_PARTY, Case
from ...json_text import Json
from ...vector import Vector, present
from .. import sources
from ..cases import received, record_fields
from ..push import CREATED_MS, FLAGS_DATA, MESSAGE_ID, native, push, record_of

_HI = Case("people", "", "text", {"text": {"content": "hi"}}, [{"type": "text", "text": "hi"}], "hi")


def vectors() -> Iterator[Vector]:
    yield from senders()
    yield from recipients()
    yield from flags()
    yield from times()


def senders() -> Iterator[Vector]:
    for name, sender, flag, kind, direction in (
        ("customer", CUSTOMER, "true", "external", "in"),
        ("customer_of_company", OTHER_CUSTOMER, "true", "external", "in"),
        ("customer_not_flagged", CUSTOMER, "false", "external", "in"),
        ("customer_by_flag", "ExternalPerson", "true", "external", "in"),
        ("member", STAFF, "false", "user", None),
        ("robot", ROBOT, "false", "bot", None),
        ("robot_flagged", ROBOT, "true", "bot", None),
    ):
        yield _record(
            f"sender_{name}",
            "The kind follows from how the id begins, and from is_from_ext.",
            {"from": sender, "is_from_ext": flag},
            {
                "sender": {"id": sender, "kind": kind},
                "direction": direction,
                "data": {**FLAGS_DATA, "is_from_ext": flag == "true"},
            },
        )


def recipients() -> Iterator[Vector]:
    lisi = {"id": "lisi", "kind": "user"}
    for name, text, parties in (
        ("comma", "lisi,zhangsan", [lisi, STAFF_PARTY]),
        ("bar", "lisi|zhangsan", [lisi, STAFF_PARTY]),
        ("semicolon", "lisi;zhangsan", [lisi, STAFF_PARTY]),
        ("mixed", f"lisi, {CUSTOMER} ;{ROBOT}|", [lisi, CUSTOMER_PARTY, {"id": ROBOT, "kind": "bot"}]),
    ):
        yield _record(
            f"recipients_{name}",
            "Several ids in one text: the delimiter is unpublished, so the text stays in data.",
            {"tolist": text},
            {"recipients": parties, "data": {"tolist": text, **FLAGS_DATA}},
        )
    for name, value in {"empty": "", "null": None, "list_empty": []}.items():
        yield _record(f"recipients_{name}", "Nobody is named.", {"tolist": value}, {"recipients": None})
    yield _record(
        "recipients_of_member",
        "A member's message to a customer goes out.",
        {"from": STAFF, "tolist": CUSTOMER, "is_from_ext": "false", "is_ext": "true"},
        {
            "sender": STAFF_PARTY,
            "recipients": [CUSTOMER_PARTY],
            "direction": "out",
            "data": {**FLAGS_DATA, "is_from_ext": False, "is_ext": True},
        },
    )
    yield _record(
        "room",
        "A group's message.",
        {"roomid": ROOM, "tolist": ["lisi", STAFF], "is_grp": "true"},
        {
            "conversation": {"id": ROOM, "kind": "group"},
            "recipients": [lisi, STAFF_PARTY],
            "data": {**FLAGS_DATA, "is_grp": True},
        },
    )


def flags() -> Iterator[Vector]:
    for name, value, boolean in (
        ("true", True, True),
        ("false", False, False),
        ("one", 1, True),
        ("zero", 0, False),
        ("one_as_text", "1", True),
        ("zero_as_text", "0", False),
        ("null", None, None),
        ("empty", "", None),
    ):
        yield _record(
            f"flag_{name}",
            "is_rb in its variants: a real boolean, or absent.",
            {"is_rb": value},
            {"data": present(**{**FLAGS_DATA, "is_rb": boolean})},
        )
    for name, value in {"words": "maybe", "number": 2, "object": {}}.items():
        yield _record(
            f"flag_{name}",
            "What is no truth value is kept.",
            {"is_rb": value},
            {"data": {**FLAGS_DATA, "is_rb": value}},
            warnings=["unexpected_type"],
            flags=("TypeConflict",),
        )


def times() -> Iterator[Vector]:
    for name, value in {"null": None, "zero": "0", "empty": ""}.items():
        yield _record(
            f"time_{name}", "Without a time of its own it is the push's.", {"msgtime": value}, {"time_ms": CREATED_MS}
        )
    yield _record("time_beside", "The record's other time goes first.", {"msgtime": None, "time": str(MSGTIME)}, {})
    yield _record(
        "time_words",
        "What is no time is kept.",
        {"msgtime": "yesterday"},
        {"time_ms": CREATED_MS, "data": {**FLAGS_DATA, "msgtime": "yesterday"}},
        warnings=["unexpected_type"],
        flags=("TypeConflict",),
    )


def _record(id: str, comment: str, replaced: Json, fields: Json, **more: Json) -> Vector:
    """A pushed text record with some keys replaced; `fields` replace those of the event, None takes one out."""
    record = {**record_of(_HI), **replaced}
    event = expected.event("101.text", MESSAGE_ID, present(**{**record_fields(_HI), **fields, "native": native(101)}))
    return received(id, comment, push(101, record), [event], **{"source": sources.ARCHIVE, **more})
