"""Limits of what a robot sends: at the edge and over it, counted in characters; advice; fields that need another."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, failure
from .. import sources
from ..callback import config
from ..cases import in_order, not_parsed, one_segment, outgoing_case, typed_case

_OMIT = {"platform": "yach", "raw": "omit"}


def vectors() -> Iterator[Vector]:
    yield from at_the_edge()
    yield from over_the_edge()
    yield from durations()
    yield from pairs()
    yield from advice()
    yield from storage()
    yield from first_violation()


def at_the_edge() -> Iterator[Vector]:
    text = "é" * 5000
    yield typed_case(
        "limit_text",
        "5,000 characters, however many bytes.",
        "text",
        {"content": text},
        {"type": "text", "text": text},
        text,
        settings=_OMIT,
    )
    text = "x" * 5000
    segment = {"type": "markdown", "text": text, "title": "😀" * 100}
    body = {"title": "😀" * 100, "text": text}
    yield typed_case(
        "limit_markdown", "Title and text at their limits.", "markdown", body, segment, text, settings=_OMIT
    )
    body = {
        "title": "题" * 100,
        "markdown": "x" * 5000,
        "single_title": "钮" * 20,
        "single_url": "u",
        "btn_json_list": [{"title": "钮" * 20, "action_url": "u"}],
    }
    actions = [{"title": "钮" * 20, "url": "u", "kind": "link"}] * 2
    card = {"type": "card", "title": "题" * 100, "text": "x" * 5000, "actions": actions}
    yield typed_case(
        "limit_action_card",
        "All its texts at their limits.",
        "action_card",
        body,
        card,
        f"[card] {'题' * 100}",
        settings=_OMIT,
    )
    escaped = '{"msgtype":"markdown","markdown":{"title":"' + "\\u5b57" * 100 + '","text":"t"}}'
    yield outgoing_case(
        "limit_title_100_escaped",
        "An escape is one character.",
        escaped,
        one_segment({"type": "markdown", "text": "t", "title": "字" * 100}, "t"),
        native_type="markdown",
    )
    pair = '{"msgtype":"markdown","markdown":{"title":"' + "\\ud83d\\ude00" * 100 + '","text":"t"}}'
    yield outgoing_case(
        "limit_title_100_surrogate_pairs",
        "A pair of escapes is one character.",
        pair,
        one_segment({"type": "markdown", "text": "t", "title": "😀" * 100}, "t"),
        native_type="markdown",
        settings=_OMIT,
    )


def over_the_edge() -> Iterator[Vector]:
    url = {"single_url": "u"}
    for name, type, body, field, found, limit in (
        ("text_content", "text", {"content": "x" * 5001}, "text.content", 5001, 5000),
        ("text_content_pairs", "text", {"content": "e\u0301" * 2500 + "x"}, "text.content", 5001, 5000),
        ("markdown_title", "markdown", {"title": "题" * 101, "text": "t"}, "markdown.title", 101, 100),
        ("markdown_text", "markdown", {"text": "x" * 5001}, "markdown.text", 5001, 5000),
        ("card_title", "action_card", {"title": "题" * 101}, "action_card.title", 101, 100),
        ("card_markdown", "action_card", {"markdown": "x" * 5001}, "action_card.markdown", 5001, 5000),
        ("card_single_title", "action_card", {"single_title": "钮" * 21, **url}, "action_card.single_title", 21, 20),
        (
            "card_button_title",
            "action_card",
            {"btn_json_list": [{"title": "ok"}, {"title": "钮" * 21}]},
            "action_card.btn_json_list.1.title",
            21,
            20,
        ),
        (
            "card_button_title_in_text",
            "action_card",
            {"btn_json_list": compact([{"title": "钮" * 21}])},
            "action_card.btn_json_list.0.title",
            21,
            20,
        ),
    ):
        message = {"msgtype": type, type: body}
        words = [field, str(found), str(limit)]
        yield from _refused(
            f"over_{name}", "One character too many.", message, words, sealed=limit < 5000 or name == "text_content"
        )


def durations() -> Iterator[Vector]:
    for name, duration in (("1", 1), ("59", 59), ("1_text", "1"), ("59_text", "59")):
        yield typed_case(
            f"limit_audio_duration_{name}",
            "A whole number under 60.",
            "audio",
            {"url": "u", "duration": duration},
            {"type": "audio", "media": {"url": "u", "duration_ms": int(duration) * 1000}},
            "[audio]",
        )
    for name, duration in (
        ("60", 60),
        ("60_text", "60"),
        ("0", 0),
        ("negative", -1),
        ("fraction", Verbatim("1.5")),
        ("huge", Verbatim("99999999999999999999999")),
        ("words", "long"),
    ):
        found = compact(duration).strip('"') if name not in {"huge", "words"} else "59"
        yield from _refused(
            f"over_audio_duration_{name}",
            "No whole number from 1 to 59.",
            {"msgtype": "audio", "audio": {"duration": duration, "url": "u"}},
            ["audio.duration", "59", found],
        )
    for name, duration in (("0", 0), ("negative", -5), ("fraction", Verbatim("0.5")), ("zero_text", "0")):
        yield from _refused(
            f"over_video_duration_{name}",
            "No positive whole number.",
            {"msgtype": "video", "video": {"duration": duration, "url": "u"}},
            ["video.duration"],
        )


def pairs() -> Iterator[Vector]:
    for name, type, body, words in (
        ("file_without_size", "file", {"name": "a", "url": "u"}, ["file.size"]),
        ("file_size_null", "file", {"name": "a", "size": None}, ["file.size"]),
        ("single_title_without_url", "action_card", {"single_title": "go"}, ["single_title", "single_url"]),
        ("single_url_empty", "action_card", {"single_title": "go", "single_url": ""}, ["single_title", "single_url"]),
        (
            "single_pc_url_alone",
            "action_card",
            {"single_pc_url": "u", "single_title": "go"},
            ["single_title", "single_url"],
        ),
        ("orientation_without_list", "action_card", {"btn_orientation": "0"}, ["btn_orientation", "btn_json_list"]),
        (
            "button_opens_app",
            "action_card",
            {"btn_json_list": [{"action_url": "u", "btn_type": 1}, {"action_url": "u", "btn_type": 6}]},
            ["btn_json_list.1.btn_type", "6"],
        ),
        (
            "button_opens_app_text",
            "action_card",
            {"btn_json_list": [{"action_url": "u", "btn_type": "6"}]},
            ["btn_json_list.0.btn_type", "6"],
        ),
    ):
        yield from _refused(
            f"pair_{name}", "A field that needs or excludes another.", {"msgtype": type, type: body}, words
        )
    yield typed_case(
        "pair_single_url_without_title",
        "Only the title needs the other.",
        "action_card",
        {"single_url": "u"},
        {"type": "card", "actions": [{"url": "u", "kind": "link"}]},
        "[card]",
    )
    yield typed_case(
        "pair_list_without_orientation",
        "Only the orientation needs the other.",
        "action_card",
        {"btn_json_list": [{"title": "t"}]},
        {"type": "card", "actions": [{"title": "t", "kind": "link"}]},
        "[card]",
    )


def advice() -> Iterator[Vector]:
    for name, title, text, warnings in (
        ("at", 100, 500, []),
        ("title_over", 101, 500, ["advised_limit"]),
        ("text_over", 100, 501, ["advised_limit"]),
        ("both_over", 101, 501, ["advised_limit", "advised_limit"]),
    ):
        yield typed_case(
            f"advised_link_{name}",
            "What is only advised is no error.",
            "link",
            {"message_url": "u", "title": "题" * title, "text": "x" * text},
            {"type": "link", "url": "u", "title": "题" * title, "description": "x" * text},
            f"[link] {'题' * title}",
            warnings=warnings,
        )
    yield typed_case(
        "unlimited_image_name",
        "What the documents do not limit is not checked.",
        "image",
        {"url": "u", "file_name": "n" * 300},
        {"type": "image", "media": {"url": "u", "name": "n" * 300}},
        "[image]",
    )
    yield typed_case(
        "unlimited_content_title",
        "Nor has a content title.",
        "action_card",
        {"content_title": "c" * 200},
        {"type": "card", "subtitle": "c" * 200},
        "[card]",
    )


def storage() -> Iterator[Vector]:
    """A video that does not lie on the vendor's storage needs its duration and its size."""
    for name, url, warned in (
        ("own", "https://v.example/v.mp4", True),
        ("yach", "https://yach-static.zhiyinlou.com/v.mp4", False),
        ("cos", "https://bucket-1.cos.ap-beijing.myqcloud.com/v.mp4", False),
        ("lookalike", "https://zhiyinlou.com.evil.example/v.mp4", True),
        ("suffix", "https://notzhiyinlou.com/v.mp4", True),
        ("in_path", "https://v.example/zhiyinlou.com/v.mp4", True),
    ):
        yield typed_case(
            f"storage_{name}",
            "Duration and size are required outside the vendor's storage.",
            "video",
            {"url": url},
            {"type": "video", "media": {"url": url}},
            "[video]",
            warnings=["missing_field", "missing_field"] if warned else [],
        )
    url = "https://v.example/v.mp4"
    yield typed_case(
        "storage_own_with_duration",
        "One of the two.",
        "video",
        {"url": url, "duration": 3},
        {"type": "video", "media": {"url": url, "duration_ms": 3000}},
        "[video]",
        warnings=["missing_field"],
    )
    yield typed_case(
        "storage_own_with_size",
        "The other of the two.",
        "video",
        {"url": url, "size": 3},
        {"type": "video", "media": {"url": url, "size_bytes": 3072}},
        "[video]",
        warnings=["size_unit_assumed", "missing_field"],
    )


def first_violation() -> Iterator[Vector]:
    body = {"single_title": "钮" * 21, "title": "题" * 101}
    yield from _refused(
        "over_two_the_first",
        "In reading order.",
        {"msgtype": "action_card", "action_card": body},
        ["action_card.single_title"],
    )
    body = {"single_title": "go", "title": "题" * 101}
    yield from _refused(
        "over_before_pairs",
        "Lengths come before pairs.",
        {"msgtype": "action_card", "action_card": body},
        ["action_card.title"],
    )


def _refused(id: str, comment: str, message: Json, words: list[str], *, sealed: bool = True) -> Iterator[Vector]:
    """Once as a payload and, where `sealed`, once as something to send."""
    flags = ("Malformed",)
    yield not_parsed(id, comment, message, 600, source=sources.FORMATS, flags=flags, contains=words)
    if not sealed:
        return
    spec = {"kind": "send", "access_token": "t", "timestamp_ms": 1577262236757, "message": in_order(message)}
    yield Vector(
        id=f"seal_{id}",
        comment=f"{comment} It is not sent either.",
        source=sources.FORMATS,
        flags=flags,
        call="seal",
        inputs={"config": config(), "spec": Verbatim(compact(spec))},
        expect=failure(600, contains=words),
    )
