"""Callbacks in JSON, as some applications and bots get them."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, failure, request
from .. import delivery, sources
from ..cases import one_segment, received_case
from ..entries import ACCOUNT
from ..envelope import CORP, NOW_MS, TIME, config, credential, seal_for, target

_HEAD = {"ToUserName": CORP, "FromUserName": "zhangsan", "CreateTime": TIME}
_KNOWN = {
    "time_ms": TIME * 1000,
    "tenant_id": CORP,
    "sender": {"id": "zhangsan", "kind": "user"},
}
_MESSAGE = {"type": "message.created", "direction": "in", "conversation": {"kind": "direct"}, **_KNOWN}


def vectors() -> Iterator[Vector]:
    yield from messages()
    yield from events()
    yield from spellings()
    yield bot_message()
    yield from not_events()
    yield from not_json()
    yield from oddities()


def messages() -> Iterator[Vector]:
    for name, id, agent in (
        ("numbers", Verbatim("4561255354251345929"), 218),
        ("strings", "4561255354251345929", "218"),
        ("huge_id", Verbatim("123456789012345678901234567890"), 218),
    ):
        native = {**_HEAD, "MsgType": "text", "Content": "hello", "MsgId": id, "AgentID": agent}
        digits = compact(id).strip('"')
        message = {"id": digits, **_said("hello")}
        yield _case(
            f"json_text_{name}",
            "An id is its digits; AgentID stays what it was.",
            native,
            "text",
            {**_MESSAGE, "message": message, "data": {"agent_id": agent}},
            native_id=digits,
            flags=("TypeConflict",),
        )
    yield _case(
        "json_location",
        "Coordinates keep their digits, as numbers or strings.",
        {
            **_HEAD,
            "MsgType": "location",
            "Location_X": Verbatim("23.1340"),
            "Location_Y": "113.358",
            "Scale": "20",
            "MsgId": 1,
        },
        "location",
        {
            **_MESSAGE,
            "message": {
                "id": "1",
                **one_segment(
                    {"type": "location", "latitude": Verbatim("23.1340"), "longitude": Verbatim("113.358"), "zoom": 20},
                    "[location]",
                ),
            },
        },
        native_id="1",
    )
    yield _case(
        "json_message_of_unknown_type",
        "A type that no document names: its keys, as they are.",
        {
            **_HEAD,
            "MsgType": "hologram",
            "Layers": [1, {"a": "b"}],
            "Depth": Verbatim("3.10"),
            "MsgId": 1,
            "AgentID": 2,
        },
        "hologram",
        {
            **_MESSAGE,
            "message": {
                "id": "1",
                **one_segment(
                    {
                        "type": "unknown",
                        "native_type": "hologram",
                        "data": {"Layers": [1, {"a": "b"}], "Depth": Verbatim("3.10")},
                    },
                    "[unknown] hologram",
                ),
            },
            "data": {"agent_id": 2},
        },
        native_id="1",
        warnings=["unknown_message_type"],
        flags=("Unknown",),
    )


def events() -> Iterator[Vector]:
    yield _case(
        "json_modify_calendar",
        "An event by its name.",
        {**_HEAD, "MsgType": "event", "Event": "modify_calendar", "CalId": "wc1"},
        "event.modify_calendar",
        {
            "type": "record.updated",
            **_KNOWN,
            "data": {"action": "updated", "native_action": "modify_calendar", "cal_id": "wc1"},
        },
    )
    yield _case(
        "json_kf_msg_or_event",
        "The same facts as in XML.",
        {
            "ToUserName": CORP,
            "CreateTime": str(TIME),
            "MsgType": "event",
            "Event": "kf_msg_or_event",
            "Token": "t",
            "OpenKfId": ACCOUNT,
        },
        "event.kf_msg_or_event",
        {
            "type": "sync.required",
            "time_ms": TIME * 1000,
            "tenant_id": CORP,
            "conversation": {"kind": "service", "parent_id": ACCOUNT},
            "data": {"token": "t", "open_kfid": ACCOUNT},
        },
    )
    yield _case(
        "json_info_type",
        "A provider's event.",
        {"SuiteId": "wwsuite", "AuthCorpId": CORP, "InfoType": "cancel_auth", "TimeStamp": TIME},
        "cancel_auth",
        {
            "type": "organization.updated",
            "time_ms": TIME * 1000,
            "tenant_id": CORP,
            "data": {"action": "deleted", "native_action": "cancel_auth", "suite_id": "wwsuite"},
        },
    )
    yield _case(
        "json_unknown_event",
        "An event that no document names: every value as it is, null is absent.",
        {**_HEAD, "MsgType": "event", "Event": "teleport", "Where": [1, "x"], "Nothing": None, "Flag": True},
        "event.teleport",
        {"type": "unknown", **_KNOWN, "data": {"where": [1, "x"], "flag": True}},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    for name, type in {"number": 7, "object": {}}.items():
        native = {**_HEAD, "MsgType": "event", "Event": "enter_agent", "EventKey": type}
        yield _case(
            f"json_event_key_is_{name}",
            "A value of another type passes through.",
            native,
            "event.enter_agent",
            {
                "type": "session.entered",
                **_KNOWN,
                "data": {"action": "entered", "native_action": "enter_agent", "event_key": type},
            },
        )


def spellings() -> Iterator[Vector]:
    """The same plaintext in every envelope: the envelope's form says nothing about the message's."""
    text = compact({**_HEAD, "MsgType": "text", "Content": "hi", "MsgId": 1})
    event = delivery.event("text", "1", {**_MESSAGE, "message": {"id": "1", **_said("hi")}})
    for name, envelope, native in (
        ("in_json", '{"encrypt":"@"}', {}),
        ("in_json_capital", '{"Encrypt":"@","AgentID":218}', {"native": {"AgentID": 218}}),
        ("in_xml", "<xml><Encrypt>@</Encrypt></xml>", {}),
    ):
        id = f"json_message_{name}"
        seal = seal_for(id)
        encrypted = seal.encrypt(text)
        body = envelope.replace("@", encrypted)
        yield Vector(
            id=id,
            comment="A JSON message in an envelope of either form.",
            source=sources.CRYPTO,
            call="receive",
            inputs={
                "config": config(),
                "request": request(body, NOW_MS, method="POST", target=target(seal.query(encrypted))),
            },
            expect=delivery.success(delivery.received([{**event, **native}]), [text]),
        )


def bot_message() -> Vector:
    """Bots inside a company send lowercase keys and have no receive id."""
    text = compact(
        {
            "msgid": "CAIQ16",
            "aibotid": "AIBOT1",
            "chatid": "CHAT1",
            "chattype": "group",
            "from": {"userid": "zhangsan"},
            "msgtype": "text",
            "text": {"content": "@bot hello"},
        }
    )
    fields = {
        "type": "message.created",
        "message": {"id": "CAIQ16", **_said("@bot hello")},
        "data": {"aibotid": "AIBOT1", "chatid": "CHAT1", "chattype": "group", "from": {"userid": "zhangsan"}},
    }
    id = "json_bot_message"
    seal = seal_for(id, receive_id="")
    encrypted = seal.encrypt(text)
    body = compact({"encrypt": encrypted})
    return Vector(
        id=id,
        comment="An internal bot: an empty receive id, and a message shaped as an entry of sync_msg.",
        source=sources.BOT_CALLBACK,
        flags=("Unknown",),
        call="receive",
        inputs={
            "config": config(credentials=credential(receive_id="")),
            "request": request(body, NOW_MS, method="POST", target=target(seal.query(encrypted))),
        },
        expect=delivery.success(delivery.received([delivery.event("text", "CAIQ16", fields)]), [text]),
    )


def not_events() -> Iterator[Vector]:
    for name, text, data in (
        ("empty_object", "{}", None),
        ("object", '{"hello":"world","n":1.10}', {"hello": "world", "n": Verbatim("1.10")}),
        ("array", "[1,2]", None),
        ("string", '"hello"', None),
        ("number", "1616140317555161061", None),
        ("null", "null", None),
        ("type_null", '{"MsgType":null,"Hello":1}', {"hello": 1}),
    ):
        event = delivery.event(
            "unknown", delivery.digest_id(text), {"type": "unknown", **({"data": data} if data else {})}
        )
        yield received_case(
            f"json_no_event_{name}",
            "Verified JSON never fails for its content.",
            text,
            event,
            warnings=["unknown_event_type"],
            flags=("Unknown",),
        )


def not_json() -> Iterator[Vector]:
    for name, text in {
        "cut": '{"MsgType":"text"',
        "text_after": '{"MsgType":"text"} x',
        "two_values": '{"MsgType":"text"}{"MsgType":"text"}',
        "published_typo": '{ "ToUserName": "wx1", "FromUserName": :mycreate", "MsgType": "text" }',
        "trailing_comma": '{"MsgType":"text",}',
        "single_quotes": "{'MsgType':'text'}",
        "nan": '{"MsgType":"text","a":NaN}',
        "nul_after": '{"MsgType":"text"}\0',
    }.items():
        id = f"json_malformed_{name}"
        yield Vector(
            id=id,
            comment="Verified and decrypted, but no JSON.",
            source=sources.CRYPTO,
            flags=("Malformed",),
            call="receive",
            inputs={"config": config(), "request": seal_for(id).post(text)},
            expect=failure(401),
        )
    id = "json_too_deep"
    deep = '{"MsgType":"event","Event":"enter_agent","a":' + "[" * 100 + "]" * 100 + "}"
    yield Vector(
        id=id,
        comment="Nested past the cap.",
        flags=("Hostile",),
        call="receive",
        inputs={"config": config(), "request": seal_for(id).post(deep)},
        expect=failure(501),
    )


def oddities() -> Iterator[Vector]:
    plain = compact({**_HEAD, "MsgType": "text", "Content": "@", "MsgId": 1})
    for name, text, said, raw, warnings in (
        ("byte_order_mark", "\ufeff" + plain, "@", plain, []),
        ("space_around", f"\n {plain}\r\n", "@", plain, []),
        ("line_breaks", plain.replace(",", ",\r\n"), "@", plain.replace(",", ",  "), []),
        (
            "control_character",
            plain.replace("@", "a\x01b"),
            "a\x01b",
            plain.replace("@", "a\\u0001b"),
            ["control_character"],
        ),
        ("escapes", plain.replace("@", "\\u4f60\\/\\n"), "你/\n", plain.replace("@", "\\u4f60\\/\\n"), []),
        ("repeated_key", plain.replace('"Content"', '"Content":"first","Content"'), "@", None, ["duplicate_key"]),
        ("repeated_type", plain.replace('"MsgType"', '"MsgType":"event","MsgType"'), "@", None, ["duplicate_key"]),
        ("type_last", compact({"MsgId": 1, "Content": "@", **_HEAD, "MsgType": "text"}), "@", None, []),
    ):
        event = delivery.event("text", "1", {**_MESSAGE, "message": {"id": "1", **_said(said)}})
        yield received_case(
            f"json_oddity_{name}",
            "As with every platform: see raw.",
            text,
            event,
            raw=raw or text,
            warnings=warnings,
            flags=("Malformed",) if warnings else (),
        )
    surrogate = plain.replace("@", "a\\ud83db")
    yield received_case(
        "json_oddity_lone_surrogate",
        "Half a surrogate pair stays in raw and is U+FFFD elsewhere.",
        surrogate,
        delivery.event("text", "1", {**_MESSAGE, "message": {"id": "1", **_said("a\ufffdb")}}),
        flags=("LoneSurrogate",),
    )
    broken = plain.encode().replace(b"@", b"a\xffb")
    yield received_case(
        "json_oddity_invalid_utf8",
        "Bytes that are no UTF-8: raw is their base64.",
        broken,
        delivery.event("text", "1", {**_MESSAGE, "message": {"id": "1", **_said("a\ufffdb")}}, raw_format="base64"),
        raw=base64.b64encode(broken).decode(),
        warnings=["invalid_utf8"],
        flags=("Malformed",),
    )


def _said(text: str) -> Json:
    return one_segment({"type": "text", "text": text}, text)


def _case(
    id: str, comment: str, native: Json, native_type: str, fields: Json, *, native_id: str | None = None, **more: Json
) -> Vector:
    text = compact(native)
    name = native_id or delivery.digest_id(text, TIME)
    return received_case(
        id,
        comment,
        text,
        delivery.event(native_type, name, fields),
        **{"source": sources.CRYPTO, **more},
    )
