"""Numbers that no double and no 64-bit integer keeps: passed through with every digit."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Verbatim
from ...vector import Vector
from ..cases import event_case, message_case, one_segment, text_message

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
        {**numbers, "nested": [numbers]},
        {"type": "unknown", "data": {**numbers, "nested": [numbers]}},
        topic="kso.future.thing",
        operation="explode",
        warnings=["unknown_event_type"],
        flags=_FLAGS,
    )
    yield message_case(
        "numbers_in_message_ext",
        "Handed on in ext.",
        {"type": "text", "content": {"text": {"content": "hi"}}, **numbers},
        text_message("hi", ext=numbers),
        flags=_FLAGS,
    )
    yield message_case(
        "numbers_in_unknown_type",
        "Handed on in an unknown segment.",
        {"type": "hologram", "content": {"hologram": numbers}},
        one_segment({"type": "unknown", "native_type": "hologram", "data": numbers}, "[unknown] hologram"),
        warnings=["unknown_message_type"],
        flags=_FLAGS,
    )
    yield message_case(
        "numbers_in_native",
        "Handed on in native.",
        {"type": "text", "content": {"text": {"content": "hi"}}},
        text_message("hi"),
        envelope=numbers,
        native=numbers,
        flags=_FLAGS,
    )
    yield message_case(
        "numbers_as_ids",
        "An id that is a number becomes text with all its digits.",
        {"id": Verbatim("12345678901234567890123"), "type": "text", "content": {"text": {"content": "hi"}}},
        {"id": "12345678901234567890123", **text_message("hi")},
        payload={"company_id": Verbatim("9007199254740993")},
        fields={"tenant_id": "9007199254740993"},
        flags=_FLAGS,
    )
