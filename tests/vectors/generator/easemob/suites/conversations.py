"""Where a message was said and by whom: content_type, chat_type, prefixes of ids, recipients, stages."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector
from .. import sources
from ..body import OMIT
from ..cases import GROUP_ID, event_case, message_case, system, text_message, txt, user

_HI = text_message("hi")
_SUFFIXES = ("text", "image", "voice", "location", "video", "file", "command", "custom", "txt", "unknown", "hologram")


def vectors() -> Iterator[Vector]:
    yield from content_types()
    yield from chat_types()
    yield from recipients()
    yield from ids()
    yield from kinds_of_sender()
    yield from stages()
    yield full_envelope()


def content_types() -> Iterator[Vector]:
    for place, kind in (("user", "direct"), ("group", "group"), ("room", "room")):
        for suffix in _SUFFIXES:
            direct = place == "user"
            root = {
                "chat_type": "chat" if direct else "groupchat",
                "content_type": f"chat:{place}:{suffix}",
                **({} if direct else {"group_id": GROUP_ID, "to": GROUP_ID}),
            }
            fields = {
                "conversation": {"kind": kind} if direct else {"id": GROUP_ID, "kind": kind},
                "recipients": [user("user2")] if direct else None,
                "data": {"content_type": f"chat:{place}:{suffix}"},
            }
            yield _message(
                f"content_type_{place}_{suffix}",
                "The middle word tells a room from a group; nothing hangs on the last one.",
                root,
                fields,
            )
    for name, value in {"other": "chat:galaxy:text", "short": "chat", "text": "room", "number": 7, "empty": ""}.items():
        yield _message(
            f"content_type_{name}",
            "A content_type that tells nothing: chat_type counts.",
            {"content_type": value},
            {"data": {"content_type": value}},
            flags=("Unknown",),
        )
    yield _message(
        "content_type_before_chat_type",
        "content_type counts before chat_type.",
        {"content_type": "chat:room:text", "group_id": GROUP_ID, "to": GROUP_ID},
        {
            "conversation": {"id": GROUP_ID, "kind": "room"},
            "recipients": None,
            "data": {"content_type": "chat:room:text"},
        },
        flags=("TypeConflict",),
    )


def chat_types() -> Iterator[Vector]:
    group = {"group_id": GROUP_ID, "to": GROUP_ID}
    for chat_type, conversation in (
        ("groupchat", {"id": GROUP_ID}),
        ("group", {"id": GROUP_ID, "kind": "group"}),
        ("chatroom", {"id": GROUP_ID, "kind": "room"}),
    ):
        comment = {
            "groupchat": "Without content_type a group and a room look alike: no kind is claimed.",
            "group": "A word of the pre-send table; its samples say groupchat.",
            "chatroom": "The same for a room.",
        }[chat_type]
        yield _message(
            f"chat_type_{chat_type}",
            comment,
            {"chat_type": chat_type, **group},
            {"conversation": conversation, "recipients": None},
            native_type=f"{chat_type}.txt",
            flags=("TypeConflict",),
        )
        yield event_case(
            f"chat_type_{chat_type}_pending",
            comment,
            f"{chat_type}.txt.pre_send",
            {"chat_type": chat_type, "from": "user1", **group, "msg_id": "1", "payload": {"msg": "hi", "type": "txt"}},
            {
                "type": "message.pending",
                "conversation": conversation,
                "sender": user("user1"),
                "message": {"id": "1", **_HI},
            },
            kind="decision",
            source=sources.PRE_SEND,
            flags=("TypeConflict",),
        )
    yield message_case(
        "payload_type_chatroom",
        "payload.type may also tell a room.",
        "txt",
        {**txt("hi"), "type": "chatroom"},
        _HI,
        root={"chat_type": "groupchat", **group},
        fields={"conversation": {"id": GROUP_ID, "kind": "room"}, "recipients": None},
        native_type="groupchat.txt",
    )
    yield event_case(
        "pending_direct",
        "One to one, about to be sent.",
        "chat.txt.pre_send",
        {"chat_type": "chat", "from": "user1", "to": "user2", "msg_id": "1", "payload": {"msg": "hi", "type": "txt"}},
        {
            "type": "message.pending",
            "conversation": {"kind": "direct"},
            "sender": user("user1"),
            "recipients": [user("user2")],
            "message": {"id": "1", **_HI},
        },
        kind="decision",
        source=sources.PRE_SEND,
    )


def recipients() -> Iterator[Vector]:
    group = {"chat_type": "groupchat", "group_id": GROUP_ID, "content_type": "chat:group:text"}
    conversation = {"id": GROUP_ID, "kind": "group"}
    for name, to, recipients in (
        ("is_group", GROUP_ID, None),
        ("is_group_number", Verbatim(GROUP_ID), None),
        ("is_group_with_prefix", f"easemob-demo#test_{GROUP_ID}@conference.easemob.com", None),
        ("is_member", "user2", [user("user2")]),
        ("missing", OMIT, None),
        ("null", None, None),
        ("empty", "", None),
    ):
        yield _message(
            f"group_to_{name}",
            "`to` is the group, or the only member who is to read it.",
            {**group, "to": to},
            {"conversation": conversation, "recipients": recipients, "data": {"content_type": "chat:group:text"}},
        )
    yield _message(
        "group_id_missing",
        "Without group_id the group is `to`.",
        {"chat_type": "groupchat", "content_type": "chat:group:text", "to": GROUP_ID},
        {"conversation": conversation, "recipients": None, "data": {"content_type": "chat:group:text"}},
    )
    yield _message(
        "group_id_number",
        "A group id that is a number becomes its digits.",
        {**group, "group_id": Verbatim(GROUP_ID), "to": GROUP_ID},
        {"conversation": conversation, "recipients": None, "data": {"content_type": "chat:group:text"}},
        flags=("TypeConflict",),
    )


def ids() -> Iterator[Vector]:
    """Every form of a user's id becomes the bare one; raw keeps what was sent."""
    native: Json
    for name, native, id in (
        ("bare", "user1", "user1"),
        ("prefix", "easemob-demo#test_user1", "user1"),
        ("domain", "easemob-demo#test_user1@easemob.com", "user1"),
        ("device", "easemob-demo#test_user1@easemob.com/android_8070d7b2-7be0", "user1"),
        ("domain_without_prefix", "user1@easemob.com", "user1"),
        ("conference", "easemob-demo#test_user1@conference.easemob.com", "user1"),
        ("prefix_of_other_app", "other#app_user1", "user1"),
        ("underscores", "easemob-demo#test_user_1_x", "user_1_x"),
        ("underscores_of_other_app", "other#app_user_1", "user_1"),
        ("only_prefix", "easemob-demo#test_", "easemob-demo#test_"),
        ("only_appkey", "easemob-demo#test", "easemob-demo#test"),
        ("hash_without_underscore", "a#b", "a#b"),
        ("underscore_before_hash", "a_b#c_d", "d"),
        ("mail_address", "user1@example.com", "user1@example.com"),
        ("domain_longer", "user1@easemob.com.cn", "user1@easemob.com.cn"),
        ("domain_first", "@easemob.com", "@easemob.com"),
        ("number", Verbatim("12345678901234567890"), "12345678901234567890"),
        ("chinese", "easemob-demo#test_张三", "张三"),
    ):
        yield _message(
            f"from_{name}",
            "The app's prefix, the domain and the device are stripped; what is left must be something.",
            {"from": native},
            {"sender": user(id)},
            source=sources.MUC,
        )
    yield _message(
        "from_prefix_with_underscore_in_app",
        "An app's name may hold an underscore: the body's own appkey is known.",
        {"appkey": "org#my_app", "from": "org#my_app_user1", "callId": "org#my_app_1"},
        {"tenant_id": "org#my_app", "sender": user("user1")},
    )
    for name, native in (("missing", OMIT), ("null", None), ("empty", "")):
        yield _message(f"from_{name}", "Nobody is named.", {"from": native}, {"sender": None}, flags=("Malformed",))
    yield message_case(
        "from_of_payload",
        "Without a sender at the root, the payload's.",
        "txt",
        {**txt("hi"), "from": "user9", "to": "user8"},
        _HI,
        root={"from": OMIT},
        fields={"sender": user("user9")},
    )
    yield message_case(
        "from_of_payload_differs",
        "With both, the root's.",
        "txt",
        {**txt("hi"), "from": "user9", "to": "user8"},
        _HI,
    )


