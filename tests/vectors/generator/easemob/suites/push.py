"""Offline push results: whether a message that nobody read yet reached a device."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..body import OMIT, call_id
from ..cases import event_case, user

_APNS = {"accepted": True, "apnsId": "7d988394", "pushNotification": {"payload": '{"aps":{"badge":1}}', "token": "t"}}
PUSH: Json = {
    "channel": "APNS",
    "chat_type": "chat",
    "data": _APNS,
    "device_id": "bcf1eb81",
    "device_token": "abcdef",
    "msg_id": "1029172947949980024",
    "notifier_name": "EaseIM_APNS",
    "status": "success",
    "step": "push",
    "target": "wzy",
}
_EVENT_DATA = {
    "action": "delivered",
    "native_action": "success",
    "target_id": "1029172947949980024",
    "subjects": [user("wzy")],
    "channel": "APNS",
    "data": _APNS,
    "device_id": "bcf1eb81",
    "device_token": "abcdef",
    "notifier_name": "EaseIM_APNS",
}
PUSH_EVENT: Json = {"type": "push.updated", "conversation": {"kind": "direct"}, "data": _EVENT_DATA}


def push_case(
    id: str, comment: str, body: Json, fields: Json, *, status: str = "success", named: str = "", **more: Json
) -> Vector:
    """`named` is what stands after the callId in the event's id: target and device."""
    native_id = call_id(id) + (named or ":wzy:bcf1eb81")
    more = {"source": sources.PUSH, "native_id": native_id, **more}
    return event_case(id, comment, f"push.{status}", body, fields, **more)


def vectors() -> Iterator[Vector]:
    yield push_case("push_success", "Handed to Apple for one device.", PUSH, PUSH_EVENT)
    yield from failures()
    yield from optional_fields()
    yield from identifiers()


def failures() -> Iterator[Vector]:
    bare = {"chat_type": "chat", "step": "push", "msg_id": "1029172947949980024", "target": "test1"}
    for name, detail in {
        "no_binding": "no push binding",
        "no_user": "no user exist",
        "expired": "expire message",
    }.items():
        yield push_case(
            f"push_fail_{name}",
            "detail is the reason.",
            {**bare, "status": "fail", "detail": detail},
            {
                **PUSH_EVENT,
                "data": {
                    "action": "failed",
                    "native_action": "fail",
                    "target_id": "1029172947949980024",
                    "subjects": [user("test1")],
                    "reason": detail,
                },
            },
            status="fail",
            named=":test1",
        )
    vivo = {"result": 10206, "desc": "sign 不正确"}
    yield push_case(
        "push_fail_of_vendor",
        "The push service refused: what it said is in data.",
        {**PUSH, "channel": "VIVOPUSH", "data": vivo, "status": "fail", "detail": "get push token fail"},
        {
            **PUSH_EVENT,
            "data": {
                **_EVENT_DATA,
                "action": "failed",
                "native_action": "fail",
                "reason": "get push token fail",
                "channel": "VIVOPUSH",
                "data": vivo,
            },
        },
        status="fail",
    )
    yield push_case(
        "push_error",
        "Something broke on the way.",
        {**PUSH, "status": "error", "e_message": "connection reset", "data": OMIT},
        {
            **PUSH_EVENT,
            "data": _present(
                {
                    **_EVENT_DATA,
                    "action": "failed",
                    "native_action": "error",
                    "e_message": "connection reset",
                    "data": None,
                }
            ),
        },
        status="error",
    )
    yield push_case(
        "push_unknown_status",
        "A status that no document has.",
        {**PUSH, "status": "queued"},
        {**PUSH_EVENT, "data": _present({**_EVENT_DATA, "action": None, "native_action": "queued"})},
        status="queued",
        flags=("Unknown",),
    )


def optional_fields() -> Iterator[Vector]:
    payload = {"bodies": [{"type": "txt", "msg": "hi"}]}
    yield push_case(
        "push_group",
        "A group's message: who sent it, where, and what.",
        {**PUSH, "chat_type": "groupchat", "group_id": "16934809238921545", "from": "user1", "payload": payload},
        {
            "type": "push.updated",
            "conversation": {"id": "16934809238921545", "kind": "group"},
            "sender": user("user1"),
            "data": {**_EVENT_DATA, "payload": payload},
        },
    )
    yield push_case(
        "push_with_event_type",
        "step is asked before chat_type and eventType.",
        {**PUSH, "eventType": "chat", "from": "user1", "to": "wzy"},
        {**PUSH_EVENT, "sender": user("user1")},
    )
    yield push_case(
        "push_target_with_prefix",
        "The app's prefix is stripped of people, not of the id.",
        {**PUSH, "target": "easemob-demo#test_wzy@easemob.com"},
        PUSH_EVENT,
        named=":easemob-demo#test_wzy@easemob.com:bcf1eb81",
    )
    yield push_case(
        "push_unknown_keys",
        "Unknown keys are kept in snake_case.",
        {**PUSH, "retryCount": 2},
        {**PUSH_EVENT, "data": {**_EVENT_DATA, "retry_count": 2}},
        flags=("Unknown",),
    )


def identifiers() -> Iterator[Vector]:
    """One message goes to several people and devices under one callId."""
    shared = call_id("push_of_one_message")
    for id, target, device in (
        ("first_device", "wzy", "phone"),
        ("second_device", "wzy", "tablet"),
        ("second_target", "lily", "phone"),
    ):
        yield push_case(
            f"push_id_{id}",
            "callId, target and device name the event: all three share the callId.",
            {**PUSH, "callId": shared, "target": target, "device_id": device},
            {**PUSH_EVENT, "data": {**_EVENT_DATA, "subjects": [user(target)], "device_id": device}},
            native_id=f"{shared}:{target}:{device}",
        )
    for id, parts, named, data in (
        ("without_device", {"device_id": OMIT}, ":wzy", {"device_id": None}),
        ("empty_device", {"device_id": ""}, ":wzy", {"device_id": ""}),
        ("without_target", {"target": OMIT}, ":bcf1eb81", {"subjects": None}),
        ("device_number", {"device_id": 42}, ":wzy:42", {"device_id": 42}),
    ):
        yield push_case(
            f"push_id_{id}",
            "What is not there is left out.",
            {**PUSH, **parts},
            {**PUSH_EVENT, "data": _present({**_EVENT_DATA, **data})},
            named=named,
        )


def _present(value: Json) -> Json:
    return {key: item for key, item in value.items() if item is not None}
