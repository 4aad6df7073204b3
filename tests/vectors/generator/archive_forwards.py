"""Messages inside messages: forwarded records and mixed content, JSON in strings inside JSON."""

from __future__ import annotations

from collections.abc import Iterator

from .archive_case import Case
from .archive_messages import messages
from .archive_sources import OFFICIAL, PUSH
from .json_text import Json, Verbatim, compact

_SECONDS = 1603875610
_TIME = {"time_ms": 1603875610000}
_HI = {"type": "text", "text": "hi"}

# One full record of each type that may stand inside another.
_EACH = (
    "text",
    "image",
    "voice",
    "video",
    "card",
    "location",
    "emotion_gif",
    "file",
    "link",
    "weapp",
    "todo",
    "vote",
    "collect",
    "redpacket_normal",
    "meeting_accepted",
    "docmsg",
    "markdown",
    "news",
    "news_one",
    "calendar",
    "sphfeed",
    "sphfeed_camel_case",
    "qydiskfile",
)


def forwards() -> Iterator[Case]:
    yield from records()
    yield from mixtures()
    yield from each_type()
    yield from nested()
    yield from odd_contents()
    yield from odd_items()


def records() -> Iterator[Case]:
    yield _forward(
        "chatrecord",
        "Item times are seconds, item contents JSON inside a string.",
        [
            _item("ChatRecordText", {"content": "test"}),
            {**_item("ChatRecordText", {"content": "test2"}), "from_chatroom": True},
            _item("ChatRecordImage", {"sdkfileid": "f1", "filesize": 13}),
        ],
        [
            _said("ChatRecordText", {"type": "text", "text": "test"}),
            {**_said("ChatRecordText", {"type": "text", "text": "test2"}), "from_group": True},
            _said("ChatRecordImage", {"type": "image", "media": {"id": "f1", "size_bytes": 13}}),
        ],
    )
    yield _forward(
        "chatrecord_item_minimal",
        "No time, no origin.",
        [{"type": "ChatRecordText", "content": '{"content":"hi"}'}],
        [{"native_type": "ChatRecordText", "segments": [_HI]}],
    )
    yield Case(
        "chatrecord_without_title",
        "The headline is missing.",
        "chatrecord",
        {"chatrecord": {"item": [_item("ChatRecordText", {"content": "hi"})]}},
        [{"type": "forward", "items": [_said("ChatRecordText", _HI)]}],
        "[forward]",
        source=OFFICIAL,
    )
    yield _forward(
        "chatrecord_item_milliseconds",
        "A time that can only be milliseconds is.",
        [{**_item("ChatRecordText", {"content": "hi"}), "msgtime": _SECONDS * 1000}],
        [_said("ChatRecordText", _HI)],
    )
    yield _forward(
        "chatrecord_types_differ_in_case",
        "The type's name is read without its prefix, in any case, and reported as it came.",
        [_item(name, {"content": "hi"}) for name in ("text", "ChatRecordTEXT", "Text")],
        [_said(name, _HI) for name in ("text", "ChatRecordTEXT", "Text")],
        flags=("Unknown",),
    )
    yield _forward(
        "chatrecord_content_object",
        "The content as JSON, not in a string.",
        [{"type": "ChatRecordText", "msgtime": _SECONDS, "content": {"content": "hi"}, "from_chatroom": False}],
        [_said("ChatRecordText", _HI)],
        flags=("TypeConflict",),
    )
    yield _forward(
        "chatrecord_content_escapes",
        "Quotes, line feeds and backslashes, escaped twice.",
        [_item("ChatRecordText", {"content": 'a"b\\c\nd\u0001😀'})],
        [_said("ChatRecordText", {"type": "text", "text": 'a"b\\c\nd\u0001😀'})],
    )
    yield _forward(
        "chatrecord_control_character_inside",
        "A line feed that is escaped once is bare in the inner text.",
        [{**_item("ChatRecordText", {}), "content": '{"content":"a\nb"}'}],
        [_said("ChatRecordText", {"type": "text", "text": "a\nb"})],
        warnings=("control_character",),
        flags=("Malformed",),
    )


