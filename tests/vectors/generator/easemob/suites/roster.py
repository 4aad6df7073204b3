"""roster: contacts asked for, taken, refused, removed and blocked."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..body import OMIT
from ..cases import event_case, system, user

_VERSION = "DD6E14FE5EE5A9ABC52CA86C5DE1601CF729BFD6"
_ROOT = {
    "chat_type": "roster",
    "host": "msync@example",
    "from": "easemob-demo#test_lily@easemob.com",
    "to": "tst01",
    "eventType": "chat",
    "msg_id": "966725899779049516",
}
_DATA = {"actor": user("lily"), "subjects": [user("tst01")], "msg_id": "966725899779049516", "host": "msync@example"}
_OPERATIONS = {
    "add": "requested",
    "remove": "removed",
    "accept": "accepted",
    "remote_accept": "accepted",
    "decline": "declined",
    "remote_decline": "declined",
    "ban": "blocked",
    "allow": "unblocked",
}


def vectors() -> Iterator[Vector]:
    for operation, action in _OPERATIONS.items():
        yield _roster(
            f"roster_{operation}",
            f"A contact is {action}.",
            operation,
            {"roster_ver": _VERSION},
            {"action": action, "native_action": operation, "roster_ver": _VERSION},
        )
    for id, reason, data in (
        ("text", "我是李雷", {"reason": "我是李雷"}),
        ("empty", "", {}),
        ("object", {"text": "hi"}, {"changes": {"text": "hi"}}),
    ):
        yield _roster(
            f"roster_reason_{id}",
            "The table calls reason an object, the sample has a string.",
            "add",
            {"reason": reason},
            {"action": "requested", "native_action": "add", **data},
            flags=("TypeConflict",),
        )
    yield _roster(
        "roster_status_ok",
        "It worked.",
        "ban",
        {"status": {"error_code": "ok"}},
        {"action": "blocked", "native_action": "ban", "status": {"error_code": "ok"}},
    )
    yield _roster(
        "roster_failed",
        "It did not.",
        "ban",
        {"status": {"error_code": "forbidden"}},
        {"action": "failed", "native_action": "ban", "status": {"error_code": "forbidden"}},
        flags=("Hostile",),
    )
    yield _roster(
        "roster_by_admin",
        "By the app's administrator.",
        "remove",
        {},
        {"action": "removed", "native_action": "remove", "actor": system("@ppAdmin")},
        root={"from": "@ppAdmin"},
    )
    yield _roster(
        "roster_without_people",
        "Nobody is named.",
        "remove",
        {},
        {"action": "removed", "native_action": "remove", "actor": None, "subjects": None},
        root={"from": OMIT, "to": OMIT},
        flags=("Malformed",),
    )
    yield _roster(
        "roster_unknown_operation",
        "An operation that no document has.",
        "nickname",
        {"newName": "Lily"},
        {"subjects": None, "new_name": "Lily"},
        fields={"type": "unknown", "recipients": [user("tst01")]},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    yield event_case(
        "roster_payload_missing",
        "No payload at all.",
        "roster",
        _ROOT,
        {
            "type": "unknown",
            "recipients": [user("tst01")],
            "data": {"actor": user("lily"), "msg_id": "966725899779049516", "host": "msync@example"},
        },
        warnings=["missing_content", "unknown_event_type"],
        source=sources.ROSTER,
        flags=("Malformed",),
    )


def _roster(
    id: str,
    comment: str,
    operation: str,
    payload: Json,
    data: Json,
    *,
    root: Json = None,
    fields: Json = None,
    **more: Json,
) -> Vector:
    event = {
        "type": "contact.updated",
        **(fields or {}),
        "data": {key: value for key, value in {**_DATA, **data}.items() if value is not None},
    }
    body = {**_ROOT, **(root or {}), "payload": {**payload, "operation": operation}}
    return event_case(id, comment, f"roster.{operation}", body, event, **{"source": sources.ROSTER, **more})
