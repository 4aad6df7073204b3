"""Numbers that no double and no 64-bit integer keeps: passed through with every digit."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector
from ..callback import JSON
from ..cases import message_case, outgoing_case, text_message, typed_case, unknown_message

_TOKENS = {
    "huge_exponent": "1e400",
    "tiny_exponent": "-1.5E-400",
    "long_integer": "12345678901234567890123",
    "beyond_double": "9007199254740993",
    "beyond_int64": "18446744073709551616",
    "trailing_zero": "1.10",
}
_FLAGS = ("ExactNumber",)


def vectors() -> Iterator[Vector]:
    numbers: Json = {name: Verbatim(token) for name, token in _TOKENS.items()}
    yield message_case(
        "numbers_in_data",
        "Handed on in data.",
        {"more": [numbers], **numbers},
        text_message("hi"),
        outcome={"data": {"more": [numbers], **numbers}},
        shape=JSON,
        flags=_FLAGS,
    )
    yield outgoing_case(
        "numbers_in_ext",
        "Handed on in ext.",
        {"msgtype": "text", "text": {"content": "hi"}, **numbers},
        text_message("hi", ext=numbers),
        flags=_FLAGS,
    )
    yield typed_case(
        "numbers_in_extra",
        "Handed on in extra.",
        "tips",
        {"text": "t", **numbers},
        {"type": "notice", "text": "t", "extra": numbers},
        "t",
        flags=_FLAGS,
    )
    yield outgoing_case(
        "numbers_in_unknown",
        "Handed on whole.",
        {"msgtype": "hologram", "hologram": numbers},
        unknown_message("hologram", numbers),
        warnings=["unknown_message_type"],
        flags=_FLAGS,
    )
    yield message_case(
        "numbers_as_text",
        "Where text is wanted they are their digits.",
        {"content": Verbatim("1.10"), "senderId": Verbatim("12345678901234567890123")},
        text_message("1.10"),
        outcome={"sender": {"id": "12345678901234567890123", "kind": "user"}},
        shape=JSON,
        flags=_FLAGS,
    )
    for name, token in (("too_large", "1e400"), ("fraction", "1.5"), ("beyond", "99999999999999999999")):
        yield typed_case(
            f"numbers_width_{name}",
            "No whole number of pixels: kept as it is.",
            "image",
            {"url": "u", "width": Verbatim(token)},
            {"type": "image", "media": {"url": "u"}, "extra": {"width": Verbatim(token)}},
            "[image]",
            warnings=["unexpected_type"],
            flags=_FLAGS,
        )
    yield typed_case(
        "numbers_size_overflows",
        "A size in KB that overflows in bytes.",
        "file",
        {"size": Verbatim("9223372036854775807")},
        {"type": "file", "extra": {"size": Verbatim("9223372036854775807")}},
        "[file]",
        warnings=["unexpected_type"],
        flags=_FLAGS,
    )
