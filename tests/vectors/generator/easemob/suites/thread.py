"""Thread callbacks: the vendor's sample, every documented field, and both spellings of each contradiction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...json_text import Json, Verbatim
from ...vector import Vector, request
from .. import delivery, sources
from ..body import APPKEY, OMIT, TIMESTAMP, config
from ..cases import event_case, one_segment, text_message, user

_SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "thread.json"
_NATIVE_TYPE = "notify.thread.update_msg"
_META = {"thread": {"msg_parent_id": "98765412", "thread_name": "周报", "muc_parent_id": "17998800"}}

_LAST_PAYLOAD = {
    "ext": {"priority": "high"},
    "bodies": [{"msg": "thread test", "type": "txt"}],
    "meta": _META,
    "from": "yifan2",
    "to": "17223393",
    "type": "groupchat",
}
_LAST = {
    "payload": _LAST_PAYLOAD,
    "from": f"{APPKEY}_yifan2",
    "id": "10998828",
    "to": f"{APPKEY}_17223393",
    "timestamp": 1651029973455,
}
_DATA: Json = {
    "msg_parent_id": "98765412",
    "name": "周报",
    "from": "user1",
    "last_message": _LAST,
    "id": "17223393",
    "message_count": 49,
    "operation": "update_msg",
    "muc_parent_id": "17998800",
    "timestamp": 1651029973456,
}
THREAD: Json = {
    "chat_type": "notify",
    "payload": {"data": _DATA, "type": "thread"},
    "host": "msync@example",
    "from": "admin",
    "to": "17998800",
    "eventType": "chat",
    "msg_id": "10998824",
    "timestamp": 1651029973480,
}

_LAST_MESSAGE = {
    "sender": user("yifan2"),
    "time_ms": 1651029973455,
    "id": "10998828",
    **text_message("thread test", ext={"priority": "high"}),
}
_EVENT_DATA: Json = {
    "action": "updated",
    "native_action": "update_msg",
    "target_id": "10998828",
    "actor": user("user1"),
    "last_message": _LAST_MESSAGE,
    "meta": _META,
    "msg_parent_id": "98765412",
    "message_count": 49,
    "msg_id": "10998824",
    "host": "msync@example",
}
THREAD_EVENT: Json = {
    "type": "thread.updated",
    "time_ms": 1651029973456,
    "conversation": {"id": "17223393", "kind": "thread", "parent_id": "17998800", "name": "周报"},
    "sender": user("yifan2"),
    "data": _EVENT_DATA,
}


def thread_case(id: str, comment: str, body: Json, fields: Json, **more: Json) -> Vector:
    return event_case(id, comment, _NATIVE_TYPE, body, fields, **{"source": sources.THREAD, **more})


def vectors() -> Iterator[Vector]:
    yield sample()
    yield thread_case("thread", "Every field of the table; signed, as the overview says.", THREAD, THREAD_EVENT)
    yield from places_of_meta()
    yield from spellings()
    yield from missing_parts()
    yield from last_messages()
    yield from operations()
    yield from unknown_keys()


def sample() -> Vector:
    """The sample without callId and security, as published."""
    text = _SAMPLE.read_text(encoding="utf-8").rstrip("\n")
    event = delivery.event(
        _NATIVE_TYPE,
        "10XXXX24",
        {
            "type": "thread.updated",
            "time_ms": 1651029973455,
            "tenant_id": "XXXX#XXXX",
            "conversation": {"id": "17XXXX93", "kind": "thread", "parent_id": "user2", "name": "test"},
            "sender": user("yifan2"),
            "data": {
                "action": "updated",
                "native_action": "update_msg",
                "target_id": "10XXXX28",
                "actor": user("user1"),
                "last_message": {
                    "sender": user("yifan2"),
                    "time_ms": 1651029973455,
                    "id": "10XXXX28",
                    **text_message("thread test"),
                },
                "meta": {"thread": {"msg_parent_id": "98XXXX12", "thread_name": "test", "muc_parent_id": "user2"}},
                "msg_parent_id": "98XXXX12",
                "message_count": 49,
                "msg_id": "10XXXX24",
                "host": "XXXX",
            },
        },
    )
    return Vector(
        id="sample_thread",
        comment="The vendor's sample: no callId, no security. Its line breaks are spaces in raw.",
        source=sources.THREAD,
        flags=("Published", "TypeConflict", "Unproven"),
        call="receive",
        inputs={"config": config(allow_unverified=["thread"]), "request": request(text, TIMESTAMP)},
        expect=delivery.success(
            delivery.delivery([event], auth=delivery.UNPROVEN),
            [text.replace("\n", " ")],
        ),
    )


def places_of_meta() -> Iterator[Vector]:
    bare = _without(_LAST_PAYLOAD, "meta")
    conflict = {"flags": ("TypeConflict",)}
    yield _last(
        "thread_meta_of_the_table",
        "The table puts meta beside the payload, not into it.",
        {**_LAST, "payload": bare, "meta": _META},
        **conflict,
    )
    yield _last(
        "thread_meta_twice",
        "In both places: what is really sent, in the payload, counts.",
        {**_LAST, "meta": {"thread": {"thread_name": "other"}}},
        **conflict,
    )
    yield _last("thread_meta_missing", "In neither.", {**_LAST, "payload": bare}, data={"meta": None})
    yield _last(
        "thread_meta_of_other_kind",
        "Whatever meta holds is handed on.",
        {**_LAST, "payload": {**bare, "meta": {"translation": {"en": "hi"}, "n": [1]}}},
        data={"meta": {"translation": {"en": "hi"}, "n": [1]}},
        flags=("Unknown",),
    )


def spellings() -> Iterator[Vector]:
    conflict = {"flags": ("TypeConflict",)}
    yield _last(
        "thread_body_type_of_the_table",
        "The table calls the body's type txt.",
        {**_LAST, "payload": {**_LAST_PAYLOAD, "bodies": [{"msg": "thread test", "txt": "txt"}]}},
        **conflict,
    )
    yield _last(
        "thread_body_type_both",
        "With both, type is the type and txt is left over.",
        {**_LAST, "payload": {**_LAST_PAYLOAD, "bodies": [{"msg": "thread test", "type": "txt", "txt": "img"}]}},
        message={"segments": [{"type": "text", "text": "thread test", "extra": {"txt": "img"}}]},
        **conflict,
    )
    yield _thread(
        "thread_msg_id_number",
        "msg_id is a Long in the table and a string in the sample.",
        {"msg_id": 10998824},
        {},
        **conflict,
    )
    yield thread_case(
        "thread_msg_id_number_names_event",
        "Its digits name the event where there is no callId.",
        {**THREAD, "callId": OMIT, "msg_id": Verbatim("1049877123456789012")},
        {**THREAD_EVENT, "data": {**_EVENT_DATA, "msg_id": "1049877123456789012"}},
        native_id="1049877123456789012",
        secret=None,
        auth=delivery.UNPROVEN,
        settings=config(allow_unverified=["thread"]),
        **conflict,
    )
    yield _last("thread_last_id_number", "The same for the last message's id.", {**_LAST, "id": 10998828}, **conflict)
    yield _last(
        "thread_last_from_bare",
        "last_message.from without the app's prefix.",
        {**_LAST, "from": "yifan2", "to": "17223393"},
        **conflict,
    )
    yield _last(
        "thread_last_from_of_other_app",
        "The prefix of another app is stripped as well.",
        {**_LAST, "from": "other-org#other-app_yifan2"},
        **conflict,
    )
    yield _last(
        "thread_last_payload_from_differs",
        "payload.from is what the sender wrote there: last_message.from counts.",
        {**_LAST, "payload": {**_LAST_PAYLOAD, "from": "somebody-else"}},
        **conflict,
    )
    yield _data(
        "thread_message_count_string",
        "Counts are handed on as they are.",
        {"message_count": "49"},
        {"message_count": "49"},
        **conflict,
    )
    for name, native in (("string", "1651029973456"), ("seconds", 1651029973)):
        time_ms = 1651029973000 if name == "seconds" else 1651029973456
        yield _thread(
            f"thread_timestamp_{name}",
            "The operation's time in another spelling.",
            {"payload": {"data": {**_DATA, "timestamp": native}, "type": "thread"}},
            {"time_ms": time_ms},
            **conflict,
        )


def missing_parts() -> Iterator[Vector]:
    for name, value in (("null", None), ("missing", OMIT)):
        yield _data(
            f"thread_msg_parent_id_{name}",
            "msg_parent_id may be empty.",
            {"msg_parent_id": value},
            {"msg_parent_id": None},
        )
    yield _data(
        "thread_msg_parent_id_empty",
        "An empty text is handed on.",
        {"msg_parent_id": ""},
        {"msg_parent_id": ""},
    )
    yield _thread(
        "thread_timestamp_missing",
        "Without the operation's time that of the callback counts.",
        {"payload": {"data": _without(_DATA, "timestamp"), "type": "thread"}},
        {"time_ms": 1651029973480},
    )
    yield _thread(
        "thread_muc_parent_id_missing",
        "The group is also the callback's to.",
        {"payload": {"data": _without(_DATA, "muc_parent_id"), "type": "thread"}},
        {},
    )
    yield _thread(
        "thread_name_missing",
        "A thread without a name.",
        {"payload": {"data": _without(_DATA, "name"), "type": "thread"}},
        {"conversation": {"id": "17223393", "kind": "thread", "parent_id": "17998800"}},
    )
    for name, data in (("missing", _without(_DATA, "last_message")), ("null", {**_DATA, "last_message": None})):
        yield _thread(
            f"thread_last_message_{name}",
            "No last message: nobody sent anything.",
            {"payload": {"data": data, "type": "thread"}},
            {
                "sender": None,
                "data": {
                    key: value for key, value in _EVENT_DATA.items() if key not in ("last_message", "target_id", "meta")
                },
            },
            warnings=["missing_content"],
            flags=("Malformed",),
        )


def last_messages() -> Iterator[Vector]:
    image = {
        "type": "img",
        "filename": "a.png",
        "file_length": 128827,
        "size": {"width": 746, "height": 1325},
        "secret": "s3",
        "url": "https://example.com/a",
    }
    media = {
        "url": "https://example.com/a",
        "name": "a.png",
        "size_bytes": 128827,
        "width": 746,
        "height": 1325,
        "secret": "s3",
    }
    for id, comment, bodies, message, warnings in (
        ("image", "An image.", [image], one_segment({"type": "image", "media": media}, "[image]"), []),
        (
            "two_bodies",
            "Two bodies in a row.",
            [{"type": "txt", "msg": "see "}, image],
            {
                "kind": "mixed",
                "text": "see [image]",
                "segments": [{"type": "text", "text": "see "}, {"type": "image", "media": media}],
            },
            [],
        ),
        (
            "unknown_body",
            "A body of an unknown type.",
            [{"type": "hologram", "x": 1}],
            one_segment(
                {"type": "unknown", "native_type": "hologram", "data": {"type": "hologram", "x": 1}},
                "[unknown] hologram",
            ),
            ["unknown_message_type"],
        ),
    ):
        yield _last(
            f"thread_last_message_{id}",
            comment,
            {**_LAST, "payload": {**_LAST_PAYLOAD, "bodies": bodies}},
            message=message,
            warnings=warnings,
        )
    yield _last(
        "thread_last_message_ext_empty",
        "An empty ext is absent.",
        {**_LAST, "payload": {**_LAST_PAYLOAD, "ext": {}}},
        message={"ext": None},
    )


def operations() -> Iterator[Vector]:
    data = {key: value for key, value in _EVENT_DATA.items() if key not in ("action", "native_action")}
    yield event_case(
        "thread_unknown_operation",
        "Only update_msg is documented. Nothing of another operation is lost.",
        "notify.thread.explode",
        {**THREAD, "payload": {"data": {**_DATA, "operation": "explode"}, "type": "thread"}},
        {**THREAD_EVENT, "type": "unknown", "data": data},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )


def unknown_keys() -> Iterator[Vector]:
    yield _data(
        "thread_unknown_keys_of_data",
        "Unknown keys of data are kept in snake_case.",
        {"threadOwner": "user9", "flags": {"camelCase": True}},
        {"thread_owner": "user9", "flags": {"camelCase": True}},
        flags=("Unknown",),
    )
    yield _last(
        "thread_unknown_keys_of_last_message",
        "So are those of the last message and of its payload: never among what the application attached.",
        {**_LAST, "editCount": 2, "payload": {**_LAST_PAYLOAD, "msgConfig": {"a": 1}}},
        data={"edit_count": 2, "msg_config": {"a": 1}},
        flags=("Unknown",),
    )
    yield _thread(
        "thread_unknown_keys_of_payload_and_root",
        "And those of the payload and the root.",
        {"payload": {"data": _DATA, "type": "thread", "payloadNote": 1}, "securityVersion": "1.0.0", "rootNote": [1]},
        {"data": {**_EVENT_DATA, "payload_note": 1, "security_version": "1.0.0", "root_note": [1]}},
        flags=("Unknown",),
    )


def _thread(id: str, comment: str, parts: Json, fields: Json, **more: Json) -> Vector:
    return thread_case(id, comment, {**THREAD, **parts}, {**THREAD_EVENT, **fields}, **more)


def _data(id: str, comment: str, parts: Json, data: Json, **more: Json) -> Vector:
    """Parts of payload.data replaced, and parts of the event's data."""
    native = _present({**_DATA, **parts}, OMIT)
    payload = {"data": native, "type": "thread"}
    return _thread(id, comment, {"payload": payload}, {"data": _present({**_EVENT_DATA, **data})}, **more)


def _last(id: str, comment: str, last: Json, *, message: Json = None, data: Json = None, **more: Json) -> Vector:
    """The last message replaced, and parts of what it becomes."""
    parts = {"last_message": _present({**_LAST_MESSAGE, **(message or {})}), **(data or {})}
    return _data(id, comment, {"last_message": last}, parts, **more)


def _present(value: Json, absent: Json = None) -> Json:
    return {key: item for key, item in value.items() if item is not absent}


def _without(value: Json, key: str) -> Json:
    return {name: item for name, item in value.items() if name != key}