def mixtures() -> Iterator[Case]:
    hello = {"type": "text", "text": "你好[微笑]\n"}
    picture = {"type": "image", "media": {"md5": "368b6c18c82e6441bfd89b343e9d2429", "size_bytes": 13177, "id": "f1"}}
    native_picture = {"md5sum": "368b6c18c82e6441bfd89b343e9d2429", "filesize": 13177, "sdkfileid": "f1"}
    yield _mixed(
        "mixed",
        "Text and a picture in one message.",
        [_part("text", {"content": "你好[微笑]\n"}), _part("image", native_picture)],
        [hello, picture],
        "你好[微笑]\n[image]",
    )
    yield _mixed(
        "mixed_one",
        "One part: the message is of its kind.",
        [_part("image", native_picture)],
        [picture],
        "[image]",
    )
    yield _mixed(
        "mixed_link_reads_as_title",
        "Beside text a link reads as its title.",
        [_part("text", {"content": "见 "}), _part("link", {"title": "文档", "link_url": "https://example.com"})],
        [{"type": "text", "text": "见 "}, {"type": "link", "title": "文档", "url": "https://example.com"}],
        "见 文档",
    )
    yield _mixed(
        "mixed_content_object",
        "The content as JSON, not in a string.",
        [{"type": "text", "content": {"content": "hi"}}, _part("text", {"content": "!"})],
        [_HI, {"type": "text", "text": "!"}],
        "hi!",
        flags=("TypeConflict",),
    )


def each_type() -> Iterator[Case]:
    for case in messages():
        if case.id in _EACH:
            body = next(iter(case.root.values()))
            (segment,) = case.segments
            name = f"ChatRecord{case.msgtype.capitalize()}"
            yield _forward(
                f"chatrecord_of_{case.id}",
                "This type inside a forwarded record.",
                [_item(name, body)],
                [_said(name, segment)],
            )
            yield _mixed(
                f"mixed_of_{case.id}",
                "This type inside mixed content.",
                [_part(case.msgtype, body), _part("text", {"content": "."})],
                [segment, {"type": "text", "text": "."}],
                _beside_text(case) + ".",
            )


def nested() -> Iterator[Case]:
    mixed = {"item": [_part("text", {"content": "a"}), _part("image", {"sdkfileid": "f1"})]}
    segments = [{"type": "text", "text": "a"}, {"type": "image", "media": {"id": "f1"}}]
    yield _forward(
        "chatrecord_of_mixed",
        "Mixed content inside a forwarded record: one item, several segments.",
        [_item("ChatRecordMixed", mixed)],
        [{**_said("ChatRecordMixed", _HI), "segments": segments}],
    )
    yield _mixed(
        "mixed_of_mixed",
        "Mixed content inside mixed content stands in its place.",
        [_part("mixed", mixed), _part("text", {"content": "b"})],
        [*segments, {"type": "text", "text": "b"}],
        "a[image]b",
        flags=("Unknown",),
    )
    inner = {"title": "内层", "item": [_item("ChatRecordText", {"content": "hi"})]}
    inner_segment = {"type": "forward", "title": "内层", "items": [_said("ChatRecordText", _HI)]}
    yield _mixed(
        "mixed_of_chatrecord",
        "A forwarded record inside mixed content.",
        [_part("chatrecord", inner), _part("text", {"content": "b"})],
        [inner_segment, {"type": "text", "text": "b"}],
        "[forward] 内层b",
        flags=("Unknown",),
    )
    yield _forward(
        "chatrecord_of_chatrecord",
        "A forwarded record inside another.",
        [_item("ChatRecordChatRecord", inner)],
        [_said("ChatRecordChatRecord", inner_segment)],
        flags=("Unknown",),
    )
    for levels in (3, 5):
        yield deep(levels, f"chatrecord_nested_{levels}", "Every level is JSON inside a string.")
    yield deep(18, "chatrecord_nested_18_objects", "Deep, within the cap of 64.", strings=False)


