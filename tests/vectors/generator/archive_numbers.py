"""Records with numbers that no double and no 64-bit integer keeps."""

from __future__ import annotations

from collections.abc import Iterator

from .archive_case import Case
from .archive_sources import SDK
from .json_text import Json, Verbatim

_TOKENS = {
    "huge_exponent": "1e400",
    "tiny_exponent": "-1.5E-400",
    "long_integer": "12345678901234567890123",
    "beyond_double": "9007199254740993",
    "beyond_int64": "18446744073709551616",
    "trailing_zero": "1.10",
    "long_fraction": "0.1234567890123456789012345",
}


def numbers() -> Iterator[Case]:
    tokens = {name: Verbatim(token) for name, token in _TOKENS.items()}
    hi = {"type": "text", "text": "hi"}
    text = {"text": {"content": "hi"}}
    yield _one(
        "numbers_in_data",
        "Beside the body.",
        "text",
        {**text, **tokens, "nested": [tokens]},
        hi,
        "hi",
        data={**tokens, "nested": [tokens]},
    )
    yield _one(
        "numbers_in_extra", "In the body.", "text", {"text": {"content": "hi", **tokens}}, {**hi, "extra": tokens}, "hi"
    )
    yield _one(
        "numbers_in_unknown_type",
        "In a type that nobody knows.",
        "hologram",
        {"hologram": tokens},
        {"type": "unknown", "native_type": "hologram", "data": tokens},
        "[unknown] hologram",
        warnings=("unknown_message_type",),
    )
    size = Verbatim("11101571002822706744")
    yield _one(
        "numbers_size_beyond_int64",
        "A size that is none: kept, not rounded.",
        "voip_doc_share",
        {"voip_doc_share": {"filename": "a.pdf", "filesize": size}},
        {"type": "file", "media": {"name": "a.pdf"}, "extra": {"filesize": size}},
        "[file] a.pdf",
        warnings=("unexpected_type",),
        source=SDK,
    )
    yield _one(
        "numbers_duration_beyond_int64",
        "A length whose milliseconds do not fit.",
        "voice",
        {"voice": {"sdkfileid": "f1", "play_length": Verbatim("9223372036854775807")}},
        {"type": "audio", "media": {"id": "f1"}, "extra": {"play_length": Verbatim("9223372036854775807")}},
        "[audio]",
        warnings=("unexpected_type",),
    )
    place = {
        "longitude": Verbatim("116.5862858990000000000001"),
        "latitude": Verbatim("39.90"),
        "zoom": Verbatim("1E1"),
    }
    yield _one(
        "numbers_coordinates",
        "Coordinates keep their digits.",
        "location",
        {"location": place},
        {"type": "location", **place},
        "[location]",
    )
    yield _one(
        "numbers_coordinates_as_text",
        "In a string as well.",
        "location",
        {"location": {key: token.text for key, token in place.items()}},
        {"type": "location", **place},
        "[location]",
    )


def _one(id: str, comment: str, msgtype: str, root: Json, segment: Json, text: str, **more: Json) -> Case:
    return Case(id, comment, msgtype, root, [segment], text, **{"flags": ("ExactNumber",), **more})
