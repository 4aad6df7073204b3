"""The elements of rich text: styled text, emoji, mentions, images, links, documents, leftovers, unknown ones."""

from __future__ import annotations

from collections.abc import Iterator

from ...vector import Vector
from ..rich import (
    block,
    line,
    mention_element,
    mention_segment,
    one_element_case,
    rich_text_case,
    text_element,
    text_segment,
)

_LI = {"id": "u2", "name": "李四", "type": "user"}
_LI_PARTY = {"id": "u2", "kind": "user", "name": "李四"}


def vectors() -> Iterator[Vector]:
    yield from text_elements()
    yield from emoji()
    yield from mentions()
    yield from media_and_links()
    yield from leftovers()
    yield from unknown()


def text_elements() -> Iterator[Vector]:
    styles = {
        "bold": ({"bold": True, "color": "", "italic": False}, {"bold": True}),
        "italic": ({"bold": False, "color": "", "italic": True}, {"italic": True}),
        "color": ({"bold": False, "color": "#FF0000FF", "italic": False}, {"color": "#FF0000FF"}),
        "all": (
            {"bold": True, "color": "#00FF0080", "italic": True},
            {"bold": True, "italic": True, "color": "#00FF0080"},
        ),
    }
    for name, (native, style) in styles.items():
        yield one_element_case(
            f"rich_text_style_{name}",
            "Only what is switched on is a style.",
            {"type": "text", "style_text_content": {"style": native, "text": "Ünï 字"}},
            {**text_segment("Ünï 字"), "style": style},
            "Ünï 字",
        )
    yield one_element_case(
        "rich_text_style_none",
        "A style that changes nothing is no style.",
        {"type": "text", "style_text_content": {"style": {"bold": False, "color": "", "italic": False}, "text": "x"}},
        text_segment("x"),
        "x",
    )
    yield one_element_case(
        "rich_text_style_missing",
        "style_text_content with its text alone.",
        {"type": "text", "style_text_content": {"text": "x"}},
        text_segment("x"),
        "x",
    )


def emoji() -> Iterator[Vector]:
    yield one_element_case(
        "rich_text_emoji",
        "An emoji is its text.",
        {"type": "emoji", "text_content": {"content": "[微笑]"}},
        {"type": "emoji", "text": "[微笑]"},
        "[微笑]",
    )
    yield one_element_case(
        "rich_text_custom_emoji",
        "A custom emoji.",
        {"type": "custom_emoji", "text_content": {"content": "[party]"}},
        {"type": "emoji", "text": "[party]"},
        "[party]",
    )
    yield one_element_case(
        "rich_text_custom_emoji_alt_text_only",
        "Without text_content the alternative text is the text, and no leftover.",
        {"type": "custom_emoji", "alt_text": "[加油]"},
        {"type": "emoji", "text": "[加油]"},
        "[加油]",
    )


def mentions() -> Iterator[Vector]:
    yield one_element_case(
        "rich_text_mention_identity",
        "A mention carries its identity in place.",
        mention_element({"identity": _LI, "text": "@四哥", "type": "user"}),
        mention_segment(_LI_PARTY),
        "@李四",
    )
    yield one_element_case(
        "rich_text_mention_bot",
        "A bot is mentioned as type user with identity.type app.",
        mention_element({"identity": {"id": "AK1", "name": "News", "type": "app"}, "type": "user"}),
        mention_segment({"id": "AK1", "kind": "bot", "name": "News"}),
        "@News",
    )
    yield one_element_case(
        "rich_text_mention_name_from_text",
        "An identity without a name takes it from the mention's text.",
        mention_element({"identity": {"id": "u2", "type": "user"}, "text": "李四", "type": "user"}),
        mention_segment(_LI_PARTY),
        "@李四",
    )
    yield one_element_case(
        "rich_text_mention_without_identity",
        "A name is all that is known.",
        mention_element({"text": "李四", "type": "user"}),
        mention_segment({"kind": "unknown", "name": "李四"}),
        "@李四",
    )
    yield one_element_case(
        "rich_text_mention_all",
        "Everyone.",
        mention_element({"text": "所有人", "type": "all"}),
        {"type": "mention", "all": True},
        "@all",
    )


