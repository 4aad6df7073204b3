"""Events of sync_msg: every event_type and every code. Each accessor of the Go package has its counterpart here."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector, present
from .. import sources
from ..entries import (
    ACCOUNT,
    CONVERSATION,
    CUSTOMER,
    CUSTOMER_PARTY,
    SEND_TIME,
    SERVICER,
    SERVICER_PARTY,
    entry_case,
    event_entry,
    event_fields,
    kf_event_case,
)

_FAIL_TYPES = {
    0: "unknown",
    1: "account_deleted",
    2: "app_closed",
    4: "over_48_hours",
    5: "session_closed",
    6: "over_5_messages",
    7: "no_channels_account",
    8: "unverified",
    9: "no_channels_account_and_unverified",
    10: "user_refused",
    11: "nobody_logged_in",
    12: "type_forbidden",
    13: "safety_limit",
}


def vectors() -> Iterator[Vector]:
    yield from entered()
    yield from failed()
    yield from servicers()
    yield from sessions()
    yield from recalled()
    yield from switched()
    yield from unknown()
    yield from heads()


def entered() -> Iterator[Vector]:
    base = {"scene": "123", "scene_param": "abc"}
    shop = {"nickname": "视频号", "shop_nickname": "小店", "scene": 1}
    for name, more in {
        "": {},
        "_welcome": {"welcome_code": "WELCOME"},
        "_channels": {"wechat_channels": shop},
        "_all": {"welcome_code": "WELCOME", "wechat_channels": {**shop, "scene": 5}},
        "_unknown_key": {"new_thing": [1, "x"]},
        "_scene_number": {"scene": 123},
        "_empty": {"scene": "", "scene_param": ""},
    }.items():
        body = {**base, **more}
        yield _case(
            f"kf_enter_session{name}",
            "A customer opened the conversation.",
            "enter_session",
            body,
            "session.entered",
            {"action": "entered", "native_action": "enter_session", "actor": CUSTOMER_PARTY, **body},
        )


def failed() -> Iterator[Vector]:
    for code in [*_FAIL_TYPES, 3, 99]:
        yield _case(
            f"kf_msg_send_fail_{code}",
            "A message of the service did not arrive, and why.",
            "msg_send_fail",
            {"fail_msgid": "FAILED", "fail_type": code},
            "message.failed",
            {**_acted("failed", "msg_send_fail", "FAILED"), **present(reason=_FAIL_TYPES.get(code)), "fail_type": code},
            flags=() if code in _FAIL_TYPES else ("Unknown",),
        )
    yield _case(
        "kf_msg_send_fail_string",
        "A code in a string.",
        "msg_send_fail",
        {"fail_msgid": "FAILED", "fail_type": "4"},
        "message.failed",
        {**_acted("failed", "msg_send_fail", "FAILED"), "reason": "over_48_hours", "fail_type": "4"},
        flags=("TypeConflict",),
    )
    yield _case(
        "kf_msg_send_fail_bare",
        "No code, no id.",
        "msg_send_fail",
        {},
        "message.failed",
        _acted("failed", "msg_send_fail"),
        flags=("Malformed",),
    )


def servicers() -> Iterator[Vector]:
    account = {"conversation": {"kind": "service", "parent_id": ACCOUNT}}
    for name, codes, action, native, more in (
        ("serving", {"status": 1}, "started", "1", {}),
        ("stopped", {"status": 2}, "stopped", "2", {}),
        ("stopped_for_good", {"status": 2, "stop_type": 0}, "stopped", "2", {"stop_type": 0}),
        ("suspended", {"status": 2, "stop_type": 1}, "suspended", "2", {"stop_type": 1}),
        ("serving_with_stop_type", {"status": 1, "stop_type": 1}, "started", "1", {"stop_type": 1}),
        ("strings", {"status": "2", "stop_type": "1"}, "suspended", "2", {"stop_type": "1"}),
        ("unknown_status", {"status": 9}, "updated", "9", {}),
        ("without_status", {}, "updated", "servicer_status_change", {}),
    ):
        yield _case(
            f"kf_servicer_status_change_{name}",
            "A servicer begins or ends to serve; no customer is meant.",
            "servicer_status_change",
            {"servicer_userid": SERVICER, "external_userid": None, **codes},
            "agent.updated",
            {"action": action, "native_action": native, "actor": SERVICER_PARTY, **more},
            fields=account,
        )


def sessions() -> Iterator[Vector]:
    for name, codes, action, native in (
        ("accepted", {"change_type": 1, "new_servicer_userid": "new", "msg_code": "CODE"}, "accepted", "1"),
        (
            "transferred",
            {"change_type": 2, "old_servicer_userid": "old", "new_servicer_userid": "new"},
            "transferred",
            "2",
        ),
        ("ended", {"change_type": 3, "old_servicer_userid": "old", "msg_code": "CODE"}, "ended", "3"),
        ("reaccepted", {"change_type": 4, "new_servicer_userid": "new"}, "reaccepted", "4"),
        (
            "empty_servicer",
            {"change_type": 1, "old_servicer_userid": "", "new_servicer_userid": "new"},
            "accepted",
            "1",
        ),
        ("string", {"change_type": "3"}, "ended", "3"),
        ("unknown", {"change_type": 9}, "updated", "9"),
        ("without_type", {"new_servicer_userid": "new"}, "updated", "session_status_change"),
    ):
        rest = {key: value for key, value in codes.items() if key != "change_type"}
        yield _case(
            f"kf_session_status_change_{name}",
            "Who serves the customer changed.",
            "session_status_change",
            codes,
            "session.updated",
            {"action": action, "native_action": native, **rest},
        )


def recalled() -> Iterator[Vector]:
    yield _case(
        "kf_user_recall_msg",
        "The customer took a message back.",
        "user_recall_msg",
        {"recall_msgid": "RECALLED"},
        "message.recalled",
        {**_acted("recalled", "user_recall_msg", "RECALLED"), "actor": CUSTOMER_PARTY},
        source=sources.SYNC_MSG,
    )
    yield _case(
        "kf_servicer_recall_msg",
        "The servicer took a message back.",
        "servicer_recall_msg",
        {"recall_msgid": "RECALLED", "servicer_userid": SERVICER},
        "message.recalled",
        {**_acted("recalled", "servicer_recall_msg", "RECALLED"), "actor": SERVICER_PARTY},
        source=sources.SYNC_MSG,
    )


def switched() -> Iterator[Vector]:
    for name, codes, action, native in (
        ("on", {"reject_switch": 1}, "blocked", "1"),
        ("off", {"reject_switch": 0}, "unblocked", "0"),
        ("string", {"reject_switch": "1"}, "blocked", "1"),
        ("unknown", {"reject_switch": 2}, "updated", "2"),
        ("without", {}, "updated", "reject_customer_msg_switch_change"),
    ):
        yield _case(
            f"kf_reject_customer_msg_switch_change_{name}",
            "A servicer refuses a customer's messages, or takes them again.",
            "reject_customer_msg_switch_change",
            {"servicer_userid": SERVICER, **codes},
            "conversation.updated",
            {"action": action, "native_action": native, "actor": SERVICER_PARTY},
            source=sources.SYNC_MSG,
        )


def unknown() -> Iterator[Vector]:
    yield _case(
        "kf_unknown_event",
        "An event that no document names: every key is kept.",
        "teleport",
        {"servicer_userid": SERVICER, "whereTo": {"x": Verbatim("1.10")}, "nothing": None},
        "unknown",
        {"servicer_userid": SERVICER, "where_to": {"x": Verbatim("1.10")}},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    id = "kf_event_without_type"
    native = event_entry(id, "x", scene="1")
    del native["event"]["event_type"]
    yield entry_case(
        id,
        "An event without its type.",
        native,
        "event",
        event_fields("unknown", {"scene": "1"}),
        warnings=["unknown_event_type"],
        flags=("Malformed",),
    )
    for name, body, warning in (
        ("absent", None, "missing_content"),
        ("string", "enter_session", "unexpected_type"),
        ("list", [1], "unexpected_type"),
    ):
        id = f"kf_event_{name}"
        native = present(
            msgid=id,
            open_kfid=ACCOUNT,
            external_userid=CUSTOMER,
            send_time=SEND_TIME,
            origin=4,
            msgtype="event",
            event=body,
        )
        data = {} if body is None else {"data": {"event": body}}
        fields = {
            "type": "unknown",
            "time_ms": SEND_TIME * 1000,
            "conversation": CONVERSATION,
            "sender": {"kind": "system"},
            **data,
        }
        yield entry_case(
            id, "msgtype event without an event.", native, "event", fields, warnings=[warning], flags=("Malformed",)
        )


def heads() -> Iterator[Vector]:
    data = {"action": "recalled", "native_action": "user_recall_msg", "target_id": "R", "actor": CUSTOMER_PARTY}
    id = "kf_event_ids_outside"
    native = event_entry(id, "user_recall_msg", recall_msgid="R")
    for key in ("open_kfid", "external_userid"):
        native[key] = native["event"].pop(key)
    yield entry_case(
        id,
        "The ids stand beside the event: taken as if inside.",
        native,
        "event.user_recall_msg",
        event_fields("message.recalled", data),
        flags=("TypeConflict",),
    )
    id = "kf_event_root_leftovers"
    native = {**event_entry(id, "user_recall_msg", recall_msgid="R"), "servicer_userid": SERVICER, "newThing": 1}
    yield entry_case(
        id,
        "Keys beside the event that have no place.",
        native,
        "event.user_recall_msg",
        event_fields("message.recalled", {**data, "servicer_userid": SERVICER, "new_thing": 1}),
        flags=("Unknown",),
    )


def _acted(action: str, native: str, target: str | None = None) -> Json:
    return present(action=action, native_action=native, target_id=target)


def _case(id: str, comment: str, type: str, body: Json, canonical: str, data: Json, **more: Json) -> Vector:
    return kf_event_case(id, comment, type, body, canonical, data, **{"source": sources.GO_PACKAGE, **more})
