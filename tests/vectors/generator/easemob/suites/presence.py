"""userStatus: people who come and go, with the device they do it on."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..body import OMIT
from ..cases import event_case, user

_USER = "easemob-demo#test_wzy@easemob.com/ios_6d580737-db3a-d2b5-da18-b6045ffd195b"
_ROOT = {
    "reason": "login",
    "os": "ios",
    "ip": "223.71.97.198:52709",
    "host": "msync@example",
    "user": _USER,
    "version": "3.8.9.1",
    "status": "online",
}
_DATA = {**_ROOT, "action": "online", "native_action": "login", "subjects": [user("wzy")]}


def vectors() -> Iterator[Vector]:
    for reason, status in (("login", "online"), ("logout", "offline"), ("replaced", "offline")):
        yield _presence(
            f"presence_{reason}",
            "user holds the person and the device: the first is a subject, both stay in data.",
            {"reason": reason, "status": status},
            {"reason": reason, "status": status, "action": status, "native_action": reason},
        )
    yield _presence(
        "presence_name", "A name that some bodies have.", {"name": "phone"}, {"name": "phone"}, flags=("TypeConflict",)
    )
    yield _presence(
        "presence_unknown_reason",
        "A reason that no document has: it still is presence.",
        {"reason": "evicted", "status": "offline"},
        {"reason": "evicted", "status": "offline", "action": "offline", "native_action": "evicted"},
        flags=("Unknown",),
    )
    yield _presence(
        "presence_unknown_status",
        "A status that no document has.",
        {"status": "away"},
        {"status": "away", "action": None},
        flags=("Unknown",),
    )
    yield _presence(
        "presence_user_bare",
        "A user without a device.",
        {"user": "wzy"},
        {"user": "wzy"},
    )
    yield _presence(
        "presence_unknown_keys",
        "Unknown keys in snake_case.",
        {"deviceModel": "X"},
        {"device_model": "X"},
        flags=("Unknown",),
    )
    for key in ("status", "reason", "user"):
        body = {name: value for name, value in _ROOT.items() if name != key}
        yield event_case(
            f"presence_without_{key}",
            "Two of the three tells are none.",
            "unknown",
            body,
            {"type": "unknown", "data": body},
            warnings=["unknown_event_type"],
            flags=("Malformed",),
        )
    yield event_case(
        "presence_with_event_type",
        "With an eventType it is something else.",
        "presence_v2",
        {**_ROOT, "eventType": "presence_v2"},
        {"type": "unknown", "data": _ROOT},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    yield _presence(
        "presence_without_appkey",
        "The prefix tells itself.",
        {"appkey": OMIT},
        {},
        fields={"tenant_id": None},
    )


def _presence(id: str, comment: str, root: Json, data: Json, *, fields: Json = None, **more: Json) -> Vector:
    body = {**_ROOT, **root}
    event = {
        "type": "presence.updated",
        **(fields or {}),
        "data": {key: value for key, value in {**_DATA, **data}.items() if value is not None},
    }
    return event_case(id, comment, f"userStatus.{body['reason']}", body, event, **{"source": sources.PRESENCE, **more})