def media_and_links() -> Iterator[Vector]:
    url = "https://www.kdocs.cn/l/abc"
    yield one_element_case(
        "rich_text_image",
        "An image with its thumbnail.",
        {
            "type": "image",
            "image_content": {
                "storage_key": "k1",
                "type": "image/jpeg",
                "name": "a.jpg",
                "size": 1024,
                "width": 640,
                "height": 480,
                "thumbnail_type": "image/png",
                "thumbnail_storage_key": "k2",
            },
        },
        {
            "type": "image",
            "media": {
                "id": "k1",
                "mime": "image/jpeg",
                "name": "a.jpg",
                "size_bytes": 1024,
                "width": 640,
                "height": 480,
                "thumbnail": {"id": "k2", "mime": "image/png"},
            },
        },
        "[image]",
    )
    yield one_element_case(
        "rich_text_link",
        "Inside a paragraph a link reads as its title.",
        {"type": "text", "link_content": {"text": "周报", "url": url}},
        {"type": "link", "url": url, "title": "周报"},
        "周报",
    )
    yield one_element_case(
        "rich_text_link_without_text",
        "A link without a title reads as its address.",
        {"type": "text", "link_content": {"url": url}},
        {"type": "link", "url": url},
        url,
    )
    yield rich_text_case(
        "rich_text_link_beside_text",
        "A link beside text reads as its title.",
        [text_element("see "), {"type": "doc", "link_content": {"text": "周报", "url": url}}],
        [text_segment("see "), {"type": "link", "url": url, "title": "周报"}],
        "see 周报",
    )
    yield rich_text_case(
        "rich_text_link_alone",
        "A link that is the whole message says what it is.",
        [{"type": "doc", "link_content": {"text": "周报", "url": url}}],
        [{"type": "link", "url": url, "title": "周报"}],
        "[link] 周报",
    )
    yield one_element_case(
        "rich_text_doc",
        "A cloud document.",
        {"type": "doc", "doc_content": {"text": "周报.docx", "file": {"id": "f1", "link_url": url, "link_id": "abc"}}},
        {"type": "document", "id": "f1", "title": "周报.docx", "url": url, "link_id": "abc"},
        "[document] 周报.docx",
    )
    yield one_element_case(
        "rich_text_doc_without_text",
        "A document without a title reads as its address.",
        {"type": "doc", "doc_content": {"file": {"link_url": url}}},
        {"type": "document", "url": url},
        f"[document] {url}",
    )


def leftovers() -> Iterator[Vector]:
    yield one_element_case(
        "rich_text_leaf_leftovers",
        "Alternative text, place and unknown keys of a leaf go to extra.",
        {
            "type": "text",
            "alt_text": "alt",
            "indent": 1,
            "index": 3,
            "text_content": {"content": "x"},
            "font": {"px": 12},
        },
        {**text_segment("x"), "extra": {"alt_text": "alt", "indent": 1, "index": 3, "font": {"px": 12}}},
        "x",
    )
    yield one_element_case(
        "rich_text_leaf_without_leftovers",
        "Empty alternative text and zeros are no leftovers.",
        {"type": "text", "alt_text": "", "indent": 0, "index": 0, "text_content": {"content": "x"}},
        text_segment("x"),
        "x",
    )


def unknown() -> Iterator[Vector]:
    table = {"type": "table", "alt_text": "[表格]", "table_content": {"rows": [["a", "b"], ["c", "d"]]}}
    segment = {"type": "unknown", "native_type": "table", "data": table}
    yield rich_text_case(
        "rich_text_unknown_element",
        "An element that no document describes is kept whole.",
        [block("nl", text_element("see "), table)],
        [line(text_segment("see "), segment)],
        "see [unknown] table",
        warnings=["unknown_element"],
        flags=("Unknown",),
    )
    yield rich_text_case(
        "rich_text_unknown_element_alone",
        "The same at the top level.",
        [table],
        [segment],
        "[unknown] table",
        warnings=["unknown_element"],
        flags=("Unknown",),
    )
