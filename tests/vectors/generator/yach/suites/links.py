"""The client's own links (`yach://…/session/webview` and `…/robot`): taken apart beside the text that holds them."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..cases import mixed, one_segment, outgoing_case, typed_case

_WEB = "yach://yach.zhiyinlou.com/session/webview?"
_ROBOT = "yach://yach.zhiyinlou.com/session/robot?"
_ENCODED = "https%3a%2f%2fyach.zhiyinlou.com"
_DECODED = "https://yach.zhiyinlou.com"


def vectors() -> Iterator[Vector]:
    yield from published()
    yield from parameters()
    yield from in_markdown()
    yield from places()
    yield from not_links()


def published() -> Iterator[Vector]:
    taobao = "https%3a%2f%2fwww.taobao.com"
    for name, link, kind, params in (
        ("webview", f"{_WEB}url={_ENCODED}", "webview", {"url": _DECODED}),
        ("sidebar", f"{_WEB}url={_ENCODED}&pc_slide=true", "webview", {"url": _DECODED, "pc_slide": "true"}),
        ("taobao", f"{_WEB}url={taobao}", "webview", {"url": "https://www.taobao.com"}),
        (
            "taobao_sidebar",
            f"{_WEB}url={taobao}&pc_slide=true",
            "webview",
            {"url": "https://www.taobao.com", "pc_slide": "true"},
        ),
        (
            "appraise",
            f"{_ROBOT}extra=%7B%22click%22:1%7D&type=appraise&nonce=1",
            "robot",
            {"extra": {"click": 1}, "type": "appraise", "nonce": "1"},
        ),
        (
            "reply",
            f"{_ROBOT}extra=%7B%22click%22:1%7D&reply=回显内容",
            "robot",
            {"extra": {"click": 1}, "reply": "回显内容"},
        ),
    ):
        yield _redirect(f"published_{name}", link, kind, params, flags=("Published",))
        if name in {"sidebar", "reply"}:
            yield _markdown(
                f"published_{name}_in_markdown", f"[点我]({link})", [(link, kind, params)], flags=("Published",)
            )


def parameters() -> Iterator[Vector]:
    browser = f"{_WEB}url={_ENCODED}&pc_slide=true&browser_url=https%3A%2F%2Fb.example%2F%3Fa%3D1%26b%3D2"
    params = {"url": _DECODED, "pc_slide": "true", "browser_url": "https://b.example/?a=1&b=2"}
    yield _redirect("browser_url", browser, "webview", params)
    yield _redirect("plus_stays", f"{_ROBOT}reply=a+b%20c", "robot", {"reply": "a+b c"})
    yield _redirect("extra_list", f"{_ROBOT}extra=%5B1%2C%22a%22%5D", "robot", {"extra": [1, "a"]})
    yield _redirect("extra_words", f"{_ROBOT}extra=words", "robot", {"extra": "words"})
    yield _redirect("extra_number", f"{_ROBOT}extra=1", "robot", {"extra": "1"})
    yield _redirect("extra_broken", f"{_ROBOT}extra=%7B%22click", "robot", {"extra": '{"click'})
    yield _redirect(
        "not_encoded",
        f"{_WEB}url=https://x.example/a",
        "webview",
        {"url": "https://x.example/a"},
        warnings=["link_not_encoded"],
    )


def in_markdown() -> Iterator[Vector]:
    link = f"{_WEB}url={_ENCODED}"
    one = [(link, "webview", {"url": _DECODED})]
    for name, before, after in (
        ("space", "see ", " now"),
        ("line_end", "see\n", "\nnow"),
        ("bracket", "(", ")"),
        ("double_quote", '<a href="', '">x</a>'),
        ("single_quote", "<a href='", "'>x</a>"),
        ("angle", "<", ">"),
        ("square", "[", "]"),
        ("end", "see ", ""),
    ):
        yield _markdown(f"ends_at_{name}", f"{before}{link}{after}", one)
    yield _markdown("twice", f"{link} {link}", one)
    robot = f"{_ROBOT}type=appraise"
    yield _markdown("two", f"[a]({robot}) [b]({link})", [(robot, "robot", {"type": "appraise"}), *one])
    long = f"{link}&pc_slide=true"
    yield _markdown(
        "prefix_of_another", f"{link} {long}", [*one, (long, "webview", {"url": _DECODED, "pc_slide": "true"})]
    )
    yield outgoing_case(
        "link_markdown_with_mention",
        "The links stand with the text that holds them.",
        {"msgtype": "markdown", "markdown": {"text": link}, "at": {"isAtAll": True}},
        mixed(
            f"{link}@all",
            [{"type": "markdown", "text": link, "extra": _links(one)}, {"type": "mention", "all": True}],
        ),
    )


def places() -> Iterator[Vector]:
    names = ("text", "first", "pc", "mobile", "second", "second_pc", "second_mobile", "reminder")
    link = {name: f"{_ROBOT}type={name}" for name in names}
    card = {
        "btn_json_list": [
            {
                "action_url": link["second"],
                "action_pc_url": link["second_pc"],
                "action_mobile_url": link["second_mobile"],
            }
        ],
        "single_mobile_url": link["mobile"],
        "single_pc_url": link["pc"],
        "single_url": link["first"],
        "markdown": link["text"],
    }
    actions = [
        {"url": link["first"], "pc_url": link["pc"], "mobile_url": link["mobile"], "kind": "link"},
        {"url": link["second"], "pc_url": link["second_pc"], "mobile_url": link["second_mobile"], "kind": "link"},
    ]
    segment = {
        "type": "card",
        "text": link["text"],
        "actions": actions,
        "reminder": {"url": link["reminder"]},
        "extra": _links([(link[name], "robot", {"type": name}) for name in names]),
    }
    yield outgoing_case(
        "link_everywhere_in_card",
        "Text first, then the actions, then the reminder, in whatever order they came.",
        {"msgtype": "action_card", "action_card": card, "remind": {"btn_url": link["reminder"]}},
        one_segment(segment, f"[card] {link['text']}"),
    )
    url = f"{_WEB}url={_ENCODED}"
    segment = {"type": "link", "url": url, "title": "t", "extra": _links([(url, "webview", {"url": _DECODED})])}
    yield typed_case(
        "link_in_link", "The target of a link.", "link", {"message_url": url, "title": "t"}, segment, "[link] t"
    )


def not_links() -> Iterator[Vector]:
    for name, link in (
        ("other_host", f"yach://evil.example/session/webview?url={_ENCODED}"),
        ("other_page", "yach://yach.zhiyinlou.com/session/settings?x=1"),
        ("https", f"https://yach.zhiyinlou.com/session/webview?url={_ENCODED}"),
    ):
        yield typed_case(
            f"link_not_{name}",
            "Not one of the two.",
            "custom",
            {"type": "1", "body": {"url": link}},
            {"type": "redirect", "url": link, "kind": "link"},
            f"[redirect] {link}",
            flags=("Unknown",),
        )
    text = f"{_WEB}url={_ENCODED}"
    yield typed_case(
        "link_in_text", "Plain text holds no links.", "text", {"content": text}, {"type": "text", "text": text}, text
    )


def _links(links: list[tuple[str, str, Json]]) -> Json:
    return {"links": [{"link": link, "kind": kind, "params": params} for link, kind, params in links]}


def _redirect(name: str, link: str, kind: str, params: Json, **more: Json) -> Vector:
    segment = {"type": "redirect", "url": link, "kind": "link", "extra": _links([(link, kind, params)])}
    return typed_case(
        f"link_{name}",
        "A link of the client, taken apart.",
        "custom",
        {"type": "1", "body": {"url": link}},
        segment,
        f"[redirect] {link}",
        source=sources.FORMATS,
        **more,
    )


def _markdown(name: str, text: str, links: list[tuple[str, str, Json]], **more: Json) -> Vector:
    segment = {"type": "markdown", "text": text, "extra": _links(links)}
    return typed_case(f"link_{name}", "A link inside markdown.", "markdown", {"text": text}, segment, text, **more)
