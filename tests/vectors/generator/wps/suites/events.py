"""Every event topic and operation, and events that nothing describes."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector
from .. import delivery, sources
from ..cases import event_case

_COMPANY = {"company_id": "eueue"}
_OPERATOR = {"id": "u9", "name": "管理员", "type": "user"}
_ACTOR = {"id": "u9", "kind": "user", "name": "管理员"}
_GROUP = {"id": "8205341", "kind": "group"}


def vectors() -> Iterator[Vector]:
    yield from chats()
    yield from members()
    yield from announcements()
    yield from organisation()
    yield from unknown()
    yield from identifiers()


def chats() -> Iterator[Vector]:
    yield _case(
        "chat_create",
        "The first chat of a user and a bot.",
        "kso.app_chat",
        "create",
        {"chat_id": "8225957", "creator": {"id": "u1", "type": "user"}, **_COMPANY},
        "conversation.created",
        {
            "conversation": {"id": "8225957", "kind": "direct"},
            "data": _data("created", "create", actor={"id": "u1", "kind": "user"}),
        },
        source=sources.THIRD_PARTY,
        flags=("ThirdParty",),
    )
    for operation in ("create", "recall"):
        yield _case(
            f"message_recall_{operation}",
            "A recalled message; the operation's name is unpublished.",
            "kso.app_chat.message.recall",
            operation,
            {"chat_id": "8225957", "id": "w7i5fgFzh6uRtOTN", "operator": _OPERATOR, **_COMPANY},
            "message.recalled",
            {
                "conversation": {"id": "8225957"},
                "data": _data("recalled", operation, target_id="w7i5fgFzh6uRtOTN", actor=_ACTOR),
            },
            native_id="w7i5fgFzh6uRtOTN",
            source=sources.THIRD_PARTY,
            flags=("ThirdParty",),
        )
    group = {"chat_id": "8205341", "operator": _OPERATOR, **_COMPANY}
    yield _case(
        "group_chat_delete",
        "A dissolved group.",
        "kso.xz.app.group_chat",
        "delete",
        group,
        "conversation.deleted",
        {"conversation": _GROUP, "data": _data("deleted", "delete", actor=_ACTOR)},
    )
    yield _case(
        "group_chat_delete_operator_null",
        "null is absent, and so is a type that is missing.",
        "kso.xz.app.group_chat",
        "delete",
        {**group, "operator": None},
        "conversation.deleted",
        {"conversation": _GROUP, "data": _data("deleted", "delete")},
    )


def members() -> Iterator[Vector]:
    changes = {"create": ("member.joined", "joined"), "delete": ("member.left", "left")}
    users = [{"id": "u1", "type": "user"}, {"id": "u2", "name": "李四", "type": "user"}, {"id": "b1", "type": "app"}]
    subjects = [{"id": "u1", "kind": "user"}, {"id": "u2", "kind": "user", "name": "李四"}, {"id": "b1", "kind": "bot"}]
    group = {"chat_id": "8205341", "operator": _OPERATOR, **_COMPANY}
    for operation, (type, action) in changes.items():
        yield _case(
            f"member_user_{operation}",
            f"People who {action}.",
            "kso.xz.app.group_chat.member.user",
            operation,
            {**group, "users": users},
            type,
            {"conversation": _GROUP, "data": _data(action, operation, actor=_ACTOR, subjects=subjects)},
        )
        yield _case(
            f"member_robot_{operation}",
            f"The bot itself {action}.",
            "kso.xz.app.group_chat.member.robot",
            operation,
            group,
            type,
            {"conversation": _GROUP, "data": _data(action, operation, actor=_ACTOR, subjects=[{"kind": "bot"}])},
        )


def announcements() -> Iterator[Vector]:
    announcement = {
        "announce_event_type": "announce",
        "event_announce": {"id": "a1", "is_top": True},
        "event_security_level": {"id": "s1", "mobile_visible": False},
    }
    for operation, action in _ACTIONS.items():
        yield _case(
            f"announce_{operation}",
            "A group announcement.",
            "kso.xz.announce",
            operation,
            {**announcement, "event_group": {"id": "8205341", "name": "产品群"}, **_COMPANY},
            "record.updated",
            {
                "conversation": {**_GROUP, "name": "产品群"},
                "data": _data(action, operation, target_id="a1", **announcement),
            },
        )


def organisation() -> Iterator[Vector]:
    depts = [
        {"company_id": "eueue", "dept_id": "d1", "src": {"leader_ids": ["u1"], "name": "研发部", "parent_id": "0"}},
        {"company_id": "eueue", "dept_id": Verbatim("12345678901234567890"), "src": {"name": "QA"}},
    ]
    for operation in ("create", "update", "delete"):
        yield _case(
            f"dept_{operation}",
            "Departments, verbatim.",
            "kso.dept",
            operation,
            {**_COMPANY, "depts": depts},
            "organization.updated",
            {"data": _data(_ACTIONS[operation], operation, depts=depts)},
        )
    yield _case(
        "contact_permission_update",
        "The visible part of the contacts changed.",
        "kso.contact.permission_setting",
        "update",
        _COMPANY,
        "organization.updated",
        {"data": _data("updated", "update")},
    )
    yield _case(
        "application_subject_update",
        "The application's subject changed.",
        "kso.developer.application.subject",
        "update",
        {**_COMPANY, "app_id": "AK123456"},
        "record.updated",
        {"data": _data("updated", "update", target_id="AK123456")},
    )
    yield _case(
        "user_status_update",
        "The payload is unpublished: whatever stands there is data.",
        "kso.user.status",
        "update",
        {**_COMPANY, "user_id": "u1", "newStatus": "disabled", "history": [{"status": "active"}]},
        "contact.updated",
        {"data": _data("updated", "update", user_id="u1", new_status="disabled", history=[{"status": "active"}])},
        flags=("Unknown",),
    )


def unknown() -> Iterator[Vector]:
    yield _case(
        "group_chat_create_contradictory",
        "One sample of the vendor names a dissolved group create: nothing is guessed.",
        "kso.xz.app.group_chat",
        "create",
        {"chat_id": "8205341", "operator": _OPERATOR, **_COMPANY},
        "unknown",
        {"conversation": _GROUP, "data": {"actor": _ACTOR}},
        warnings=["contradictory_operation"],
    )
    yield _case(
        "known_topic_unknown_operation",
        "A documented topic with an operation that is not.",
        "kso.dept",
        "merge",
        {**_COMPANY, "depts": []},
        "unknown",
        {"data": {"depts": []}},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    nested = {"camelCase": [1, "2", False]}
    yield _case(
        "unknown_topic",
        "Nothing of an unknown event is lost; only the outer keys change to snake_case.",
        "kso.future.thing",
        "explode",
        {"fooBar": nested, "list": [], "empty": {}, "text": "t", "nothing": None},
        "unknown",
        {"tenant_id": None, "data": {"foo_bar": nested, "list": [], "empty": {}, "text": "t"}},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    yield _case(
        "unknown_topic_with_usual_keys",
        "Company, chat and operator are what they are everywhere.",
        "kso.future.thing",
        "explode",
        {**_COMPANY, "chat_id": "8205341", "operator": _OPERATOR, "reason": "boom"},
        "unknown",
        {"conversation": {"id": "8205341"}, "data": {"actor": _ACTOR, "reason": "boom"}},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    for name, payload in {"array": "[1,2]", "string": '"boom"', "number": "1.10", "null": "null"}.items():
        yield _case(
            f"unknown_topic_payload_{name}",
            "A payload that is JSON but no object still is an event.",
            "kso.future.thing",
            "explode",
            payload,
            "unknown",
            {"tenant_id": None},
            warnings=["unknown_event_type"],
            flags=("Unknown",),
        )


def identifiers() -> Iterator[Vector]:
    payload = {"chat_id": "8205341", **_COMPANY}
    fields = {"conversation": _GROUP, "data": _data("deleted", "delete")}
    for name, native, text in (
        ("text", "EV20240101", "EV20240101"),
        ("number", Verbatim("12345678901234567890"), "12345678901234567890"),
    ):
        yield _case(
            f"envelope_id_{name}",
            "The older envelope's own id names the event; the signature does not cover it.",
            "kso.xz.app.group_chat",
            "delete",
            payload,
            "conversation.deleted",
            fields,
            native_id=text,
            envelope={"id": native},
            native={"id": native},
            auth=delivery.event_proof(uncovered=("operation", "id")),
            source=sources.OLD_MESSAGE_EVENT,
        )


_ACTIONS = {"create": "created", "update": "updated", "delete": "deleted", "recall": "recalled"}


def _data(action: str, native_action: str, **more: Json) -> Json:
    return {"action": action, "native_action": native_action, **more}


def _case(
    id: str,
    comment: str,
    topic: str,
    operation: str,
    payload: Json | str,
    type: str,
    fields: Json,
    **more: Json,
) -> Vector:
    event = {"type": type, "tenant_id": _COMPANY["company_id"], **fields}
    more = {"source": sources.EVENT_LIST, **more}
    return event_case(f"event_{id}", comment, payload, event, topic=topic, operation=operation, **more)
