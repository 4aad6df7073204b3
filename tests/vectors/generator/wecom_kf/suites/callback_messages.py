"""Messages of members to an application, in XML: every documented type."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Verbatim
from ...vector import Vector
from .. import sources
from ..cases import CREATE_TIME, MEMBER, callback_case, message_case, one_segment, unknown_segment
from ..envelope import CORP
from ..xml_text import Plain


def vectors() -> Iterator[Vector]:
    yield from texts()
    yield from media()
    yield from locations()
    yield from links()
    yield from unknown_types()
    yield from missing_content()
    yield from heads()


def texts() -> Iterator[Vector]:
    for name, content in {
        "plain": "this is a test",
        "chinese": "你好，世界",
        "markup": "<b>&amp;</b>",
        "cdata_end": "a]]&gt;b",
        "spaces": "  two  ",
        "lines": "a\nb",
        "emoji": "👍🏽",
        "quotes": '"\\',
        "empty": "",
        "number": "0012",
    }.items():
        yield message_case(
            f"callback_text_{name}",
            "Text in CDATA is what it is.",
            "text",
            [("Content", content)],
            {"type": "text", "text": content},
            content,
            source=sources.MESSAGES,
        )
    yield message_case(
        "callback_text_without_cdata",
        "Bare text: references are read, white space around it is dropped.",
        "text",
        [("Content", Plain(" a &lt;b&gt; &amp; &quot;c&quot; &apos;d&apos; &#20320;&#x597d; \n"))],
        {"type": "text", "text": "a <b> & \"c\" 'd' 你好"},
        "a <b> & \"c\" 'd' 你好",
        source=sources.MESSAGES,
    )


def media() -> Iterator[Vector]:
    url = "https://wework.qpic.cn/wwpic/1?a=1&b=2"
    yield message_case(
        "callback_image",
        "An image with its link.",
        "image",
        [("PicUrl", url), ("MediaId", "MEDIA")],
        {"type": "image", "media": {"id": "MEDIA", "url": url}},
        "[image]",
        source=sources.MESSAGES,
    )
    yield message_case(
        "callback_image_without_url",
        "An image without its link.",
        "image",
        [("PicUrl", ""), ("MediaId", "MEDIA")],
        {"type": "image", "media": {"id": "MEDIA"}},
        "[image]",
        source=sources.MESSAGES,
    )
    yield message_case(
        "callback_voice",
        "A voice message; its format is the file's extension.",
        "voice",
        [("MediaId", "MEDIA"), ("Format", "amr")],
        {"type": "audio", "media": {"id": "MEDIA", "extension": "amr"}},
        "[audio]",
        source=sources.MESSAGES,
    )
    yield message_case(
        "callback_voice_recognised",
        "A voice message with what was understood of it.",
        "voice",
        [("MediaId", "MEDIA"), ("Format", "amr"), ("Recognition", "你好")],
        {"type": "audio", "media": {"id": "MEDIA", "extension": "amr"}, "extra": {"Recognition": "你好"}},
        "[audio]",
        source=sources.MESSAGES,
    )
    yield message_case(
        "callback_video",
        "A film with its cover.",
        "video",
        [("MediaId", "MEDIA"), ("ThumbMediaId", "COVER")],
        {"type": "video", "media": {"id": "MEDIA", "thumbnail": {"id": "COVER"}}},
        "[video]",
        source=sources.MESSAGES,
    )


def locations() -> Iterator[Vector]:
    yield message_case(
        "callback_location",
        "A place; coordinates keep their digits. AppType is no part of it.",
        "location",
        [
            ("Location_X", Plain("23.134")),
            ("Location_Y", Plain("113.358")),
            ("Scale", 20),
            ("Label", "位置信息"),
            ("AppType", "wxwork"),
        ],
        {
            "type": "location",
            "latitude": Verbatim("23.134"),
            "longitude": Verbatim("113.358"),
            "address": "位置信息",
            "zoom": 20,
        },
        "[location] 位置信息",
        data={"app_type": "wxwork"},
        source=sources.MESSAGES,
    )
    yield message_case(
        "callback_location_not_a_number",
        "A coordinate that is no number is kept aside.",
        "location",
        [("Location_X", "north"), ("Location_Y", Plain("113.358")), ("Label", "")],
        {"type": "location", "longitude": Verbatim("113.358"), "extra": {"Location_X": "north"}},
        "[location]",
        warnings=["unexpected_type"],
        flags=("Malformed",),
    )


def links() -> Iterator[Vector]:
    yield message_case(
        "callback_link",
        "A link with its preview.",
        "link",
        [
            ("Title", "标题"),
            ("Description", "描述"),
            ("Url", "https://example.com/?a=1&b=2"),
            ("PicUrl", "https://example.com/p"),
        ],
        {
            "type": "link",
            "url": "https://example.com/?a=1&b=2",
            "title": "标题",
            "description": "描述",
            "image_url": "https://example.com/p",
        },
        "[link] 标题",
        source=sources.MESSAGES,
    )


def unknown_types() -> Iterator[Vector]:
    yield message_case(
        "callback_message_of_unknown_type",
        "A type that no document names: its elements, under their names.",
        "hologram",
        [("HologramId", "H1"), ("Layers", [("Layer", "a"), ("Layer", "b")]), ("Depth", 3)],
        unknown_segment("hologram", {"HologramId": "H1", "Layers": {"Layer": ["a", "b"]}, "Depth": "3"}),
        "[unknown] hologram",
        warnings=["unknown_message_type"],
        flags=("Unknown",),
    )
    yield message_case(
        "callback_message_of_unknown_type_bare",
        "A type that no document names, and nothing else.",
        "hologram",
        [],
        unknown_segment("hologram"),
        "[unknown] hologram",
        warnings=["unknown_message_type"],
        flags=("Unknown",),
    )
    yield message_case(
        "callback_message_with_unknown_element",
        "An element that no document names.",
        "text",
        [("Content", "hi"), ("ReplyTo", [("MsgId", "5"), ("Author", "lisi")])],
        {"type": "text", "text": "hi"},
        "hi",
        data={"reply_to": {"MsgId": "5", "Author": "lisi"}},
        flags=("Unknown",),
    )


def missing_content() -> Iterator[Vector]:
    for type in ("text", "image", "voice", "video", "location", "link"):
        yield message_case(
            f"callback_{type}_without_content",
            "A documented type without anything in it.",
            type,
            [],
            unknown_segment(type),
            f"[unknown] {type}",
            warnings=["missing_content"],
            flags=("Malformed",),
        )


def heads() -> Iterator[Vector]:
    message = one_segment({"type": "text", "text": "hi"}, "hi")
    head = {"type": "message.created", "direction": "in", "conversation": {"kind": "direct"}}
    sender = {"sender": {"id": MEMBER, "kind": "user"}}
    known = [("ToUserName", CORP), ("FromUserName", MEMBER), ("CreateTime", CREATE_TIME)]
    body = [("MsgType", "text"), ("Content", "hi")]
    yield callback_case(
        "callback_without_message_id",
        "Without an id of its own the message is named by its digest.",
        body,
        "text",
        {**head, "time_ms": CREATE_TIME * 1000, "tenant_id": CORP, **sender, "message": message},
        envelope=known,
        source=sources.MESSAGES,
    )
    yield callback_case(
        "callback_with_empty_message_id",
        "An empty id is none.",
        [*body, ("MsgId", "")],
        "text",
        {**head, "time_ms": CREATE_TIME * 1000, "tenant_id": CORP, **sender, "message": message},
        envelope=known,
        flags=("Malformed",),
    )
    yield callback_case(
        "callback_of_the_bare_minimum",
        "No receiver, no sender, no time: absent is absent.",
        body,
        "text",
        {**head, "message": message},
        envelope=[],
        time="",
        flags=("Malformed",),
    )
    yield callback_case(
        "callback_with_empty_head",
        "Empty elements are absent ones.",
        body,
        "text",
        {**head, "message": message},
        envelope=[("ToUserName", ""), ("FromUserName", ""), ("CreateTime", "")],
        time="",
        flags=("Malformed",),
    )
    yield callback_case(
        "callback_time_in_milliseconds",
        "A time from 10¹¹ on counts milliseconds.",
        [*body, ("MsgId", "1")],
        "text",
        {**head, "time_ms": CREATE_TIME * 1000 + 5, "tenant_id": CORP, **sender, "message": {"id": "1", **message}},
        native_id="1",
        envelope=[("ToUserName", CORP), ("FromUserName", MEMBER), ("CreateTime", CREATE_TIME * 1000 + 5)],
    )
    yield callback_case(
        "callback_time_no_number",
        "A time that is no number is kept aside, and part of the digest all the same.",
        body,
        "text",
        {**head, "tenant_id": CORP, **sender, "message": message, "data": {"create_time": "soon"}},
        envelope=[("ToUserName", CORP), ("FromUserName", MEMBER), ("CreateTime", "soon")],
        time="soon",
        warnings=["unexpected_type"],
        flags=("Malformed",),
    )
