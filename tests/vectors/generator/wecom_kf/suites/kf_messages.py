"""Messages of sync_msg: every msgtype, alone. Each typed accessor of the Go package has its counterpart here."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector
from .. import sources
from ..cases import unknown_segment
from ..entries import typed_case


def vectors() -> Iterator[Vector]:
    yield from texts()
    yield from media()
    yield from locations()
    yield from links_and_cards()
    yield from mini_programs()
    yield from products()
    yield from orders()
    yield from channels()
    yield from without_published_body()
    yield from unknown_types()
    yield from missing_content()
    yield from wrong_types()


def texts() -> Iterator[Vector]:
    for name, content in {
        "plain": "hello world",
        "chinese": "你好",
        "empty": "",
        "lines": "a\nb",
        "link": '<a href="https://example.com">x</a>',
        "tag": '<at id="1">x</at>',
        "spaces": "  a ",
    }.items():
        yield typed_case(
            f"kf_text_{name}",
            "Text is what it is: nothing in it is markup.",
            "text",
            {"content": content},
            {"type": "text", "text": content},
            content,
            source=sources.GO_PACKAGE,
        )
    yield typed_case(
        "kf_text_of_menu",
        "The answer to a menu names the choice.",
        "text",
        {"content": "满意", "menu_id": "101"},
        {"type": "text", "text": "满意", "menu_id": "101"},
        "满意",
        source=sources.GO_PACKAGE,
    )
    yield typed_case(
        "kf_text_menu_id_empty",
        "An empty id is none.",
        "text",
        {"content": "hi", "menu_id": ""},
        {"type": "text", "text": "hi"},
        "hi",
    )
    yield typed_case(
        "kf_text_menu_id_number",
        "A number where text is expected: its digits.",
        "text",
        {"content": 42, "menu_id": Verbatim("12345678901234567890")},
        {"type": "text", "text": "42", "menu_id": "12345678901234567890"},
        "42",
        flags=("TypeConflict",),
    )
    yield typed_case(
        "kf_text_unknown_key",
        "A key that no document names.",
        "text",
        {"content": "hi", "style": {"bold": True}, "nothing": None},
        {"type": "text", "text": "hi", "extra": {"style": {"bold": True}}},
        "hi",
        flags=("Unknown",),
    )


def media() -> Iterator[Vector]:
    for native, type in {"image": "image", "voice": "audio", "video": "video", "file": "file"}.items():
        yield typed_case(
            f"kf_{native}",
            "A file by its media id.",
            native,
            {"media_id": "MEDIA"},
            {"type": type, "media": {"id": "MEDIA"}},
            f"[{type}]",
            source=sources.GO_PACKAGE,
        )
        yield typed_case(
            f"kf_{native}_unknown_key",
            "A key that no document names.",
            native,
            {"media_id": "MEDIA", "filename": "a.bin"},
            {"type": type, "media": {"id": "MEDIA"}, "extra": {"filename": "a.bin"}},
            f"[{type}]",
            flags=("Unknown",),
        )


def locations() -> Iterator[Vector]:
    whole = {"type": "location", "latitude": Verbatim("23.10598"), "longitude": Verbatim("113.32470")}
    yield typed_case(
        "kf_location",
        "A place; coordinates keep their digits.",
        "location",
        {
            "latitude": Verbatim("23.10598"),
            "longitude": Verbatim("113.32470"),
            "name": "广州塔",
            "address": "海珠区阅江西路222号",
        },
        {**whole, "title": "广州塔", "address": "海珠区阅江西路222号"},
        "[location] 广州塔",
        source=sources.GO_PACKAGE,
    )
    yield typed_case(
        "kf_location_without_name",
        "Without a name the address is what it reads.",
        "location",
        {"latitude": Verbatim("23.10598"), "longitude": Verbatim("113.32470"), "name": "", "address": "海珠区"},
        {**whole, "address": "海珠区"},
        "[location] 海珠区",
    )
    yield typed_case(
        "kf_location_strings",
        "Coordinates in strings are numbers all the same.",
        "location",
        {"latitude": "23.10598", "longitude": "113.32470"},
        whole,
        "[location]",
        flags=("TypeConflict",),
    )


def links_and_cards() -> Iterator[Vector]:
    url, picture = "https://work.weixin.qq.com/?a=1&b=2", "https://example.com/p.png"
    yield typed_case(
        "kf_link",
        "A link with its preview.",
        "link",
        {"title": "标题", "desc": "描述", "url": url, "pic_url": picture},
        {"type": "link", "url": url, "title": "标题", "description": "描述", "image_url": picture},
        "[link] 标题",
        source=sources.GO_PACKAGE,
    )
    yield typed_case(
        "kf_link_bare",
        "A link alone.",
        "link",
        {"title": "", "desc": "", "url": url, "pic_url": ""},
        {"type": "link", "url": url},
        f"[link] {url}",
    )
    yield typed_case(
        "kf_business_card",
        "A colleague's card.",
        "business_card",
        {"userid": "wangwu"},
        {"type": "contact", "id": "wangwu"},
        "[contact] wangwu",
        source=sources.GO_PACKAGE,
    )


def mini_programs() -> Iterator[Vector]:
    yield typed_case(
        "kf_miniprogram",
        "A page of a mini program.",
        "miniprogram",
        {"title": "订单", "appid": "wx1", "pagepath": "pages/index.html?a=1", "thumb_media_id": "THUMB"},
        {
            "type": "mini_program",
            "app_id": "wx1",
            "title": "订单",
            "path": "pages/index.html?a=1",
            "thumbnail": {"id": "THUMB"},
        },
        "[mini_program] 订单",
        source=sources.GO_PACKAGE,
    )
    yield typed_case(
        "kf_miniprogram_bare",
        "Its app alone.",
        "miniprogram",
        {"title": "", "appid": "wx1", "thumb_media_id": ""},
        {"type": "mini_program", "app_id": "wx1"},
        "[mini_program]",
    )


def products() -> Iterator[Vector]:
    image, shop_image = "https://example.com/p.png", "https://example.com/s.png"
    segment = {
        "type": "product",
        "id": "P1",
        "title": "商品",
        "price_minor": 1990,
        "currency": "CNY",
        "image_url": image,
        "shop": {"name": "小店", "image_url": shop_image},
    }
    body = {"product_id": "P1", "title": "商品", "shop_nickname": "小店"}
    newer = {**body, "head_image": image, "shop_head_image": shop_image}
    older = {**body, "head_img": image, "shop_head_img": shop_image}
    for name, native, price in (
        ("", newer, 1990),
        ("_older_spelling", older, 1990),
        ("_price_string", newer, "1990"),
        ("_older_spelling_price_string", older, "1990"),
    ):
        yield _product(
            f"kf_channels_shop_product{name}", {**native, "sales_price": price}, segment, flags=("TypeConflict",)
        )
    yield _product(
        "kf_channels_shop_product_both_spellings",
        {**newer, "sales_price": 1990, "head_img": "https://example.com/old"},
        {**segment, "extra": {"head_img": "https://example.com/old"}},
        flags=("TypeConflict",),
    )
    yield _product(
        "kf_channels_shop_product_free",
        {**newer, "sales_price": 0},
        {**segment, "price_minor": 0},
    )
    priceless = {key: value for key, value in segment.items() if key not in ("price_minor", "currency")}
    yield _product("kf_channels_shop_product_without_price", newer, priceless)
    for name, price in {"fraction": Verbatim("19.90"), "text": "19元", "object": {"fen": 1990}}.items():
        yield _product(
            f"kf_channels_shop_product_price_{name}",
            {**newer, "sales_price": price},
            {**priceless, "extra": {"sales_price": price}},
            warnings=["unexpected_type"],
            flags=("Malformed",),
        )
    yield _product(
        "kf_channels_shop_product_without_shop",
        {"product_id": "P1", "title": "商品"},
        {"type": "product", "id": "P1", "title": "商品"},
    )


def orders() -> Iterator[Vector]:
    yield typed_case(
        "kf_channels_shop_order",
        "An order of a channels shop; its price is words.",
        "channels_shop_order",
        {
            "order_id": "37100",
            "product_titles": "商品A、商品B",
            "price_wording": "¥19.90",
            "state": "待发货",
            "image_url": "https://example.com/o.png",
            "shop_nickname": "小店",
        },
        {
            "type": "order",
            "id": "37100",
            "title": "商品A、商品B",
            "price_text": "¥19.90",
            "state": "待发货",
            "image_url": "https://example.com/o.png",
            "shop": {"name": "小店"},
        },
        "[order] 商品A、商品B",
    )


def channels() -> Iterator[Vector]:
    for code, kind in ((1, "post"), (2, "live"), (3, "card"), ("1", "post"), (9, "9")):
        suffix = "_string" if isinstance(code, str) else ""
        yield typed_case(
            f"kf_channels_{kind}{suffix}",
            "Something of a channel, by its sub_type.",
            "channels",
            {"sub_type": code, "nickname": "视频号", "title": "动态标题"},
            {"type": "channel_post", "kind": kind, "author": "视频号", "title": "动态标题"},
            "[channel_post] 动态标题",
            flags=("Unknown",) if kind == "9" else (),
        )
    yield typed_case(
        "kf_channels_without_title",
        "A card has no title.",
        "channels",
        {"sub_type": 3, "nickname": "视频号"},
        {"type": "channel_post", "kind": "card", "author": "视频号"},
        "[channel_post]",
    )


def without_published_body() -> Iterator[Vector]:
    for type in ("meeting", "schedule", "note", "ca_link"):
        body = {"title": "?", "items": [1, {"a": "x"}], "n": Verbatim("1.10")}
        yield typed_case(
            f"kf_{type}",
            "The document names the type and says nothing of its body: whole.",
            type,
            body,
            unknown_segment(type, body),
            f"[unknown] {type}",
            warnings=["unknown_message_type"],
            flags=("Unknown",),
        )


def unknown_types() -> Iterator[Vector]:
    for name, body in {
        "object": {"depth": Verbatim("3.10"), "list": [1, "二"]},
        "string": "x",
        "list": [1, 2],
        "number": 7,
        "nothing": None,
    }.items():
        yield typed_case(
            f"kf_unknown_type_{name}",
            "A type that no document names: the value under its name, as it is.",
            "hologram",
            body,
            unknown_segment("hologram", body),
            "[unknown] hologram",
            warnings=["unknown_message_type"],
            flags=("Unknown",),
        )


def missing_content() -> Iterator[Vector]:
    for type in (
        "text",
        "image",
        "voice",
        "video",
        "file",
        "location",
        "link",
        "business_card",
        "miniprogram",
        "msgmenu",
        "channels_shop_product",
        "channels_shop_order",
        "merged_msg",
        "channels",
    ):
        for name, body in {"absent": None, "empty": {}}.items():
            yield typed_case(
                f"kf_{type}_body_{name}",
                "A documented type without its body, or with nothing in it.",
                type,
                body,
                unknown_segment(type, body),
                f"[unknown] {type}",
                warnings=["missing_content"],
                flags=("Malformed",),
            )
    yield typed_case(
        "kf_image_media_id_empty",
        "Nothing that says anything.",
        "image",
        {"media_id": ""},
        unknown_segment("image", {"media_id": ""}),
        "[unknown] image",
        warnings=["missing_content"],
        flags=("Malformed",),
    )


def wrong_types() -> Iterator[Vector]:
    for name, body in {"string": "hello", "list": [], "number": 7, "boolean": True}.items():
        yield typed_case(
            f"kf_text_is_{name}",
            "A body that is no object.",
            "text",
            body,
            unknown_segment("text", body),
            "[unknown] text",
            warnings=["unexpected_type"],
            flags=("Malformed",),
        )
    yield typed_case(
        "kf_link_url_is_object",
        "A field of the wrong type is kept aside.",
        "link",
        {"title": "标题", "url": {"a": 1}},
        {"type": "link", "title": "标题", "extra": {"url": {"a": 1}}},
        "[link] 标题",
        warnings=["unexpected_type"],
        flags=("Malformed",),
    )


def _product(id: str, body: Json, segment: Json, **more: Json) -> Vector:
    return typed_case(
        id,
        "A product of a channels shop; its price is in 分.",
        "channels_shop_product",
        body,
        segment,
        "[product] 商品",
        **more,
    )
