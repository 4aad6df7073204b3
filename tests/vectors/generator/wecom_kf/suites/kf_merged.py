"""merged_msg: a forwarded conversation, whose messages are JSON in strings and may hold others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...json_text import Json, compact
from ...vector import Vector
from ..cases import parse_refused, unknown_segment
from ..entries import message_entry, typed_case

_TIME = 1665649618
_TITLE = "群聊的聊天记录"


def vectors() -> Iterator[Vector]:
    yield from contents()
    yield from several()
    yield from nested()
    yield from not_as_documented()
    yield from depth()


def contents() -> Iterator[Vector]:
    for name, type, body, segment in (
        ("text", "text", {"content": "消息内容"}, {"type": "text", "text": "消息内容"}),
        ("image", "image", {"media_id": "M"}, {"type": "image", "media": {"id": "M"}}),
        ("voice", "voice", {"media_id": "M"}, {"type": "audio", "media": {"id": "M"}}),
        (
            "link",
            "link",
            {"title": "t", "url": "https://example.com"},
            {"type": "link", "title": "t", "url": "https://example.com"},
        ),
        (
            "location",
            "location",
            {"latitude": 1.5, "longitude": 2.5},
            {"type": "location", "latitude": 1.5, "longitude": 2.5},
        ),
        (
            "channels",
            "channels",
            {"sub_type": 1, "nickname": "n"},
            {"type": "channel_post", "kind": "post", "author": "n"},
        ),
    ):
        yield _merged(
            f"kf_merged_{name}",
            "msg_content is JSON in a string, shaped as an entry.",
            [_item(type, _content(type, body))],
            [_read(type, segment)],
        )
    yield _merged(
        "kf_merged_content_object",
        "JSON that is not in a string.",
        [_item("text", {"msgtype": "text", "text": {"content": "hi"}})],
        [_read("text", {"type": "text", "text": "hi"})],
        flags=("TypeConflict",),
    )
    yield _merged(
        "kf_merged_content_without_type",
        "The type stands beside it.",
        [_item("text", compact({"text": {"content": "hi"}}))],
        [_read("text", {"type": "text", "text": "hi"})],
        flags=("TypeConflict",),
    )
    yield _merged(
        "kf_merged_type_inside_only",
        "The type stands inside alone.",
        [{"send_time": _TIME, "sender_name": "发送者", "msg_content": _content("text", {"content": "hi"})}],
        [_read("text", {"type": "text", "text": "hi"})],
        flags=("TypeConflict",),
    )
    yield _merged(
        "kf_merged_time_string",
        "A time in a string.",
        [{**_item("text", _content("text", {"content": "hi"})), "send_time": str(_TIME)}],
        [_read("text", {"type": "text", "text": "hi"})],
        flags=("TypeConflict",),
    )


def several() -> Iterator[Vector]:
    hi = _content("text", {"content": "hi"})
    yield _merged(
        "kf_merged_several",
        "The messages in their order; a sender has a name and no id.",
        [_item("text", hi), {**_item("image", _content("image", {"media_id": "M"})), "sender_name": "另一位"}],
        [
            _read("text", {"type": "text", "text": "hi"}),
            {
                **_read("image", {"type": "image", "media": {"id": "M"}}),
                "sender": {"kind": "unknown", "name": "另一位"},
            },
        ],
    )
    yield _merged(
        "kf_merged_without_sender_and_time",
        "Absent is absent.",
        [{"msgtype": "text", "msg_content": hi}],
        [{"native_type": "text", "segments": [{"type": "text", "text": "hi"}]}],
    )
    yield typed_case(
        "kf_merged_title_only",
        "No messages.",
        "merged_msg",
        {"title": _TITLE, "item": []},
        {"type": "forward", "title": _TITLE},
        f"[forward] {_TITLE}",
    )
    yield typed_case(
        "kf_merged_without_title",
        "No title.",
        "merged_msg",
        {"title": "", "item": [_item("text", hi)]},
        {"type": "forward", "items": [_read("text", {"type": "text", "text": "hi"})]},
        "[forward]",
    )


def nested() -> Iterator[Vector]:
    inner = {"title": "里面", "item": [_item("text", _content("text", {"content": "deep"}))]}
    forward = {"type": "forward", "title": "里面", "items": [_read("text", {"type": "text", "text": "deep"})]}
    yield _merged(
        "kf_merged_nested",
        "A forwarded conversation inside one: strings within strings.",
        [_item("merged_msg", _content("merged_msg", inner))],
        [_read("merged_msg", forward)],
    )
    twice = {"title": "中间", "item": [_item("merged_msg", _content("merged_msg", inner))]}
    yield _merged(
        "kf_merged_nested_twice",
        "And another.",
        [_item("merged_msg", _content("merged_msg", twice))],
        [_read("merged_msg", {"type": "forward", "title": "中间", "items": [_read("merged_msg", forward)]})],
    )


def not_as_documented() -> Iterator[Vector]:
    yield _merged(
        "kf_merged_text_not_json",
        "Text that is no JSON is the text.",
        [_item("text", "hello {")],
        [_read("text", {"type": "text", "text": "hello {"})],
        warnings=["unexpected_type"],
        flags=("Malformed",),
    )
    yield _merged(
        "kf_merged_image_not_json",
        "Of another type it is kept whole.",
        [_item("image", "hello")],
        [_read("image", unknown_segment("image", "hello"))],
        warnings=["unexpected_type"],
        flags=("Malformed",),
    )
    yield _merged(
        "kf_merged_unknown_type",
        "A type that no document names.",
        [_item("hologram", _content("hologram", {"depth": 3}))],
        [_read("hologram", unknown_segment("hologram", {"depth": 3}))],
        warnings=["unknown_message_type"],
        flags=("Unknown",),
    )
    yield _merged(
        "kf_merged_content_missing",
        "A message without content.",
        [{"send_time": _TIME, "msgtype": "text", "sender_name": "发送者"}],
        [_read("text", unknown_segment("text"))],
        warnings=["missing_content"],
        flags=("Malformed",),
    )
    yield _merged(
        "kf_merged_unknown_keys",
        "Keys that no document names: those of the item, then those inside.",
        [{**_item("text", compact({"msgtype": "text", "text": {"content": "hi"}, "lang": "zh"})), "avatar": "a"}],
        [_read("text", {"type": "text", "text": "hi", "extra": {"avatar": "a", "lang": "zh"}})],
        flags=("Unknown",),
    )


def depth() -> Iterator[Vector]:
    body: Json = {"content": "deep"}
    type = "text"
    for _ in range(9):
        body = {"title": "t", "item": [_item(type, {"msgtype": type, type: body})]}
        type = "merged_msg"
    within = message_entry("kf_merged_over_lowered_cap", type, body)
    yield parse_refused(
        "kf_merged_over_lowered_cap",
        "Nesting counts.",
        within,
        501,
        settings={"platform": "wecom_kf", "max_depth": 20},
        flags=("Hostile",),
    )
    inner = _content("text", {"content": "x", "deep": _nested_lists(30)})
    strings = message_entry("kf_merged_strings_over_cap", "merged_msg", {"title": "t", "item": [_item("text", inner)]})
    yield parse_refused(
        "kf_merged_strings_over_cap",
        "JSON in a string counts on from where the string stands.",
        strings,
        501,
        settings={"platform": "wecom_kf", "max_depth": 33},
        flags=("Hostile",),
    )


def _nested_lists(levels: int) -> Json:
    value: Json = []
    for _ in range(levels - 1):
        value = [value]
    return value


def _item(type: str, content: Json) -> Json:
    return {"send_time": _TIME, "msgtype": type, "sender_name": "发送者", "msg_content": content}


def _content(type: str, body: Json) -> str:
    return compact({"msgtype": type, type: body})


def _read(type: str, segment: Json) -> Json:
    return {
        "native_type": type,
        "sender": {"kind": "unknown", "name": "发送者"},
        "time_ms": _TIME * 1000,
        "segments": [segment],
    }


def _merged(id: str, comment: str, native: Iterable[Json], items: Iterable[Json], **more: Json) -> Vector:
    return typed_case(
        id,
        comment,
        "merged_msg",
        {"title": _TITLE, "item": list(native)},
        {"type": "forward", "title": _TITLE, "items": list(items)},
        f"[forward] {_TITLE}",
        **more,
    )
