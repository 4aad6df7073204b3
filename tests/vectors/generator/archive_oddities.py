"""Records whose parts are missing, of another type than documented, or known to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from .archive_case import Case
from .archive_sources import OFFICIAL, PUSH
from .json_text import Json

_HI = {"type": "text", "text": "hi"}
_TEXT = {"text": {"content": "hi"}}

# Every type that is a message, with its body key.
_BODIES = {
    "text": "text",
    "image": "image",
    "voice": "voice",
    "video": "video",
    "card": "card",
    "location": "location",
    "emotion": "emotion",
    "file": "file",
    "link": "link",
    "weapp": "weapp",
    "chatrecord": "chatrecord",
    "todo": "todo",
    "vote": "vote",
    "collect": "collect",
    "redpacket": "redpacket",
    "external_redpacket": "redpacket",
    "meeting": "meeting",
    "meeting_notification": "info",
    "docmsg": "doc",
    "markdown": "info",
    "news": "info",
    "calendar": "calendar",
    "mixed": "mixed",
    "voip_doc_share": "voip_doc_share",
    "sphfeed": "sphfeed",
    "qydiskfile": "info",
}
_CALLS = {"voiptext": "info", "meeting_voice_call": "meeting_voice_call"}


def oddities() -> Iterator[Case]:
    yield from bodies_missing()
    yield from bodies_of_wrong_type()
    yield from fields_of_wrong_type()
    yield from unknown_types()
    yield from beside_the_body()
    yield from actions()
    yield from hostile()


def bodies_missing() -> Iterator[Case]:
    for msgtype in _BODIES:
        yield _unknown(
            f"{msgtype}_without_body", "Nothing under the type's key.", msgtype, {}, warning="missing_content"
        )
    for msgtype, key in _BODIES.items():
        yield _unknown(
            f"{msgtype}_body_empty",
            "A body that says nothing.",
            msgtype,
            {key: {}},
            {},
            warning="missing_content",
        )
    body = {"md5sum": "", "note": "x"}
    yield _unknown(
        "image_body_unknown_keys_only",
        "A body of which nothing is known is handed on whole.",
        "image",
        {"image": body},
        body,
        warning="missing_content",
    )
    for msgtype, key in _CALLS.items():
        for name, root in {"without_body": {}, "body_empty": {key: {}}}.items():
            yield Case(
                f"{msgtype}_{name}",
                "A call of which nothing is said.",
                msgtype,
                root,
                [{"type": "unknown", "native_type": msgtype, **({"data": {}} if root else {})}],
                f"[unknown] {msgtype}",
                "call.ended",
                {"action": "ended", "native_action": "send"},
                ("missing_content",),
            )
    yield Case(
        "text_body_null",
        "null is absent.",
        "text",
        {"text": None, "content": "hi"},
        [_HI],
        "hi",
        source=PUSH,
        flags=("TypeConflict",),
    )


def bodies_of_wrong_type() -> Iterator[Case]:
    conflict = {"flags": ("TypeConflict",)}
    picture = {"type": "image", "media": {"id": "f1", "size_bytes": 7}}
    yield _one(
        "image_body_string_of_json",
        "A body in a string is read.",
        "image",
        {"image": '{"sdkfileid":"f1","filesize":7}'},
        picture,
        "[image]",
        **conflict,
    )
    yield _one("text_body_string_of_json", "The same.", "text", {"text": ' {"content":"hi"} '}, _HI, "hi", **conflict)
    yield _one(
        "text_body_string",
        "A string that is no JSON object is the text.",
        "text",
        {"text": "hello"},
        {"type": "text", "text": "hello"},
        "hello",
        warnings=("unexpected_type",),
        **conflict,
    )
    for name, value in {"string": "hello", "cut_json": '{"a":', "list": [1, "x"], "number": 7, "boolean": True}.items():
        yield _unknown(
            f"image_body_{name}",
            "What is no body is handed on.",
            "image",
            {"image": value},
            value,
            warning="unexpected_type",
            **conflict,
        )


def fields_of_wrong_type() -> Iterator[Case]:
    conflict = {"flags": ("TypeConflict",), "warnings": ("unexpected_type",)}
    for name, key, value in (
        ("object_for_text", "filename", {"zh": "图"}),
        ("list_for_text", "filename", ["a"]),
        ("text_for_number", "filesize", "big"),
        ("fraction_for_number", "filesize", 1.5),
        ("object_for_number", "filesize", {}),
        ("list_for_id", "md5sum", []),
    ):
        yield _one(
            f"file_field_{name}",
            "What cannot be converted is kept under its native name.",
            "file",
            {"file": {"sdkfileid": "f1", key: value}},
            {"type": "file", "media": {"id": "f1"}, "extra": {key: value}},
            "[file]",
            **conflict,
        )
    yield _one(
        "file_field_number_for_text",
        "A number where text is wanted becomes its digits.",
        "file",
        {"file": {"sdkfileid": 12345678901234567890, "filename": 7}},
        {"type": "file", "media": {"id": "12345678901234567890", "name": "7"}},
        "[file] 7",
        flags=("TypeConflict",),
    )
    for name, key, value in (
        ("list_wanted_text", "attendeename", {"a": "b"}),
        ("time_text", "starttime", "soon"),
        ("time_fraction", "endtime", "1603886400.5"),
    ):
        yield _one(
            f"calendar_field_{name}",
            "The same for lists and times.",
            "calendar",
            {"calendar": {"title": "复盘", key: value}},
            {"type": "calendar", "title": "复盘", "extra": {key: value}},
            "[calendar] 复盘",
            **conflict,
        )
    yield _one(
        "location_field_no_number",
        "Coordinates are numbers.",
        "location",
        {"location": {"title": "x", "longitude": "east"}},
        {"type": "location", "title": "x", "extra": {"longitude": "east"}},
        "[location] x",
        **conflict,
    )
    yield _one(
        "voice_field_length_text",
        "A length that is none.",
        "voice",
        {"voice": {"sdkfileid": "f1", "play_length": "long"}},
        {"type": "audio", "media": {"id": "f1"}, "extra": {"play_length": "long"}},
        "[audio]",
        **conflict,
    )


def unknown_types() -> Iterator[Case]:
    unknown = {"flags": ("Unknown",)}
    for name, root, data, rest in (
        ("own_body", {"hologram": {"depth": 3, "Keys": ["a"]}}, {"depth": 3, "Keys": ["a"]}, None),
        ("body_elsewhere", {"info": {"depth": 3}}, None, {"info": {"depth": 3}}),
        ("without_body", {}, None, None),
        ("body_text", {"hologram": "beam"}, "beam", None),
    ):
        yield _unknown(
            f"unknown_type_{name}",
            "A message type that nobody knows: nothing of it is lost.",
            "hologram",
            root,
            data,
            warning="unknown_message_type",
            data=rest,
            **unknown,
        )
    yield _unknown(
        "unknown_type_of_other_case",
        "Message types are spelt exactly.",
        "Text",
        _TEXT,
        warning="unknown_message_type",
        data={"text": {"content": "hi"}},
        **unknown,
    )


def beside_the_body() -> Iterator[Case]:
    yield _one(
        "root_unknown_keys",
        "Keys of the record that nobody knows become data in snake_case.",
        "text",
        {**_TEXT, "traceId": "t1", "client": {"osName": "iOS"}, "nothing": None, "blank": ""},
        _HI,
        "hi",
        data={"trace_id": "t1", "client": {"osName": "iOS"}, "blank": ""},
        flags=("Unknown",),
    )
    yield _one(
        "root_second_body",
        "The body of another type is no part of this message.",
        "text",
        {**_TEXT, "image": {"sdkfileid": "f1"}},
        _HI,
        "hi",
        data={"image": {"sdkfileid": "f1"}},
        flags=("Unknown",),
    )
    yield _one(
        "root_body_before_fallback",
        "The documented key goes before the type's own name.",
        "docmsg",
        {"docmsg": {"title": "b"}, "doc": {"title": "a"}},
        {"type": "document", "title": "a"},
        "[document] a",
        data={"docmsg": {"title": "b"}},
        flags=("Unknown",),
    )
    yield _one(
        "root_documented_keys",
        "What the push has for every type, where this type does not use it.",
        "text",
        {
            **_TEXT,
            "id": "7",
            "from_avatar": "http://img.example.com/1",
            "content": "hi!",
            "user": "lisi",
            "voiceid": "v1",
            "voipid": "p1",
        },
        _HI,
        "hi",
        data={
            "id": "7",
            "from_avatar": "http://img.example.com/1",
            "content": "hi!",
            "user": "lisi",
            "voiceid": "v1",
            "voipid": "p1",
        },
        source=PUSH,
    )
    yield _one(
        "root_documented_keys_empty",
        "Empty, they say nothing.",
        "text",
        {**_TEXT, "id": "", "from_avatar": "", "content": "", "user": "", "voiceid": "", "voipid": ""},
        _HI,
        "hi",
        source=PUSH,
    )


def actions() -> Iterator[Case]:
    yield _one(
        "action_unknown",
        "An action that nobody knows.",
        "text",
        _TEXT,
        _HI,
        "hi",
        action="explode",
        data={"native_action": "explode"},
        warnings=("unknown_action",),
        flags=("Unknown",),
    )
    yield _one(
        "action_switch_on_message",
        "The type goes before an action that does not belong to it.",
        "text",
        _TEXT,
        _HI,
        "hi",
        action="switch",
        data={"native_action": "switch"},
        warnings=("unknown_action",),
        flags=("Unknown",),
    )


def hostile() -> Iterator[Case]:
    for name, msgtype in {
        "quotes": 'text","type":"message.recalled',
        "control_characters": "a\nb\u0001\\",
        "prototype": "__proto__",
        "item_name": "ChatRecordText",
        "switch": "switch",
        "blank": " ",
        "spaces": " text ",
        "dots": "text.revoke",
        "long": "x" * 2000,
    }.items():
        yield _unknown(
            f"hostile_type_{name}",
            "A name made to be taken for something else.",
            msgtype,
            {},
            warning="unknown_message_type",
            flags=("Hostile",),
        )
    yield _one(
        "hostile_keys",
        "Keys named like canonical ones: text fills what nothing else says, all else stays in the record alone.",
        "text",
        {
            **_TEXT,
            "reason": "r",
            "target_id": "t",
            "actor": {"id": "root", "kind": "system"},
            "subjects": [{"id": "x"}],
            "last_message": {"text": "x"},
            "__proto__": {"x": "y"},
            "auth": {"verified": "yes"},
            "type": "message.recalled",
            "sender": {"id": "root"},
        },
        _HI,
        "hi",
        data={
            "reason": "r",
            "target_id": "t",
            "__proto__": {"x": "y"},
            "auth": {"verified": "yes"},
            "type": "message.recalled",
            "sender": {"id": "root"},
        },
        flags=("Hostile",),
    )
    yield _one(
        "hostile_body_keys",
        "The same in a body: leftovers stay under extra.",
        "image",
        {"image": {"sdkfileid": "f1", "type": "text", "media": {"id": "f2"}, "extra": {"a": "b"}}},
        {
            "type": "image",
            "media": {"id": "f1"},
            "extra": {"type": "text", "media": {"id": "f2"}, "extra": {"a": "b"}},
        },
        "[image]",
        flags=("Hostile",),
    )
    items = [{"type": "ChatRecordText", "content": f'{{"content":"{number}"}}'} for number in range(300)]
    yield _one(
        "hostile_many_items",
        "Hundreds of items.",
        "chatrecord",
        {"chatrecord": {"title": "x", "item": items}},
        {
            "type": "forward",
            "title": "x",
            "items": [
                {"native_type": "ChatRecordText", "segments": [{"type": "text", "text": str(number)}]}
                for number in range(300)
            ],
        },
        "[forward] x",
        flags=("Hostile",),
    )


def _one(id: str, comment: str, msgtype: str, root: Json, segment: Json, text: str, **more: Json) -> Case:
    return Case(id, comment, msgtype, root, [segment], text, **{"source": OFFICIAL, **more})


def _unknown(
    id: str, comment: str, msgtype: str, root: Json, value: Json = None, *, warning: str, **more: Json
) -> Case:
    segment = {"type": "unknown", "native_type": msgtype, **({} if value is None else {"data": value})}
    return _one(id, comment, msgtype, root, segment, f"[unknown] {msgtype}", warnings=(warning,), **more)
