"""Read receipts, recalls and edits: which message, by whom, and where."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector
from .. import sources
from ..body import OMIT
from ..cases import GROUP_ID, event_case, somebody, system, text_message, txt, user

_ROOT = {
    "eventType": "chat",
    "host": "msync@example",
    "from": "tst",
    "to": "wzy",
    "msg_id": "1406088760298309588",
}
_REST = {"msg_id": "1406088760298309588", "host": "msync@example"}
_ACKED = "1406088702140090324"
_RECALLED = "966475220900644860"


def vectors() -> Iterator[Vector]:
    yield from single_receipts()
    yield from group_receipts()
    yield from conversation_receipts()
    yield from recalls()
    yield from edits()
    yield from stages()


def single_receipts() -> Iterator[Vector]:
    payload = {"ext": {}, "ack_message_id": _ACKED, "bodies": []}
    between_two = {"conversation": {"kind": "direct"}, "recipients": [user("wzy")]}
    channel = {"channel_channel": "easemob-demo#test_wzy@conference.easemob.com"}
    yield _read_ack(
        "read_ack_single",
        "One person read another's message; empty ext and bodies say nothing.",
        {"payload": payload, **channel},
        between_two,
        channel,
    )
    yield _read_ack(
        "read_ack_single_of_the_newer_shape",
        "With the payload's type.",
        {"payload": {"ack_message_id": _ACKED, "type": "read_ack"}, "content_type": "chat:ack:read"},
        between_two,
        {"content_type": "chat:ack:read"},
    )
    yield _read_ack(
        "read_ack_id_number",
        "A message id that is a number becomes its digits.",
        {"payload": {"ack_message_id": Verbatim(_ACKED)}},
        between_two,
        {},
        flags=("TypeConflict",),
    )
    yield _read_ack(
        "read_ack_with_ext",
        "ext and bodies that are not empty are kept.",
        {"payload": {**payload, "ext": {"a": 1}, "bodies": [{"type": "txt", "msg": "?"}]}},
        between_two,
        {"ext": {"a": 1}, "bodies": [{"type": "txt", "msg": "?"}]},
        flags=("Unknown",),
    )
    yield _read_ack(
        "read_ack_without_id",
        "A receipt for no message.",
        {"payload": {}},
        between_two,
        {"target_id": None},
        flags=("Malformed",),
    )
    for (
        name,
        value,
        data,
    ) in (("missing", OMIT, {}), ("null", None, {}), ("text", "read", {"payload": "read"})):
        yield _read_ack(
            f"read_ack_payload_{name}",
            "No payload that could be read.",
            {"payload": value},
            between_two,
            {"target_id": None, **data},
            warnings=["missing_content"],
            flags=("Malformed",),
        )


def group_receipts() -> Iterator[Vector]:
    payload = {
        "ext": {},
        "ack_message_id": _ACKED,
        "msg_config": {"allow_group_ack": True},
        "type": "read_ack",
    }
    root = {
        "channel_channel": f"easemob-demo#test_{GROUP_ID}@conference.easemob.com",
        "channel_user": "easemob-demo#test_tst@easemob.com",
        "content_type": "chat:ack:read",
        "writed_channel": False,
    }
    where = {"conversation": {"id": GROUP_ID, "kind": "group"}}
    yield _read_ack(
        "read_ack_group",
        "A member read a group's message.",
        {**root, "to": GROUP_ID, "payload": payload},
        where,
        {**root, "msg_config": {"allow_group_ack": True}},
    )
    yield _read_ack(
        "read_ack_group_id",
        "A group_id tells as well.",
        {"group_id": GROUP_ID, "to": GROUP_ID, "payload": {"ack_message_id": _ACKED}},
        where,
        {},
    )
    yield _read_ack(
        "read_ack_group_not_allowed",
        "allow_group_ack that is false tells no group.",
        {"payload": {"ack_message_id": _ACKED, "msg_config": {"allow_group_ack": False}}},
        {"conversation": {"kind": "direct"}, "recipients": [user("wzy")]},
        {"msg_config": {"allow_group_ack": False}},
    )


def conversation_receipts() -> Iterator[Vector]:
    yield event_case(
        "channel_ack",
        "Somebody read a whole conversation.",
        "channel_ack",
        {**_ROOT, "chat_type": "channel_ack", "payload": {"ack_message_id": _ACKED, "type": "channel_ack"}},
        {
            "type": "message.read",
            "conversation": {"kind": "direct"},
            "recipients": [user("wzy")],
            "data": _data("read", "channel_ack", _ACKED, user("tst")),
        },
        source=sources.CHANNEL_ACK,
    )


def recalls() -> Iterator[Vector]:
    payload = {"ext": {}, "ack_message_id": _RECALLED, "bodies": []}
    unclear = {"recipients": [somebody("170908972023810")]}
    root = {"to": "170908972023810"}
    yield _recall(
        "recall",
        "The sample does not say whether `to` is a user or a group.",
        {**root, "recall_id": _RECALLED, "payload": payload},
        unclear,
        {},
    )
    yield _recall("recall_id_missing", "The payload names the message too.", {**root, "payload": payload}, unclear, {})
    yield _recall(
        "recall_ack_message_id_missing",
        "The root names it alone.",
        {**root, "recall_id": _RECALLED, "payload": {"ext": {}, "bodies": []}},
        unclear,
        {},
    )
    yield _recall(
        "recall_ids_differ",
        "recall_id counts; the other is kept.",
        {**root, "recall_id": _RECALLED, "payload": {**payload, "ack_message_id": "1"}},
        unclear,
        {"ack_message_id": "1"},
        flags=("TypeConflict",),
    )
    yield _recall(
        "recall_id_number",
        "An id that is a number becomes its digits.",
        {**root, "recall_id": Verbatim(_RECALLED), "payload": payload},
        unclear,
        {},
        flags=("TypeConflict",),
    )
    for place, kind in (("group", "group"), ("room", "room")):
        yield _recall(
            f"recall_in_{place}",
            "group_id and content_type say where.",
            {
                "recall_id": _RECALLED,
                "group_id": GROUP_ID,
                "to": GROUP_ID,
                "content_type": f"chat:{place}:text",
                "payload": payload,
            },
            {"conversation": {"id": GROUP_ID, "kind": kind}},
            {"content_type": f"chat:{place}:text"},
        )
    yield _recall(
        "recall_group_id_alone",
        "A group_id alone may be a group's or a room's.",
        {"recall_id": _RECALLED, "group_id": GROUP_ID, "to": GROUP_ID, "payload": payload},
        {"conversation": {"id": GROUP_ID}},
        {},
    )
    yield _recall(
        "recall_between_two",
        "content_type says that `to` is a user.",
        {"recall_id": _RECALLED, "content_type": "chat:user:text", "payload": payload},
        {"conversation": {"kind": "direct"}, "recipients": [user("wzy")]},
        {"content_type": "chat:user:text"},
    )
    yield _recall(
        "recall_by_admin",
        "By the app's administrator.",
        {**root, "from": "@ppAdmin", "recall_id": _RECALLED, "payload": payload},
        unclear,
        {"actor": system("@ppAdmin")},
    )
    yield _recall(
        "recall_payload_missing",
        "The root alone.",
        {**root, "recall_id": _RECALLED},
        unclear,
        {},
        warnings=["missing_content"],
        flags=("Malformed",),
    )


_EDIT_META = {
    "edit_msg": {
        "count": 1,
        "edit_time": 1737454241444,
        "operator": "easemob_rest_app_admin",
        "send_time": 1737454209069,
        "sender": "p1",
    }
}
_EDIT = {
    "from": "internal1",
    "to": "internal2",
    "msg_id": "1373914689292994516",
    "chat_type": "edit",
    "securityVersion": "1.0.0",
}
_EDIT_PAYLOAD = {
    **txt("rest消息"),
    "edit_message_id": "1373914550281177044",
    "from": "p1",
    "meta": _EDIT_META,
    "to": "p2",
    "type": "edit",
}
_EDIT_DATA = {
    "action": "updated",
    "native_action": "edit",
    "target_id": "1373914550281177044",
    "actor": system("easemob_rest_app_admin"),
    "meta": _EDIT_META,
    "msg_id": "1373914689292994516",
    "security_version": "1.0.0",
}


def edits() -> Iterator[Vector]:
    yield _edit("edit", "The new content; from and to at the root are the vendor's own.", {}, {}, {})
    by_sender = {"edit_msg": {**_EDIT_META["edit_msg"], "operator": "p1"}}
    yield _edit(
        "edit_by_sender",
        "Edited by who sent it.",
        {"payload": {**_EDIT_PAYLOAD, "meta": by_sender}},
        {},
        {"actor": user("p1"), "meta": by_sender},
    )
    by_other = {"edit_msg": {"operator": "easemob-demo#test_owner1", "sender": "easemob-demo#test_p3"}}
    yield _edit(
        "edit_by_other",
        "Sent by one and edited by another; prefixes are stripped of people only.",
        {"payload": {**_EDIT_PAYLOAD, "meta": by_other}},
        {"sender": user("p3")},
        {"actor": user("owner1"), "meta": by_other},
    )
    without = {key: value for key, value in _EDIT_PAYLOAD.items() if key != "meta"}
    yield _edit(
        "edit_without_meta",
        "The payload's from is both.",
        {"payload": without},
        {},
        {"actor": user("p1"), "meta": None},
    )
    for place, kind in (("group", "group"), ("room", "room")):
        yield _edit(
            f"edit_in_{place}",
            "content_type says what the payload's to is.",
            {"content_type": f"chat:{place}:text", "payload": {**_EDIT_PAYLOAD, "to": GROUP_ID}},
            {"conversation": {"id": GROUP_ID, "kind": kind}, "recipients": None},
            {"content_type": f"chat:{place}:text"},
        )
    yield _edit(
        "edit_between_two",
        "And here it is a user.",
        {"content_type": "chat:user:text"},
        {"conversation": {"kind": "direct"}, "recipients": [user("p2")]},
        {"content_type": "chat:user:text"},
    )
    custom = {"type": "custom", "customEvent": "gift_2", "v2:customExts": {"price": "100"}}
    yield _edit(
        "edit_of_custom",
        "Custom messages are edited too.",
        {"payload": {**_EDIT_PAYLOAD, "bodies": [custom], "ext": {"a": 1}}},
        {
            "message": {
                "kind": "custom",
                "text": "[custom] gift_2",
                "segments": [{"type": "custom", "name": "gift_2", "data": {"price": "100"}}],
                "ext": {"a": 1},
            }
        },
        {},
    )
    empty = {**_EDIT_PAYLOAD, "bodies": []}
    yield _edit(
        "edit_without_bodies",
        "Edited into nothing that could be read.",
        {"payload": empty},
        {
            "message": {
                "kind": "unknown",
                "text": "[unknown]",
                "segments": [{"type": "unknown", "native_type": "", "data": empty}],
            }
        },
        {},
        warnings=["missing_content"],
        flags=("Malformed",),
    )
    yield _edit(
        "edit_with_event_type",
        "An eventType that is not chat is kept.",
        {"eventType": "chat_offline"},
        {},
        {"event_type": "chat_offline"},
    )


def stages() -> Iterator[Vector]:
    yield _recall(
        "recall_offline",
        "An eventType that is not chat is kept.",
        {
            "eventType": "chat_offline",
            "to": "170908972023810",
            "recall_id": _RECALLED,
            "payload": {"ack_message_id": _RECALLED},
        },
        {"recipients": [somebody("170908972023810")]},
        {"event_type": "chat_offline"},
    )


def _data(action: str, native_action: str, target_id: str, actor: Json) -> Json:
    return {"action": action, "native_action": native_action, "target_id": target_id, "actor": actor, **_REST}


def _read_ack(id: str, comment: str, root: Json, fields: Json, data: Json, **more: Json) -> Vector:
    event = {"type": "message.read", **fields, "data": _present(_data("read", "read_ack", _ACKED, user("tst")), data)}
    body = {**_ROOT, "chat_type": "read_ack", **root}
    return event_case(id, comment, "read_ack", body, event, **{"source": sources.READ_ACK, **more})


def _recall(id: str, comment: str, root: Json, fields: Json, data: Json, **more: Json) -> Vector:
    usual = _data("recalled", "recall", _RECALLED, user("tst"))
    event = {"type": "message.recalled", **fields, "data": _present(usual, data)}
    body = {**_ROOT, "chat_type": "recall", **root}
    return event_case(id, comment, "recall", body, event, **{"source": sources.RECALL, **more})


def _edit(id: str, comment: str, root: Json, fields: Json, data: Json, **more: Json) -> Vector:
    event = {
        "type": "message.updated",
        "sender": user("p1"),
        "recipients": [somebody("p2")],
        "message": text_message("rest消息"),
        **fields,
        "data": _present(_EDIT_DATA, data),
    }
    body = {**_EDIT, "payload": _EDIT_PAYLOAD, **root}
    return event_case(id, comment, "edit", body, event, **{"source": sources.EDIT, **more})


def _present(usual: Json, parts: Json) -> Json:
    return {key: value for key, value in {**usual, **parts}.items() if value is not None}