def odd_contents() -> Iterator[Case]:
    for name, content in {
        "text": "hello 你好",
        "digits": "666",
        "brackets": "[" * 200,
        "cut_json": '{"content":"hi"',
        "array": '["hi"]',
    }.items():
        yield _forward(
            f"chatrecord_text_content_{name}",
            "A string that is no JSON object is the text itself.",
            [{**_item("ChatRecordText", {}), "content": content}],
            [_said("ChatRecordText", {"type": "text", "text": content})],
            warnings=("unexpected_type",),
            flags=("TypeConflict",),
        )
    yield _forward(
        "chatrecord_image_content_text",
        "Text where the body of a picture should stand is kept.",
        [{**_item("ChatRecordImage", {}), "content": "hello"}],
        [_said("ChatRecordImage", {"type": "unknown", "native_type": "ChatRecordImage", "data": "hello"})],
        warnings=("unexpected_type",),
        flags=("TypeConflict",),
    )
    yield _forward(
        "chatrecord_content_missing",
        "An item without content.",
        [{"type": "ChatRecordText", "msgtime": _SECONDS, "from_chatroom": False}],
        [_said("ChatRecordText", {"type": "unknown", "native_type": "ChatRecordText"})],
        warnings=("missing_content",),
    )
    yield _forward(
        "chatrecord_content_empty_object",
        "A body that says nothing.",
        [_item("ChatRecordImage", {})],
        [_said("ChatRecordImage", {"type": "unknown", "native_type": "ChatRecordImage", "data": {}})],
        warnings=("missing_content",),
    )
    yield _forward(
        "chatrecord_unknown_type",
        "A type that nobody knows: the JSON inside the string is handed on.",
        [{**_item("ChatRecordHologram", {}), "content": '{ "depth": "3" }'}],
        [_said("ChatRecordHologram", {"type": "unknown", "native_type": "ChatRecordHologram", "data": {"depth": "3"}})],
        warnings=("unknown_element",),
        flags=("Unknown",),
    )
    yield _forward(
        "chatrecord_unknown_type_text",
        "The same with a string that is no JSON.",
        [{**_item("ChatRecordHologram", {}), "content": "beam"}],
        [_said("ChatRecordHologram", {"type": "unknown", "native_type": "ChatRecordHologram", "data": "beam"})],
        warnings=("unknown_element",),
        flags=("Unknown",),
    )
    yield _forward(
        "chatrecord_type_missing",
        "An item that does not say its type.",
        [{"msgtime": _SECONDS, "content": '{"content":"hi"}', "from_chatroom": False}],
        [
            {
                **_TIME,
                "from_group": False,
                "segments": [{"type": "unknown", "native_type": "unknown", "data": {"content": "hi"}}],
            }
        ],
        warnings=("unknown_element",),
        flags=("Unknown",),
    )
    yield _mixed(
        "mixed_unknown_type",
        "A part that nobody knows.",
        [_part("hologram", {"depth": "3"}), _part("text", {"content": "hi"})],
        [{"type": "unknown", "native_type": "hologram", "data": {"depth": "3"}}, _HI],
        "[unknown] hologramhi",
        warnings=("unknown_element",),
        flags=("Unknown",),
    )


def odd_items() -> Iterator[Case]:
    yield _forward(
        "chatrecord_item_unknown_key",
        "Keys of an item that nobody knows go with its first segment, after those of the body.",
        [
            {
                **_item("ChatRecordText", {"content": "hi", "style": "x"}),
                "avatar": "http://img.example.com",
                "gone": None,
            }
        ],
        [_said("ChatRecordText", {**_HI, "extra": {"style": "x", "avatar": "http://img.example.com"}})],
        flags=("Unknown",),
    )
    yield _mixed(
        "mixed_item_unknown_key",
        "The same in mixed content.",
        [{**_part("text", {"content": "hi"}), "order": "1"}, _part("text", {"content": "!"})],
        [{**_HI, "extra": {"order": "1"}}, {"type": "text", "text": "!"}],
        "hi!",
        flags=("Unknown",),
    )
    yield _forward(
        "chatrecord_item_no_object",
        "What is no item is not read; the list is kept whole.",
        ["hello", _item("ChatRecordText", {"content": "hi"})],
        [_said("ChatRecordText", _HI)],
        extra={"item": ["hello", _item("ChatRecordText", {"content": "hi"})]},
        warnings=("unexpected_type",),
        flags=("TypeConflict",),
    )
    yield _forward(
        "chatrecord_item_time_wrong",
        "A time that is none is kept.",
        [{**_item("ChatRecordText", {"content": "hi"}), "msgtime": "soon"}],
        [
            {
                "native_type": "ChatRecordText",
                "from_group": False,
                "segments": [{**_HI, "extra": {"msgtime": "soon"}}],
            }
        ],
        warnings=("unexpected_type",),
        flags=("TypeConflict",),
    )
    yield Case(
        "chatrecord_unknown_key",
        "Keys beside the items.",
        "chatrecord",
        {"chatrecord": {"title": "群聊", "item": [_item("ChatRecordText", {"content": "hi"})], "count": "1"}},
        [
            {
                "type": "forward",
                "title": "群聊",
                "items": [_said("ChatRecordText", _HI)],
                "extra": {"count": "1"},
            }
        ],
        "[forward] 群聊",
        flags=("Unknown",),
    )
    yield Case(
        "mixed_unknown_key",
        "Keys beside the parts go with the first.",
        "mixed",
        {"mixed": {"item": [_part("text", {"content": "hi"})], "layout": "x"}},
        [{**_HI, "extra": {"layout": "x"}}],
        "hi",
        flags=("Unknown",),
    )
    for name, body in {"empty": {"item": []}, "missing": {"items": "?"}}.items():
        yield Case(
            f"mixed_items_{name}",
            "Mixed content that holds nothing.",
            "mixed",
            {"mixed": body},
            [{"type": "unknown", "native_type": "mixed", "data": body}],
            "[unknown] mixed",
            warnings=("missing_content",),
            flags=("Unknown",),
        )
    yield Case(
        "chatrecord_empty",
        "A forwarded record that says nothing.",
        "chatrecord",
        {"chatrecord": {}},
        [{"type": "unknown", "native_type": "chatrecord", "data": {}}],
        "[unknown] chatrecord",
        warnings=("missing_content",),
    )


