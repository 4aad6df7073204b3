"""Where documents and practice disagree: fields of another type, bodies in another shape, ext that is no object."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector
from ..cases import body_cases, message_case, one_segment, pending_case, text_message, txt

_CONFLICT = ("TypeConflict",)


def vectors() -> Iterator[Vector]:
    yield from media_fields()
    yield from text_fields()
    yield from places()
    yield from payloads()
    yield from ext()


def media_fields() -> Iterator[Vector]:
    field: Json
    media: Json
    extra: Json
    size: Json
    segment: Json
    for id, field, media, extra in (
        ("length_digits", {"length": "4"}, {"duration_ms": 4000}, None),
        ("length_text", {"length": "long"}, {}, {"length": "long"}),
        ("length_fraction", {"length": 4.5}, {}, {"length": 4.5}),
        ("length_object", {"length": {}}, {}, {"length": {}}),
        ("length_null", {"length": None}, {}, None),
        ("file_length_digits", {"file_length": "6374"}, {"size_bytes": 6374}, None),
        ("file_length_text", {"file_length": "6 KB"}, {}, {"file_length": "6 KB"}),
        ("filename_number", {"filename": 17326799853580001}, {"name": "17326799853580001"}, None),
        ("filename_object", {"filename": {"zh": "图"}}, {}, {"filename": {"zh": "图"}}),
        ("secret_list", {"secret": ["s"]}, {}, {"secret": ["s"]}),
    ):
        url = "https://example.com/f"
        segment = {"type": "audio", "media": {"url": url, **media}, **({"extra": extra} if extra else {})}
        yield from body_cases(
            f"field_{id}",
            "A field that cannot be converted is kept under its native name.",
            "audio",
            {"type": "audio", "url": url, **field},
            segment,
            "[audio]",
            warnings=["unexpected_type"] if extra else [],
            flags=_CONFLICT,
        )
    for id, size, media, extra in (
        ("digits", {"width": "746", "height": "1325"}, {"width": 746, "height": 1325}, None),
        ("one_side", {"width": 746}, {"width": 746}, None),
        ("text", "746x1325", {}, {"size": "746x1325"}),
        ("null", None, {}, None),
    ):
        segment = {
            "type": "image",
            "media": {"url": "https://example.com/i", **media},
            **({"extra": extra} if extra else {}),
        }
        yield from body_cases(
            f"field_size_{id}",
            "size is an object of width and height.",
            "img",
            {"type": "img", "url": "https://example.com/i", "size": size},
            segment,
            "[image]",
            warnings=["unexpected_type"] if extra else [],
            flags=_CONFLICT,
        )


def text_fields() -> Iterator[Vector]:
    yield from body_cases(
        "field_msg_number",
        "A number where text is wanted becomes its digits.",
        "txt",
        {"type": "txt", "msg": Verbatim("1.10")},
        {"type": "text", "text": "1.10"},
        "1.10",
        flags=_CONFLICT,
    )
    yield from body_cases(
        "field_custom_event_number",
        "The same for a name.",
        "custom",
        {"type": "custom", "customEvent": 42},
        {"type": "custom", "name": "42"},
        "[custom] 42",
        flags=_CONFLICT,
    )


def places() -> Iterator[Vector]:
    for id, lat, latitude, extra in (
        ("text", "north", None, {"lat": "north"}),
        ("empty", "", None, None),
        ("not_json_number", "+39.9", None, {"lat": "+39.9"}),
        ("object", {"deg": 39}, None, {"lat": {"deg": 39}}),
        ("null", None, None, None),
        ("exponent", Verbatim("3.99e1"), Verbatim("3.99e1"), None),
    ):
        segment: Json = {"type": "location", "longitude": 116.25, "address": "a"}
        segment |= {"latitude": latitude} if latitude is not None else {}
        segment |= {"extra": extra} if extra else {}
        yield from body_cases(
            f"field_lat_{id}",
            "A coordinate is a number, or a string that is one.",
            "loc",
            {"type": "loc", "lat": lat, "lng": 116.25, "addr": "a"},
            segment,
            "[location] a",
            warnings=["unexpected_type"] if extra else [],
            flags=_CONFLICT,
        )


def payloads() -> Iterator[Vector]:
    yield message_case(
        "bodies_object",
        "The tables call bodies an object: one body that is no list.",
        "txt",
        {"bodies": {"msg": "hi", "type": "txt"}},
        text_message("hi"),
        flags=_CONFLICT,
    )
    yield message_case(
        "bodies_two",
        "Two bodies are two segments, and the first gives the type.",
        "txt",
        {"bodies": [{"msg": "see ", "type": "txt"}, {"type": "loc", "lat": 1, "lng": 2, "addr": "there"}]},
        {
            "kind": "mixed",
            "text": "see [location] there",
            "segments": [
                {"type": "text", "text": "see "},
                {"type": "location", "latitude": 1, "longitude": 2, "address": "there"},
            ],
        },
        flags=_CONFLICT,
    )
    yield message_case(
        "bodies_element_text",
        "An element that is no object.",
        "",
        {"bodies": ["hi"]},
        one_segment({"type": "unknown", "native_type": "", "data": "hi"}, "[unknown]"),
        warnings=["unknown_message_type"],
        flags=("Malformed",),
    )
    for name, payload in {
        "empty": {"bodies": [], "ext": {"a": 1}},
        "text": {"bodies": "hi"},
    }.items():
        ext = {"ext": {"a": 1}} if name == "empty" else {}
        yield message_case(
            f"bodies_{name}",
            "A message without content: the payload is kept.",
            "",
            payload,
            one_segment({"type": "unknown", "native_type": "", "data": payload}, "[unknown]", **ext),
            warnings=["missing_content"],
            flags=("Malformed",),
        )
    for name, payload, segment in (
        ("null", None, {"type": "unknown", "native_type": ""}),
        ("text", "hi", {"type": "unknown", "native_type": "", "data": "hi"}),
        ("list", [1], {"type": "unknown", "native_type": "", "data": [1]}),
    ):
        yield message_case(
            f"payload_{name}",
            "No payload that could be read.",
            "",
            payload,
            one_segment(segment, "[unknown]"),
            warnings=["missing_content"],
            flags=("Malformed",),
        )
    yield message_case(
        "flat_payload_after_sending",
        "A flat payload with an eventType was sent: it is read flat.",
        "txt",
        {"msg": "hi", "type": "txt"},
        text_message("hi"),
        flags=_CONFLICT,
    )
    yield message_case(
        "bodies_without_event_type",
        "bodies without an eventType: not one that waits for a verdict.",
        "txt",
        txt("hi"),
        text_message("hi"),
        root={"eventType": None},
        flags=_CONFLICT,
    )
    yield message_case(
        "payload_unknown_keys",
        "Keys of the payload that are no content, such as meta, become data in snake_case.",
        "txt",
        {
            **txt("hi"),
            "from": "user1",
            "to": "user2",
            "type": "chat",
            "meta": {"thread": {"thread_name": "t"}},
            "msgConfig": {"allow_group_ack": True},
            "nothing": None,
        },
        text_message("hi"),
        root={"host": "root", "roles": "root"},
        fields={
            "data": {
                "host": "root",
                "roles": "root",
                "meta": {"thread": {"thread_name": "t"}},
                "msg_config": {"allow_group_ack": True},
            }
        },
        flags=("Unknown",),
    )
    yield message_case(
        "payload_key_of_the_root",
        "A key that the root has too: the root's stands, the payload's is in raw.",
        "txt",
        {**txt("hi"), "host": "payload"},
        text_message("hi"),
        root={"host": "root"},
        fields={"data": {"host": "root"}},
        flags=("Unknown",),
    )


def ext() -> Iterator[Vector]:
    value: Json
    nested = {"weichat": {"x": [1, "2", False], "y": None}, "em_apns_ext": {}, "camelCase": "kept", "a-b": 1.5}
    kept = {"weichat": {"x": [1, "2", False]}, "em_apns_ext": {}, "camelCase": "kept", "a-b": 1.5}
    yield message_case(
        "ext_object",
        "What the application attached, under its own names.",
        "txt",
        txt("hi", ext=nested),
        text_message("hi", ext=kept),
    )
    yield pending_case(
        "ext_before_sending",
        "The same before it is sent: ext is no part of the body.",
        "txt",
        {"msg": "hi", "type": "txt", "ext": nested},
        text_message("hi", ext=kept),
    )
    for name, value in {"empty": {}, "null": None}.items():
        yield message_case(
            f"ext_{name}",
            "Nothing attached.",
            "txt",
            txt("hi", ext=value),
            text_message("hi"),
        )
    for name, value in {"text": "plain", "list": [1], "number": 7}.items():
        yield message_case(
            f"ext_{name}",
            "One table calls ext a String: what is no object is kept in data.",
            "txt",
            txt("hi", ext=value),
            text_message("hi"),
            fields={"data": {"ext": value}},
            warnings=["unexpected_type"],
            flags=_CONFLICT,
        )
    yield message_case(
        "ext_cannot_pose_as_meta",
        "The sender writes ext, the server writes meta: they are kept apart.",
        "txt",
        {**txt("hi", ext={"meta": "forged", "host": "forged"}), "meta": {"real": True}},
        text_message("hi", ext={"meta": "forged", "host": "forged"}),
        fields={"data": {"meta": {"real": True}}},
        flags=("Hostile",),
    )
