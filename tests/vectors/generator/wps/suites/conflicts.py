"""Where documents and practice disagree: content as a string, fields of another type, times, chats, senders."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Verbatim, compact
from ...vector import Vector
from .. import sources
from ..cases import message_case, one_segment, text_message, typed_message_case

_HI = {"type": "text", "content": {"text": {"content": "hi"}}}


def vectors() -> Iterator[Vector]:
    yield from content_conflicts()
    yield from field_conflicts()
    yield from around_the_content()
    yield from times()
    yield from chats()
    yield from senders()


def content_conflicts() -> Iterator[Vector]:
    conflict = {"source": sources.MESSAGE_EVENT, "flags": ("TypeConflict",)}
    yield message_case(
        "content_string_of_json",
        "content is documented as a string: JSON inside is read.",
        {"type": "text", "content": compact({"text": {"content": '你"好'}})},
        text_message('你"好'),
        **conflict,
    )
    yield message_case(
        "content_string_of_json_image",
        "The same for another type.",
        {"type": "image", "content": compact({"image": {"storage_key": "k1", "size": 35092}})},
        one_segment({"type": "image", "media": {"id": "k1", "size_bytes": 35092}}, "[image]"),
        **conflict,
    )
    yield message_case(
        "content_string_of_text",
        "A string that is not JSON is the text.",
        {"type": "text", "content": "hello 你好"},
        text_message("hello 你好"),
        **conflict,
    )
    yield message_case(
        "content_string_of_digits",
        "A string that would be a JSON number is text: no message is a bare number.",
        {"type": "text", "content": "666"},
        text_message("666"),
        **conflict,
    )


def field_conflicts() -> Iterator[Vector]:
    yield typed_message_case(
        "field_number_for_text",
        "A number where text is wanted becomes its digits.",
        "image",
        {"storage_key": 12345678901234567890, "name": Verbatim("1.10")},
        {"type": "image", "media": {"id": "12345678901234567890", "name": "1.10"}},
        "[image]",
        flags=("TypeConflict",),
    )
    yield typed_message_case(
        "field_digits_for_number",
        "Digits in a string where a number is wanted are that number.",
        "image",
        {"storage_key": "k1", "size": "35092"},
        {"type": "image", "media": {"id": "k1", "size_bytes": 35092}},
        "[image]",
        flags=("TypeConflict",),
    )
    yield typed_message_case(
        "field_object_for_text",
        "What cannot be converted is kept under its native name.",
        "image",
        {"storage_key": "k1", "name": {"zh": "图"}},
        {"type": "image", "media": {"id": "k1"}, "extra": {"name": {"zh": "图"}}},
        "[image]",
        warnings=["unexpected_type"],
        flags=("TypeConflict",),
    )
    yield typed_message_case(
        "field_text_for_number",
        "The same for a number.",
        "image",
        {"storage_key": "k1", "width": "wide"},
        {"type": "image", "media": {"id": "k1"}, "extra": {"width": "wide"}},
        "[image]",
        warnings=["unexpected_type"],
        flags=("TypeConflict",),
    )
    yield typed_message_case(
        "field_null",
        "null is absent.",
        "image",
        {"storage_key": "k1", "name": None, "thumbnail_storage_key": None},
        {"type": "image", "media": {"id": "k1"}},
        "[image]",
    )


def around_the_content() -> Iterator[Vector]:
    yield message_case(
        "message_quotes_another",
        "quote_msg_id is reply_to.",
        {**_HI, "quote_msg_id": "B2iofLuEfxCmhOfg"},
        text_message("hi", reply_to="B2iofLuEfxCmhOfg"),
        source=sources.MESSAGE_EVENT,
    )
    yield message_case(
        "message_unknown_keys",
        "Unknown keys of the message stay under their own names; null is absent.",
        {**_HI, "threadId": "t1", "flags": {"urgent": True}, "nothing": None},
        text_message("hi", ext={"threadId": "t1", "flags": {"urgent": True}}),
        flags=("Unknown",),
    )
    yield message_case(
        "payload_unknown_keys",
        "Unknown keys beside the message become data in snake_case.",
        _HI,
        text_message("hi"),
        payload={"traceId": "x1", "client": {"os": "iOS"}},
        data={"trace_id": "x1", "client": {"os": "iOS"}},
        flags=("Unknown",),
    )


def times() -> Iterator[Vector]:
    variants = {
        "string": ("milliseconds as the documented string", "1734426254026", 1734426254026),
        "seconds": ("seconds, as one SDK says", 1734426254, 1734426254000),
        "seconds_string": ("seconds in a string", "1734426254", 1734426254000),
        "smallest_milliseconds": ("the smallest number that is milliseconds", 100000000000, 100000000000),
        "largest_seconds": ("the largest number that is seconds", 99999999999, 99999999999000),
        "missing": ("null, which is absent: the envelope's time counts", None, 1704074400000),
    }
    for name, (comment, native, time_ms) in variants.items():
        yield message_case(
            f"send_time_{name}",
            f"send_time: {comment}.",
            _HI,
            text_message("hi"),
            payload={"send_time": native},
            fields={"time_ms": time_ms},
            source=sources.THIRD_PARTY if name == "seconds" else sources.MESSAGE_EVENT,
            flags=("TypeConflict",),
        )


def chats() -> Iterator[Vector]:
    variants = {
        "group": ({"id": "8205341", "type": "group"}, {"id": "8205341", "kind": "group"}),
        "single": ({"id": "8225957", "type": "single"}, {"id": "8225957", "kind": "direct"}),
        "unknown": ({"id": "8225957", "type": "galaxy"}, {"id": "8225957"}),
        "named": (
            {"id": "8205341", "type": "group", "name": "产品群"},
            {"id": "8205341", "kind": "group", "name": "产品群"},
        ),
        "number": (
            {"id": Verbatim("12345678901234567890"), "type": "p2p"},
            {"id": "12345678901234567890", "kind": "direct"},
        ),
    }
    for name, (native, conversation) in variants.items():
        yield message_case(
            f"chat_{name}",
            "chat.type and chat.id in their variants.",
            _HI,
            text_message("hi"),
            payload={"chat": native},
            fields={"conversation": conversation},
            source=sources.THIRD_PARTY if name == "single" else sources.MESSAGE_EVENT,
            flags=("TypeConflict",) if name in ("single", "number") else (),
        )


def senders() -> Iterator[Vector]:
    kinds = {"app": "bot", "sp": "bot", "service_principal": "bot", "unknown": "unknown", "alien": "unknown"}
    for native, kind in kinds.items():
        yield message_case(
            f"sender_{native}",
            f"A sender of type {native} is of kind {kind}, and the direction is not known.",
            _HI,
            text_message("hi"),
            payload={"sender": {"id": "x1", "type": native, "name": "News"}},
            fields={"sender": {"id": "x1", "kind": kind, "name": "News"}, "direction": None},
        )
