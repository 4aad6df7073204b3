"""muc: what happens to groups and rooms in the old schema, every operation of its table."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector
from .. import sources
from ..body import OMIT
from ..cases import event_case, system, user

_GROUP_ID = "173556296122369"
_MUC_ID = f"easemob-demo#test_{_GROUP_ID}@conference.easemob.com"
_OK = {"description": "", "error_code": "ok"}
_ROOT = {
    "chat_type": "muc",
    "group_id": _GROUP_ID,
    "host": "msync@example",
    "from": "easemob-demo#test_1111@easemob.com/android_8070d7b2-795eb6e63d",
    "to": "2222",
    "eventType": "chat",
    "msg_id": "976459883882744164",
}
_PAYLOAD = {"muc_id": _MUC_ID, "is_chatroom": False, "status": _OK}
_CONVERSATION = {"id": _GROUP_ID, "kind": "group"}
_REST = {"muc_id": _MUC_ID, "status": _OK, "msg_id": "976459883882744164", "host": "msync@example"}
_FROM, _TO = "1111", "2222"

_OPERATIONS = (
    ("create", "conversation.created", "created", None),
    ("destroy", "conversation.deleted", "deleted", None),
    ("update", "conversation.updated", "updated", None),
    ("apply", "member.updated", "applied", _FROM),
    ("apply_accept", "member.joined", "joined", _TO),
    ("invite", "member.updated", "invited", _TO),
    ("invite_accept", "member.joined", "joined", _FROM),
    ("invite_decline", "member.updated", "declined", _FROM),
    ("kick", "member.left", "removed", _TO),
    ("ban", "member.updated", "blocked", _TO),
    ("allow", "member.updated", "unblocked", _TO),
    ("block", "member.updated", "shielded", _FROM),
    ("unblock", "member.updated", "unshielded", _FROM),
    ("presence", "member.joined", "joined", _FROM),
    ("absence", "member.left", "left", _FROM),
    ("direct_joined", "member.joined", "joined", _FROM),
    ("leave", "member.left", "left", _FROM),
    ("assing_owner", "conversation.updated", "transferred", _TO),
    ("add_admin", "member.updated", "promoted", _TO),
    ("remove_admin", "member.updated", "demoted", _TO),
    ("add_mute", "member.updated", "muted", _TO),
    ("remove_mute", "member.updated", "unmuted", _TO),
    ("add_user_white_list", "member.updated", "allowlisted", _TO),
    ("remove_user_white_list", "member.updated", "delisted", _TO),
    ("ban_group", "conversation.updated", "muted", None),
    ("remove_ban_group", "conversation.updated", "unmuted", None),
    ("update_announcement", "conversation.updated", "updated", None),
    ("delete_announcement", "conversation.updated", "updated", None),
    ("set_metadata", "conversation.updated", "updated", None),
    ("delete_metadata", "conversation.updated", "updated", None),
    ("group_member_metadata_update", "member.updated", "updated", _TO),
    ("upload_file", "record.updated", "created", None),
    ("delete_file", "record.updated", "deleted", None),
)


def vectors() -> Iterator[Vector]:
    for operation, type, action, subject in _OPERATIONS:
        yield from both_places(operation, type, action, subject)
    yield from reasons()
    yield from announcements()
    yield from shared_files()
    yield from metadata()
    yield from failures()
    yield from places()
    yield from people()
    yield from unknown()


def both_places(operation: str, type: str, action: str, subject: str | None) -> Iterator[Vector]:
    for is_chatroom, kind in ((False, "group"), (True, "room")):
        parts = {"subjects": [user(subject)]} if subject else {}
        yield _muc(
            f"muc_{operation}_{kind}",
            f"{operation}: {action}.",
            operation,
            {"is_chatroom": is_chatroom},
            {
                "type": type,
                "conversation": {"id": _GROUP_ID, "kind": kind},
                "recipients": None if subject == _TO else [user(_TO)],
                "data": {"action": action, "native_action": operation, **parts},
            },
        )


def reasons() -> Iterator[Vector]:
    for id, reason, data, warnings in (
        ("text", "join group123", {"reason": "join group123"}, []),
        ("chinese", "你好啊", {"reason": "你好啊"}, []),
        ("undefined", "undefined", {"reason": "undefined"}, []),
        ("empty", "", {}, []),
        ("null", None, {}, []),
        ("number", 7, {"reason": "7"}, []),
        ("digits", "7", {"reason": "7"}, []),
        ("object", {"why": "spam", "n": [1]}, {"changes": {"why": "spam", "n": [1]}}, []),
        ("object_empty", {}, {}, []),
        ("json_string", '{"why": "spam", "n": [1]}', {"changes": {"why": "spam", "n": [1]}}, []),
        ("json_string_list", "[1]", {"reason": "[1]"}, []),
        ("json_string_cut", '{"why": "spam"', {"reason": '{"why": "spam"'}, []),
        ("list", [1, 2], {}, ["unexpected_type"]),
    ):
        yield _muc(
            f"muc_reason_{id}",
            "reason is text, an object, JSON in a string, or not there.",
            "apply",
            {"reason": reason},
            {
                "type": "member.updated",
                "recipients": [user(_TO)],
                "data": {"action": "applied", "native_action": "apply", "subjects": [user(_FROM)], **data},
            },
            warnings=warnings,
            flags=("TypeConflict",),
        )


def announcements() -> Iterator[Vector]:
    for operation, id, reason, changes in (
        ("update_announcement", "text", "gogngao", {"announcement": "gogngao"}),
        ("update_announcement", "json", '{"a":1}', {"announcement": '{"a":1}'}),
        ("delete_announcement", "empty", "", {"announcement": ""}),
    ):
        yield _muc(
            f"muc_{operation}_{id}",
            "Here reason is the new announcement.",
            operation,
            {"reason": reason},
            {
                "type": "conversation.updated",
                "recipients": [user(_TO)],
                "data": {"action": "updated", "native_action": operation, "changes": changes},
            },
        )


def shared_files() -> Iterator[Vector]:
    reason: Json
    file = {
        "file_id": "79ddf840",
        "file_name": "a.csv",
        "file_owner": "@ppAdmin",
        "file_size": 6787,
        "created": 1644909510085,
    }
    for id, reason in (
        ("data", {"data": file}),
        ("flat", file),
        ("json_string", compact({"data": file})),
    ):
        yield _muc(
            f"muc_upload_file_{id}",
            "The file that was shared.",
            "upload_file",
            {"reason": reason},
            {
                "type": "record.updated",
                "recipients": [user(_TO)],
                "data": {
                    "action": "created",
                    "native_action": "upload_file",
                    "target_id": "79ddf840",
                    "changes": file,
                },
            },
            flags=("TypeConflict",),
        )
    for id, reason in (
        ("text", "79ddf840"),
        ("object", {"file_id": "79ddf840"}),
        ("data", {"data": {"file_id": "79ddf840"}}),
    ):
        yield _muc(
            f"muc_delete_file_{id}",
            "reason is an object in the table, the file's id in the sample.",
            "delete_file",
            {"reason": reason},
            {
                "type": "record.updated",
                "recipients": [user(_TO)],
                "data": {"action": "deleted", "native_action": "delete_file", "target_id": "79ddf840"},
            },
            flags=("TypeConflict",),
        )


def metadata() -> Iterator[Vector]:
    properties = {
        "result": {"successKeys": ["key1", "key2"], "errorKeys": {}},
        "identify": "",
        "is_forced": False,
        "muc_name": "Take",
        "properties": {"key1": "value1"},
        "operator ": "user1",
    }
    for id, ext, changes in (
        ("json_string", compact(properties), properties),
        ("spaced", compact(properties).replace(":", ": ").replace(",", ", "), properties),
        ("object", properties, properties),
        ("text", "not json", None),
        ("cut", compact(properties)[:-1], None),
        ("list", "[1]", None),
        ("empty", "", None),
    ):
        event_info = {"ext": ext, "type": "event_none"}
        yield _muc(
            f"muc_metadata_ext_{id}",
            "event_info.ext is JSON in a string: read as changes, and kept as it is.",
            "set_metadata",
            {"is_chatroom": True, "event_info": event_info},
            {
                "type": "conversation.updated",
                "conversation": {"id": _GROUP_ID, "kind": "room"},
                "recipients": [user("aaa111")],
                "data": {
                    "action": "updated",
                    "native_action": "set_metadata",
                    "actor": system(_GROUP_ID),
                    "event_info": event_info,
                    **({"changes": changes} if changes else {}),
                },
            },
            root={"from": _GROUP_ID, "to": "aaa111"},
            flags=("TypeConflict",),
        )


def failures() -> Iterator[Vector]:
    failed = {"description": "group is full", "error_code": "forbidden"}
    yield _muc(
        "muc_failed_create",
        "An operation that failed changed nothing: it must not look like one that did.",
        "create",
        {"status": failed},
        {
            "type": "conversation.updated",
            "recipients": [user(_TO)],
            "data": {"action": "failed", "native_action": "create", "status": failed},
        },
        flags=("Hostile",),
    )
    yield _muc(
        "muc_failed_kick",
        "Nobody left.",
        "kick",
        {"status": failed},
        {
            "type": "conversation.updated",
            "data": {"action": "failed", "native_action": "kick", "subjects": [user(_TO)], "status": failed},
        },
        flags=("Hostile",),
    )
    for id, status in (
        ("missing", None),
        ("without_code", {"description": ""}),
        ("empty_code", {"description": "", "error_code": ""}),
        ("null_code", {"error_code": None}),
        ("text", "ok"),
    ):
        yield _muc(
            f"muc_status_{id}",
            "No word of a failure.",
            "create",
            {"status": status},
            {
                "type": "conversation.created",
                "recipients": [user(_TO)],
                "data": {"action": "created", "native_action": "create", "status": {} if id == "null_code" else status},
            },
        )


def places() -> Iterator[Vector]:
    created: Json = {
        "type": "conversation.created",
        "recipients": [user(_TO)],
        "data": {"action": "created", "native_action": "create"},
    }
    for id, root, payload, conversation, data in (
        ("group_id_missing", {"group_id": OMIT}, {}, _CONVERSATION, {}),
        ("group_id_empty", {"group_id": ""}, {}, _CONVERSATION, {}),
        ("group_id_number", {"group_id": Verbatim(_GROUP_ID)}, {}, _CONVERSATION, {}),
        ("muc_id_missing", {}, {"muc_id": None}, _CONVERSATION, {"muc_id": None}),
        (
            "both_missing",
            {"group_id": OMIT},
            {"muc_id": None},
            {"kind": "group"},
            {"muc_id": None},
        ),
        ("kind_missing", {}, {"is_chatroom": None}, {"id": _GROUP_ID}, {}),
        ("kind_text", {}, {"is_chatroom": "true"}, {"id": _GROUP_ID}, {"is_chatroom": "true"}),
    ):
        yield _muc(
            f"muc_place_{id}",
            "Which group, and whether it is one.",
            "create",
            payload,
            {**created, "conversation": conversation, "data": {**created["data"], **data}},
            root=root,
            warnings=["unexpected_type"] if id == "kind_text" else [],
            flags=("TypeConflict",) if id == "kind_text" else (),
        )


def people() -> Iterator[Vector]:
    for id, native, actor in (
        ("prefix", "easemob-demo#test_3333", user("3333")),
        ("domain", "easemob-demo#test_3333@easemob.com", user("3333")),
        ("device", "easemob-demo#test_3333@easemob.com/ios_f43087fc", user("3333")),
        ("bare", "3333", user("3333")),
        ("app_admin", "@ppAdmin", system("@ppAdmin")),
        ("group_itself", _MUC_ID, system(_GROUP_ID)),
        ("masked", "XXXX#XXXX", user("XXXX#XXXX")),
        ("missing", OMIT, None),
    ):
        yield _muc(
            f"muc_from_{id}",
            "from in each of its forms.",
            "kick",
            {},
            {
                "type": "member.left",
                "data": {
                    "action": "removed",
                    "native_action": "kick",
                    "subjects": [user(_TO)],
                    "actor": actor,
                },
            },
            root={"from": native},
            flags=("TypeConflict",),
        )
    for id, to, recipients in (
        ("group", _GROUP_ID, None),
        ("group_with_prefix", _MUC_ID, None),
        ("missing", OMIT, None),
        ("admin", "admin", [user("admin")]),
    ):
        yield _muc(
            f"muc_to_{id}",
            "`to` is who is told; told to the group itself, it says nothing.",
            "presence",
            {"status": None},
            {
                "type": "member.joined",
                "recipients": recipients,
                "data": {
                    "action": "joined",
                    "native_action": "presence",
                    "subjects": [user(_FROM)],
                    "status": None,
                },
            },
            root={"to": to},
        )


def unknown() -> Iterator[Vector]:
    yield _muc(
        "muc_unknown_operation",
        "An operation that no document has: nothing of it is lost.",
        "teleport",
        {"reason": "because", "speed": {"kmH": 3}},
        {
            "type": "unknown",
            "recipients": [user(_TO)],
            "data": {"reason": "because", "speed": {"kmH": 3}},
        },
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    yield _muc(
        "muc_assign_owner",
        "The word as it should be spelt is not the vendor's: unknown.",
        "assign_owner",
        {},
        {"type": "unknown", "recipients": [user(_TO)], "data": {}},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    yield _muc(
        "muc_unknown_keys",
        "Unknown keys of payload and root.",
        "update",
        {"payloadKey": 1},
        {
            "type": "conversation.updated",
            "recipients": [user(_TO)],
            "data": {"action": "updated", "native_action": "update", "payload_key": 1, "root_key": [2]},
        },
        root={"rootKey": [2]},
        flags=("Unknown",),
    )
    for id, payload in (("missing", {"muc_id": _MUC_ID}), ("empty", {"muc_id": _MUC_ID, "operation": ""})):
        yield event_case(
            f"muc_operation_{id}",
            "No operation: nothing is known to have happened.",
            "muc",
            {**_ROOT, "payload": payload},
            {
                "type": "unknown",
                "conversation": {"id": _GROUP_ID},
                "recipients": [user(_TO)],
                "data": {
                    "actor": user(_FROM),
                    "muc_id": _MUC_ID,
                    "msg_id": "976459883882744164",
                    "host": "msync@example",
                },
            },
            warnings=["unknown_event_type"],
            source=sources.MUC,
            flags=("Malformed",),
        )


def _muc(
    id: str, comment: str, operation: str, payload: Json, fields: Json, *, root: Json = None, **more: Json
) -> Vector:
    """`fields` without the usual conversation and `data` without the usual rest; None takes out."""
    native = {key: value for key, value in {**_PAYLOAD, **payload}.items() if value is not None or key == "reason"}
    data = {"actor": user(_FROM), **_REST, **fields["data"]}
    event = {
        "conversation": _CONVERSATION,
        **fields,
        "data": {key: value for key, value in data.items() if value is not None},
    }
    body = {**_ROOT, **(root or {}), "payload": {**native, "operation": operation}}
    return event_case(id, comment, f"muc.{operation}", body, event, **{"source": sources.MUC, **more})
