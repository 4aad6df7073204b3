"""What stands around a message of sync_msg: origin, ids, times, and keys that belong nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, present
from .. import delivery, sources
from ..cases import one_segment
from ..entries import (
    ACCOUNT,
    CONVERSATION,
    CUSTOMER,
    CUSTOMER_PARTY,
    SEND_TIME,
    SERVICER,
    SERVICER_PARTY,
    entry_case,
    message_entry,
    message_fields,
)

_BODY = {"content": "hi"}
_HI = one_segment({"type": "text", "text": "hi"}, "hi")


def vectors() -> Iterator[Vector]:
    yield from origins()
    yield from conversations()
    yield from ids()
    yield from times()
    yield from leftovers()
    yield from without_type()


def origins() -> Iterator[Vector]:
    served = {"recipients": [SERVICER_PARTY]}
    answered = {"direction": "out", "sender": SERVICER_PARTY}
    pushed = {"direction": None, "sender": {"kind": "system"}}
    nobody = {"direction": None, "sender": None}
    for name, native, expected in (
        ("3", {"origin": 3}, {}),
        ("3_with_servicer", {"origin": 3, "servicer_userid": SERVICER}, served),
        ("3_with_empty_servicer", {"origin": 3, "servicer_userid": ""}, {}),
        ("3_string", {"origin": "3", "servicer_userid": SERVICER}, served),
        ("5", {"origin": 5, "servicer_userid": SERVICER}, answered),
        ("5_string", {"origin": "5", "servicer_userid": SERVICER}, answered),
        ("5_without_servicer", {"origin": 5}, {"direction": "out", "sender": {"kind": "agent"}}),
        ("4", {"origin": 4}, pushed),
        (
            "4_with_servicer",
            {"origin": 4, "servicer_userid": SERVICER},
            {**pushed, "data": {"servicer_userid": SERVICER}},
        ),
        ("absent", {"origin": None}, nobody),
        (
            "absent_with_servicer",
            {"origin": None, "servicer_userid": SERVICER},
            {**nobody, "data": {"servicer_userid": SERVICER}},
        ),
        ("other", {"origin": 9}, {**nobody, "data": {"origin": 9}}),
        ("other_string", {"origin": "robot"}, {**nobody, "data": {"origin": "robot"}}),
    ):
        yield _text(f"kf_origin_{name}", "3 is the customer, 4 the system, 5 the servicer.", native, expected)


def conversations() -> Iterator[Vector]:
    for name, native, expected in (
        (
            "without_account",
            {"open_kfid": None},
            {"conversation": {"id": CUSTOMER, "kind": "service"}},
        ),
        (
            "without_customer",
            {"external_userid": None},
            {"conversation": {"kind": "service", "parent_id": ACCOUNT}, "sender": {"kind": "external"}},
        ),
        (
            "without_either",
            {"open_kfid": None, "external_userid": None},
            {"conversation": None, "sender": {"kind": "external"}},
        ),
        (
            "empty_ids",
            {"open_kfid": "", "external_userid": ""},
            {"conversation": None, "sender": {"kind": "external"}},
        ),
    ):
        yield _text(
            f"kf_conversation_{name}", "The customer is the conversation, the account its parent.", native, expected
        )


def ids() -> Iterator[Vector]:
    for name, value, digits in (
        ("number", 42, "42"),
        ("long_number", Verbatim("123456789012345678901234567890"), "123456789012345678901234567890"),
        ("with_colon", "a:b#0", "a:b#0"),
        ("chinese", "消息1", "消息1"),
    ):
        id = f"kf_id_{name}"
        native = message_entry(id, "text", _BODY, msgid=value)
        yield entry_case(
            id,
            "An id is its text, or its digits.",
            native,
            "text",
            message_fields({"id": digits, **_HI}),
            native_id=digits,
            flags=("TypeConflict",) if "number" in name else (),
        )
    for name, native, time in (
        ("absent", {"msgid": None}, SEND_TIME),
        ("empty", {"msgid": ""}, SEND_TIME),
        ("absent_time_string", {"msgid": None, "send_time": str(SEND_TIME)}, SEND_TIME),
        ("absent_and_no_time", {"msgid": None, "send_time": None}, ""),
    ):
        id = f"kf_id_{name}"
        entry = present(**{**message_entry(id, "text", _BODY), **native})
        fields = message_fields(_HI, **({} if time else {"time_ms": None}))
        yield entry_case(
            id,
            "Without an id: the digest of the entry's text and the digits of its time.",
            entry,
            "text",
            fields,
            native_id=delivery.digest_id(compact(entry), time),
        )


def times() -> Iterator[Vector]:
    for name, value, expected in (
        ("string", str(SEND_TIME), {}),
        ("absent", None, {"time_ms": None}),
        ("milliseconds", SEND_TIME * 1000 + 7, {"time_ms": SEND_TIME * 1000 + 7}),
        ("milliseconds_string", str(SEND_TIME * 1000 + 7), {"time_ms": SEND_TIME * 1000 + 7}),
        ("zero", 0, {"time_ms": 0}),
    ):
        yield _text(
            f"kf_time_{name}", "send_time counts seconds; from 10¹¹ on, milliseconds.", {"send_time": value}, expected
        )


def leftovers() -> Iterator[Vector]:
    yield _text(
        "kf_unknown_keys",
        "Keys that no document names: in data, in snake_case. null is absent.",
        {"newThing": {"a": [1, "x"]}, "flag": True},
        {"data": {"new_thing": {"a": [1, "x"]}, "flag": True}},
        flags=("Unknown",),
    )
    yield _text(
        "kf_second_body",
        "The body of another type beside its own.",
        {"image": {"media_id": "M"}},
        {"data": {"image": {"media_id": "M"}}},
        flags=("Unknown",),
    )
    id = "kf_repeated_key"
    text = compact(message_entry(id, "text", _BODY)).replace('"open_kfid":', '"open_kfid":"first","open_kfid":')
    yield entry_case(
        id,
        "A key twice: the last wins.",
        text,
        "text",
        message_fields({"id": id, **_HI}),
        warnings=["duplicate_key"],
        flags=("Malformed",),
    )
    id = "kf_repeated_body"
    text = compact(message_entry(id, "text", _BODY)).replace('"text":{', '"text":{"content":"first"},"text":{')
    yield entry_case(
        id,
        "The body twice: the last wins.",
        text,
        "text",
        message_fields({"id": id, **_HI}),
        warnings=["duplicate_key"],
        flags=("Malformed",),
    )
    id = "kf_type_last"
    native = message_entry(id, "text", _BODY)
    type = native.pop("msgtype")
    yield entry_case(
        id, "Keys come in any order.", {**native, "msgtype": type}, "text", message_fields({"id": id, **_HI})
    )


def without_type() -> Iterator[Vector]:
    """Only a page can hold such an entry: see pages."""
    id = "kf_type_empty"
    native = message_entry(id, "", None)
    fields = {
        "type": "unknown",
        "time_ms": SEND_TIME * 1000,
        "direction": "in",
        "conversation": CONVERSATION,
        "sender": CUSTOMER_PARTY,
    }
    yield entry_case(
        id,
        "An empty type is none.",
        native,
        "unknown",
        fields,
        warnings=["unknown_message_type"],
        flags=("Malformed",),
    )


def _text(id: str, comment: str, native: Json, expected: Json, **more: Json) -> Vector:
    """A text of a customer, some keys of the entry and of the event replaced."""
    entry = present(**{**message_entry(id, "text", _BODY), **native})
    fields = message_fields({"id": id, **_HI}, **expected)
    return entry_case(id, comment, entry, "text", fields, **{"source": sources.SYNC_MSG, **more})
