"""Messages of the older generation: topic `wps.open.xz.message`, integers for ids."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..cases import event_case, text_message
from ..envelope import TIME


def vectors() -> Iterator[Vector]:
    yield _old("old_message_text", "Integers become text, no digit is lost.", "你好", text_message("你好"))
    yield _old(
        "old_message_group",
        "chat_type 2 is a group.",
        "你好",
        text_message("你好"),
        payload={"chat_type": 2, "chat_id": 8205341},
        conversation={"id": "8205341", "kind": "group"},
    )
    segment = {"type": "text", "text": "hi"}
    yield _old(
        "old_message_content_object",
        "A content object of the newer form.",
        {"text": {"content": "hi"}},
        {"kind": "text", "text": "hi", "segments": [segment]},
    )
    yield _old(
        "old_message_content_image",
        "The same for an image.",
        {"image": {"storage_key": "k1"}},
        {"kind": "image", "text": "[image]", "segments": [{"type": "image", "media": {"id": "k1"}}]},
    )
    content = {"body": [1, 2], "what": "?"}
    yield _old(
        "old_message_content_unknown",
        "Anything else is kept under the number of its type.",
        content,
        {
            "kind": "unknown",
            "text": "[unknown] 17",
            "segments": [{"type": "unknown", "native_type": "17", "data": content}],
        },
        payload={"message_type": 17},
        warnings=["unknown_message_type"],
        flags=("Unknown", "TypeConflict"),
    )
    yield _old(
        "envelope_id_beside_message_id",
        "A message has an id of its own, inside the ciphertext: it wins.",
        "hi",
        text_message("hi"),
        envelope={"id": "EV20240101"},
        native={"id": "EV20240101"},
    )


def _old(
    id: str,
    comment: str,
    content: Json,
    normalised: Json,
    *,
    payload: Json = None,
    conversation: Json = None,
    **more: Json,
) -> Vector:
    message_id = "184467440737095516"
    native = {
        "chat_id": 8225957,
        "chat_type": 3,
        "sender": {"company_uid": "u1", "company_id": "eueue"},
        "send_time": TIME,
        "message_id": int(message_id),
        "message_type": 1,
        "content": content,
        "mentions": [],
        **(payload or {}),
    }
    event = {
        "type": "message.created",
        "time_ms": TIME * 1000,
        "direction": "in",
        "tenant_id": "eueue",
        "conversation": conversation or {"id": "8225957", "kind": "direct"},
        "sender": {"id": "u1", "kind": "user"},
        "message": {"id": message_id, **normalised},
    }
    more = {"source": sources.OLD_MESSAGE_EVENT, "flags": ("TypeConflict",), **more}
    return event_case(id, comment, native, event, native_id=message_id, topic="wps.open.xz.message", **more)
