"""The vendor's own samples of every message type, character for character."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...json_text import Json
from ...vector import Vector
from .. import delivery, sources
from ..callback import BARE
from ..cases import BOT, mention, mixed, not_parsed, one_segment, outgoing_case, text_message, user

_SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_COMMENT = "// 提醒内容(目前仅支持action_card类型)"

_TARGET = "这里放上接入方的跳转地址,记得提前url_encode编码一下"
_WEBVIEW = f"yach://yach.zhiyinlou.com/session/webview?url={_TARGET}"
_LINKS = {"links": [{"link": _WEBVIEW, "kind": "webview", "params": {"url": _TARGET}}]}
_ICON = "http://pic51.nipic.com/file/20141027/19767535_164340333430_2.jpg"
_COVER = "http://bpit-public.oss-cn-beijing.aliyuncs.com/note_1_1572593268.jpg"
_JPG = "https://yach-static.zhiyinlou.com/yach/avatar1/18b85ab1eddf66dd5be67d62489db637_s120.jpg"
_MENTIONS = {"mentions": [user("150********"), user("186********"), user("171765")]}
_CALLED = [mention("150********", "mobile"), mention("186********", "mobile"), mention("171765", "work_code")]
_CALLS = "@150********@186********@171765"
_REMINDER = {"title": "XXX通知", "subtitle": "XXX通知", "text": "XXX的周报", "kind": "link", "url": _WEBVIEW}


def vectors() -> Iterator[Vector]:
    yield text()
    yield markdown()
    yield from action_cards()
    yield from files()
    yield from others()
    yield stream_chunk()


def text() -> Vector:
    content = "你就是你, @150XXXXXXXX 璀璨的烟火"
    message = mixed(content + _CALLS, [{"type": "text", "text": content}, *_CALLED], **_MENTIONS)
    return _sample("text", "Nobody listed is called inside the text: they follow it.", message)


def markdown() -> Vector:
    content = (
        "# 这是支持markdown的文本 \n## 标题2  \n* 列表1 \n"
        "![alt 啊](https://img.alicdn.com/tps/TB1XLjqNVXXXXc4XVXXXXXXXXXX-170-64.png)"
    )
    segment = {"type": "markdown", "text": content, "title": "首屏会话透出的展示内容", "image_url": _COVER}
    return _sample("markdown", "Markdown stays one piece.", mixed(content + _CALLS, [segment, *_CALLED], **_MENTIONS))


def action_cards() -> Iterator[Vector]:
    single = {
        "title": "查看详情-侧边栏打开",
        "url": _WEBVIEW,
        "pc_url": _WEBVIEW,
        "mobile_url": _WEBVIEW,
        "icon_url": _ICON,
        "kind": "link",
    }
    browser = {**single, "title": "按钮名称-浏览器打开"}
    sidebar = {"title": "按钮名称-侧边栏打开", "url": _WEBVIEW, "icon_url": _ICON, "kind": "link"}
    for name, words, more in (
        ("single", "整体跳转类型", {"actions": [single]}),
        ("vertical", "竖排按钮", {"orientation": "vertical", "actions": [browser, sidebar]}),
        ("horizontal", "横排按钮", {"orientation": "horizontal", "actions": [browser, sidebar]}),
    ):
        sample = _read(f"action_card_{name}")
        yield not_parsed(
            f"sample_action_card_{name}_with_comment",
            "As printed it holds a comment, which no JSON reader takes.",
            sample,
            401,
            source=sources.FORMATS,
            flags=("Published", "Malformed"),
        )
        title = f"是透出到会话列表和通知的文案({words})"
        card = {
            "type": "card",
            "title": title,
            "subtitle": "内容体title",
            "text": "支持markdown格式的正文内容",
            "image_url": _COVER,
            **more,
            "reminder": _REMINDER,
            "extra": _LINKS,
        }
        yield outgoing_case(
            f"sample_action_card_{name}",
            "The same without the comment.",
            sample.replace(_COMMENT, ""),
            one_segment(card, f"[card] {title}"),
            native_type="action_card",
        )


def files() -> Iterator[Vector]:
    yield _sample("image", "Only its url.", one_segment({"type": "image", "media": {"url": _JPG}}, "[image]"))
    aac = (
        "https://yach-static.zhiyinlou.com/test/jsapi/222068/1590142961532/15abdf5b0fba92ec100cdbd145465d94/"
        "ec8e9914-98ff-4e7d-b8d1-8a38af431e33.aac"
    )
    media = {"url": aac, "extension": "acc", "size_bytes": 10086 * 1024, "duration_ms": 45_000}
    yield _sample(
        "audio",
        "The unit of size is documented as KB; 10 MB for 45 s are doubtful.",
        one_segment({"type": "audio", "media": media}, "[audio]"),
        warnings=["size_unit_assumed"],
        flags=("Published", "TypeConflict"),
    )
    docx = "https://yach-xstatic.zhiyinlou.com/online/person/1597298085840/bjw5ix56lmt/****.docx"
    media = {"name": "WiFi接入手册.docx", "url": docx, "size_bytes": 967013 * 1024}
    yield _sample(
        "file",
        "size is documented as a String of KB and sent as a number that looks like bytes.",
        one_segment({"type": "file", "media": media}, "[file] WiFi接入手册.docx"),
        warnings=["size_unit_assumed"],
        flags=("Published", "TypeConflict"),
    )
    mp4 = "https://yach-static.zhiyinlou.com/test/group/1594651255788/kjgicsmv0v/****.mp4"
    media = {"name": "视频发送于2020-07-13_14_42.mp4", "url": mp4}
    yield _sample("video", "On the vendor's own storage.", one_segment({"type": "video", "media": media}, "[video]"))


def others() -> Iterator[Vector]:
    link = {"type": "link", "title": "标题", "description": "描述", "image_url": _JPG}
    yield _sample("link", "An empty url is no url.", one_segment(link, "[link] 标题"))
    url = "yach://yach.zhiyinlou.com/session/webview?url=encode编码后的链接"
    links = [{"link": url, "kind": "webview", "params": {"url": "encode编码后的链接"}}]
    redirect = {"type": "redirect", "url": url, "kind": "link", "extra": {"links": links}}
    yield _sample("custom", "A page that opens by itself.", one_segment(redirect, f"[redirect] {url}"))
    notice = "您已成功进行了评价 20:56"
    yield _sample("tips", "A grey line.", one_segment({"type": "notice", "text": notice}, notice))
    yield _sample(
        "stream",
        "The announcement of a streamed answer.",
        one_segment(
            {"type": "stream", "id": "xxxxxxx1xxxx", "reply_to": "112121212121"}, "[stream]", reply_to="112121212121"
        ),
        native_id="xxxxxxx1xxxx",
    )


def stream_chunk() -> Vector:
    """The sample of a chunk, trailing comma included, as the data of one event."""
    payload = "".join(f"data: {line}\n" for line in _read("stream_chunk").splitlines()) + "\n"
    event = delivery.event(
        "stream",
        "xxxxxxx1xxxx#0",
        {
            "type": "message.stream_chunk",
            "direction": "out",
            "sender": BOT,
            "message": {"id": "xxxxxxx1xxxx", **text_message("知")},
            "data": {"is_finished": False},
        },
        raw_format="sse",
    )
    return Vector(
        id="sample_stream_chunk",
        comment="A chunk on several data lines; the comma before the brace is the vendor's.",
        source=sources.FORMATS,
        flags=("Published",),
        call="parse",
        inputs={"config": BARE, "payload": payload},
        expect=delivery.success(delivery.delivery([event], auth=delivery.NOT_CHECKED), [payload]),
    )


def _sample(name: str, comment: str, message: Json, **more: Json) -> Vector:
    return outgoing_case(
        f"sample_{name}",
        comment,
        _read(name),
        message,
        **{"native_type": name, "flags": ("Published",), **more},
    )


def _read(name: str) -> str:
    return (_SAMPLES / f"{name}.json").read_text(encoding="utf-8").rstrip("\n")
