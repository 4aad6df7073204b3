"""The callbacks of 微信客服: there are messages to fetch, and the accounts of an application changed."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector, present
from .. import delivery, sources
from ..cases import event_case, received_case
from ..entries import ACCOUNT
from ..envelope import CORP, TIME
from ..xml_text import Value, document

_SYNC_TOKEN = "ENCExampleSyncTokenNotReal0000000000000000000000"


def vectors() -> Iterator[Vector]:
    yield from messages_to_fetch()
    yield from accounts_changed()
    yield from redelivered()


def messages_to_fetch() -> Iterator[Vector]:
    account = {"kind": "service", "parent_id": ACCOUNT}
    for name, children, data, conversation in (
        ("", [("Token", _SYNC_TOKEN), ("OpenKfId", ACCOUNT)], {"token": _SYNC_TOKEN, "open_kfid": ACCOUNT}, account),
        ("_old", [("Token", _SYNC_TOKEN)], {"token": _SYNC_TOKEN}, None),
        ("_account_empty", [("Token", _SYNC_TOKEN), ("OpenKfId", "")], {"token": _SYNC_TOKEN, "open_kfid": ""}, None),
        ("_without_token", [("OpenKfId", ACCOUNT)], {"open_kfid": ACCOUNT}, account),
        ("_bare", [], None, None),
        (
            "_new_element",
            [("Token", "t"), ("OpenKfId", ACCOUNT), ("NewThing", "1"), ("AgentID", 7)],
            {"token": "t", "open_kfid": ACCOUNT, "new_thing": "1", "agent_id": "7"},
            account,
        ),
    ):
        yield event_case(
            f"kf_msg_or_event{name}",
            "It carries no messages: the token fetches them. Old copies name no account.",
            ("kf_msg_or_event",),
            children,
            present(type="sync.required", conversation=conversation, data=data),
            sender=None,
            source=sources.KF_CALLBACK,
        )
    yield event_case(
        "kf_msg_or_event_with_sender",
        "A sender is no part of the document, and kept when there is one.",
        ("kf_msg_or_event",),
        [("Token", "t")],
        {"type": "sync.required", "data": {"token": "t"}},
        source=sources.KF_CALLBACK,
    )


def accounts_changed() -> Iterator[Vector]:
    for name, added, removed in (
        ("added", ["wk1"], []),
        ("removed", [], ["wk2"]),
        ("both", ["wk1"], ["wk2"]),
        ("several", ["wk1", "wk2", "wk3"], ["wk4", "wk5"]),
        ("neither", [], []),
    ):
        yield _accounts(name, _elements(added, removed), added, removed)
    mixed: list[tuple[str, Value]] = [
        ("AuthAddOpenKfId", "wk1"),
        ("AuthDelOpenKfId", "wk2"),
        ("AuthAddOpenKfId", "wk3"),
    ]
    yield _accounts("in_turns", mixed, ["wk1", "wk3"], ["wk2"])


def redelivered() -> Iterator[Vector]:
    plaintext = document(
        ("ToUserName", CORP), ("CreateTime", TIME), ("MsgType", "event"), ("Event", "kf_msg_or_event"), ("Token", "t")
    )
    fields = {"type": "sync.required", "time_ms": TIME * 1000, "tenant_id": CORP, "data": {"token": "t"}}
    event = delivery.event("event.kf_msg_or_event", delivery.digest_id(plaintext, TIME), fields, raw_format="xml")
    for attempt in ("first", "second"):
        yield received_case(
            f"redelivered_{attempt}",
            "A retry has another nonce, other random bytes and another signature, and the same id.",
            plaintext,
            event,
            source=sources.CALLBACK,
        )


def _elements(added: list[str], removed: list[str]) -> list[tuple[str, Value]]:
    return [*(("AuthAddOpenKfId", id) for id in added), *(("AuthDelOpenKfId", id) for id in removed)]


def _accounts(name: str, children: list[tuple[str, Value]], added: list[str], removed: list[str]) -> Vector:
    data: Json = {
        "action": "updated",
        "native_action": "kf_account_auth_change",
        **present(auth_add_open_kfid=added or None, auth_del_open_kfid=removed or None),
    }
    return event_case(
        f"kf_account_auth_change_{name}",
        "Both elements may repeat: always lists.",
        ("kf_account_auth_change",),
        children,
        {"type": "record.updated", "data": data},
        source=sources.KF_CALLBACK,
    )
