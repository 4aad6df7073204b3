"""msgmenu: choices offered to a customer."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from ..entries import typed_case

_CLICK = {"type": "click", "click": {"id": "101", "content": "满意"}}
_VIEW = {"type": "view", "view": {"url": "https://work.weixin.qq.com", "content": "官网"}}
_PROGRAM = {"type": "miniprogram", "miniprogram": {"appid": "wx1", "pagepath": "pages/a?b=1", "content": "小程序"}}
_TEXT = {"type": "text", "text": {"content": "纯文本"}}

_ITEMS = {
    "click": (_CLICK, {"kind": "click", "id": "101", "text": "满意"}),
    "view": (_VIEW, {"kind": "view", "text": "官网", "url": "https://work.weixin.qq.com"}),
    "miniprogram": (_PROGRAM, {"kind": "miniprogram", "text": "小程序", "app_id": "wx1", "path": "pages/a?b=1"}),
    "text": (_TEXT, {"kind": "text", "text": "纯文本"}),
}


def vectors() -> Iterator[Vector]:
    for name, (native, item) in _ITEMS.items():
        yield _menu(f"kf_menu_{name}", "A choice of each kind.", {"list": [native]}, {"items": [item]})
    natives = [native for native, _ in _ITEMS.values()]
    items = [item for _, item in _ITEMS.values()]
    yield _menu(
        "kf_menu_all",
        "Words before and after, and a choice of each kind between.",
        {"head_content": "您对本次服务是否满意呢？", "list": natives, "tail_content": "欢迎再次光临"},
        {"head": "您对本次服务是否满意呢？", "items": items, "tail": "欢迎再次光临"},
        "[menu] 您对本次服务是否满意呢？",
    )
    yield _menu("kf_menu_head_only", "No choices.", {"head_content": "h", "list": []}, {"head": "h"}, "[menu] h")
    yield _menu(
        "kf_menu_empty_words",
        "Empty words are none.",
        {"head_content": "", "list": [_CLICK], "tail_content": ""},
        {"items": [_ITEMS["click"][1]]},
    )
    lined = [{"type": "text", "text": {"content": "a", "no_newline": 1}}, _CLICK]
    yield _menu(
        "kf_menu_no_newline",
        "A key that has no place in the canonical form: the native list is kept beside it.",
        {"list": lined},
        {"items": [{"kind": "text", "text": "a"}, _ITEMS["click"][1]], "extra": {"list": lined}},
    )
    strange = [_CLICK, {"type": "hologram", "hologram": {"id": 1}}]
    yield _menu(
        "kf_menu_unknown_item",
        "A kind of choice that no document names.",
        {"list": strange},
        {"items": [_ITEMS["click"][1], {"kind": "hologram"}], "extra": {"list": strange}},
        warnings=["unknown_element"],
        flags=("Unknown",),
    )
    yield _menu(
        "kf_menu_unknown_key",
        "A key of the menu that no document names.",
        {"list": [_CLICK], "expires": 60},
        {"items": [_ITEMS["click"][1]], "extra": {"expires": 60}},
        flags=("Unknown",),
    )
    yield _menu(
        "kf_menu_id_number",
        "An id that is a number.",
        {"list": [{"type": "click", "click": {"id": 101, "content": "满意"}}]},
        {"items": [_ITEMS["click"][1]]},
        flags=("TypeConflict",),
    )


def _menu(id: str, comment: str, body: Json, menu: Json, text: str = "[menu]", **more: Json) -> Vector:
    return typed_case(id, comment, "msgmenu", body, {"type": "menu", **menu}, text, **more)
