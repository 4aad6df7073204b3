"""group_op_event: what happens to groups and rooms in the new schema, every operation and type."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector
from .. import sources
from ..body import OMIT
from ..cases import event_case, system, user

_ID = "262246968131585"
_INFO = {
    "owner": "easemob-demo#test_tst",
    "created": "1729496598199",
    "custom": "",
    "description": "描述",
    "mute": "false",
    "mute_duration": -1,
    "avatar": "https://example.com/a.png",
    "title": "测试01",
    "max_users": "200",
    "invite_need_confirm": "true",
    "public": "true",
    "allow_user_invites": "false",
    "disabled": "false",
    "last_modified": "1729496598199",
}
_MEMBERS = {"member": ["tst01", "tst02"]}
_SUBJECTS = {"subjects": [user("tst01"), user("tst02")]}
_NAMED = {"id": _ID, "kind": "group", "name": "测试01"}


def vectors() -> Iterator[Vector]:
    yield from groups()
    yield from updates()
    yield from joins_and_leaves()
    yield from roles()
    yield from shared_files()
    yield from places()
    yield from people()
    yield from unknown()


def groups() -> Iterator[Vector]:
    role = {"tst": "owner", "abc": "admin"}
    yield _group(
        "group_create",
        "info's values are strings, though documented as Long and Bool: handed on.",
        "CREATE",
        {"role": role, "member": ["abc"], "info": _INFO},
        "conversation.created",
        {"action": "created", "subjects": [user("abc")], "changes": _INFO, "role": role},
        fields={"conversation": _NAMED},
        flags=("TypeConflict",),
    )
    yield _group(
        "group_create_bare",
        "A group of which nothing is said.",
        "CREATE",
        {},
        "conversation.created",
        {"action": "created"},
    )
    yield _group(
        "group_delete", "There is no payload at all.", "DELETE", OMIT, "conversation.deleted", {"action": "deleted"}
    )


def updates() -> Iterator[Vector]:
    yield _group(
        "group_update_info",
        "New facts of the group.",
        "UPDATE",
        {"type": "INFO", "info": _INFO},
        "conversation.updated",
        {"action": "updated", "changes": _INFO},
        fields={"conversation": _NAMED},
    )
    for id, type, payload, action in (
        ("announcement", "ANNOUNCEMENT", {"announcement": "公告"}, "updated"),
        ("mute_on", "MUTE", {"mute": True}, "muted"),
        ("mute_off", "MUTE", {"mute": False}, "unmuted"),
        ("mute_on_text", "MUTE", {"mute": "true"}, "muted"),
        ("mute_off_text", "MUTE", {"mute": "false", "mute_duration": 0}, "unmuted"),
        ("mute_unclear", "MUTE", {"mute": 1}, "updated"),
        ("disable_on", "DISABLE", {"disable": True}, "disabled"),
        ("disable_off", "DISABLE", {"disable": False}, "enabled"),
        ("disable_unclear", "DISABLE", {}, "updated"),
    ):
        yield _group(
            f"group_update_{id}",
            "What the payload says is what changed.",
            "UPDATE",
            {"type": type, **payload},
            "conversation.updated",
            {"action": action, **({"changes": payload} if payload else {})},
        )
    owners = {"owner": "tst", "new_owner": "tst01"}
    yield _group(
        "group_update_owner",
        "A new owner.",
        "UPDATE",
        {**owners, "type": "OWNER"},
        "conversation.updated",
        {"action": "transferred", "subjects": [user("tst01")], "changes": owners},
    )


def joins_and_leaves() -> Iterator[Vector]:
    for type in ("DIRECT", "INVITE", "APPLY"):
        yield _group(
            f"group_join_{type.lower()}",
            "Two more members.",
            "JOIN",
            {**_MEMBERS, "type": type},
            "member.joined",
            {"action": "joined", **_SUBJECTS, "member_count": 4},
            root={"member_count": 4},
        )
    for type, action in {"QUIT": "left", "KICK": "removed", "BLOCK": "removed", "DELETE": "removed"}.items():
        yield _group(
            f"group_leave_{type.lower()}",
            "Two members less.",
            "LEAVE",
            {**_MEMBERS, "type": type},
            "member.left",
            {"action": action, **_SUBJECTS},
        )


def roles() -> Iterator[Vector]:
    for operation, add, remove in (
        ("MUTE", "muted", "unmuted"),
        ("BLOCK", "blocked", "unblocked"),
        ("WHITE", "allowlisted", "delisted"),
    ):
        for type, action in {"ADD": add, "REMOVE": remove}.items():
            expires = {"expire_timestamp": 4638873600000} if type == "ADD" and operation != "WHITE" else {}
            yield _group(
                f"group_{operation.lower()}_{type.lower()}",
                "A member's rights.",
                operation,
                {**_MEMBERS, **expires, "type": type},
                "member.updated",
                {"action": action, **_SUBJECTS, **expires},
            )
    for operation in ("ADMIN", "ROOM_SUPER_ADMIN"):
        for type, action in {"ADD": "promoted", "REMOVE": "demoted"}.items():
            room = operation != "ADMIN"
            yield _group(
                f"group_{operation.lower()}_{type.lower()}",
                "An administrator more or less; of all rooms, the id is empty.",
                operation,
                {"admin": ["tst01", "tst02"], "type": type},
                "member.updated",
                {"action": action, **_SUBJECTS},
                root={"type": "CHATROOM", "id": ""} if room else {},
                fields={"conversation": {"kind": "room"}} if room else {},
            )
    for type, action in {"ADD": "shielded", "REMOVE": "unshielded"}.items():
        yield _group(
            f"group_shield_{type.lower()}",
            "Somebody hides the group's messages from himself.",
            "SHIELD",
            {"type": type},
            "member.updated",
            {"action": action, "subjects": [user("tst")]},
        )


def shared_files() -> Iterator[Vector]:
    for type, action in {"ADD": "created", "REMOVE": "deleted"}.items():
        yield _group(
            f"group_share_file_{type.lower()}",
            "A shared file.",
            "SHARE_FILE",
            {"share_file": ["e899d500"], "type": type},
            "record.updated",
            {"action": action, "target_id": "e899d500", "share_file": ["e899d500"]},
        )
    yield _group(
        "group_share_file_two",
        "Of several none is the one.",
        "SHARE_FILE",
        {"share_file": ["a", "b"], "type": "REMOVE"},
        "record.updated",
        {"action": "deleted", "share_file": ["a", "b"]},
    )


def places() -> Iterator[Vector]:
    for id, root, conversation in (
        ("room", {"type": "CHATROOM"}, {"id": _ID, "kind": "room"}),
        ("unknown_kind", {"type": "CHANNEL"}, {"id": _ID}),
        ("kind_missing", {"type": OMIT}, {"id": _ID}),
        ("id_number", {"id": Verbatim(_ID)}, {"id": _ID, "kind": "group"}),
        ("id_missing", {"id": OMIT}, {"kind": "group"}),
        ("nowhere", {"id": OMIT, "type": OMIT}, None),
    ):
        yield _group(
            f"group_place_{id}",
            "id and type say where.",
            "DELETE",
            OMIT,
            "conversation.deleted",
            {"action": "deleted", "type": "CHANNEL" if id == "unknown_kind" else None},
            root=root,
            fields={"conversation": conversation},
        )
    yield _group(
        "group_without_appkey",
        "One sample has no appkey.",
        "DELETE",
        OMIT,
        "conversation.deleted",
        {"action": "deleted"},
        root={"appkey": OMIT},
        fields={"tenant_id": None},
    )


def people() -> Iterator[Vector]:
    member: Json
    for id, operator, actor in (
        ("app_admin", "@ppAdmin", system("@ppAdmin")),
        ("prefix", "easemob-demo#test_tst", user("tst")),
        ("missing", OMIT, None),
        ("empty", "", None),
    ):
        yield _group(
            f"group_operator_{id}",
            "Who did it.",
            "DELETE",
            OMIT,
            "conversation.deleted",
            {"action": "deleted", "actor": actor},
            root={"operator": operator},
        )
    for id, member, subjects in (
        ("none", [], None),
        ("numbers", [Verbatim("12345678901234567890"), 7], [user("12345678901234567890"), user("7")]),
        ("prefixes", ["easemob-demo#test_tst01@easemob.com/ios_1"], [user("tst01")]),
    ):
        yield _group(
            f"group_members_{id}",
            "Who was concerned.",
            "JOIN",
            {"member": member, "type": "DIRECT"},
            "member.joined",
            {"action": "joined", "subjects": subjects},
        )
    for id, member in (("object", {"tst01": "member"}), ("text", "tst01")):
        yield _group(
            f"group_members_{id}",
            "The table calls member JSON, every sample has a list: anything else is handed on.",
            "JOIN",
            {"member": member, "type": "DIRECT"},
            "member.joined",
            {"action": "joined", "member": member},
            warnings=["unexpected_type"],
            flags=("TypeConflict",),
        )
    yield _group(
        "group_shield_member",
        "A member in an operation that has none is handed on.",
        "SHIELD",
        {"type": "ADD", "member": ["tst01"]},
        "member.updated",
        {"action": "shielded", "subjects": [user("tst")], "member": ["tst01"]},
        flags=("Unknown",),
    )


def unknown() -> Iterator[Vector]:
    for id, operation, payload, kept in (
        ("operation", "TELEPORT", {"type": "ADD", "member": ["tst01"]}, {"member": ["tst01"]}),
        ("operation_without_payload", "TELEPORT", OMIT, {}),
        ("type", "JOIN", {"type": "MAGIC", "member": ["tst01"]}, {"member": ["tst01"]}),
        ("type_missing", "JOIN", {"member": ["tst01"]}, {"member": ["tst01"]}),
        ("type_of_create", "CREATE", {"type": "COPY", "info": _INFO}, {"info": _INFO}),
        ("case", "join", {"type": "DIRECT"}, {}),
    ):
        fields = {"conversation": _NAMED} if "info" in kept else {}
        yield _group(
            f"group_unknown_{id}",
            "The vendor says that there will be more: nothing is lost.",
            operation,
            payload,
            "unknown",
            {"native_action": None, **kept},
            fields=fields,
            warnings=["unknown_event_type"],
            flags=("Unknown",),
        )
    yield event_case(
        "group_operation_missing",
        "No operation.",
        "group_op_event",
        {"event": "group_op_event", "id": _ID, "type": "GROUP", "operator": "tst"},
        {
            "type": "unknown",
            "conversation": {"id": _ID, "kind": "group"},
            "data": {"actor": user("tst")},
        },
        warnings=["unknown_event_type"],
        source=sources.GROUP,
        flags=("Malformed",),
    )
    yield _group(
        "group_unknown_keys",
        "Unknown keys of payload and root.",
        "LEAVE",
        {**_MEMBERS, "type": "KICK", "payloadKey": 1},
        "member.left",
        {"action": "removed", **_SUBJECTS, "payload_key": 1, "root_key": [2]},
        root={"rootKey": [2]},
        flags=("Unknown",),
    )
    yield _group(
        "group_before_other_tells",
        "event is asked first, whatever else stands there.",
        "DELETE",
        OMIT,
        "conversation.deleted",
        {"action": "deleted", "event_type": "moderation", "step": "push"},
        root={"step": "push", "eventType": "moderation"},
        flags=("Hostile",),
    )


def _group(
    id: str,
    comment: str,
    operation: str,
    payload: Json,
    type: str,
    data: Json,
    *,
    root: Json = None,
    fields: Json = None,
    **more: Json,
) -> Vector:
    payload_type = payload.get("type") if isinstance(payload, dict) else None
    words = ".".join(word for word in (operation, payload_type) if word)
    body = {
        "payload": payload,
        "id": _ID,
        "type": "GROUP",
        "event": "group_op_event",
        "operation": operation,
        "operator": "tst",
        **(root or {}),
    }
    facts = {"native_action": words, "actor": user("tst"), **data}
    event = {
        "type": type,
        "conversation": {"id": _ID, "kind": "group"},
        **(fields or {}),
        "data": {key: value for key, value in facts.items() if value is not None},
    }
    return event_case(id, comment, f"group_op_event.{words}", body, event, **{"source": sources.GROUP, **more})
