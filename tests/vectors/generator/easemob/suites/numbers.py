"""Numbers that no double and no 64-bit integer keeps: passed through with every digit."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector
from ..cases import event_case, message_case, one_segment, text_message, txt, user

_TOKENS = {
    "huge_exponent": "1e400",
    "tiny_exponent": "-1.5E-400",
    "long_integer": "12345678901234567890123",
    "beyond_double": "9007199254740993",
    "beyond_int64": "18446744073709551616",
    "trailing_zero": "1.10",
    "long_fraction": "0.1234567890123456789012345",
    "negative": "-12345678901234567890123",
}
_FLAGS = ("ExactNumber",)


def vectors() -> Iterator[Vector]:
    numbers = {name: Verbatim(token) for name, token in _TOKENS.items()}
    yield event_case(
        "numbers_in_data",
        "Handed on in data.",
        "hologram",
        {"chat_type": "hologram", **numbers, "nested": [numbers]},
        {"type": "unknown", "data": {**numbers, "nested": [numbers]}},
        warnings=["unknown_event_type"],
        flags=_FLAGS,
    )
    yield message_case(
        "numbers_in_ext",
        "Handed on in ext.",
        "txt",
        txt("hi", ext=numbers),
        text_message("hi", ext=numbers),
        flags=_FLAGS,
    )
    yield _body("numbers_in_unknown_body", "hologram", numbers, {"type": "unknown", "native_type": "hologram"}, "data")
    yield _body("numbers_in_extra", "cmd", numbers, {"type": "custom"}, "extra")
    yield message_case(
        "numbers_in_custom",
        "Handed on as custom data.",
        "custom",
        {"bodies": [{"type": "custom", "customEvent": "e", "v2:customExts": numbers}]},
        one_segment({"type": "custom", "name": "e", "data": numbers}, "[custom] e"),
        flags=_FLAGS,
    )
    for name, lat, lng in (
        ("numbers", "39.96612729238626123456789", "116.3200"),
        ("strings", '"39.96612729238626123456789"', '"116.3200"'),
    ):
        body = {"type": "loc", "lat": Verbatim(lat), "lng": Verbatim(lng), "addr": "a"}
        segment = {
            "type": "location",
            "latitude": Verbatim(lat.strip('"')),
            "longitude": Verbatim(lng.strip('"')),
            "address": "a",
        }
        yield message_case(
            f"numbers_as_coordinates_{name}",
            "A coordinate keeps its digits, zeros at the end too.",
            "loc",
            {"bodies": [body]},
            one_segment(segment, "[location] a"),
            flags=_FLAGS,
        )
    info = {"info": numbers}
    yield event_case(
        "numbers_in_changes",
        "Handed on in changes.",
        "group_op_event.UPDATE.INFO",
        {
            "event": "group_op_event",
            "operation": "UPDATE",
            "id": "g",
            "type": "GROUP",
            "payload": {"type": "INFO", **info},
        },
        {
            "type": "conversation.updated",
            "conversation": {"id": "g", "kind": "group"},
            "data": {"action": "updated", "native_action": "UPDATE.INFO", "changes": numbers},
        },
        flags=_FLAGS,
    )
    yield event_case(
        "numbers_as_ids",
        "An id that is a number becomes text with all its digits.",
        "recall",
        {
            "chat_type": "recall",
            "from": Verbatim("12345678901234567890123"),
            "recall_id": Verbatim("9007199254740993"),
            "msg_id": Verbatim("18446744073709551616"),
            "payload": {"ack_message_id": "9007199254740993"},
        },
        {
            "type": "message.recalled",
            "data": {
                "action": "recalled",
                "native_action": "recall",
                "target_id": "9007199254740993",
                "actor": user("12345678901234567890123"),
                "msg_id": "18446744073709551616",
            },
        },
        flags=_FLAGS,
    )
    overflow = Verbatim("9223372036854775807")
    yield message_case(
        "numbers_duration_overflow",
        "Seconds that are too many milliseconds are kept as they are.",
        "audio",
        {"bodies": [{"type": "audio", "url": "u", "length": overflow}]},
        one_segment({"type": "audio", "media": {"url": "u"}, "extra": {"length": overflow}}, "[audio]"),
        warnings=["unexpected_type"],
        flags=_FLAGS,
    )
    yield message_case(
        "numbers_size_beyond_int64",
        "So is a size that is no 64-bit integer.",
        "file",
        {"bodies": [{"type": "file", "url": "u", "file_length": Verbatim("18446744073709551616")}]},
        one_segment(
            {"type": "file", "media": {"url": "u"}, "extra": {"file_length": Verbatim("18446744073709551616")}},
            "[file]",
        ),
        warnings=["unexpected_type"],
        flags=_FLAGS,
    )


def _body(id: str, body_type: str, numbers: Json, segment: Json, key: str) -> Vector:
    body = {"type": body_type, **numbers}
    segment = {**segment, key: body if key == "data" else numbers}
    text = "[unknown] hologram" if key == "data" else "[custom]"
    return message_case(
        id,
        f"Handed on in {key}.",
        body_type,
        {"bodies": [body]},
        one_segment(segment, text),
        warnings=["unknown_message_type"] if key == "data" else [],
        flags=_FLAGS,
    )
