"""The push around the content: its type, id and time, content that is missing or broken, keys that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import Case
from ...json_text import Json, compact
from ...vector import Vector, present
from .. import sources
from ..cases import event_case, received, record_fields
from ..push import CORP, CREATED, CREATED_MS, MESSAGE_ID, native, native_id, push, record_of

_HI = Case("envelope", "", "text", {"text": {"content": "hi"}}, [{"type": "text", "text": "hi"}], "hi")
_ORDER = {"tenant_id": "wp1", "order_id": "7", "change_type": 1}
_ORDER_FIELDS = {
    "type": "record.updated",
    "time_ms": CREATED_MS,
    "tenant_id": "wp1",
    "data": {"action": "created", "native_action": "1", "target_id": "7"},
}
_BECOMES = {
    15: "contact.updated",
    16: "conversation.updated",
    19: "record.updated",
    20: "record.updated",
    21: "record.updated",
    38: "contact.updated",
    41: "moderation.decided",
    101: "unknown",
}


def vectors() -> Iterator[Vector]:
    yield from types()
    yield from ids()
    yield from redelivered()
    yield from times()
    yield from content_missing()
    yield from content_broken()
    yield from content_of_wrong_type()
    yield from keys()
    yield from archive_records()
    yield from no_pushes()


def types() -> Iterator[Vector]:
    yield event_case("type_as_text", "The type in a string.", "19", _ORDER, _ORDER_FIELDS, flags=("TypeConflict",))
    body = {"tenant_id": "wp1", "someKey": {"a": 1}, "nothing": None}
    for name, type in {"unknown": 99, "unknown_as_text": "member_join", "negative": -1, "zero": 0}.items():
        yield event_case(
            f"type_{name}",
            "A type that nobody knows: nothing of it is lost.",
            type,
            body,
            {"type": "unknown", "time_ms": CREATED_MS, "tenant_id": "wp1", "data": {"some_key": {"a": 1}}},
            warnings=["unknown_event_type"],
            flags=("Unknown",),
        )


def ids() -> Iterator[Vector]:
    yield event_case(
        "id_number",
        "An id that is a number becomes its digits.",
        19,
        _ORDER,
        _ORDER_FIELDS,
        replaced={"message_id": 1531161872865},
        flags=("TypeConflict",),
    )
    for name, value in {"null": None, "empty": ""}.items():
        body = push(19, _ORDER, message_id=value)
        digest = expected.digest_id(compact(body), str(CREATED))
        fields = {**_ORDER_FIELDS, "native": native(19, message_id=value)}
        yield received(
            f"id_{name}",
            "Without an id the event is named by the digest of the push and its time.",
            body,
            [expected.event("19", digest, fields)],
        )
        body = push(101, record_of(_HI), message_id=value)
        fields = {**record_fields(_HI), "native": native(101, message_id=value)}
        yield received(
            f"id_of_record_{name}",
            "A record without a push's id is named by its own.",
            body,
            [expected.event("101.text", native_id(_HI), fields)],
        )
    body = push(101, {**record_of(_HI), "msgid": None}, message_id=None)
    fields = record_fields(_HI)
    del fields["message"]["id"]
    yield received(
        "id_of_record_neither",
        "No id at all.",
        body,
        [
            expected.event(
                "101.text",
                expected.digest_id(compact(body), str(CREATED)),
                {**fields, "native": native(101, message_id=None)},
            )
        ],
    )


def redelivered() -> Iterator[Vector]:
    for name, replaced in {
        "first": {},
        "later": {"gmt_create": CREATED + 60},
        "with_count": {"retry": 3},
    }.items():
        for type, content in ((19, compact(_ORDER)), (101, compact(record_of(_HI)))):
            fields = record_fields(_HI) if type == 101 else _ORDER_FIELDS
            created = replaced.get("gmt_create", CREATED) * 1000
            fields = {**fields, **({} if type == 101 else {"time_ms": created}), "native": native(type, **replaced)}
            yield received(
                f"redelivered_{name}_{type}",
                "The same push again: the same id, so that it is recognised.",
                {**push(type, content), **replaced},
                [expected.event("101.text" if type == 101 else "19", MESSAGE_ID, fields)],
                source=sources.ARCHIVE if type == 101 else sources.ORDER,
            )


def times() -> Iterator[Vector]:
    for name, value, time_ms in (
        ("as_text", str(CREATED), CREATED_MS),
        ("milliseconds", CREATED_MS + 7, CREATED_MS + 7),
        ("null", None, None),
        ("zero", 0, None),
    ):
        yield event_case(
            f"push_time_{name}",
            "gmt_create in its variants.",
            19,
            _ORDER,
            present(**{**_ORDER_FIELDS, "time_ms": time_ms}),
            replaced={"gmt_create": value},
            flags=("TypeConflict",),
        )
    yield event_case(
        "push_time_words",
        "What is no time stays beside the event.",
        19,
        _ORDER,
        {key: value for key, value in _ORDER_FIELDS.items() if key != "time_ms"},
        replaced={"gmt_create": "yesterday"},
        warnings=["unexpected_type"],
        flags=("TypeConflict",),
    )


def content_missing() -> Iterator[Vector]:
    for type, becomes in _BECOMES.items():
        yield event_case(
            f"content_missing_{type}",
            "A push that says only that something has happened.",
            type,
            "",
            {"type": becomes, "time_ms": CREATED_MS},
            warnings=["missing_content"],
        )
    for name, replaced in {"null": {"content": None}, "blank": {"content": " \n"}}.items():
        yield event_case(
            f"content_{name}",
            "The same.",
            19,
            "",
            {"type": "record.updated", "time_ms": CREATED_MS},
            replaced=replaced,
            warnings=["missing_content"],
        )
    body = {"message_id": MESSAGE_ID, "type": 19, "gmt_create": CREATED}
    fields = {"type": "record.updated", "time_ms": CREATED_MS, "native": native(19)}
    yield received(
        "content_absent", "The same.", body, [expected.event("19", MESSAGE_ID, fields)], warnings=["missing_content"]
    )


def content_broken() -> Iterator[Vector]:
    for type, becomes in _BECOMES.items():
        text = '{"tenant_id":"wp1","user_id":zhangsan}'
        yield event_case(
            f"content_broken_{type}",
            "Inner text that is no JSON: the push is not lost, the text is kept.",
            type,
            text,
            {"type": becomes, "time_ms": CREATED_MS, "data": {"content": text}},
            warnings=["malformed_content"],
            flags=("Malformed",),
        )
    for name, text in {
        "text": "hello 你好",
        "cut": '{"order_id":"7"',
        "cut_in_a_string": '{"order_id":"7',
        "trailing_text": '{"order_id":"7"} x',
        "two_values": "{}{}",
        "trailing_comma": '{"order_id":"7",}',
        "single_quotes": "{'order_id':'7'}",
        "xml": "<xml/>",
        "nan": '{"order_id":NaN}',
        "leading_zero": '{"change_type":01}',
        "bad_escape": '{"order_id":"\\x41"}',
        "nul": "\0",
    }.items():
        yield event_case(
            f"content_broken_{name}",
            "The same, broken in another way.",
            19,
            text,
            {"type": "record.updated", "time_ms": CREATED_MS, "data": {"content": text}},
            warnings=["malformed_content"],
            flags=("Malformed",),
        )


def content_of_wrong_type() -> Iterator[Vector]:
    body = {**push(19, ""), "content": _ORDER}
    fields = {**_ORDER_FIELDS, "native": native(19)}
    yield received(
        "content_object",
        "The content as JSON, not in a string.",
        body,
        [expected.event("19", MESSAGE_ID, fields)],
        flags=("TypeConflict",),
    )
    record = {**push(101, ""), "content": record_of(_HI)}
    fields = {**record_fields(_HI), "native": native(101)}
    yield received(
        "content_object_of_record",
        "A record as JSON, not in a string.",
        record,
        [expected.event("101.text", MESSAGE_ID, fields)],
        flags=("TypeConflict",),
    )
    for type in (19, 99, 101):
        for name, value in {"list": [1, "x"], "text": "hello", "number": 7, "true": True}.items():
            becomes = _BECOMES.get(type, "unknown")
            code = ["unexpected_type"] if type != 99 else ["unknown_event_type"]
            yield event_case(
                f"content_{name}_in_{type}",
                "JSON, but no object.",
                type,
                compact(value),
                {"type": becomes, "time_ms": CREATED_MS, "data": {"content": value}},
                warnings=code,
                flags=("TypeConflict",),
            )
    yield event_case(
        "content_null_inside",
        "null inside the string says nothing.",
        19,
        "null",
        {"type": "record.updated", "time_ms": CREATED_MS},
        warnings=["missing_content"],
        flags=("TypeConflict",),
    )
    yield event_case(
        "content_twice_in_a_string",
        "A string inside the string is no object.",
        19,
        compact(compact(_ORDER)),
        {"type": "record.updated", "time_ms": CREATED_MS, "data": {"content": compact(_ORDER)}},
        warnings=["unexpected_type"],
        flags=("TypeConflict",),
    )
    yield event_case(
        "content_spaced",
        "White space around the inner JSON.",
        19,
        f" \r\n{compact(_ORDER)}\n",
        _ORDER_FIELDS,
    )


def keys() -> Iterator[Vector]:
    body = {
        "retry": 2,
        "type": 19,
        "content": compact(_ORDER),
        "appKey": {"a": [1]},
        "nothing": None,
        "message_id": "1",
    }
    fields = {
        **{key: value for key, value in _ORDER_FIELDS.items() if key != "time_ms"},
        "native": {"retry": 2, "type": 19, "appKey": {"a": [1]}, "message_id": "1"},
    }
    yield received(
        "keys_unknown",
        "Keys of the push that nobody knows stay beside the event, under their own names.",
        body,
        [expected.event("19", "1", fields)],
        flags=("Unknown",),
    )
    yield event_case(
        "keys_unknown_inside",
        "Keys of a change that nobody knows become data in snake_case.",
        19,
        {**_ORDER, "newOwner": "lisi", "Tags": ["a"], "nothing": None, "blank": ""},
        {**_ORDER_FIELDS, "data": {**_ORDER_FIELDS["data"], "new_owner": "lisi", "tags": ["a"], "blank": ""}},
        flags=("Unknown",),
    )
    yield event_case(
        "keys_of_wrong_type",
        "What is no id is kept.",
        19,
        {**_ORDER, "order_id": {"x": 1}},
        {**_ORDER_FIELDS, "data": {"action": "created", "native_action": "1", "order_id": {"x": 1}}},
        warnings=["unexpected_type"],
        flags=("TypeConflict",),
    )


def archive_records() -> Iterator[Vector]:
    record = {"corpid": CORP, "msgid": "m1", "seq": "7", "action": "send", "msgtime": "1691386666454", "spare": "x"}
    fields = {
        "type": "unknown",
        "time_ms": 1691386666454,
        "sequence": "7",
        "tenant_id": CORP,
        "conversation": {"kind": "direct"},
        "data": {"native_action": "send", "spare": "x"},
    }
    for name, more in {"absent": {}, "null": {"msgtype": None}, "empty": {"msgtype": ""}}.items():
        yield event_case(
            f"record_without_type_{name}",
            "A record that does not say what it is.",
            101,
            {**record, **more},
            fields,
            warnings=["unknown_message_type"],
            flags=("Unknown",),
            source=sources.ARCHIVE,
        )


def no_pushes() -> Iterator[Vector]:
    for name, body in {
        "object_empty": {},
        "object_of_others": {"hello": "world", "someKey": [1]},
        "type_missing": {"message_id": "1", "content": "{}"},
        "type_null": {"type": None, "content": "{}"},
        "type_object": {"type": {}, "content": "{}"},
        "type_empty": {"type": "", "content": "{}"},
        "list": [push(19, _ORDER)],
        "text": "hello",
        "number": 7,
        "null": None,
    }.items():
        data = None
        if isinstance(body, dict):
            data = {{"someKey": "some_key"}.get(key, key): value for key, value in body.items() if value is not None}
        yield received(
            f"no_push_{name}",
            "Well-formed, and nothing that the vendor sends: an unknown event, acknowledged all the same.",
            compact(body),
            [expected.event("unknown", expected.digest_id(compact(body)), present(type="unknown", data=data or None))],
            warnings=["unknown_event_type"],
            flags=("Unknown",),
        )
    record = record_of(_HI)
    yield received(
        "no_push_but_record",
        "A record without its push.",
        record,
        [expected.event("101.text", native_id(_HI), record_fields(_HI))],
        flags=("Unknown",),
    )
    body: Json = push(19, _ORDER, msgtype="text", text={"content": "hi"})
    yield received(
        "push_or_record",
        "What has a type is a push.",
        body,
        [
            expected.event(
                "19",
                MESSAGE_ID,
                {**_ORDER_FIELDS, "native": native(19, msgtype="text", text={"content": "hi"})},
            )
        ],
        flags=("Unknown",),
    )
