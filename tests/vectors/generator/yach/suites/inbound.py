"""What a robot is told: every type of message, as a form and as JSON, with every field."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Verbatim, compact
from ...vector import Vector
from .. import sources
from ..callback import FORM, JSON, OMIT, WRAPPED
from ..cases import callback_case, message_case, one_segment, parsed_case, text_message, unknown_message

_URL = "https://yach-xstatic.zhiyinlou.com/a"


def vectors() -> Iterator[Vector]:
    yield from texts()
    yield from files()
    yield from folds()
    yield from links()
    yield from forwards()
    yield sessions()
    yield from unknown_types()
    yield from missing_content()
    yield from wrong_content()


def texts() -> Iterator[Vector]:
    for shape in (FORM, JSON):
        yield message_case(
            f"in_text_{shape}", "A text.", {"content": "你好 a+b&c=d%"}, text_message("你好 a+b&c=d%"), shape=shape
        )
    yield message_case("in_text_empty", "An empty text is a text.", {"content": ""}, text_message(""))
    yield message_case(
        "in_reply",
        "An answer to another message.",
        {
            "msgtype": "reply",
            "content": "好的",
            "replyMsgType": "text",
            "replyMsgId": "m0",
            "replyContent": "在吗?",
            "quoteMsgId": "q1",
        },
        text_message("好的", reply_to="m0"),
        outcome={"data": {"reply_msg_type": "text", "reply_content": "在吗?", "quote_msg_id": "q1"}},
    )
    yield message_case(
        "in_callback",
        "A callback of a card; its url is whatever the sender wrote.",
        {
            "msgtype": "callback",
            "content": "同意",
            "callbackUrl": "http://169.254.169.254/latest",
            "uniqueKey": "k1",
            "callbackMode": "streaming",
        },
        text_message("同意"),
        outcome={
            "data": {"callback_url": "http://169.254.169.254/latest", "unique_key": "k1", "callback_mode": "streaming"}
        },
        shape=JSON,
        flags=("Unproven",),
    )
    yield message_case(
        "in_text_number",
        "A number reads as its digits.",
        {"content": 12345678901234567890},
        text_message("12345678901234567890"),
        shape=JSON,
    )
    yield message_case("in_text_true", "So does a truth value.", {"content": True}, text_message("true"), shape=JSON)


def files() -> Iterator[Vector]:
    image = {
        "type": "image",
        "media": {"url": f"{_URL}.jpg", "name": "a.jpg"},
        "extra": {"image_recognize_code": "200", "image_text": ["第一行", {"text": "第二行"}]},
    }
    for shape in (FORM, JSON):
        yield message_case(
            f"in_image_{shape}",
            "A picture, and what was read in it.",
            {
                "msgtype": "image",
                "content": f"{_URL}.jpg",
                "originName": "a.jpg",
                "image_recognize_code": "200",
                "image_text": '["第一行",{"text":"第二行"}]',
            },
            one_segment(image, "[image]"),
            shape=shape,
        )
    yield message_case(
        "in_audio",
        "A sound, and what was heard in it.",
        {"msgtype": "audio", "content": f"{_URL}.amr", "audio_text": "你好"},
        one_segment({"type": "audio", "media": {"url": f"{_URL}.amr"}, "extra": {"audio_text": "你好"}}, "[audio]"),
    )
    yield message_case(
        "in_video",
        "A film.",
        {"msgtype": "video", "content": f"{_URL}.mp4", "originName": "a.mp4"},
        one_segment({"type": "video", "media": {"url": f"{_URL}.mp4", "name": "a.mp4"}}, "[video]"),
        shape=WRAPPED,
    )
    yield message_case(
        "in_file",
        "A file.",
        {"msgtype": "file", "content": f"{_URL}.docx", "originName": "周报 1.docx"},
        one_segment({"type": "file", "media": {"url": f"{_URL}.docx", "name": "周报 1.docx"}}, "[file] 周报 1.docx"),
    )
    image = {"type": "image", "media": {"url": f"{_URL}.jpg"}, "extra": {"image_text": "第一行"}}
    yield parsed_case(
        "in_image_text_no_list",
        "Text that is no list stays text.",
        {"msgtype": "image", "content": f"{_URL}.jpg", "image_text": "第一行"},
        one_segment(image, "[image]"),
        warnings=["unexpected_type"],
        flags=("Unknown",),
    )
    image = {"type": "image", "media": {"url": f"{_URL}.jpg"}, "extra": {"image_recognize_code": 200}}
    yield parsed_case(
        "in_image_code_number",
        "A code keeps its type.",
        {"msgtype": "image", "content": f"{_URL}.jpg", "image_recognize_code": 200},
        one_segment(image, "[image]"),
        shape=JSON,
        flags=("TypeConflict",),
    )
    body = {"url": f"{_URL}.jpg", "width": "640", "height": 480, "file_name": "b.jpg"}
    media = {"url": f"{_URL}.jpg", "name": "b.jpg", "width": 640, "height": 480}
    for name, content, shape in (
        ("object", body, JSON),
        ("object_in_text", compact(body), JSON),
        ("object_in_form", compact(body), FORM),
    ):
        yield parsed_case(
            f"in_image_{name}",
            "The content as the body of an outgoing image.",
            {"msgtype": "image", "content": content},
            one_segment({"type": "image", "media": media}, "[image]"),
            shape=shape,
            flags=("Unknown",),
        )
    for name, duration in (("60", 60), ("600", "600")):
        yield parsed_case(
            f"in_audio_object_{name}",
            "Nothing that comes in is checked against a limit.",
            {"msgtype": "audio", "content": {"url": f"{_URL}.amr", "duration": duration, "size": 2, "ext": "amr"}},
            one_segment(
                {
                    "type": "audio",
                    "media": {
                        "url": f"{_URL}.amr",
                        "extension": "amr",
                        "size_bytes": 2048,
                        "duration_ms": int(duration) * 1000,
                    },
                },
                "[audio]",
            ),
            shape=JSON,
            warnings=["size_unit_assumed"],
            flags=("Unknown",),
        )
    yield parsed_case(
        "in_video_object",
        "Elsewhere, without duration or size: no warning.",
        {"msgtype": "video", "content": {"url": "https://v.example/v.mp4"}, "originName": "v.mp4"},
        one_segment({"type": "video", "media": {"url": "https://v.example/v.mp4", "name": "v.mp4"}}, "[video]"),
        shape=JSON,
        flags=("Unknown",),
    )
    yield parsed_case(
        "in_file_object_without_size",
        "Nor is a file without a size refused.",
        {"msgtype": "file", "content": {"url": f"{_URL}.docx", "name": "c.docx"}},
        one_segment({"type": "file", "media": {"url": f"{_URL}.docx", "name": "c.docx"}}, "[file] c.docx"),
        shape=JSON,
        flags=("Unknown",),
    )


def folds() -> Iterator[Vector]:
    for name, content, text in (
        (
            "published_form",
            "yach://yach.zhiyinlou.com/session/robot?extra=%7B%22click%22:1%7D&reply=回显内容",
            "回显内容",
        ),
        ("first", "yach://yach.zhiyinlou.com/session/robot?reply=%E5%A5%BD%E7%9A%84", "好的"),
        ("to_the_end", "yach://yach.zhiyinlou.com/session/robot?reply=a&b=c", "a&b=c"),
        ("undecodable", "yach://x?reply=%FF%FE", "%FF%FE"),
    ):
        segment = {"type": "text", "text": text, "extra": {"content": content}}
        yield parsed_case(
            f"in_fold_{name}",
            "The echo of a pressed link; the link itself is kept.",
            {"msgtype": "fold", "content": content},
            one_segment(segment, text),
        )
    yield parsed_case(
        "in_fold_plain", "Without reply= it is text.", {"msgtype": "fold", "content": "好"}, text_message("好")
    )


def links() -> Iterator[Vector]:
    for name, url in (
        ("https", "https://x.example/a"),
        ("http", "http://x.example/a"),
        ("yach", "yach://yach.zhiyinlou.com/session/other"),
    ):
        yield parsed_case(
            f"in_link_{name}",
            "A url.",
            {"msgtype": "link", "content": url},
            one_segment({"type": "link", "url": url}, f"[link] {url}"),
        )
    for name, title in (("words", "看这个"), ("url_with_words", "https://x.example see")):
        yield parsed_case(
            f"in_link_{name}",
            "Words.",
            {"msgtype": "link", "content": title},
            one_segment({"type": "link", "title": title}, f"[link] {title}"),
            flags=("Unknown",),
        )
    body = {"message_url": "https://x.example", "pic_url": "https://x.example/p.png", "title": "题" * 101, "text": "d"}
    link = {
        "type": "link",
        "url": "https://x.example",
        "title": "题" * 101,
        "description": "d",
        "image_url": "https://x.example/p.png",
    }
    for name, content in (("object", body), ("object_in_text", compact(body))):
        yield parsed_case(
            f"in_link_{name}",
            "As an outgoing link; no advice is given.",
            {"msgtype": "link", "content": content},
            one_segment(link, f"[link] {'题' * 101}"),
            shape=JSON,
            flags=("Unknown",),
        )


def forwards() -> Iterator[Vector]:
    chat = [
        {"senderName": "张三", "time": 1577262236757, "content": "第一条", "type": "text"},
        {"senderName": "李四", "time": "1577262237000", "content": f"{_URL}.jpg", "type": "image", "code": 7},
        {"content": "第三条"},
    ]
    items = [
        {
            "native_type": "text",
            "sender": {"kind": "unknown", "name": "张三"},
            "time_ms": 1577262236757,
            "segments": [{"type": "text", "text": "第一条"}],
        },
        {
            "native_type": "image",
            "sender": {"kind": "unknown", "name": "李四"},
            "time_ms": 1577262237000,
            "segments": [{"type": "image", "media": {"url": f"{_URL}.jpg"}, "extra": {"code": 7}}],
        },
        {"segments": [{"type": "text", "text": "第三条"}]},
    ]
    yield parsed_case(
        "in_forward_record",
        "The record in a string, the title in content.",
        {"msgtype": "merge_forward", "content": "群聊的聊天记录", "historyChatRecord": compact(chat)},
        one_segment({"type": "forward", "title": "群聊的聊天记录", "items": items}, "[forward] 群聊的聊天记录"),
    )
    yield parsed_case(
        "in_forward_content",
        "The record in content.",
        {"msgtype": "merge_forward", "content": compact(chat)},
        one_segment({"type": "forward", "items": items}, "[forward]"),
    )
    yield parsed_case(
        "in_forward_lists",
        "The record as a list.",
        {"msgtype": "merge_forward", "content": "t", "historyChatRecord": chat},
        one_segment({"type": "forward", "title": "t", "items": items}, "[forward] t"),
        shape=JSON,
    )
    yield parsed_case(
        "in_forward_without_content",
        "The record alone.",
        {"msgtype": "merge_forward", "content": OMIT, "historyChatRecord": chat[2:]},
        one_segment({"type": "forward", "items": items[2:]}, "[forward]"),
        shape=JSON,
    )
    yield parsed_case(
        "in_forward_both",
        "A record that is not used stays.",
        {"msgtype": "merge_forward", "content": chat[:1], "historyChatRecord": chat[2:]},
        one_segment({"type": "forward", "items": items[:1]}, "[forward]"),
        outcome={"data": {"history_chat_record": chat[2:]}},
        shape=JSON,
        flags=("Unknown",),
    )
    types = [{"type": type, "content": "u", "senderName": "a"} for type in ("image", "audio", "video", "file")]
    yield parsed_case(
        "in_forward_media",
        "Files of every kind.",
        {"msgtype": "merge_forward", "content": types},
        one_segment(
            {
                "type": "forward",
                "items": [
                    {
                        "native_type": item["type"],
                        "sender": {"kind": "unknown", "name": "a"},
                        "segments": [{"type": item["type"], "media": {"url": "u"}}],
                    }
                    for item in types
                ],
            },
            "[forward]",
        ),
        shape=JSON,
    )
    odd = {"type": "card", "content": {"title": "t"}, "senderName": "a"}
    segment = {"type": "unknown", "native_type": "card", "data": odd}
    item = {"native_type": "card", "sender": {"kind": "unknown", "name": "a"}, "segments": [segment]}
    yield parsed_case(
        "in_forward_odd_item",
        "An item whose content is no text, whole.",
        {"msgtype": "merge_forward", "content": [odd]},
        one_segment({"type": "forward", "items": [item]}, "[forward]"),
        shape=JSON,
        warnings=["unexpected_type"],
        flags=("Unknown",),
    )


def sessions() -> Vector:
    return callback_case(
        "in_start_new_session",
        "Somebody opened the conversation.",
        {"msgtype": "start_new_session", "content": "", "chatbotUserId": "b1"},
        {
            "type": "session.entered",
            "recipients": [{"id": "b1", "kind": "bot"}],
            "data": {"action": "entered", "native_action": "start_new_session"},
        },
    )


def unknown_types() -> Iterator[Vector]:
    for shape, content in ((FORM, "x"), (JSON, {"a": [1, Verbatim("1.10")]}), (JSON, "x"), (JSON, None)):
        name = "none" if content is None else "object" if isinstance(content, dict) else "text"
        yield parsed_case(
            f"in_unknown_{shape}_{name}",
            "A type that nobody documents.",
            {"msgtype": "hologram", "content": content},
            unknown_message("hologram", content),
            shape=shape,
            warnings=["unknown_message_type"],
            flags=("Unknown",),
        )
    for name, msgtype in (("missing", OMIT), ("empty", ""), ("null", None)):
        yield callback_case(
            f"in_msgtype_{name}",
            "Without a type it is no message.",
            {"msgtype": msgtype},
            {"type": "unknown", "data": {"content": "hi"}},
            shape=JSON,
            warnings=["unknown_event_type"],
            flags=("Malformed",),
        )
    yield callback_case(
        "in_session_with_content",
        "What it says is kept.",
        {"msgtype": "start_new_session"},
        {
            "type": "session.entered",
            "data": {"action": "entered", "native_action": "start_new_session", "content": "hi"},
        },
        flags=("Unknown",),
    )


def missing_content() -> Iterator[Vector]:
    for type in ("text", "reply", "callback", "fold", "image", "audio", "video", "file", "link", "merge_forward"):
        yield parsed_case(
            f"in_{type}_without_content",
            "The type, and nothing of it.",
            {"msgtype": type, "content": OMIT},
            unknown_message(type),
            shape=JSON,
            warnings=["missing_content"],
            flags=("Malformed",),
        )
    for type in ("image", "audio", "video", "file", "link"):
        yield parsed_case(
            f"in_{type}_empty_content",
            "An empty url is no url.",
            {"msgtype": type, "content": ""},
            unknown_message(type),
            warnings=["missing_content"],
            flags=("Malformed",),
        )
    yield parsed_case(
        "in_image_without_content_but_code",
        "What else is known stays on it.",
        {"msgtype": "image", "content": None, "image_recognize_code": "404"},
        unknown_message("image", extra={"image_recognize_code": "404"}),
        shape=JSON,
        warnings=["missing_content"],
        flags=("Malformed",),
    )


def wrong_content() -> Iterator[Vector]:
    for type, name, content in (
        ("text", "object", {"a": 1}),
        ("text", "list", ["a"]),
        ("image", "list", ["u"]),
        ("file", "list", ["u"]),
        ("merge_forward", "object", {"a": 1}),
    ):
        yield parsed_case(
            f"in_{type}_content_is_{name}",
            "Another JSON type than documented, whole.",
            {"msgtype": type, "content": content},
            unknown_message(type, content),
            shape=JSON,
            warnings=["unexpected_type"],
            flags=("Malformed",),
            source=sources.CALLBACK_FIELDS,
        )
