"""Reaction callbacks: the reactions that a message now has, and which of them was just added."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, request
from .. import delivery, sources
from ..body import NOW_MS, OMIT, config
from ..cases import event_case, somebody, user

_NATIVE_TYPE = "notify.reaction"
_REACTIONS = [
    {"reaction": "👍", "userList": ["user2"], "count": 1},
    {
        "op": [{"reactionType": "create", "operator": "user2"}],
        "reaction": "heart",
        "userList": ["user2", "user4"],
        "count": 2,
    },
]
_ENTRY: Json = {
    "messageId": "99887732",
    "from": "user2",
    "reactions": _REACTIONS,
    "to": "user3",
    "channel_type": "chat",
    "ts": 1648722783700,
}
REACTION: Json = {
    "chat_type": "notify",
    "payload": {"data": [_ENTRY], "num": 2, "channel_type": "chat", "type": "reaction"},
    "host": "msync@example",
    "from": "user1",
    "to": "user2",
    "eventType": "chat",
    "msg_id": "99887756",
    "timestamp": 1648722784819,
}
_EVENT_DATA: Json = {
    "action": "created",
    "native_action": "create",
    "target_id": "99887732",
    "actor": user("user2"),
    "reactions": _REACTIONS,
    "channel_type": "chat",
    "num": 2,
    "msg_id": "99887756",
    "host": "msync@example",
}
REACTION_EVENT: Json = {
    "type": "reaction.updated",
    "time_ms": 1648722783700,
    "conversation": {"kind": "direct"},
    "sender": user("user2"),
    "recipients": [user("user3")],
    "data": _EVENT_DATA,
}


def reaction_case(id: str, comment: str, body: Json, fields: Json, **more: Json) -> Vector:
    return event_case(id, comment, _NATIVE_TYPE, body, fields, **{"source": sources.REACTION, **more})


def vectors() -> Iterator[Vector]:
    yield reaction_case("reaction", "A reaction was added to a message between two.", REACTION, REACTION_EVENT)
    yield from channels()
    yield from operations()
    yield from several()
    yield from spellings()
    yield from missing_parts()
    yield published_shape()


def published_shape() -> Vector:
    """Spaced as the vendor prints it, without callId and security."""
    body = {key: value for key, value in REACTION.items()}
    text = compact({**body, "appkey": "XXXX#XXXX"}).replace(",", ",\n    ").replace("{", "{\n  ", 1)
    event = delivery.event(_NATIVE_TYPE, "99887756", {**REACTION_EVENT, "tenant_id": "XXXX#XXXX"})
    return Vector(
        id="reaction_spaced_without_proof",
        comment="As the vendor's samples stand: over many lines, with nothing that proves them.",
        source=sources.REACTION,
        flags=("Unproven",),
        call="receive",
        inputs={"config": config(allow_unverified=["reaction"]), "request": request(text, NOW_MS)},
        expect=delivery.success(delivery.delivery([event], auth=delivery.UNPROVEN), [text.replace("\n", " ")]),
    )


def channels() -> Iterator[Vector]:
    for channel, where in (
        ("groupchat", {"conversation": {"id": "17998800", "kind": "group"}, "recipients": None}),
        ("chatroom", {"conversation": {"id": "17998800", "kind": "room"}, "recipients": None}),
        ("hologram", {"conversation": None, "recipients": [somebody("17998800")]}),
    ):
        yield _reaction(
            f"reaction_channel_{channel}",
            "channel_type says what `to` is.",
            {"to": "17998800", "channel_type": channel},
            {**where, "data": {"channel_type": channel}},
        )
    yield _reaction(
        "reaction_channel_of_payload",
        "An entry without it has the payload's.",
        {"channel_type": OMIT},
        {},
    )


def operations() -> Iterator[Vector]:
    def reactions(op: Json) -> Json:
        return [{"reaction": "heart", "userList": [], "count": 0, "op": op}]

    for id, comment, native, data in (
        (
            "deleted",
            "A reaction was taken back.",
            reactions([{"reactionType": "delete", "operator": "user4"}]),
            {"action": "deleted", "native_action": "delete", "actor": user("user4")},
        ),
        (
            "of_other_type",
            "A word that no document has.",
            reactions([{"reactionType": "explode", "operator": "user4"}]),
            {"action": "updated", "native_action": "explode", "actor": user("user4")},
        ),
        (
            "object",
            "One operation that is no list.",
            reactions({"reactionType": "create", "operator": "user4"}),
            {"actor": user("user4")},
        ),
        (
            "of_app_admin",
            "An operator with the app's prefix.",
            reactions([{"reactionType": "create", "operator": "easemob-demo#test_user4"}]),
            {"actor": user("user4")},
        ),
        (
            "first_of_two",
            "With several the first in reading order counts.",
            [
                *reactions([{"reactionType": "delete", "operator": "user4"}]),
                *reactions([{"reactionType": "create", "operator": "user5"}]),
            ],
            {"action": "deleted", "native_action": "delete", "actor": user("user4")},
        ),
        ("empty", "No operation.", reactions([]), _NO_OPERATION),
        ("missing", "Only the state.", [_REACTIONS[0]], _NO_OPERATION),
        (
            "of_the_table",
            "The table gives an operation other keys: handed on, not guessed at.",
            reactions([{"reaction": "heart", "userList": ["user4"], "count": 1}]),
            _NO_OPERATION,
        ),
        ("no_reactions", "No reaction is left.", [], _NO_OPERATION),
    ):
        flags = ("TypeConflict",) if id in ("object", "of_the_table") else ()
        yield _reaction(
            f"reaction_operation_{id}",
            comment,
            {"reactions": native},
            {"data": {"reactions": native, **data}},
            flags=flags,
        )


_NO_OPERATION = {"action": "updated", "native_action": None, "actor": None}


def several() -> Iterator[Vector]:
    second = {**_ENTRY, "messageId": "99887733", "reactions": [], "ts": 1648722783701}
    events = [
        REACTION_EVENT,
        {
            **REACTION_EVENT,
            "time_ms": 1648722783701,
            "data": _present({**_EVENT_DATA, "target_id": "99887733", "reactions": [], **_NO_OPERATION}),
        },
    ]
    yield event_case(
        "reaction_two_messages",
        "One event for each message; both carry the record.",
        _NATIVE_TYPE,
        {**REACTION, "payload": {**REACTION["payload"], "data": [_ENTRY, second]}},
        {},
        events=events,
        source=sources.REACTION,
    )
    yield reaction_case(
        "reaction_data_object",
        "One entry that is no list.",
        {**REACTION, "payload": {**REACTION["payload"], "data": _ENTRY}},
        REACTION_EVENT,
        flags=("TypeConflict",),
    )


def spellings() -> Iterator[Vector]:
    yield _reaction(
        "reaction_message_id_number",
        "A message id that is a number becomes its digits.",
        {"messageId": Verbatim("998877321234567")},
        {"data": {"target_id": "998877321234567"}},
        flags=("TypeConflict",),
    )
    yield reaction_case(
        "reaction_msg_id_number",
        "So does the callback's own.",
        {**REACTION, "msg_id": 99887756},
        REACTION_EVENT,
        flags=("TypeConflict",),
    )
    yield _reaction(
        "reaction_time_string",
        "A time in a string.",
        {"ts": "1648722783700"},
        {},
        flags=("TypeConflict",),
    )
    yield _reaction(
        "reaction_unknown_keys",
        "Unknown keys of an entry are kept in snake_case.",
        {"isThread": False},
        {"data": {"is_thread": False}},
        flags=("Unknown",),
    )


def missing_parts() -> Iterator[Vector]:
    yield _reaction(
        "reaction_time_missing",
        "Without its own time the callback's counts.",
        {"ts": OMIT},
        {"time_ms": 1648722784819},
    )
    for name, data in {"empty": [], "null": None, "missing": OMIT}.items():
        payload = _present({**REACTION["payload"], "data": data}, OMIT)
        yield reaction_case(
            f"reaction_data_{name}",
            "Nothing is said about any message.",
            {**REACTION, "payload": payload},
            {
                "type": "reaction.updated",
                "time_ms": 1648722784819,
                "data": {
                    "action": "updated",
                    "num": 2,
                    "channel_type": "chat",
                    "msg_id": "99887756",
                    "host": "msync@example",
                },
            },
            warnings=["missing_content"],
            flags=("Malformed",),
        )


def _reaction(id: str, comment: str, entry: Json, fields: Json, **more: Json) -> Vector:
    """Parts of the only entry replaced, and parts of the event; `data` adds to the event's data."""
    payload = {**REACTION["payload"], "data": [_present({**_ENTRY, **entry}, OMIT)]}
    data = _present({**_EVENT_DATA, **fields.get("data", {})})
    return reaction_case(
        id, comment, {**REACTION, "payload": payload}, {**REACTION_EVENT, **fields, "data": data}, **more
    )


def _present(value: Json, absent: Json = None) -> Json:
    return {key: item for key, item in value.items() if item is not absent}