def kinds_of_sender() -> Iterator[Vector]:
    for name, native, party in (
        ("app_admin", "@ppAdmin", system("@ppAdmin")),
        ("rest_admin", "easemob_rest_app_admin", system("easemob_rest_app_admin")),
        ("admin", "admin", user("admin")),
    ):
        yield _message(
            f"sender_{name}",
            "The two names of the app's administrator are reserved; admin is a name that a user may have.",
            {"from": native},
            {"sender": party},
        )


def stages() -> Iterator[Vector]:
    """The callbacks of one message may share callId: the stage tells them apart."""
    shared = "easemob-demo#test_8924312242322"
    yield _message("stage_sent", "As it is sent.", {"callId": shared}, {})
    yield _message(
        "stage_offline",
        "To somebody who is offline.",
        {"callId": shared, "eventType": "chat_offline"},
        {},
        native_type="chat.txt.chat_offline",
    )
    yield _message(
        "stage_unknown",
        "An eventType that no document has.",
        {"callId": shared, "eventType": "chat_delayed"},
        {},
        native_type="chat.txt.chat_delayed",
        flags=("Unknown",),
    )
    yield event_case(
        "stage_pending",
        "Before it is sent.",
        "chat.txt.pre_send",
        {
            "callId": shared,
            "chat_type": "chat",
            "from": "user1",
            "to": "user2",
            "msg_id": "8924312242322",
            "payload": {"msg": "hi", "type": "txt"},
        },
        {
            "type": "message.pending",
            "conversation": {"kind": "direct"},
            "sender": user("user1"),
            "recipients": [user("user2")],
            "message": {"id": "8924312242322", **_HI},
        },
        kind="decision",
        source=sources.PRE_SEND,
    )


def full_envelope() -> Vector:
    return _message(
        "full_envelope",
        "Every documented key beside the payload.",
        {
            "chat_type": "groupchat",
            "group_id": GROUP_ID,
            "to": GROUP_ID,
            "securityVersion": "1.0.0",
            "host": "msync@ebs-ali-beijing-msync45",
            "content_type": "chat:group:text",
        },
        {
            "conversation": {"id": GROUP_ID, "kind": "group"},
            "recipients": None,
            "data": {
                "security_version": "1.0.0",
                "host": "msync@ebs-ali-beijing-msync45",
                "content_type": "chat:group:text",
            },
        },
    )


def _message(
    id: str, comment: str, root: Json, fields: Json, *, native_type: str | None = None, **more: Json
) -> Vector:
    chat_type = root.get("chat_type", "chat")
    native_type = native_type or f"{chat_type}.txt"
    return message_case(id, comment, "txt", txt("hi"), _HI, root=root, fields=fields, native_type=native_type, **more)