def deep(levels: int, id: str, comment: str, *, strings: bool = True) -> Case:
    """Forwarded records inside each other. Containers: 2 + 3 a level, the record itself included."""
    content: Json = {"content": "innermost"}
    segment: Json = {"type": "text", "text": "innermost"}
    name = "ChatRecordText"
    for level in range(levels, 0, -1):
        inside = compact(content) if strings else content
        content = {"title": f"第{level}层", "item": [{"type": name, "content": inside}]}
        segment = {
            "type": "forward",
            "title": f"第{level}层",
            "items": [{"native_type": name, "segments": [segment]}],
        }
        name = "ChatRecordChatRecord"
    return Case(id, comment, "chatrecord", {"chatrecord": content}, [segment], "[forward] 第1层", flags=("Unknown",))


def too_deep() -> Iterator[tuple[str, str, Json]]:
    """Records over the cap of 64: name, comment, root."""
    yield "chatrecord_objects", "Forwarded records inside each other.", deep(21, "", "", strings=False).root
    brackets = Verbatim('{"content":' + "[" * 70 + "]" * 70 + "}")
    yield "body", "Inside a body.", {"text": brackets}
    yield "unknown_key", "Inside a key that nobody knows.", {"text": {"content": "hi"}, "x": brackets}
    item = {"type": "ChatRecordText", "content": brackets.text}
    yield "item_string", "Inside the JSON of an item's string.", {"chatrecord": {"title": "x", "item": [item]}}
    unclosed = {"type": "ChatRecordText", "content": '{"content":' + "[" * 70}
    yield "item_string_unclosed", "The same, never closed.", {"chatrecord": {"title": "x", "item": [unclosed]}}
    unknown = {"type": "hologram", "content": brackets.text}
    yield "item_unknown", "Inside an item that nobody knows.", {"mixed": {"item": [unknown]}}


def _forward(id: str, comment: str, items: Json, expected: Json, *, extra: Json = None, **more: Json) -> Case:
    segment = {"type": "forward", "title": "群聊", "items": expected, **({"extra": extra} if extra else {})}
    root = {"chatrecord": {"title": "群聊", "item": items}}
    return Case(id, comment, "chatrecord", root, [segment], "[forward] 群聊", **{"source": OFFICIAL, **more})


def _mixed(id: str, comment: str, items: Json, segments: Json, text: str, **more: Json) -> Case:
    return Case(id, comment, "mixed", {"mixed": {"item": items}}, segments, text, **{"source": PUSH, **more})


def _item(type: str, content: Json) -> Json:
    return {"type": type, "msgtime": _SECONDS, "content": compact(content), "from_chatroom": False}


def _part(type: str, content: Json) -> Json:
    return {"type": type, "content": compact(content)}


def _said(native_type: str, segment: Json) -> Json:
    return {"native_type": native_type, **_TIME, "from_group": False, "segments": [segment]}


def _beside_text(case: Case) -> str:
    """A link beside text reads as its title."""
    return case.segments[0]["title"] if case.segments[0]["type"] == "link" else case.text
