"""Text messages: mentions behind `<at id="N">name</at>`, markdown, and what only looks like a tag."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..cases import message_case, mixed, one_segment, text_message

_ZHANG = {"id": "u1", "name": "张三", "type": "user"}
_ZHANG_PARTY = {"id": "u1", "kind": "user", "name": "张三"}
_LI = {"id": "u2", "name": "Li Si", "type": "user"}
_LI_PARTY = {"id": "u2", "kind": "user", "name": "Li Si"}
_EVERYONE = {"id": "0", "type": "all"}


def vectors() -> Iterator[Vector]:
    yield from plain()
    yield from resolved()
    yield from identities()
    yield from everyone()
    yield from unresolved()
    yield from not_a_tag()
    yield from markdown()


def plain() -> Iterator[Vector]:
    yield _text("text_chinese_and_emoji", "Text outside ASCII.", "你好，世界 👋🏽", [], text_message("你好，世界 👋🏽"))
    yield _text("text_empty", "An empty text is one empty segment.", "", [], text_message(""))
    yield _text(
        "text_lines", "Line breaks and tabs of the sender stay.", "a\r\nb\tc\n", [], text_message("a\r\nb\tc\n")
    )
    yield _text(
        "text_markup_characters", "HTML is not decoded.", "a < b &amp;& c > d", [], text_message("a < b &amp;& c > d")
    )
    yield message_case(
        "text_plain_type",
        "text.type plain is the default, written out.",
        {"type": "text", "content": {"text": {"content": "hi", "type": "plain"}}},
        text_message("hi"),
        source=sources.MESSAGE_CONTENT,
    )


def resolved() -> Iterator[Vector]:
    yield _text(
        "mention_in_the_middle",
        "Text, a mention, text.",
        '你好 <at id="1">张三</at>，hello',
        [_user("1", _ZHANG)],
        mixed(
            "你好 @张三，hello", [_plain("你好 "), _mention(_ZHANG_PARTY), _plain("，hello")], mentions=[_ZHANG_PARTY]
        ),
    )
    yield _text(
        "mention_only",
        "A message that is nothing but a mention.",
        '<at id="1">张三</at>',
        [_user("1", _ZHANG)],
        one_segment(_mention(_ZHANG_PARTY), "@张三", mentions=[_ZHANG_PARTY]),
    )
    yield _text(
        "mention_several_side_by_side",
        "No empty text segment between two mentions, none after the last.",
        '<at id="1">张三</at><at id="2">Li Si</at>',
        [_user("1", _ZHANG), _user("2", _LI)],
        mixed("@张三@Li Si", [_mention(_ZHANG_PARTY), _mention(_LI_PARTY)], mentions=[_ZHANG_PARTY, _LI_PARTY]),
    )
    yield _text(
        "mention_order_of_list_differs",
        "Tags find their mention by its id, not by its place in the list.",
        '<at id="7">张三</at> <at id="3">Li Si</at>',
        [_user("3", _LI), _user("7", _ZHANG)],
        mixed(
            "@张三 @Li Si",
            [_mention(_ZHANG_PARTY), _plain(" "), _mention(_LI_PARTY)],
            mentions=[_LI_PARTY, _ZHANG_PARTY],
        ),
    )
    yield _text(
        "mention_twice",
        "One person mentioned twice in the text and once in the list.",
        '<at id="1">张三</at>!<at id="1">张三</at>',
        [_user("1", _ZHANG)],
        mixed("@张三!@张三", [_mention(_ZHANG_PARTY), _plain("!"), _mention(_ZHANG_PARTY)], mentions=[_ZHANG_PARTY]),
    )
    yield _text(
        "mention_tag_with_spaces_around_name",
        "The vendor's own example writes the name between spaces; the identity's name counts.",
        '你好 <at id="0"> 张三 </at>',
        [_user("0", _ZHANG)],
        mixed("你好 @张三", [_plain("你好 "), _mention(_ZHANG_PARTY)], mentions=[_ZHANG_PARTY]),
        source=sources.MESSAGE_CONTENT,
    )
    yield _text(
        "mention_tag_without_text",
        "An empty tag still names its mention.",
        '<at id="1"></at> hi',
        [_user("1", _ZHANG)],
        mixed("@张三 hi", [_mention(_ZHANG_PARTY), _plain(" hi")], mentions=[_ZHANG_PARTY]),
    )
    yield _text(
        "mention_number_as_index",
        "mentions[].id as a number is its digits.",
        '<at id="1">张三</at> hi',
        [{"id": 1, "identity": _ZHANG, "type": "user"}],
        mixed("@张三 hi", [_mention(_ZHANG_PARTY), _plain(" hi")], mentions=[_ZHANG_PARTY]),
        flags=("TypeConflict",),
    )
    yield _text(
        "mention_listed_but_not_in_text",
        "A mention without a tag is listed all the same.",
        "hi",
        [_user("1", _ZHANG)],
        text_message("hi", mentions=[_ZHANG_PARTY]),
    )


def identities() -> Iterator[Vector]:
    kinds = {"app": "bot", "sp": "bot", "service_principal": "bot", "unknown": "unknown", "robot_v9": "unknown"}
    for native, kind in kinds.items():
        party = {"id": "x1", "kind": kind, "name": "X"}
        yield _text(
            f"mention_identity_{native}",
            f"identity.type {native} is a party of kind {kind}.",
            '<at id="1">X</at> hi',
            [_user("1", {"id": "x1", "name": "X", "type": native})],
            mixed("@X hi", [_mention(party), _plain(" hi")], mentions=[party]),
        )
    nameless = {"id": "u1", "kind": "user"}
    yield _text(
        "mention_identity_without_name",
        "The tag's text names the target; the list says only what the identity says.",
        '<at id="1">三哥</at> hi',
        [_user("1", {"id": "u1", "type": "user", "company_id": "eueue"})],
        mixed("@三哥 hi", [_mention({**nameless, "name": "三哥"}), _plain(" hi")], mentions=[nameless]),
    )


def everyone() -> Iterator[Vector]:
    segments = [{"type": "mention", "all": True}, _plain(" 开会")]
    tagged = '<at id="0">所有人</at> 开会'
    yield _text("mention_all", "@all has no identity.", tagged, [_EVERYONE], mixed("@all 开会", segments))
    yield _text(
        "mention_all_beside_a_user",
        "@all is not in the message's list of mentions.",
        f'{tagged} <at id="1">张三</at>',
        [_EVERYONE, _user("1", _ZHANG)],
        mixed(
            "@all 开会 @张三",
            [segments[0], _plain(" 开会 "), _mention(_ZHANG_PARTY)],
            mentions=[_ZHANG_PARTY],
        ),
    )


def unresolved() -> Iterator[Vector]:
    ghost = {"type": "mention", "target": {"kind": "unknown", "name": "Ghost"}, "extra": {"index": "7"}}
    yield _text(
        "mention_unresolved_without_list",
        "A tag whose mention is missing keeps its name and index.",
        'hi <at id="7">Ghost</at>',
        None,
        mixed("hi @Ghost", [_plain("hi "), ghost]),
        warnings=["unresolved_mention"],
    )
    yield _text(
        "mention_unresolved_beside_resolved",
        "One of two tags is known.",
        '<at id="1">张三</at> <at id="7">Ghost</at>',
        [_user("1", _ZHANG)],
        mixed("@张三 @Ghost", [_mention(_ZHANG_PARTY), _plain(" "), ghost], mentions=[_ZHANG_PARTY]),
        warnings=["unresolved_mention"],
    )


def not_a_tag() -> Iterator[Vector]:
    texts = {
        "unclosed": '<at id="1">张三',
        "without_id": "<at>张三</at> hi",
        "stray_end": "hi </at>",
        "unfinished_start": 'hi <at id="1',
        "other_element": '<att id="1">张三</att>',
    }
    for name, text in texts.items():
        yield _text(
            f"mention_malformed_{name}",
            "A malformed tag stays text, and nothing is lost.",
            text,
            [_user("1", _ZHANG)],
            text_message(text, mentions=[_ZHANG_PARTY]),
            flags=("Malformed",),
        )


def markdown() -> Iterator[Vector]:
    text = "**周报** see [wps](https://www.wps.cn)"
    yield _markdown("markdown", "Markdown is one segment, verbatim.", text, None, text)
    tagged = '**Hi** <at id="1">张三</at>, <at id="0">所有人</at>'
    yield _markdown(
        "markdown_mention",
        "The segment keeps the tags; the text of the message shows the names.",
        tagged,
        [_user("1", _ZHANG), _EVERYONE],
        "**Hi** @张三, @所有人",
        listed=[_ZHANG_PARTY],
    )


def _text(
    id: str,
    comment: str,
    text: str,
    mentions: Json,
    normalised: Json,
    *,
    source: str = sources.MESSAGE_EVENT,
    **more: Json,
) -> Vector:
    message = {"type": "text", "content": {"text": {"content": text}}}
    if mentions:
        message["mentions"] = mentions
    return message_case(id, comment, message, normalised, source=source, **more)


def _markdown(id: str, comment: str, text: str, mentions: Json, shown: str, listed: Json = None) -> Vector:
    message = {"type": "text", "content": {"text": {"content": text, "type": "markdown"}}}
    if mentions:
        message["mentions"] = mentions
    normalised = one_segment({"type": "markdown", "text": text}, shown)
    if listed:
        normalised["mentions"] = listed
    return message_case(id, comment, message, normalised, source=sources.MESSAGE_CONTENT)


def _plain(text: str) -> Json:
    return {"type": "text", "text": text}


def _mention(target: Json) -> Json:
    return {"type": "mention", "target": target}


def _user(index: str, identity: Json) -> Json:
    return {"id": index, "identity": identity, "type": "user"}
