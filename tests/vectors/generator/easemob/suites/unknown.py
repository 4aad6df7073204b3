"""What nothing describes: another chat_type, another eventType, no tell at all. Nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from ..cases import event_case

_NESTED = {"camelCase": [1, "2", False]}
_ROOT = {
    "from": "user1",
    "to": "user2",
    "group_id": "g1",
    "msg_id": "m1",
    "payload": {"type": "x", "aB": 1, "nested": _NESTED},
    "host": "h",
    "fooBar": _NESTED,
    "nothing": None,
}
_DATA = {
    "from": "user1",
    "to": "user2",
    "group_id": "g1",
    "msg_id": "m1",
    "payload": {"type": "x", "aB": 1, "nested": _NESTED},
    "host": "h",
    "foo_bar": _NESTED,
}


def vectors() -> Iterator[Vector]:
    for id, tells, native_type, left in (
        ("chat_type", {"chat_type": "hologram", "eventType": "chat"}, "hologram", {}),
        ("chat_type_case", {"chat_type": "Chat"}, "Chat", {}),
        (
            "chat_type_and_event_type",
            {"chat_type": "hologram", "eventType": "explosion"},
            "hologram",
            {"event_type": "explosion"},
        ),
        ("event", {"event": "group_op_event_v2"}, "group_op_event_v2", {}),
        ("event_type", {"eventType": "translation"}, "translation", {}),
        ("event_type_chat_alone", {"eventType": "chat"}, "chat", {}),
        (
            "event_and_event_type",
            {"event": "x_event", "eventType": "y_event"},
            "x_event",
            {"event_type": "y_event"},
        ),
        ("step", {"step": "render"}, "unknown", {"step": "render"}),
        ("nothing", {}, "unknown", {}),
        ("chat_type_null", {"chat_type": None, "eventType": "y_event"}, "y_event", {}),
    ):
        yield _unknown(f"unknown_{id}", "No family.", tells, native_type, left)
    for id, payload in (
        ("type", {"type": "announcement", "data": {"aB": 1}}),
        ("type_missing", {"data": {"aB": 1}}),
        ("type_list", {"type": ["thread"], "data": {}}),
    ):
        word = payload.get("type")
        native_type = f"notify.{word}" if isinstance(word, str) else "notify"
        yield _unknown(
            f"unknown_notify_{id}",
            "A notification that is neither of a thread nor of a reaction.",
            {"chat_type": "notify", "eventType": "chat", "payload": payload},
            native_type,
            {"payload": payload},
        )
    body: Json = {"chat_type": "hologram"}
    yield event_case(
        "unknown_bare",
        "Nothing but the word.",
        "hologram",
        body,
        {"type": "unknown"},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    yield event_case(
        "unknown_reserved_names",
        "A key of a name that data has for itself: text stands there, what is no text is in raw.",
        "hologram",
        {"chat_type": "hologram", "reason": "why", "actor": "who", "changes": "what", "subjects": [1], "action": "x"},
        {"type": "unknown", "data": {"reason": "why"}},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    yield event_case(
        "unknown_words_to_escape",
        "A native type may hold anything; it stays a string.",
        'holo"gram\\\n😀',
        {"chat_type": 'holo"gram\\\n😀'},
        {"type": "unknown"},
        warnings=["unknown_event_type"],
        flags=("Hostile",),
    )


def _unknown(id: str, comment: str, tells: Json, native_type: str, left: Json) -> Vector:
    return event_case(
        id,
        comment,
        native_type,
        {**_ROOT, **tells},
        {"type": "unknown", "data": {**_DATA, **left}},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
