"""Who, where and when: senders, recipients, rooms, directions, times, order, tenant."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import CUSTOMER, CUSTOMER_PARTY, MSGTIME, OTHER_CUSTOMER, ROBOT, ROOM, STAFF, STAFF_PARTY
from ...archive_sources import OFFICIAL, PUSH
from ...json_text import Json, Verbatim, compact
from ...vector import Vector, present
from ..cases import parsed

_MESSAGE = {"kind": "text", "text": "hi", "segments": [{"type": "text", "text": "hi"}]}
_ROBOT_PARTY = {"id": ROBOT, "kind": "bot"}
_ABSENT = object()


def vectors() -> Iterator[Vector]:
    yield from senders()
    yield from recipients()
    yield from rooms()
    yield from times()
    yield from ids()


def senders() -> Iterator[Vector]:
    for name, native, kind, direction in (
        ("customer", CUSTOMER, "external", "in"),
        ("customer_of_company", OTHER_CUSTOMER, "external", "in"),
        ("robot", ROBOT, "bot", None),
        ("member", STAFF, "user", None),
        ("member_of_other_case", "WMzhangsan", "user", None),
        ("number", 15108264797, "user", None),
    ):
        yield _record(
            f"sender_{name}",
            "The kind follows from how the id begins.",
            {"from": native},
            {"sender": {"id": str(native), "kind": kind}, "direction": direction},
        )
    for name, native in {"empty": "", "null": None}.items():
        yield _record(f"sender_{name}", "Nobody is named.", {"from": native}, {"sender": None, "direction": None})
    yield _record(
        "sender_object",
        "What is no id is kept.",
        {"from": {"id": "x"}},
        {"sender": None, "direction": None, "data": {"from": {"id": "x"}}},
        warnings=["unexpected_type"],
        flags=("TypeConflict",),
    )


def recipients() -> Iterator[Vector]:
    lisi = {"id": "lisi", "kind": "user"}
    for name, sender, native, parties, direction in (
        ("several", CUSTOMER, ["lisi", ROBOT, CUSTOMER], [lisi, _ROBOT_PARTY, CUSTOMER_PARTY], "in"),
        ("customer_of_member", STAFF, [CUSTOMER], [CUSTOMER_PARTY], "out"),
        ("one_customer_of_several", STAFF, ["lisi", CUSTOMER], [lisi, CUSTOMER_PARTY], "out"),
        ("colleague", STAFF, ["lisi"], [lisi], None),
        ("of_robot", ROBOT, [CUSTOMER], [CUSTOMER_PARTY], None),
        ("none", STAFF, [], None, None),
        ("null_inside", STAFF, [None, "lisi"], [lisi], None),
        ("number_inside", STAFF, [15108264797], [{"id": "15108264797", "kind": "user"}], None),
        ("twice", STAFF, ["lisi", "lisi"], [lisi, lisi], None),
    ):
        kind = {STAFF: STAFF_PARTY, CUSTOMER: CUSTOMER_PARTY, ROBOT: _ROBOT_PARTY}[sender]
        yield _record(
            f"recipients_{name}",
            "tolist, in its order; a member's message to a customer goes out.",
            {"from": sender, "tolist": native},
            {"sender": kind, "recipients": parties, "direction": direction},
        )
    yield _record("recipients_text", "One id as text.", {"tolist": "lisi"}, {"recipients": [lisi]}, source=PUSH)
    for name, text in {
        "comma": "lisi,zhangsan",
        "bar": "lisi|zhangsan",
        "semicolon": "lisi;zhangsan",
        "spaces": " lisi , zhangsan ",
        "empty_pieces": ",lisi,,zhangsan,",
        "mixed": "lisi|zhangsan;",
    }.items():
        yield _record(
            f"recipients_text_{name}",
            "Several ids in one text: the delimiter is unpublished, so the text stays in data.",
            {"tolist": text},
            {"recipients": [lisi, STAFF_PARTY], "data": {"tolist": text}},
            source=PUSH,
            flags=("TypeConflict",),
        )
    yield _record("recipients_text_empty", "Nobody.", {"tolist": ""}, {"recipients": None}, source=PUSH)
    yield _record(
        "recipients_object_inside",
        "What is no id is not read; the list is kept whole.",
        {"tolist": [{"id": "x"}, "lisi"]},
        {"recipients": [lisi], "data": {"tolist": [{"id": "x"}, "lisi"]}},
        warnings=["unexpected_type"],
        flags=("TypeConflict",),
    )
    yield _record(
        "recipients_object",
        "What is no list is kept.",
        {"tolist": {"id": "x"}},
        {"recipients": None, "data": {"tolist": {"id": "x"}}},
        warnings=["unexpected_type"],
        flags=("TypeConflict",),
    )


def rooms() -> Iterator[Vector]:
    group = {"id": ROOM, "kind": "group"}
    yield _record("room", "A room is a group.", {"roomid": ROOM}, {"conversation": group})
    yield _record(
        "room_of_any_name",
        "Whatever its id looks like.",
        {"roomid": "1"},
        {"conversation": {"id": "1", "kind": "group"}},
    )
    yield _record("room_null", "No room: direct.", {"roomid": None}, {"conversation": {"kind": "direct"}})
    yield _record(
        "room_absent", "Records of calls have none.", {"roomid": _ABSENT}, {"conversation": {"kind": "direct"}}
    )


def times() -> Iterator[Vector]:
    for name, native, time_ms in (
        ("zero", 0, None),
        ("null", None, None),
        ("text", str(MSGTIME), MSGTIME),
        ("text_empty", "", None),
        ("seconds", 1691386666, 1691386666000),
        ("largest_seconds", 99999999999, 99999999999000),
        ("smallest_milliseconds", 100000000000, 100000000000),
    ):
        yield _record(f"time_{name}", "msgtime in its variants.", {"msgtime": native}, {"time_ms": time_ms})
    for name, native in {"words": "yesterday", "fraction": 1691386666454.5, "object": {}}.items():
        yield _record(
            f"time_{name}",
            "What is no time is kept.",
            {"msgtime": native},
            {"time_ms": None, "data": {"msgtime": native}},
            warnings=["unexpected_type"],
            flags=("TypeConflict",),
        )
    yield _record(
        "time_beside", "Without msgtime the other time counts.", {"msgtime": None, "time": MSGTIME}, {}, source=PUSH
    )


def ids() -> Iterator[Vector]:
    for name, native, sequence in (
        ("number", 25825, "25825"),
        ("text", "25825", "25825"),
        ("long", "18446744073709551616", "18446744073709551616"),
    ):
        yield _record(f"sequence_{name}", "seq is the platform's own order.", {"seq": native}, {"sequence": sequence})
    yield _record("sequence_empty", "Nothing is no order.", {"seq": ""}, {})
    yield _record("tenant_corpid", "corpid is the tenant.", {"corpid": "ww1"}, {"tenant_id": "ww1"}, source=PUSH)
    yield _record("tenant_id", "So is tenant_id.", {"tenant_id": "wp1"}, {"tenant_id": "wp1"}, source=PUSH)
    yield _record(
        "id_number",
        "An id that is a number becomes its digits.",
        {"msgid": Verbatim("125289002219525886280")},
        {},
        native_id="125289002219525886280",
        flags=("TypeConflict",),
    )
    for name, native in {"missing": None, "empty": ""}.items():
        record = _native({"msgid": native})
        yield _record(
            f"id_{name}",
            "Without an id the event is named by the digest of its record and time.",
            {"msgid": native},
            {},
            digest=expected.digest_id(compact(record), str(MSGTIME)),
        )
    spaced = compact(_native({"msgid": None})).replace(",", " ,\r\n")
    fields = _fields(None, {})
    yield parsed(
        "id_digest_as_received",
        "The digest is over the bytes as received, without the white space around.",
        f" {spaced}\n",
        [expected.event("text", expected.digest_id(spaced, str(MSGTIME)), fields)],
        raw=[spaced.replace("\r\n", "  ")],
    )


def _record(
    id: str,
    comment: str,
    native: Json,
    fields: Json,
    *,
    native_id: str | None = None,
    digest: str | None = None,
    **more: Json,
) -> Vector:
    """A text record with some base fields replaced; `fields` replace those of the event, None takes one out."""
    record = _native({"msgid": id, **native})
    name = None if digest else native_id or id
    event = expected.event("text", digest or name, _fields(name, fields))
    return parsed(id, comment, record, [event], **{"source": OFFICIAL, **more})


def _native(replaced: Json) -> Json:
    base = {
        "msgid": "m1",
        "action": "send",
        "from": CUSTOMER,
        "tolist": [STAFF],
        "roomid": "",
        "msgtime": MSGTIME,
        "msgtype": "text",
        "text": {"content": "hi"},
    }
    return {key: value for key, value in {**base, **replaced}.items() if value is not _ABSENT}


def _fields(message_id: str | None, replaced: Json) -> Json:
    fields = {
        "type": "message.created",
        "time_ms": MSGTIME,
        "direction": "in",
        "conversation": {"kind": "direct"},
        "sender": CUSTOMER_PARTY,
        "recipients": [STAFF_PARTY],
        "message": present(id=message_id, **_MESSAGE),
    }
    return present(**{**fields, **replaced})
