"""Every message body, after and before it is sent: the same body becomes the same segment."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..cases import body_cases, message_case, one_segment, pending_case

_URL = "https://a1.example.com/org/app/chatfiles/65e54a4a"
_IMG = {
    "filename": "test1.jpg",
    "size": {"width": 746, "height": 1325},
    "secret": "DRGM8OZr",
    "file_length": 128827,
    "type": "img",
    "url": _URL,
}
_AUDIO = {
    "filename": "test1.amr",
    "length": 10,
    "secret": "anmSynkR",
    "file_length": 6630,
    "type": "audio",
    "url": _URL,
}
_VIDEO = {
    "thumb": f"{_URL}-thumb",
    "thumb_secret": "t1AECnqL",
    "filename": "video.mp4",
    "size": {"width": 360, "height": 480},
    "length": 10,
    "secret": "uFtZgHqL",
    "file_length": 601404,
    "type": "video",
    "url": _URL,
}
_FILE = {"filename": "record.md", "file_length": 3279, "secret": "2RNXCgee", "type": "file", "url": _URL}
_COMBINE = {
    "combineLevel": 1,
    "file_length": 1059,
    "filename": "17326799853580001",
    "msg": "当前版本过低，无法展示对应内容。",
    "secret": "CeycYKx0",
    "subType": "sub_combine",
    "summary": "wzy1: 你在哪里？\nwzy1: 在\n",
    "title": "聊天记录",
    "type": "txt",
    "url": _URL,
}


def vectors() -> Iterator[Vector]:
    yield from texts()
    yield from commands()
    yield from images()
    yield from audio()
    yield from videos()
    yield from files()
    yield from places()
    yield from custom()
    yield from combined()
    yield from unknown()


def texts() -> Iterator[Vector]:
    for name, text in {
        "text": "welcome to easemob!",
        "text_chinese": "你好，世界 😀",
        "text_of_lines": "one\ntwo\r\n\tthree",
        "text_of_markup": '<at id="1">x</at> [微笑] "\\/',
        "text_empty": "",
    }.items():
        segment = {"type": "text", "text": text}
        yield from body_cases(name, "Text, as it is.", "txt", {"msg": text, "type": "txt"}, segment, text)
    yield from body_cases(
        "text_leftovers",
        "What else a body holds is extra.",
        "txt",
        {"msg": "hi", "type": "txt", "targetLanguages": ["en"], "nothing": None},
        {"type": "text", "text": "hi", "extra": {"targetLanguages": ["en"]}},
        "hi",
        flags=("Unknown",),
    )
    for name, body in {"missing": {"type": "txt"}, "null": {"type": "txt", "msg": None}}.items():
        yield from body_cases(
            f"text_msg_{name}",
            "Text without a text.",
            "txt",
            body,
            {"type": "unknown", "native_type": "txt", "data": {"type": "txt"}},
            "[unknown] txt",
            warnings=["missing_content"],
            flags=("Malformed",),
        )


def commands() -> Iterator[Vector]:
    for name, body, segment, text in (
        ("action", {"action": "run", "type": "cmd"}, {"name": "run"}, "[custom] run"),
        ("msg", {"msg": "rr", "type": "cmd"}, {"name": "rr"}, "[custom] rr"),
        (
            "action_and_msg",
            {"action": "run", "msg": "rr", "type": "cmd"},
            {"name": "run", "extra": {"msg": "rr"}},
            "[custom] run",
        ),
        ("bare", {"type": "cmd"}, {}, "[custom]"),
        (
            "leftovers",
            {"action": "run", "type": "cmd", "param": {"speed": 2}},
            {"name": "run", "extra": {"param": {"speed": 2}}},
            "[custom] run",
        ),
    ):
        yield from body_cases(
            f"cmd_{name}", "A command for the client's code.", "cmd", body, {"type": "custom", **segment}, text
        )


def images() -> Iterator[Vector]:
    media = {
        "url": _URL,
        "name": "test1.jpg",
        "size_bytes": 128827,
        "width": 746,
        "height": 1325,
        "secret": "DRGM8OZr",
    }
    yield from _media("image", "img", _IMG, "image", media, "[image]")
    yield from _media(
        "image_without_size",
        "img",
        _without(_IMG, "size", "secret"),
        "image",
        _without(media, "width", "height", "secret"),
        "[image]",
    )
    yield from _media(
        "image_texts_empty",
        "img",
        {**_IMG, "secret": "", "filename": ""},
        "image",
        _without(media, "secret", "name"),
        "[image]",
    )


def audio() -> Iterator[Vector]:
    media = {"url": _URL, "name": "test1.amr", "size_bytes": 6630, "duration_ms": 10000, "secret": "anmSynkR"}
    yield from _media("audio", "audio", _AUDIO, "audio", media, "[audio]")
    capital = {**_without(_AUDIO, "length"), "Length": 10}
    yield from _media("audio_capital_length", "audio", capital, "audio", media, "[audio]", flags=("TypeConflict",))
    both = {**_AUDIO, "Length": 99}
    yield from _media(
        "audio_both_lengths",
        "audio",
        both,
        "audio",
        media,
        "[audio]",
        extra={"Length": 99},
        flags=("TypeConflict",),
    )
    yield from _media(
        "audio_zero_length", "audio", {**_AUDIO, "length": 0}, "audio", {**media, "duration_ms": 0}, "[audio]"
    )


def videos() -> Iterator[Vector]:
    media = {
        "url": _URL,
        "name": "video.mp4",
        "size_bytes": 601404,
        "duration_ms": 10000,
        "secret": "uFtZgHqL",
        "thumbnail": {"url": f"{_URL}-thumb", "secret": "t1AECnqL", "width": 360, "height": 480},
    }
    yield from _media("video", "video", _VIDEO, "video", media, "[video]")
    yield from _media(
        "video_without_thumb",
        "video",
        _without(_VIDEO, "thumb", "thumb_secret"),
        "video",
        {**media, "thumbnail": {"width": 360, "height": 480}},
        "[video]",
    )
    yield from _media(
        "video_bare",
        "video",
        {"type": "video", "url": _URL},
        "video",
        {"url": _URL},
        "[video]",
    )


def files() -> Iterator[Vector]:
    media = {"url": _URL, "name": "record.md", "size_bytes": 3279, "secret": "2RNXCgee"}
    yield from _media("file", "file", _FILE, "file", media, "[file] record.md")
    yield from _media(
        "file_without_name",
        "file",
        _without(_FILE, "filename", "secret"),
        "file",
        _without(media, "name", "secret"),
        "[file]",
    )


def places() -> Iterator[Vector]:
    for name, lat, lng, latitude, longitude in (
        ("floats", 39.96612729238626, 116.32309156766605, 39.96612729238626, 116.32309156766605),
        ("integers", 39, -116, 39, -116),
        ("strings", "39.9053", "-116.36302", 39.9053, -116.36302),
    ):
        yield from body_cases(
            f"location_{name}",
            "Coordinates are documented as strings and Long, and sent as floats.",
            "loc",
            {"lat": lat, "lng": lng, "addr": "西城区西便门桥 ", "type": "loc"},
            {"type": "location", "latitude": latitude, "longitude": longitude, "address": "西城区西便门桥 "},
            "[location] 西城区西便门桥 ",
            flags=("TypeConflict",),
        )
    yield from body_cases(
        "location_without_address",
        "A place without words.",
        "loc",
        {"lat": 39.5, "lng": 116.25, "addr": "", "type": "loc"},
        {"type": "location", "latitude": 39.5, "longitude": 116.25},
        "[location]",
    )
    yield from body_cases(
        "location_leftovers",
        "A name that no document has is extra.",
        "loc",
        {"lat": 39.5, "lng": 116.25, "addr": "a", "buildingName": "b", "type": "loc"},
        {
            "type": "location",
            "latitude": 39.5,
            "longitude": 116.25,
            "address": "a",
            "extra": {"buildingName": "b"},
        },
        "[location] a",
        flags=("Unknown",),
    )


def custom() -> Iterator[Vector]:
    old, new = [{"name": "flower"}, {"size": "16"}], {"name": "flower", "size": "16"}
    for name, exts, segment in (
        ("v2", {"v2:customExts": new}, {"data": new}),
        ("v1", {"customExts": old}, {"data": old}),
        ("both", {"v2:customExts": new, "customExts": old}, {"data": new, "extra": {"customExts": old}}),
        ("v2_null", {"v2:customExts": None, "customExts": old}, {"data": old}),
        ("without_exts", {}, {}),
    ):
        yield from body_cases(
            f"custom_{name}",
            "The newer map counts before the older list.",
            "custom",
            {**exts, "customEvent": "gift_1", "type": "custom"},
            {"type": "custom", "name": "gift_1", **segment},
            "[custom] gift_1",
        )
    yield from body_cases(
        "custom_without_event",
        "Only attributes.",
        "custom",
        {"v2:customExts": new, "type": "custom"},
        {"type": "custom", "data": new},
        "[custom]",
    )


def combined() -> Iterator[Vector]:
    segment = {"type": "forward", "title": "聊天记录", "extra": _without(_COMBINE, "title", "type", "subType")}
    text = "[forward] 聊天记录"
    yield from body_cases("combine", "subType tells, not the type txt.", "combine", _COMBINE, segment, text)
    yield from body_cases(
        "combine_without_type",
        "Before it is sent it has no type at all.",
        "combine",
        _without(_COMBINE, "type"),
        segment,
        text,
        flags=("TypeConflict",),
    )
    bare = {"subType": "sub_combine", "type": "txt"}
    yield from body_cases("combine_bare", "Nothing but the tell.", "combine", bare, {"type": "forward"}, "[forward]")
    yield from body_cases(
        "sub_type_unknown",
        "Another subType is left over.",
        "txt",
        {"msg": "hi", "type": "txt", "subType": "sub_other"},
        {"type": "text", "text": "hi", "extra": {"subType": "sub_other"}},
        "hi",
        flags=("Unknown",),
    )


def unknown() -> Iterator[Vector]:
    body: Json
    for name, body in (
        ("unknown", {"type": "unknown"}),
        ("hologram", {"type": "hologram", "depth": [1, 2], "nested": {"a": {}}}),
        ("TXT", {"type": "TXT", "msg": "case matters"}),
    ):
        yield from body_cases(
            f"unknown_{name.lower()}",
            "A type that nothing describes, whole.",
            name,
            body,
            {"type": "unknown", "native_type": name, "data": body},
            f"[unknown] {name}",
            warnings=["unknown_message_type"],
            flags=("Unknown",),
        )
    for name, body in (
        ("missing", {"msg": "hi"}),
        ("number", {"type": 7, "msg": "hi"}),
        ("empty", {"type": "", "msg": "hi"}),
    ):
        native = "7" if name == "number" else ""
        segment = {"type": "unknown", "native_type": native, "data": body}
        message = one_segment(segment, f"[unknown] {native}".rstrip())
        more: Json = {"warnings": ["unknown_message_type"], "flags": ("Malformed",), "source": sources.SEND}
        comment = "No type that could be read: nothing is guessed."
        yield message_case(f"post_type_{name}", comment, native, {"bodies": [body]}, message, **more)
        yield pending_case(f"pre_type_{name}", comment, native, body, message, **more)


def _media(
    id: str, body_type: str, body: Json, kind: str, media: Json, text: str, *, extra: Json = None, **more: Json
) -> Iterator[Vector]:
    segment = {"type": kind, "media": media, **({"extra": extra} if extra else {})}
    return body_cases(id, "Bytes stay bytes, seconds become milliseconds.", body_type, body, segment, text, **more)


def _without(value: Json, *keys: str) -> Json:
    return {name: item for name, item in value.items() if name not in keys}
