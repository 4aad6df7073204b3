"""Cards, places, forwarded messages, votes, calendars and meetings, and the types that nothing describes."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector
from .. import sources
from ..cases import message_case, one_segment, typed_message_case

_PEOPLE = [{"id": "u1", "name": "张三", "type": "user"}, {"id": "u2", "type": "user"}]
_ORGANIZER = {"id": "u3", "name": "王五", "type": "user"}


def vectors() -> Iterator[Vector]:
    yield from cards()
    yield from locations()
    yield from forwards()
    yield from votes()
    yield from calendars()
    yield from meetings()
    yield from unknown_types()


def cards() -> Iterator[Vector]:
    def item(title: Json) -> Json:
        return {"key": "zh-CN", "value": {"header": {"title": title}, "elements": [{"tag": "hr"}]}}

    config = {"enable_forward": True}
    full = {"config": config, "link": {"url": "https://www.wps.cn"}, "i18n_items": [item("审批"), item("later")]}
    yield typed_message_case(
        "card",
        "A card is kept whole; the first language gives the title.",
        "card",
        full,
        {"type": "card", "title": "审批", "extra": full},
        "[card] 审批",
    )
    object_title = {"i18n_items": [item({"tag": "text", "content": "Approval"})]}
    yield typed_message_case(
        "card_title_object",
        "A title that is an object with text content.",
        "card",
        object_title,
        {"type": "card", "title": "Approval", "extra": object_title},
        "[card] Approval",
    )
    minimal = {"config": config, "i18n_items": [{"key": "zh-CN", "value": {"elements": []}}]}
    yield typed_message_case(
        "card_minimal", "A card without a header.", "card", minimal, {"type": "card", "extra": minimal}, "[card]"
    )


def locations() -> Iterator[Vector]:
    yield typed_message_case(
        "location",
        "Coordinates keep their digits.",
        "location",
        {
            "address": "北京市海淀区",
            "latitude": Verbatim("39.911125799"),
            "longitude": Verbatim("116.586285890"),
            "storage_key": "k1",
            "title": "小营西路33号",
        },
        {
            "type": "location",
            "latitude": Verbatim("39.911125799"),
            "longitude": Verbatim("116.586285890"),
            "title": "小营西路33号",
            "address": "北京市海淀区",
            "extra": {"storage_key": "k1"},
        },
        "[location] 小营西路33号",
    )
    yield typed_message_case(
        "location_minimal",
        "The address stands in for the title.",
        "location",
        {"latitude": 0, "longitude": -1, "address": "北京"},
        {"type": "location", "latitude": 0, "longitude": -1, "address": "北京"},
        "[location] 北京",
    )


def forwards() -> Iterator[Vector]:
    forwarder = {"id": "u1", "name": "张三", "type": "user"}
    yield typed_message_case(
        "merge_forward",
        "Every preview is an item with its sender; a short ctime is seconds.",
        "merge_forward",
        {
            "start_time": 1734426254026,
            "end_time": 1734426299000,
            "title": "群聊的聊天记录",
            "msg_id_list": ["m1", "m2"],
            "msg_previews": [
                {
                    "msg_id": "m1",
                    "ctime": 1734426254026,
                    "summary": "你好",
                    "sender_id": {**forwarder, "company_id": "c1"},
                },
                {
                    "msg_id": "m2",
                    "ctime": 1734426299,
                    "summary": "[图片]",
                    "sender_id": {"app_id": "AK1", "company_id": "c1", "id": "b1", "name": "News", "type": "app"},
                },
            ],
        },
        {
            "type": "forward",
            "title": "群聊的聊天记录",
            "items": [
                {
                    "sender": {"id": "u1", "kind": "user", "name": "张三"},
                    "time_ms": 1734426254026,
                    "segments": [{"type": "text", "text": "你好", "extra": {"msg_id": "m1", "company_id": "c1"}}],
                },
                {
                    "sender": {"id": "b1", "kind": "bot", "name": "News"},
                    "time_ms": 1734426299000,
                    "segments": [
                        {
                            "type": "text",
                            "text": "[图片]",
                            "extra": {"msg_id": "m2", "app_id": "AK1", "company_id": "c1"},
                        }
                    ],
                },
            ],
            "extra": {"start_time": 1734426254026, "end_time": 1734426299000, "msg_id_list": ["m1", "m2"]},
        },
        "[forward] 群聊的聊天记录",
    )
    yield typed_message_case(
        "merge_forward_minimal",
        "A preview that is nothing but a summary.",
        "merge_forward",
        {"msg_previews": [{"summary": "hi"}]},
        {"type": "forward", "items": [{"segments": [{"type": "text", "text": "hi"}]}]},
        "[forward]",
    )


def votes() -> Iterator[Vector]:
    yield typed_message_case(
        "vote",
        "A vote with its options.",
        "vote",
        {"topic": "午饭吃什么", "options": ["面条", "米饭"]},
        {"type": "vote", "title": "午饭吃什么", "options": ["面条", "米饭"]},
        "[vote] 午饭吃什么",
    )
    yield typed_message_case(
        "vote_minimal", "Only the topic.", "vote", {"topic": "?"}, {"type": "vote", "title": "?"}, "[vote] ?"
    )


def calendars() -> Iterator[Vector]:
    yield typed_message_case(
        "calendar",
        "People as text; times in milliseconds.",
        "calendar",
        {
            "attendees": ["张三", "Li Si"],
            "start_time": 1734937200000,
            "end_time": 1734940800000,
            "event_id": "e1",
            "summary": "周会",
            "organizer": "王五",
        },
        {
            "type": "calendar",
            "id": "e1",
            "title": "周会",
            "start_ms": 1734937200000,
            "end_ms": 1734940800000,
            "organizer": "王五",
            "attendees": ["张三", "Li Si"],
        },
        "[calendar] 周会",
    )
    yield typed_message_case(
        "calendar_people_as_objects",
        "A person is a name, else an id, and stays whole in extra; short and textual times are seconds.",
        "calendar",
        {
            "attendees": _PEOPLE,
            "start_time": 1734937200,
            "end_time": "1734940800",
            "event_id": "e1",
            "summary": "周会",
            "organizer": _ORGANIZER,
        },
        {
            "type": "calendar",
            "id": "e1",
            "title": "周会",
            "start_ms": 1734937200000,
            "end_ms": 1734940800000,
            "organizer": "王五",
            "attendees": ["张三", "u2"],
            "extra": {"organizer": _ORGANIZER, "attendees": _PEOPLE},
        },
        "[calendar] 周会",
        flags=("TypeConflict",),
    )
    yield typed_message_case(
        "calendar_minimal",
        "Only the summary.",
        "calendar",
        {"summary": "周会"},
        {"type": "calendar", "title": "周会"},
        "[calendar] 周会",
    )


def meetings() -> Iterator[Vector]:
    yield typed_message_case(
        "meeting",
        "RFC 3339 times become milliseconds.",
        "meeting",
        {
            "creator": {"id": "u3", "name": "王五"},
            "invitees": ["u1", "u2"],
            "participants": ["张三", "Li Si"],
            "join_code": "123456789",
            "join_url": "https://meeting.kdocs.cn/m/123456789",
            "meeting_id": "mt1",
            "start_date_time": "2024-12-23T15:00:00+08:00",
            "end_date_time": "2024-12-23T08:00:00Z",
        },
        {
            "type": "meeting",
            "id": "mt1",
            "start_ms": 1734937200000,
            "end_ms": 1734940800000,
            "url": "https://meeting.kdocs.cn/m/123456789",
            "code": "123456789",
            "participants": ["张三", "Li Si"],
            "extra": {"creator": {"id": "u3", "name": "王五"}, "invitees": ["u1", "u2"]},
        },
        "[meeting]",
    )
    yield typed_message_case(
        "meeting_people_as_objects",
        "Participants as objects; numeric times and code.",
        "meeting",
        {
            "participants": _PEOPLE,
            "join_code": 123456789,
            "meeting_id": 42,
            "start_date_time": 1734937200,
            "end_date_time": 1734940800000,
        },
        {
            "type": "meeting",
            "id": "42",
            "start_ms": 1734937200000,
            "end_ms": 1734940800000,
            "code": "123456789",
            "participants": ["张三", "u2"],
            "extra": {"participants": _PEOPLE},
        },
        "[meeting]",
        flags=("TypeConflict",),
    )
    yield typed_message_case(
        "meeting_minimal",
        "Only the id.",
        "meeting",
        {"meeting_id": "mt1"},
        {"type": "meeting", "id": "mt1"},
        "[meeting]",
    )


def unknown_types() -> Iterator[Vector]:
    for name in ("link", "mini_app", "template", "share_chat", "hologram"):
        body = {"title": "标题", "depth": {"of": ["things", 1, True]}}
        yield message_case(
            f"unknown_type_{name}",
            "Named by the documents without a schema, or not at all: the body is kept.",
            {"type": name, "content": {name: body}},
            one_segment({"type": "unknown", "native_type": name, "data": body}, f"[unknown] {name}"),
            warnings=["unknown_message_type"],
            source=sources.MESSAGE_CONTENT,
            flags=("Unknown",),
        )
    content = {"something": {"else": 1}}
    yield message_case(
        "unknown_type_without_its_key",
        "The content does not hold the key that the type names: all of it is kept.",
        {"type": "hologram", "content": content},
        one_segment({"type": "unknown", "native_type": "hologram", "data": content}, "[unknown] hologram"),
        warnings=["unknown_message_type"],
        flags=("Unknown",),
    )
    yield message_case(
        "known_type_body_missing",
        "An image message whose content holds a text.",
        {"type": "image", "content": {"text": {"content": "x"}}},
        one_segment({"type": "unknown", "native_type": "image", "data": {"text": {"content": "x"}}}, "[unknown] image"),
        warnings=["missing_content"],
        flags=("Malformed",),
    )
    yield message_case(
        "known_type_content_missing",
        "No content at all.",
        {"type": "image"},
        one_segment({"type": "unknown", "native_type": "image"}, "[unknown] image"),
        warnings=["missing_content"],
        flags=("Malformed",),
    )
