"""A record of every message type: all fields, few fields, fields that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from .archive_case import Case
from .archive_sources import OFFICIAL, PUSH, SDK
from .json_text import Json

_SDK_FILE = "CtYBMzA2OTAyMDEwMjA0RXhhbXBsZQ=="
_MD5 = "50de8e5ae8ffe4f1df7a93841f71993a"
_ATTACHMENT = "https://files.example.com/archive/1.bin"


def messages() -> Iterator[Case]:
    yield from texts()
    yield from media()
    yield from people_and_places()
    yield from links()
    yield from paperwork()
    yield from red_packets()
    yield from meetings()
    yield from documents()


def texts() -> Iterator[Case]:
    for id, comment, content in (
        ("text", "Plain text.", '这是一条引用/回复消息："\n------\n@nick777 hi'),
        ("text_empty", "A text that says nothing is still a text.", ""),
        ("text_emoji", "Characters beyond the basic plane, and a backslash.", "😀 [微笑] C:\\temp 你好"),
        ("text_looks_like_json", "Text that looks like JSON is text.", '{"content":"[[[["}'),
        ("text_deep_brackets", "Brackets in a text are no nesting.", "[" * 200),
        ("text_tag", "This platform has no mention tags.", '<at id="1">x</at>'),
    ):
        yield _one(id, comment, "text", {"text": {"content": content}}, {"type": "text", "text": content}, content)
    yield _one(
        "text_unknown_key",
        "A key of the body that nobody knows.",
        "text",
        {"text": {"content": "hi", "quote": {"msgid": "1"}}},
        {"type": "text", "text": "hi", "extra": {"quote": {"msgid": "1"}}},
        "hi",
        flags=("Unknown",),
    )
    content = "# 日报\n> 请前往系统查看，[谢谢](https://example.com)。"
    yield _one(
        "markdown",
        "Markdown stands under info.",
        "markdown",
        {"info": {"content": content}},
        {"type": "markdown", "text": content},
        content,
    )
    yield _one(
        "markdown_own_key",
        "Under its own name it is read as well.",
        "markdown",
        {"markdown": {"content": "**hi**"}},
        {"type": "markdown", "text": "**hi**"},
        "**hi**",
    )


def media() -> Iterator[Case]:
    full = {"md5": _MD5, "id": _SDK_FILE}
    yield _media("image", "image", "image", {"filesize": 70961}, {**full, "size_bytes": 70961})
    yield _media(
        "voice",
        "voice",
        "audio",
        {"voice_size": 6810, "play_length": 10},
        {**full, "size_bytes": 6810, "duration_ms": 10000},
    )
    yield _media(
        "video",
        "video",
        "video",
        {"filesize": 15169724, "play_length": 108},
        {**full, "size_bytes": 15169724, "duration_ms": 108000},
    )
    for name, type in {"gif": 1, "png": 2}.items():
        yield _media(
            f"emotion_{name}",
            "emotion",
            "sticker",
            {"type": type, "width": 290, "height": 289, "imagesize": 962604},
            {**full, "extension": name, "width": 290, "height": 289, "size_bytes": 962604},
        )
    yield _media(
        "emotion_unknown_type",
        "emotion",
        "sticker",
        {"type": 9, "width": 290},
        {**full, "width": 290},
        extra={"type": 9},
        warnings=("unexpected_type",),
        flags=("Unknown",),
    )
    file = {"filename": "8.7 资料.docx", "fileext": "docx", "filesize": 18181}
    expected = {**full, "name": "8.7 资料.docx", "extension": "docx", "size_bytes": 18181}
    yield _media("file", "file", "file", file, expected, text="[file] 8.7 资料.docx")
    yield Case(
        "voip_doc_share",
        "A document shown in a call; the call's id stands beside it.",
        "voip_doc_share",
        {
            "voipid": "gr2751c98b19300571f8afb3b74514bd32",
            "voip_doc_share": {
                "filename": "使用说明.pdf.pdf",
                "md5sum": _MD5,
                "filesize": 4400654,
                "sdkfileid": _SDK_FILE,
            },
        },
        [{"type": "file", "media": {**full, "name": "使用说明.pdf.pdf", "size_bytes": 4400654}}],
        "[file] 使用说明.pdf.pdf",
        data={"voipid": "gr2751c98b19300571f8afb3b74514bd32"},
        source=OFFICIAL,
    )
    yield _one(
        "qydiskfile",
        "A file of the company's disk: only its name is said.",
        "qydiskfile",
        {"info": {"filename": "年度计划.pptx"}},
        {"type": "file", "media": {"name": "年度计划.pptx"}},
        "[file] 年度计划.pptx",
    )
    for msgtype, type in {
        "image": "image",
        "voice": "audio",
        "video": "video",
        "emotion": "sticker",
        "file": "file",
        "voip_doc_share": "file",
    }.items():
        yield _one(
            f"{msgtype}_minimal",
            "Only the file's id; an empty md5sum is none.",
            msgtype,
            {msgtype: {"sdkfileid": _SDK_FILE, "md5sum": ""}},
            {"type": type, "media": {"id": _SDK_FILE}},
            f"[{type}]",
        )
        yield _one(
            f"{msgtype}_attachment",
            "The vendor's own copy of the file.",
            msgtype,
            {msgtype: {"sdkfileid": _SDK_FILE, "attachment": _ATTACHMENT}},
            {"type": type, "media": {"id": _SDK_FILE, "attachment": _ATTACHMENT}},
            f"[{type}]",
            source=PUSH,
        )
        yield _one(
            f"{msgtype}_unknown_key",
            "A key of the body that nobody knows, a null that says nothing.",
            msgtype,
            {msgtype: {"sdkfileid": _SDK_FILE, "newKey": {"a": [1, "x"]}, "nothing": None, "blank": ""}},
            {"type": type, "media": {"id": _SDK_FILE}, "extra": {"newKey": {"a": [1, "x"]}, "blank": ""}},
            f"[{type}]",
            flags=("Unknown",),
        )
    yield _one(
        "voice_fraction",
        "A duration with a fraction of a second.",
        "voice",
        {"voice": {"sdkfileid": _SDK_FILE, "play_length": 1.5}},
        {"type": "audio", "media": {"id": _SDK_FILE, "duration_ms": 1500}},
        "[audio]",
    )


def people_and_places() -> Iterator[Case]:
    yield _one(
        "card",
        "Somebody's card.",
        "card",
        {"card": {"corpname": "微信联系人", "userid": "wmExampleFriendEEEEEEEEEEEEEEEE5"}},
        {"type": "contact", "id": "wmExampleFriendEEEEEEEEEEEEEEEE5", "corp_name": "微信联系人"},
        "[contact] wmExampleFriendEEEEEEEEEEEEEEEE5",
    )
    yield _one(
        "card_minimal",
        "Without a company.",
        "card",
        {"card": {"userid": "lisi", "corpname": ""}},
        {"type": "contact", "id": "lisi"},
        "[contact] lisi",
    )
    yield _one(
        "location",
        "A place.",
        "location",
        {
            "location": {
                "longitude": 116.586285899,
                "latitude": 39.911125799,
                "address": "北京市 xxx 区 xxx 路",
                "title": "xxx 管理中心",
                "zoom": 15,
            }
        },
        {
            "type": "location",
            "longitude": 116.586285899,
            "latitude": 39.911125799,
            "address": "北京市 xxx 区 xxx 路",
            "title": "xxx 管理中心",
            "zoom": 15,
        },
        "[location] xxx 管理中心",
    )
    yield _one(
        "location_minimal",
        "Coordinates and nothing else.",
        "location",
        {"location": {"longitude": -0.5, "latitude": 0, "address": "", "title": ""}},
        {"type": "location", "longitude": -0.5, "latitude": 0},
        "[location]",
    )
    yield _one(
        "location_address",
        "Without a title the address is read.",
        "location",
        {"location": {"longitude": 116.5, "latitude": 39.9, "address": "北京市", "altitude": 4}},
        {"type": "location", "longitude": 116.5, "latitude": 39.9, "address": "北京市", "extra": {"altitude": 4}},
        "[location] 北京市",
        flags=("Unknown",),
    )


def links() -> Iterator[Case]:
    link = {"title": "邀请你加入群聊", "description": "进入可查看详情"}
    yield _one(
        "link",
        "A link.",
        "link",
        {
            "link": {
                **link,
                "link_url": "https://work.example.com/join?a=1&b=2",
                "image_url": "https://img.example.com/0",
            }
        },
        {
            **link,
            "type": "link",
            "url": "https://work.example.com/join?a=1&b=2",
            "image_url": "https://img.example.com/0",
        },
        "[link] 邀请你加入群聊",
    )
    yield _one(
        "link_minimal",
        "An address alone.",
        "link",
        {"link": {"link_url": "https://example.com", "title": "", "description": "", "image_url": ""}},
        {"type": "link", "url": "https://example.com"},
        "[link] https://example.com",
    )
    yield _one(
        "weapp",
        "A mini program.",
        "weapp",
        {"weapp": {"title": "须知", "description": "客户需同意", "username": "gh_1@app", "displayname": "服务须知"}},
        {
            "type": "mini_program",
            "title": "须知",
            "description": "客户需同意",
            "username": "gh_1@app",
            "name": "服务须知",
        },
        "[mini_program] 须知",
    )
    yield _one(
        "weapp_minimal",
        "Its name alone.",
        "weapp",
        {"weapp": {"displayname": "服务须知", "appid": "wx1"}},
        {"type": "mini_program", "name": "服务须知", "extra": {"appid": "wx1"}},
        "[mini_program] 服务须知",
        flags=("Unknown",),
    )
    articles = [
        {
            "title": "service ",
            "description": "test",
            "url": "http://example.com/1",
            "picurl": "https://img.example.com/1.jpg",
        },
        {"title": "第二篇", "url": "http://example.com/2"},
    ]
    expected = [
        {
            "title": "service ",
            "description": "test",
            "url": "http://example.com/1",
            "image_url": "https://img.example.com/1.jpg",
        },
        {"title": "第二篇", "url": "http://example.com/2"},
    ]
    yield _one(
        "news",
        "Articles stand in a list under info.",
        "news",
        {"info": {"item": articles}},
        {"type": "articles", "items": expected},
        "[articles] service ",
    )
    yield _one(
        "news_one",
        "The vendor's push has one article, under news.",
        "news",
        {"news": articles[0]},
        {"type": "articles", "items": expected[:1]},
        "[articles] service ",
        source=PUSH,
    )
    yield _one(
        "news_unknown_key",
        "A list with a key that nobody knows is kept whole beside what was understood.",
        "news",
        {"info": {"item": [{"title": "x", "url": "http://example.com", "likes": 7}]}},
        {
            "type": "articles",
            "items": [{"title": "x", "url": "http://example.com"}],
            "extra": {"item": [{"title": "x", "url": "http://example.com", "likes": 7}]},
        },
        "[articles] x",
        flags=("Unknown",),
    )
    for name, keys in {
        "": ("feed_type", "sph_name", "feed_desc"),
        "_camel_case": ("feedType", "sphName", "feedDesc"),
    }.items():
        values = dict(zip(keys, (4, "云游天地", "瑞士丨过山车~\n\n#旅行"), strict=True))
        yield _one(
            f"sphfeed{name}",
            "A post of a video channel.",
            "sphfeed",
            {"sphfeed": values},
            {"type": "channel_post", "kind": "4", "author": "云游天地", "text": "瑞士丨过山车~\n\n#旅行"},
            "[channel_post] 瑞士丨过山车~\n\n#旅行",
            source=PUSH if name else OFFICIAL,
        )
    yield _one(
        "sphfeed_minimal",
        "Its author alone.",
        "sphfeed",
        {"sphfeed": {"sph_name": "云游天地", "feed_desc": ""}},
        {"type": "channel_post", "author": "云游天地"},
        "[channel_post]",
    )


def paperwork() -> Iterator[Case]:
    yield _one(
        "todo",
        "Something to be done.",
        "todo",
        {"todo": {"title": "周会", "content": "提交周报"}},
        {"type": "todo", "title": "周会", "text": "提交周报"},
        "[todo] 周会",
    )
    yield _one(
        "todo_minimal",
        "Without a title.",
        "todo",
        {"todo": {"content": "提交周报"}},
        {"type": "todo", "text": "提交周报"},
        "[todo] 提交周报",
    )
    vote = {"votetitle": "午餐", "voteitem": ["面", "饭"], "votetype": 101, "voteid": "v1"}
    expected = {"type": "vote", "title": "午餐", "options": ["面", "饭"], "mode": "101", "id": "v1"}
    yield _one("vote", "A vote.", "vote", {"vote": vote}, expected, "[vote] 午餐")
    yield _one("vote_top_level", "Its fields beside the record's own.", "vote", vote, expected, "[vote] 午餐")
    yield _one(
        "vote_one_option",
        "The push's table has text where the record has a list.",
        "vote",
        {"vote": {"votetitle": "午餐", "voteitem": "面", "votetype": 102, "voteid": "v1"}},
        {"type": "vote", "title": "午餐", "options": ["面"], "mode": "102", "id": "v1"},
        "[vote] 午餐",
        flags=("TypeConflict",),
        source=PUSH,
    )
    yield _one(
        "vote_minimal",
        "A title alone.",
        "vote",
        {"vote": {"votetitle": "午餐"}},
        {"type": "vote", "title": "午餐"},
        "[vote] 午餐",
    )
    for name, key in {"": "type", "_collect_type": "collect_type"}.items():
        yield _one(
            f"collect{name}",
            "A form; the kind of a question has two spellings.",
            "collect",
            {
                "collect": {
                    "room_name": "这是一个群",
                    "creator": "nick",
                    "create_time": "2019-12-11 11:21:22",
                    "title": "填表",
                    "details": [{"id": 1, "ques": "姓名", key: "Text"}, {"id": 2, "ques": "时间", key: "Time"}],
                }
            },
            {
                "type": "form",
                "title": "填表",
                "creator": "nick",
                "group_name": "这是一个群",
                "created": "2019-12-11 11:21:22",
                "fields": [{"id": "1", "title": "姓名", "kind": "Text"}, {"id": "2", "title": "时间", "kind": "Time"}],
            },
            "[form] 填表",
            source=PUSH if name else OFFICIAL,
        )
    yield _one(
        "collect_minimal",
        "A title alone; an id of 64 bits keeps its digits.",
        "collect",
        {"collect": {"title": "填表", "details": [{"id": 11101571002822706744}]}},
        {"type": "form", "title": "填表", "fields": [{"id": "11101571002822706744"}]},
        "[form] 填表",
    )
    yield _one(
        "collect_unknown_key",
        "A question with a key that nobody knows.",
        "collect",
        {"collect": {"title": "填表", "details": [{"id": 1, "must": True}]}},
        {"type": "form", "title": "填表", "fields": [{"id": "1"}], "extra": {"details": [{"id": 1, "must": True}]}},
        "[form] 填表",
        flags=("Unknown",),
    )


def red_packets() -> Iterator[Case]:
    for number, kind in ((1, "normal"), (2, "lucky"), (3, "incentive"), (8, "8")):
        yield _one(
            f"redpacket_{kind}",
            "Money in 分.",
            "redpacket",
            {"redpacket": {"type": number, "wish": "恭喜发财", "totalcnt": 2, "totalamount": 3000}},
            {
                "type": "red_packet",
                "kind": kind,
                "wish": "恭喜发财",
                "count": 2,
                "amount_minor": 3000,
                "currency": "CNY",
            },
            "[red_packet] 恭喜发财",
            flags=("Unknown",) if kind == "8" else (),
        )
    for key in ("redpacket", "external_redpacket"):
        yield _one(
            f"external_redpacket_under_{key}",
            "A red packet between companies has one of two body keys.",
            "external_redpacket",
            {key: {"type": 1, "wish": "恭喜发财", "totalcnt": 1, "totalamount": 20}},
            {
                "type": "red_packet",
                "kind": "normal",
                "wish": "恭喜发财",
                "count": 1,
                "amount_minor": 20,
                "currency": "CNY",
            },
            "[red_packet] 恭喜发财",
        )
    yield _one(
        "redpacket_minimal",
        "No amount, no currency.",
        "redpacket",
        {"redpacket": {"type": 2, "wish": ""}},
        {"type": "red_packet", "kind": "lucky"},
        "[red_packet]",
    )


def meetings() -> Iterator[Case]:
    statuses = ["accepted", "declined", "tentative", "not_invited", "cancelled", "expired", "not_in_room", "8"]
    for number, status in enumerate(statuses, 1):
        yield _one(
            f"meeting_{status}",
            "An invitation, times in seconds.",
            "meeting",
            {
                "meeting": {
                    "topic": "夕会",
                    "starttime": 1603877400,
                    "endtime": 1603881000,
                    "address": "三楼",
                    "remarks": "带电脑",
                    "meetingtype": 101 if number % 2 else 102,
                    "meetingid": 1210342560,
                    "status": number,
                }
            },
            {
                "type": "meeting",
                "id": "1210342560",
                "title": "夕会",
                "start_ms": 1603877400000,
                "end_ms": 1603881000000,
                "address": "三楼",
                "remarks": "带电脑",
                "mode": "101" if number % 2 else "102",
                "status": status,
            },
            "[meeting] 夕会",
            flags=("Unknown",) if status == "8" else (),
        )
    yield _one(
        "meeting_minimal",
        "An id of 64 bits keeps its digits.",
        "meeting",
        {"meeting": {"topic": "夕会", "meetingid": 11101571002822706744, "address": "", "remarks": ""}},
        {"type": "meeting", "id": "11101571002822706744", "title": "夕会"},
        "[meeting] 夕会",
        source=SDK,
    )
    yield _one(
        "meeting_milliseconds",
        "A time that can only be milliseconds is.",
        "meeting",
        {"meeting": {"topic": "夕会", "starttime": 1603877400000}},
        {"type": "meeting", "title": "夕会", "start_ms": 1603877400000},
        "[meeting] 夕会",
    )
    yield _one(
        "meeting_notification",
        "A notice about a meeting.",
        "meeting_notification",
        {"info": {"content": "会议即将开始", "meeting_id": "m1", "notification_type": 1}},
        {"type": "notice", "text": "会议即将开始", "extra": {"meeting_id": "m1", "notification_type": 1}},
        "会议即将开始",
    )
    calendar = {"title": "业绩复盘会", "place": "二楼", "remarks": "带数据"}
    yield _one(
        "calendar",
        "An appointment, times in seconds.",
        "calendar",
        {
            "calendar": {
                **calendar,
                "creatorname": "test",
                "attendeename": ["aaa", "bbb"],
                "starttime": 1603882800,
                "endtime": 1603886400,
            }
        },
        {
            **calendar,
            "type": "calendar",
            "organizer": "test",
            "attendees": ["aaa", "bbb"],
            "start_ms": 1603882800000,
            "end_ms": 1603886400000,
        },
        "[calendar] 业绩复盘会",
    )
    yield _one(
        "calendar_minimal",
        "A title; one attendee as text.",
        "calendar",
        {"calendar": {"title": "复盘", "attendeename": "aaa", "place": "", "remarks": ""}},
        {"type": "calendar", "title": "复盘", "attendees": ["aaa"]},
        "[calendar] 复盘",
        flags=("TypeConflict",),
    )


def documents() -> Iterator[Case]:
    yield _one(
        "docmsg",
        "A document online; its body stands under doc.",
        "docmsg",
        {"doc": {"title": "测试&演示", "doc_creator": "lisi", "link_url": "https://doc.example.com/x?id=1"}},
        {"type": "document", "title": "测试&演示", "creator": "lisi", "url": "https://doc.example.com/x?id=1"},
        "[document] 测试&演示",
    )
    yield _one(
        "docmsg_minimal",
        "An address alone.",
        "docmsg",
        {"doc": {"link_url": "https://doc.example.com/x", "title": ""}},
        {"type": "document", "url": "https://doc.example.com/x"},
        "[document] https://doc.example.com/x",
    )
    yield _one(
        "docmsg_own_key",
        "Under its own name it is read as well.",
        "docmsg",
        {"docmsg": {"title": "测试"}},
        {"type": "document", "title": "测试"},
        "[document] 测试",
    )


def _one(id: str, comment: str, msgtype: str, root: Json, segment: Json, text: str, **more: Json) -> Case:
    return Case(id, comment, msgtype, root, [segment], text, **{"source": OFFICIAL, **more})


def _media(
    id: str,
    msgtype: str,
    type: str,
    native: Json,
    media: Json,
    *,
    text: str | None = None,
    extra: Json = None,
    **more: Json,
) -> Case:
    root = {msgtype: {"md5sum": _MD5, "sdkfileid": _SDK_FILE, **native}}
    segment = {"type": type, "media": media, **({"extra": extra} if extra else {})}
    return _one(id, f"A record of msgtype {msgtype}.", msgtype, root, segment, text or f"[{type}]", **more)
