"""Bodies that are made to break a reader: each comes out as something, and none crashes it."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import compact
from ...vector import Vector
from ..callback import JSON
from ..cases import message_case, mixed, not_parsed, one_segment, outgoing_case, text_message, user

_FLAGS = ("Hostile",)


def vectors() -> Iterator[Vector]:
    yield from large()
    yield from poses()
    yield from tags()


def large() -> Iterator[Vector]:
    text = "x" * 5001
    yield message_case(
        "large_text", "What comes in has no limit.", {"content": text}, text_message(text), shape=JSON, flags=_FLAGS
    )
    codes = [str(100_000 + number) for number in range(40)]
    content = " ".join(f"@{code}" for code in codes)
    segments = []
    for number, code in enumerate(codes):
        segments += [{"type": "text", "text": " "}] if number else []
        segments.append({"type": "mention", "target": {"id": code, "kind": "user", "id_type": "work_code"}})
    yield outgoing_case(
        "many_mentions",
        "Forty at once.",
        {"msgtype": "text", "text": {"content": content}, "at": {"atWorkCodes": codes}},
        mixed(content, segments, mentions=[user(code) for code in codes]),
        flags=_FLAGS,
    )
    record = [{"content": "x", "type": "text"}] * 20
    item = {"native_type": "text", "segments": [{"type": "text", "text": "x"}]}
    yield message_case(
        "long_record",
        "Twenty messages passed on.",
        {"msgtype": "merge_forward", "content": "t", "historyChatRecord": compact(record)},
        one_segment({"type": "forward", "title": "t", "items": [item] * 20}, "[forward] t"),
        flags=_FLAGS,
    )


def poses() -> Iterator[Vector]:
    yield message_case(
        "json_in_text_stays_text",
        "Text that is JSON is text.",
        {"content": '{"msgtype":"image","content":"u"}'},
        text_message('{"msgtype":"image","content":"u"}'),
        flags=_FLAGS,
    )
    yield message_case(
        "sse_in_content",
        "So is a frame.",
        {"content": 'data: {"msg_id":"m"}\n\n'},
        text_message('data: {"msg_id":"m"}\n\n'),
        flags=_FLAGS,
    )
    yield message_case(
        "callback_url_elsewhere",
        "A url that the sender wrote is handed on, never opened.",
        {"callbackUrl": "file:///etc/passwd"},
        text_message("hi"),
        outcome={"data": {"callback_url": "file:///etc/passwd"}},
        flags=_FLAGS,
    )
    yield message_case(
        "our_keys_as_fields",
        "Fields named as keys of data: text finds its place, the rest stands in raw.",
        {"reason": "r", "target_id": "t"},
        text_message("hi"),
        outcome={"data": {"reason": "r", "target_id": "t"}},
        flags=_FLAGS,
    )
    link = "yach://yach.zhiyinlou.com/session/robot?extra=" + "%5B" * 100 + "%5D" * 100
    yield not_parsed(
        "deep_json_in_link",
        "JSON nested in a string counts on, in a link too.",
        {"msgtype": "custom", "custom": {"type": "1", "body": {"url": link}}},
        501,
        flags=_FLAGS,
    )


def tags() -> Iterator[Vector]:
    text = '<at id="' * 300
    yield message_case(
        "open_tags", "Tags that never end.", {"content": text}, text_message(text), shape=JSON, flags=_FLAGS
    )
    text = "@" * 500
    mention = {"type": "mention", "target": {"id": "1", "kind": "user", "id_type": "work_code"}}
    yield outgoing_case(
        "only_signs",
        "Signs that call nobody.",
        {"msgtype": "text", "text": {"content": text}, "at": {"atWorkCodes": ["1"]}},
        mixed(f"{text}@1", [{"type": "text", "text": text}, mention], mentions=[user("1")]),
        flags=_FLAGS,
    )
