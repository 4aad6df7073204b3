"""Verified bodies that are made to break a reader: each comes out as something, and none crashes it."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector
from ..body import OMIT, config, signed
from ..cases import event_case, message_case, one_segment, refused, text_message, txt

_FLAGS = ("Hostile",)


def vectors() -> Iterator[Vector]:
    yield from large()
    yield from deep()
    yield from wrong_shapes()
    yield from poses()


def large() -> Iterator[Vector]:
    long = "长" * 20_000
    yield message_case("large_text", "A long text.", "txt", txt(long), text_message(long), flags=_FLAGS)
    bodies = [{"msg": str(number), "type": "txt"} for number in range(1000)]
    yield message_case(
        "many_bodies",
        "A thousand bodies.",
        "txt",
        {"bodies": bodies},
        {
            "kind": "mixed",
            "text": "".join(map(str, range(1000))),
            "segments": [{"type": "text", "text": str(number)} for number in range(1000)],
        },
        flags=_FLAGS,
    )
    ext = {f"k{number}": number for number in range(1000)}
    yield message_case(
        "many_ext_keys", "A thousand keys.", "txt", txt("hi", ext=ext), text_message("hi", ext=ext), flags=_FLAGS
    )
    members = [f"u{number}" for number in range(2000)]
    yield event_case(
        "many_members",
        "Two thousand members.",
        "group_op_event.JOIN.DIRECT",
        {
            "event": "group_op_event",
            "operation": "JOIN",
            "id": "g",
            "type": "GROUP",
            "payload": {"type": "DIRECT", "member": members},
        },
        {
            "type": "member.joined",
            "conversation": {"id": "g", "kind": "group"},
            "data": {
                "action": "joined",
                "native_action": "JOIN.DIRECT",
                "subjects": [{"id": member, "kind": "user"} for member in members],
            },
        },
        flags=_FLAGS,
    )


def deep() -> Iterator[Vector]:
    inside = Verbatim('{"a":' * 20 + "1" + "}" * 20)
    yield message_case(
        "deep_within_the_cap",
        "Deep, but not too deep.",
        "txt",
        txt("hi", ext={"x": inside}),
        text_message("hi", ext={"x": inside}),
    )
    info: Json = {"ext": "[" * 100 + "]" * 100, "type": "event_none"}
    muc: Json = {
        "chat_type": "muc",
        "group_id": "g",
        "payload": {"operation": "set_metadata", "is_chatroom": True, "event_info": info},
    }
    yield event_case(
        "deep_json_in_text_that_is_no_object",
        "JSON in a string is only read when it is an object.",
        "muc.set_metadata",
        muc,
        {
            "type": "conversation.updated",
            "conversation": {"id": "g", "kind": "room"},
            "data": {"action": "updated", "native_action": "set_metadata", "event_info": info},
        },
        flags=_FLAGS,
    )
    id = "deep_json_in_text"
    info = {"ext": '{"a":' * 100 + "1" + "}" * 100, "type": "event_none"}
    payload = {**muc["payload"], "event_info": info}
    yield refused(
        id,
        "JSON nested in a string counts on.",
        signed(id, {**muc, "payload": payload}),
        501,
        flags=_FLAGS,
    )
    id = "deep_cap_of_config"
    yield refused(
        id,
        "A lower cap.",
        signed(id, {"chat_type": "hologram", "a": {"b": {"c": {"d": 1}}}}),
        501,
        settings=config(max_depth=2),
        flags=_FLAGS,
    )


def wrong_shapes() -> Iterator[Vector]:
    """A known family with a payload of another kind: the event stays, what cannot be read is kept."""
    for family, type, data in (
        ("recall", "message.recalled", {"action": "recalled", "native_action": "recall"}),
        ("channel_ack", "message.read", {"action": "read", "native_action": "channel_ack"}),
    ):
        for name, payload in {"list": [1, {"a": 2}], "text": "x", "number": 7, "true": True}.items():
            where = {"conversation": {"kind": "direct"}} if family == "channel_ack" else {}
            yield event_case(
                f"{family}_payload_is_{name}",
                "No object where one is documented.",
                family,
                {"chat_type": family, "payload": payload},
                {"type": type, **where, "data": {**data, "payload": payload}},
                warnings=["missing_content"],
                flags=_FLAGS,
            )
    body = {"type": "img", "size": {"width": -1, "height": 0}, "file_length": 0}
    yield message_case(
        "image_of_odd_numbers",
        "Integers are integers: nothing is judged.",
        "img",
        {"bodies": [body]},
        one_segment({"type": "image", "media": {"width": -1, "height": 0, "size_bytes": 0}}, "[image]"),
        flags=_FLAGS,
    )


def poses() -> Iterator[Vector]:
    yield message_case(
        "tell_in_payload",
        "Tells count at the root only: who writes the payload cannot choose the family.",
        "txt",
        {**txt("hi"), "step": "push", "event": "group_op_event", "chat_type": "muc", "eventType": "moderation"},
        text_message("hi"),
        fields={"data": {"step": "push", "event": "group_op_event", "chat_type": "muc", "event_type": "moderation"}},
        flags=_FLAGS,
    )
    yield message_case(
        "presence_keys_beside_event_type",
        "status, reason and user beside an eventType tell nothing.",
        "txt",
        txt("hi"),
        text_message("hi"),
        root={"status": "online", "reason": "login", "user": "u"},
        fields={"data": {"status": "online", "reason": "login", "user": "u"}},
        flags=_FLAGS,
    )
    yield event_case(
        "presence_keys_without_event_type",
        "Without an eventType they tell before chat_type does.",
        "userStatus.login",
        {
            "chat_type": "chat",
            "status": "online",
            "reason": "login",
            "user": "u",
            "payload": {"type": "txt", "msg": "hi"},
        },
        {
            "type": "presence.updated",
            "data": {
                "action": "online",
                "native_action": "login",
                "subjects": [{"id": "u", "kind": "user"}],
                "reason": "login",
                "status": "online",
                "user": "u",
                "chat_type": "chat",
                "payload": {"type": "txt", "msg": "hi"},
            },
        },
        flags=_FLAGS,
    )
    yield event_case(
        "message_of_nobody",
        "A pre-send message with nothing but a payload.",
        "chat.txt.pre_send",
        {"chat_type": "chat", "payload": {"type": "txt", "msg": "hi"}, "appkey": OMIT},
        {
            "type": "message.pending",
            "tenant_id": None,
            "conversation": {"kind": "direct"},
            "message": text_message("hi"),
        },
        kind="decision",
        flags=_FLAGS,
    )
    yield message_case(
        "json_in_text_stays_text",
        "Text that is JSON is text.",
        "txt",
        txt(compact({"type": "img"})),
        text_message('{"type":"img"}'),
        flags=_FLAGS,
    )
