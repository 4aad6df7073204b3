"""The eleven types of message that a robot sends: every field, the fewest, numbers as text, leftovers."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector
from ..cases import one_segment, outgoing_case, text_message, typed_case, unknown_message

_HOST = "https://yach-static.zhiyinlou.com"


def vectors() -> Iterator[Vector]:
    yield from words()
    yield from cards()
    yield from images()
    yield from sounds()
    yield from links_and_redirects()
    yield from notices_and_streams()
    yield from leftovers()
    yield from unknown_types()
    yield from missing_bodies()
    yield from odd_types()
    yield from around()


def words() -> Iterator[Vector]:
    for name, content, text in (
        ("minimal", "hi", "hi"),
        ("empty", "", ""),
        ("spaces", " \n\t ", " \n\t "),
        ("number", 12345678901234567890, "12345678901234567890"),
        ("emoji", "👩‍👩‍👧 e\u0301 你好", "👩‍👩‍👧 e\u0301 你好"),
        ("tags_stay", '<at id="1">x</at>', '<at id="1">x</at>'),
    ):
        yield typed_case(
            f"out_text_{name}", "Text as it is.", "text", {"content": content}, {"type": "text", "text": text}, text
        )
    segment = {"type": "markdown", "text": "# t", "title": "标题", "image_url": "https://x.example/a.png"}
    body = {"title": "标题", "image": "https://x.example/a.png", "text": "# t"}
    yield typed_case("out_markdown", "Every field.", "markdown", body, segment, "# t")
    body = {"title": "", "image": "", "text": "**b**"}
    segment = {"type": "markdown", "text": "**b**"}
    yield typed_case("out_markdown_empty_title", "An empty title is none.", "markdown", body, segment, "**b**")
    yield typed_case("out_markdown_minimal", "Only its text.", "markdown", {"text": "**b**"}, segment, "**b**")
    segment = {"type": "markdown", "text": ""}
    yield typed_case("out_markdown_empty", "Empty text is text.", "markdown", {"text": ""}, segment, "")


def cards() -> Iterator[Vector]:
    url = "https://x.example"
    body = {
        "title": "t",
        "content_title": "c",
        "markdown": "# m",
        "image": f"{url}/i.png",
        "single_title": "go",
        "single_url": f"{url}/1",
        "single_pc_url": f"{url}/pc",
        "single_mobile_url": f"{url}/m",
        "icon_url": f"{url}/icon.png",
        "btn_type": "2",
    }
    action = {
        "title": "go",
        "url": f"{url}/1",
        "pc_url": f"{url}/pc",
        "mobile_url": f"{url}/m",
        "icon_url": f"{url}/icon.png",
        "kind": "api",
    }
    card = {"type": "card", "title": "t", "subtitle": "c", "text": "# m", "image_url": f"{url}/i.png"}
    yield _card("single", "Every field of a card with one target.", body, {**card, "actions": [action]}, "[card] t")
    button = {
        "title": "b",
        "action_url": f"{url}/1",
        "action_pc_url": f"{url}/pc",
        "action_mobile_url": f"{url}/m",
        "icon_url": f"{url}/icon.png",
        "btn_type": "3",
    }
    pressed = {**action, "title": "b", "kind": "forward"}
    plain = {"title": "c", "action_url": f"{url}/2"}
    listed = {"btn_orientation": "1", "btn_json_list": [button, plain]}
    second = {"title": "c", "url": f"{url}/2", "kind": "link"}
    horizontal = {"type": "card", "orientation": "horizontal", "actions": [pressed, second]}
    yield _card("buttons", "Every field of a button; the second says little.", listed, horizontal, "[card]")
    listed = {"btn_orientation": 0, "btn_json_list": compact([button, plain])}
    vertical = {**horizontal, "orientation": "vertical"}
    yield _card(
        "buttons_in_text",
        "The list is documented as a String.",
        listed,
        vertical,
        "[card]",
        flags=("TypeConflict",),
    )
    both = {"single_title": "go", "single_url": url, "btn_json_list": [plain]}
    first = {"title": "go", "url": url, "kind": "link"}
    yield _card("both", "Both ways at once.", both, {"type": "card", "actions": [first, second]}, "[card]")
    for number, kind in {1: "link", 2: "api", 3: "forward", 6: "app"}.items():
        body = {"single_title": "go", "single_url": "app://x", "btn_type": number if number != 6 else "6"}
        action = {"title": "go", "url": "app://x", "kind": kind}
        yield _card(
            f"btn_type_{number}",
            "What the button does.",
            body,
            {"type": "card", "actions": [action]},
            "[card]",
            flags=("TypeConflict",),
        )
    body = {"single_title": "go", "single_url": url, "btn_type": 4}
    action = {"title": "go", "url": url, "kind": "4"}
    yield _card(
        "btn_type_unknown",
        "A number that nobody documents.",
        body,
        {"type": "card", "actions": [action]},
        "[card]",
        warnings=["unexpected_value"],
        flags=("Unknown",),
    )
    body = {"btn_orientation": "2", "btn_json_list": [plain]}
    card = {"type": "card", "orientation": "2", "actions": [second]}
    yield _card(
        "orientation_unknown",
        "Neither vertical nor horizontal.",
        body,
        card,
        "[card]",
        warnings=["unexpected_value"],
        flags=("Unknown",),
    )
    body = {"title": "t", "icon_url": f"{url}/i", "btn_type": 1}
    card = {"type": "card", "title": "t", "extra": {"icon_url": f"{url}/i", "btn_type": 1}}
    yield _card("without_button", "icon_url and btn_type without the button.", body, card, "[card] t")
    yield _card(
        "only_text", "The text reads where no title is.", {"markdown": "m"}, {"type": "card", "text": "m"}, "[card] m"
    )
    body = {"single_pc_url": f"{url}/pc"}
    action = {"pc_url": f"{url}/pc", "kind": "link"}
    yield _card("only_pc_url", "Any of the four makes it.", body, {"type": "card", "actions": [action]}, "[card]")
    body = {"single_title": "", "single_url": ""}
    yield _card("empty_single", "Empty ones make none.", body, {"type": "card"}, "[card]")


def images() -> Iterator[Vector]:
    for name, numbers in (("numbers", (640, 480, 1280, 960, 1024)), ("texts", ("640", "480", "1280", "960", "1024"))):
        width, height, origin_width, origin_height, size = numbers
        body = {
            "url": f"{_HOST}/a.jpg",
            "width": width,
            "height": height,
            "origin_url": f"{_HOST}/o.jpg",
            "origin_width": origin_width,
            "origin_height": origin_height,
            "file_name": "a.jpg",
            "file_size": size,
        }
        media = {
            "url": f"{_HOST}/a.jpg",
            "name": "a.jpg",
            "size_bytes": 1024,
            "width": 640,
            "height": 480,
            "original": {"url": f"{_HOST}/o.jpg", "width": 1280, "height": 960},
        }
        yield typed_case(
            f"out_image_{name}",
            "Every field; file_size has no documented unit and is taken as bytes.",
            "image",
            body,
            {"type": "image", "media": media},
            "[image]",
            warnings=["size_unit_assumed"],
            flags=("TypeConflict",),
        )


def sounds() -> Iterator[Vector]:
    for name, duration, size in (("numbers", 59, 12), ("texts", "59", "12")):
        yield typed_case(
            f"out_audio_{name}",
            "Seconds and KB.",
            "audio",
            {"url": f"{_HOST}/a.amr", "duration": duration, "size": size, "ext": "amr"},
            {
                "type": "audio",
                "media": {
                    "url": f"{_HOST}/a.amr",
                    "extension": "amr",
                    "size_bytes": 12288,
                    "duration_ms": 59000,
                },
            },
            "[audio]",
            warnings=["size_unit_assumed"],
            flags=("TypeConflict",),
        )
        yield typed_case(
            f"out_video_{name}",
            "Every field.",
            "video",
            {
                "name": "v.mp4",
                "url": f"{_HOST}/v.mp4",
                "duration": duration,
                "size": size,
                "width": size,
                "height": duration,
            },
            {
                "type": "video",
                "media": {
                    "name": "v.mp4",
                    "url": f"{_HOST}/v.mp4",
                    "size_bytes": 12288,
                    "duration_ms": 59000,
                    "width": 12,
                    "height": 59,
                },
            },
            "[video]",
            warnings=["size_unit_assumed"],
            flags=("TypeConflict",),
        )
        yield typed_case(
            f"out_file_{name}",
            "Every field.",
            "file",
            {"name": "a.pdf", "url": f"{_HOST}/a.pdf", "size": size},
            {"type": "file", "media": {"name": "a.pdf", "url": f"{_HOST}/a.pdf", "size_bytes": 12288}},
            "[file] a.pdf",
            warnings=["size_unit_assumed"],
            flags=("TypeConflict",),
        )
    yield typed_case(
        "out_file_minimal",
        "Only the size, which it must have.",
        "file",
        {"size": 1},
        {"type": "file", "media": {"size_bytes": 1024}},
        "[file]",
        warnings=["size_unit_assumed"],
    )
    yield typed_case(
        "out_video_long",
        "A video's duration has no upper limit.",
        "video",
        {"url": "https://v.example/v.mp4", "duration": 7200, "size": 5},
        {"type": "video", "media": {"url": "https://v.example/v.mp4", "size_bytes": 5120, "duration_ms": 7_200_000}},
        "[video]",
        warnings=["size_unit_assumed"],
    )


def links_and_redirects() -> Iterator[Vector]:
    yield typed_case(
        "out_link",
        "Every field.",
        "link",
        {"message_url": "https://x.example", "pic_url": "https://x.example/p.png", "title": "t", "text": "d"},
        {
            "type": "link",
            "url": "https://x.example",
            "title": "t",
            "description": "d",
            "image_url": "https://x.example/p.png",
        },
        "[link] t",
    )
    yield typed_case(
        "out_link_minimal",
        "Only its url, which reads where no title is.",
        "link",
        {"message_url": "https://x.example"},
        {"type": "link", "url": "https://x.example"},
        "[link] https://x.example",
    )
    for name, type in (("text", "1"), ("number", 1)):
        yield typed_case(
            f"out_custom_type_{name}",
            "A jump.",
            "custom",
            {"type": type, "body": {"url": "https://x.example"}},
            {"type": "redirect", "url": "https://x.example", "kind": "link"},
            "[redirect] https://x.example",
            flags=("TypeConflict",),
        )
    body = {"type": "1", "body": {"url": "https://x.example", "target": "new", "n": 1}}
    segment = {"type": "redirect", "url": "https://x.example", "kind": "link", "extra": {"target": "new", "n": 1}}
    yield typed_case(
        "out_custom_more",
        "More in its body.",
        "custom",
        body,
        segment,
        "[redirect] https://x.example",
        flags=("Unknown",),
    )
    inside = {"url": "https://x.example", "a": [1]}
    yield typed_case(
        "out_custom_type_2",
        "A type that nobody documents, whole.",
        "custom",
        {"type": "2", "body": inside},
        {"type": "custom", "name": "2", "data": inside},
        "[custom] 2",
        warnings=["unexpected_value"],
        flags=("Unknown",),
    )


def notices_and_streams() -> Iterator[Vector]:
    yield typed_case("out_tips", "A grey line.", "tips", {"text": "已读"}, {"type": "notice", "text": "已读"}, "已读")
    yield outgoing_case(
        "out_stream_minimal",
        "Without a quoted message; the id is the stream's.",
        {"msgtype": "stream", "stream": {"stream_id": "s1"}},
        one_segment({"type": "stream", "id": "s1"}, "[stream]"),
        native_id="s1",
    )
    yield outgoing_case(
        "out_stream_numbers",
        "Ids as numbers keep their digits.",
        {"msgtype": "stream", "stream": {"stream_id": 58230675760877818, "quote_msg_id": 112121212121}},
        one_segment(
            {"type": "stream", "id": "58230675760877818", "reply_to": "112121212121"},
            "[stream]",
            reply_to="112121212121",
        ),
        native_id="58230675760877818",
        flags=("TypeConflict",),
    )
    yield outgoing_case(
        "out_stream_without_id",
        "Without an id the digest names it.",
        {"msgtype": "stream", "stream": {"quote_msg_id": "q"}},
        one_segment({"type": "stream", "reply_to": "q"}, "[stream]", reply_to="q"),
    )


def leftovers() -> Iterator[Vector]:
    yield outgoing_case(
        "out_root_keys",
        "Keys beside the body.",
        {
            "msgtype": "text",
            "text": {"content": "hi"},
            "traceId": "t-1",
            "n": 1,
            "nothing": None,
            "list": [1, {"a": None, "b": 2}],
        },
        text_message("hi", ext={"traceId": "t-1", "n": 1, "list": [1, {"b": 2}]}),
        flags=("Unknown",),
    )
    more = {"style": {"b": 1}, "zIndex": 3}
    for type, body, segment, text in (
        ("text", {"content": "hi"}, {"type": "text", "text": "hi"}, "hi"),
        ("markdown", {"text": "hi"}, {"type": "markdown", "text": "hi"}, "hi"),
        ("action_card", {"title": "t"}, {"type": "card", "title": "t"}, "[card] t"),
        ("image", {"url": "u"}, {"type": "image", "media": {"url": "u"}}, "[image]"),
        ("link", {"title": "t"}, {"type": "link", "title": "t"}, "[link] t"),
        ("tips", {"text": "t"}, {"type": "notice", "text": "t"}, "t"),
        ("audio", {"url": "u"}, {"type": "audio", "media": {"url": "u"}}, "[audio]"),
    ):
        yield typed_case(
            f"out_{type}_more_keys",
            "Keys that nobody documents.",
            type,
            {**body, **more},
            {**segment, "extra": more},
            text,
            flags=("Unknown",),
        )
    yield outgoing_case(
        "out_other_body",
        "The body of another type is only a key.",
        {"msgtype": "text", "text": {"content": "hi"}, "image": {"url": "u"}},
        text_message("hi", ext={"image": {"url": "u"}}),
        flags=("Unknown",),
    )
    yield outgoing_case(
        "out_body_before_msgtype",
        "The order of keys means nothing.",
        '{"text":{"content":"hi"},"msgtype":"text"}',
        text_message("hi"),
        native_type="text",
    )
    yield outgoing_case(
        "out_repeated_key",
        "The last wins.",
        '{"msgtype":"text","text":{"content":"a","content":"b"}}',
        text_message("b"),
        native_type="text",
        warnings=["duplicate_key"],
        flags=("Malformed",),
    )


def unknown_types() -> Iterator[Vector]:
    warnings = ["unknown_message_type"]
    for name, sent, data in (
        ("object", {"msgtype": "hologram", "hologram": {"x": 1.50}}, {"x": 1.50}),
        ("text", {"msgtype": "hologram", "hologram": "x"}, "x"),
        ("absent", {"msgtype": "hologram"}, None),
        ("null", {"msgtype": "hologram", "hologram": None}, None),
    ):
        yield outgoing_case(
            f"out_unknown_type_{name}",
            "A type that nobody documents, whole.",
            sent,
            unknown_message("hologram", data),
            warnings=warnings,
            flags=("Unknown",),
        )
    yield outgoing_case(
        "out_unknown_type_root_keys",
        "With keys beside it.",
        {"msgtype": "hologram", "hologram": [1], "at": {"isAtAll": True}, "extra": "e"},
        {**unknown_message("hologram", [1]), "ext": {"at": {"isAtAll": True}, "extra": "e"}},
        warnings=["unknown_message_type", "unsupported_field"],
        flags=("Unknown",),
    )
    yield outgoing_case(
        "out_unknown_type_case",
        "Types are told by their case.",
        {"msgtype": "Text", "Text": {"content": "hi"}},
        unknown_message("Text", {"content": "hi"}),
        warnings=warnings,
        flags=("Unknown",),
    )
    yield outgoing_case(
        "out_unknown_type_raw_omitted",
        "What is not understood keeps its record.",
        {"msgtype": "hologram", "hologram": {"x": 1}},
        unknown_message("hologram", {"x": 1}),
        warnings=warnings,
        settings={"platform": "yach", "raw": "omit"},
        flags=("Unknown",),
    )


def missing_bodies() -> Iterator[Vector]:
    for type in (
        "text",
        "markdown",
        "action_card",
        "image",
        "link",
        "audio",
        "file",
        "video",
        "custom",
        "tips",
        "stream",
    ):
        yield outgoing_case(
            f"out_{type}_without_body",
            "The type, and nothing of it.",
            {"msgtype": type},
            unknown_message(type),
            warnings=["missing_content"],
            flags=("Malformed",),
        )
    for name, body in (("null", None), ("text", "hi"), ("number", 7), ("list", ["hi"]), ("true", True)):
        yield outgoing_case(
            f"out_text_body_is_{name}",
            "No object where one is documented.",
            {"msgtype": "text", "text": body},
            unknown_message("text", body),
            warnings=["missing_content"],
            flags=("Malformed",),
        )
    for type, body in (
        ("text", {}),
        ("text", {"content": None, "a": 1}),
        ("markdown", {"title": "t"}),
        ("tips", {"content": "x"}),
    ):
        yield outgoing_case(
            f"out_{type}_without_text{'_' + str(len(body)) if type == 'text' else ''}",
            "The body without what it is for, whole.",
            {"msgtype": type, type: body},
            unknown_message(type, {key: value for key, value in body.items() if value is not None}),
            warnings=["missing_content"],
            flags=("Malformed",),
        )


def odd_types() -> Iterator[Vector]:
    warnings, flags = ["unexpected_type"], ("Malformed",)
    yield typed_case(
        "out_image_url_is_list",
        "Another JSON type is kept under its name.",
        "image",
        {"url": ["u"], "width": 1},
        {"type": "image", "media": {"width": 1}, "extra": {"url": ["u"]}},
        "[image]",
        warnings=warnings,
        flags=flags,
    )
    yield typed_case(
        "out_image_width_is_words",
        "A width that is no number.",
        "image",
        {"url": "u", "width": "wide"},
        {"type": "image", "media": {"url": "u"}, "extra": {"width": "wide"}},
        "[image]",
        warnings=warnings,
        flags=flags,
    )
    yield typed_case(
        "out_link_title_is_object",
        "The same of a link.",
        "link",
        {"message_url": "u", "title": {"zh": "t"}},
        {"type": "link", "url": "u", "extra": {"title": {"zh": "t"}}},
        "[link] u",
        warnings=warnings,
        flags=flags,
    )
    yield typed_case(
        "out_card_title_is_object",
        "The same of a card.",
        "action_card",
        {"title": {"zh": "t"}, "markdown": "m"},
        {"type": "card", "text": "m", "extra": {"title": {"zh": "t"}}},
        "[card] m",
        warnings=warnings,
        flags=flags,
    )


def around() -> Iterator[Vector]:
    text = '{"msgtype":"text","text":{"content":"hi"}}'
    for name, payload in (
        ("bom", "\ufeff" + text),
        ("white_space", f" \r\n\t{text}\n"),
        ("bom_and_white_space", f"\ufeff\n{text} "),
    ):
        yield outgoing_case(
            f"out_around_{name}", "Not of the record.", payload, text_message("hi"), native_type="text", raw=text
        )
    yield outgoing_case(
        "out_raw_omitted",
        'With raw "omit" neither raw nor raw_format.',
        text,
        text_message("hi"),
        native_type="text",
        settings={"platform": "yach", "raw": "omit"},
    )


def _card(name: str, comment: str, body: Json, segment: Json, text: str, **more: Json) -> Vector:
    return typed_case(f"out_card_{name}", comment, "action_card", body, segment, text, **more)
