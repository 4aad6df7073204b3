"""Whom an outgoing text or markdown calls (`at`), and the reminder of a card (`remind`)."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from ..cases import mention, mixed, one_segment, outgoing_case, text_message, user

_ALL = {"type": "mention", "all": True}
_MOBILE = "15012345678"


def vectors() -> Iterator[Vector]:
    yield from in_text()
    yield from in_markdown()
    yield from odd_lists()
    yield from elsewhere()
    yield from reminders()


def in_text() -> Iterator[Vector]:
    called = mention(_MOBILE, "mobile")
    yield _text("in_place", f"你好 @{_MOBILE} 在吗", {"atMobiles": [_MOBILE]}, ["你好 ", called, " 在吗"], [_MOBILE])
    yield _text("alone", f"@{_MOBILE}", {"atMobiles": [_MOBILE]}, [called], [_MOBILE])
    yield _text("appended", "hi", {"atMobiles": [_MOBILE]}, ["hi", called], [_MOBILE])
    yield _text("twice", f"@{_MOBILE}@{_MOBILE}", {"atMobiles": [_MOBILE]}, [called, called], [_MOBILE])
    yield _text("listed_twice", "hi", {"atMobiles": [_MOBILE, _MOBILE]}, ["hi", called], [_MOBILE])
    yield _text("without_sign", f"call {_MOBILE}", {"atMobiles": [_MOBILE]}, [f"call {_MOBILE}", called], [_MOBILE])
    code = mention("171765", "work_code")
    yield _text("work_code", "@171765 hi", {"atWorkCodes": ["171765"]}, [code, " hi"], ["171765"])
    at = {"atMobiles": [_MOBILE, "18600000000"], "atWorkCodes": ["171765"], "isAtAll": True}
    yield _text(
        "everyone",
        "a @171765 b",
        at,
        ["a ", code, " b", called, mention("18600000000", "mobile"), _ALL],
        [_MOBILE, "18600000000", "171765"],
    )
    yield _text("all", "hi", {"isAtAll": True}, ["hi", _ALL], [])
    yield _text("all_false", "hi", {"isAtAll": False}, ["hi"], [])
    yield _text("empty_lists", "hi", {"atMobiles": [], "atWorkCodes": [], "isAtAll": False}, ["hi"], [])
    yield _text("nothing", "hi", {}, ["hi"], [])
    yield _text("nulls", "hi", {"atMobiles": None, "isAtAll": None}, ["hi"], [])
    longest = {"atWorkCodes": ["1717", "171765"]}
    yield _text("longest_first", "@171765 x", longest, [code, " x", mention("1717", "work_code")], ["1717", "171765"])
    yield _text(
        "both_kinds",
        "@171765",
        {"atWorkCodes": ["171765"], "atMobiles": ["171765"]},
        [mention("171765", "mobile")],
        ["171765"],
    )
    yield _text("numbers", "@171765", {"atWorkCodes": [171765]}, [code], ["171765"], flags=("TypeConflict",))
    yield _text("other_name_stays", "@someone hi", {"atWorkCodes": ["171765"]}, ["@someone hi", code], ["171765"])


def in_markdown() -> Iterator[Vector]:
    markdown = {"type": "markdown", "text": "# @171765"}
    yield outgoing_case(
        "at_markdown",
        "Markdown stays one piece; whom it calls follows.",
        {
            "msgtype": "markdown",
            "markdown": {"text": "# @171765"},
            "at": {"atMobiles": [_MOBILE], "atWorkCodes": ["171765"], "isAtAll": True},
        },
        mixed(
            f"# @171765@{_MOBILE}@171765@all",
            [markdown, mention(_MOBILE, "mobile"), mention("171765", "work_code"), _ALL],
            mentions=[user(_MOBILE), user("171765")],
        ),
    )


def odd_lists() -> Iterator[Vector]:
    code = mention("171765", "work_code")
    yield _text(
        "more_keys",
        "hi",
        {"atUserIds": ["u1"], "isAtAll": False},
        ["hi"],
        [],
        ext={"atUserIds": ["u1"]},
        flags=("Unknown",),
    )
    listed = ["171765", {"id": "x"}]
    yield _text(
        "element_is_object",
        "hi",
        {"atWorkCodes": listed},
        ["hi", code],
        ["171765"],
        ext={"atWorkCodes": listed},
        warnings=["unexpected_type"],
        flags=("Malformed",),
    )
    yield _text(
        "list_is_text",
        "hi",
        {"atMobiles": _MOBILE},
        ["hi"],
        [],
        ext={"atMobiles": _MOBILE},
        warnings=["unexpected_type"],
        flags=("Malformed",),
    )


def elsewhere() -> Iterator[Vector]:
    at = {"atMobiles": [_MOBILE], "isAtAll": True}
    for type, body, segment, text in (
        ("image", {"url": "u"}, {"type": "image", "media": {"url": "u"}}, "[image]"),
        ("action_card", {"title": "t"}, {"type": "card", "title": "t"}, "[card] t"),
        ("tips", {"text": "t"}, {"type": "notice", "text": "t"}, "t"),
    ):
        yield outgoing_case(
            f"at_in_{type}",
            "Only text and markdown call.",
            {"msgtype": type, type: body, "at": at},
            one_segment(segment, text, ext={"at": at}),
            warnings=["unsupported_field"],
        )
    remind = {"title": "t", "btn_type": 1}
    yield outgoing_case(
        "remind_in_text",
        "Only a card reminds.",
        {"msgtype": "text", "text": {"content": "hi"}, "remind": remind},
        text_message("hi", ext={"remind": remind}),
        warnings=["unsupported_field"],
    )


def reminders() -> Iterator[Vector]:
    everything = {"title": "t", "sub_title": "s", "content": "c", "btn_type": "1", "btn_url": "https://x.example"}
    reminder = {"title": "t", "subtitle": "s", "text": "c", "kind": "link", "url": "https://x.example"}
    yield _remind("every_field", everything, {"reminder": reminder})
    yield _remind("number", {"btn_type": 1}, {"reminder": {"kind": "link"}})
    yield _remind("minimal", {"title": "t"}, {"reminder": {"title": "t"}})
    yield _remind("empty", {}, {})
    yield _remind("nulls", {"title": "t", "content": None, "sub_title": ""}, {"reminder": {"title": "t"}})
    yield _remind(
        "btn_type_2",
        {"title": "t", "btn_type": 2},
        {"reminder": {"title": "t", "kind": "2"}},
        warnings=["unexpected_value"],
        flags=("Unknown",),
    )
    yield _remind(
        "more_keys",
        {"title": "t", "sound": "ding"},
        {"reminder": {"title": "t"}, "extra": {"sound": "ding"}},
        flags=("Unknown",),
    )


def _text(
    name: str,
    content: str,
    at: Json,
    pieces: list[Json],
    called: list[str],
    *,
    ext: Json = None,
    warnings: list[str] | None = None,
    flags: tuple[str, ...] = (),
) -> Vector:
    """A text message with `at`: a piece is text or a mention."""
    segments = [{"type": "text", "text": piece} if isinstance(piece, str) else piece for piece in pieces]
    text = "".join(
        piece if isinstance(piece, str) else "@" + (piece["target"]["id"] if "target" in piece else "all")
        for piece in pieces
    )
    message = mixed(text, segments) if len(segments) > 1 else one_segment(segments[0], text)
    message |= {"mentions": [user(id) for id in called]} if called else {}
    message |= {"ext": ext} if ext else {}
    return outgoing_case(
        f"at_{name}",
        "Whom a text calls stands in its place, or after it.",
        {"msgtype": "text", "text": {"content": content}, "at": at},
        message,
        warnings=warnings or [],
        flags=flags,
    )


def _remind(name: str, remind: Json, more: Json, **rest: Json) -> Vector:
    return outgoing_case(
        f"remind_{name}",
        "A reminder stands in its card.",
        {"msgtype": "action_card", "action_card": {"title": "t"}, "remind": remind},
        one_segment({"type": "card", "title": "t", **more}, "[card] t"),
        **rest,
    )
