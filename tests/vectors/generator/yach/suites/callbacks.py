"""What every callback carries beside its content: forms of body, ids, times, people, places, and what is left."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector
from .. import delivery
from ..callback import CONTENT_TYPES, FORM, JSON, OMIT, WRAPPED, fields
from ..cases import callback_case, message_case, parsed_case, text_message

_SHAPES = (FORM, JSON, WRAPPED)
_EVERYTHING = {
    "appID": "1001",
    "msgIdClient": "client-1",
    "conversationType": "2",
    "conversationTitle": "项目群",
    "senderNick": "张三",
    "chatbotUserId": "b1",
    "chatbotUserName": "小助手",
    "replyMsgType": "text",
    "replyMsgId": "m0",
    "replyContent": "在吗",
    "quoteMsgId": "q1",
    "originName": "a.txt",
    "userJson": '{"name":"张三丰","workCode":"171765","deptName":"研发 部"}',
    "audio_text": "heard",
    "image_recognize_code": "200",
    "image_text": '["seen"]',
    "historyChatRecord": '[{"senderName":"a","time":"1","content":"b","type":"text"}]',
    "callbackUrl": "https://x.example/cb?a=1&b=2",
    "uniqueKey": "k1",
    "callbackMode": "full",
}
_DATA = {
    "msg_id_client": "client-1",
    "reply_msg_type": "text",
    "reply_content": "在吗",
    "quote_msg_id": "q1",
    "origin_name": "a.txt",
    "user_json": {"name": "张三丰", "workCode": "171765", "deptName": "研发 部"},
    "audio_text": "heard",
    "image_recognize_code": "200",
    "image_text": ["seen"],
    "history_chat_record": [{"senderName": "a", "time": "1", "content": "b", "type": "text"}],
    "callback_url": "https://x.example/cb?a=1&b=2",
    "unique_key": "k1",
    "callback_mode": "full",
}


def vectors() -> Iterator[Vector]:
    yield from everything()
    yield from bodies()
    yield from ids()
    yield from times()
    yield from places()
    yield from people()
    yield from nested()
    yield from leftovers()


def everything() -> Iterator[Vector]:
    for shape in _SHAPES:
        yield message_case(
            f"every_field_{shape}",
            "Every field that anybody has seen.",
            _EVERYTHING,
            text_message("hi", reply_to="m0"),
            outcome={
                "tenant_id": "1001",
                "conversation": {"id": "c1", "kind": "group", "name": "项目群"},
                "sender": {"id": "u1", "kind": "user", "name": "张三"},
                "recipients": [{"id": "b1", "kind": "bot", "name": "小助手"}],
                "data": _DATA,
            },
            shape=shape,
            content_type=CONTENT_TYPES[shape],
        )
    empty = {key: "" for key in _EVERYTHING if key != "conversationType"}
    yield message_case("every_field_empty", "Empty ones say nothing.", empty, text_message("hi"))
    nulls = {key: None for key in _EVERYTHING if key != "conversationType"}
    yield message_case("every_field_null", "null is absent.", nulls, text_message("hi"), shape=JSON)
    numbers = {
        "appID": 1001,
        "createAt": 1577262236000,
        "conversationType": 2,
        "conversationId": 58230675760877818,
        "senderId": Verbatim("12345678901234567890"),
        "chatbotUserId": 7,
        "replyMsgId": 8,
    }
    yield message_case(
        "ids_as_numbers",
        "Ids keep their digits.",
        numbers,
        text_message("hi", reply_to="8"),
        outcome={
            "tenant_id": "1001",
            "conversation": {"id": "58230675760877818", "kind": "group"},
            "sender": {"id": "12345678901234567890", "kind": "user"},
            "recipients": [{"id": "7", "kind": "bot"}],
        },
        shape=JSON,
        flags=("TypeConflict",),
    )


def bodies() -> Iterator[Vector]:
    yield message_case(
        "form_percent_twenty",
        "A space as %20 and as +; escapes in lower case.",
        {"content": "a b 你"},
        text_message("a b 你"),
        rewrite=lambda body: body.replace("a+b", "a%20b").replace("%E4%BD%A0", "%e4%bd%a0"),
    )
    yield message_case(
        "form_unescaped",
        "What need not be escaped may stand bare.",
        {"content": "你好/:@"},
        text_message("你好/:@"),
        rewrite=lambda body: body.replace("%E4%BD%A0%E5%A5%BD%2F%3A%40", "你好/:@"),
    )
    yield message_case(
        "form_decoded_once", "Values are decoded once.", {"content": "%2B%41 &amp;"}, text_message("%2B%41 &amp;")
    )
    yield message_case(
        "form_empty_pairs",
        "Separators more than needed.",
        {},
        text_message("hi"),
        rewrite=lambda body: f"&{body.replace('&', '&&')}&",
    )
    yield message_case(
        "form_repeated_key",
        "The last wins.",
        {},
        text_message("b"),
        rewrite=lambda body: body.replace("content=hi", "content=a&content=b"),
        warnings=["duplicate_key"],
        flags=("Malformed",),
    )
    yield message_case(
        "form_escaped_keys",
        "Names may be escaped too.",
        {},
        text_message("hi"),
        rewrite=lambda body: body.replace("msgId=", "msg%49d=").replace("content=", "c%6fntent="),
    )
    for name, shape in (("form_as_json", JSON), ("json_as_form", FORM)):
        yield _relabelled(name, shape)
    yield message_case(
        "wrapped_with_siblings",
        "What stands beside value is of the envelope.",
        {},
        text_message("hi"),
        outcome={"native": {"code": 0, "traceId": "t", "more": {"a": [1]}}},
        shape=WRAPPED,
        rewrite=lambda body: '{"code":0,' + body[1:-1] + ',"traceId":"t","more":{"a":[1]}}',
        flags=("ThirdParty",),
    )
    yield message_case(
        "value_beside_a_tell",
        "A body that tells itself is not wrapped.",
        {"value": {"msgtype": "image", "content": "u"}},
        text_message("hi"),
        outcome={"data": {"value": {"msgtype": "image", "content": "u"}}},
        shape=JSON,
        flags=("Hostile",),
    )


def _relabelled(name: str, shape: str) -> Vector:
    """The content type says another form than the body has: the body counts."""
    other = CONTENT_TYPES[JSON if shape == FORM else FORM]
    return message_case(name, "The content type is not asked.", {}, text_message("hi"), shape=shape, content_type=other)


def ids() -> Iterator[Vector]:
    yield message_case(
        "id_of_client",
        "Without msgId the client's id names it.",
        {"msgId": OMIT, "msgIdClient": "client-1"},
        text_message("hi"),
        native_id="client-1",
    )
    for shape in _SHAPES:
        id = f"id_digest_{shape}"
        members = fields(id, {"msgId": OMIT})
        record = "&".join(f"{key}={value}" for key, value in members.items()) if shape == FORM else compact(members)
        yield callback_case(
            id,
            "Without either: the record and its time.",
            {"msgId": OMIT},
            {"message": text_message("hi")},
            native_id=delivery.digest_id(record, "1577262236000"),
            shape=shape,
        )
    id = "id_digest_without_time"
    members = fields(id, {"msgId": "", "createAt": OMIT})
    yield callback_case(
        id,
        "Without a time: the record alone.",
        {"msgId": "", "createAt": OMIT},
        {"time_ms": None, "message": text_message("hi")},
        native_id=delivery.digest_id(compact(members)),
        shape=JSON,
    )
    id = "id_digest_trimmed"
    members = fields(id, {"msgId": OMIT})
    yield callback_case(
        id,
        "White space around it is not of the record.",
        {"msgId": OMIT},
        {"message": text_message("hi")},
        native_id=delivery.digest_id(compact(members), "1577262236000"),
        shape=JSON,
        rewrite=lambda body: f"\ufeff \r\n{body}\n",
        raw=compact(members),
    )


def times() -> Iterator[Vector]:
    for name, value, time_ms in (
        ("seconds", "1577262236", 1577262236000),
        ("seconds_number", 1577262236, 1577262236000),
        ("milliseconds_number", 1577262236757, 1577262236757),
        ("rfc3339", "2019-12-25T16:23:56+08:00", 1577262236000),
        ("edge_seconds", 99_999_999_999, 99_999_999_999_000),
        ("edge_milliseconds", 100_000_000_000, 100_000_000_000),
        ("absent", OMIT, None),
        ("null", None, None),
        ("empty", "", None),
    ):
        yield parsed_case(
            f"time_{name}",
            "When it was sent.",
            {"createAt": value},
            text_message("hi"),
            outcome={"time_ms": time_ms},
            shape=JSON,
        )
    yield parsed_case(
        "time_object",
        "A time that is none.",
        {"createAt": {"s": 1}},
        text_message("hi"),
        outcome={"time_ms": None, "data": {"create_at": {"s": 1}}},
        shape=JSON,
        warnings=["unexpected_type"],
        flags=("Malformed",),
    )


def places() -> Iterator[Vector]:
    for name, parts, place in (
        ("direct", {"conversationType": "1"}, {"id": "c1", "kind": "direct"}),
        ("group", {"conversationType": "2"}, {"id": "c1", "kind": "group"}),
        ("kind_absent", {"conversationType": OMIT}, {"id": "c1"}),
        ("kind_alone", {"conversationId": OMIT}, {"kind": "direct"}),
        ("title_alone", {"conversationId": OMIT, "conversationType": OMIT, "conversationTitle": "t"}, {"name": "t"}),
        ("nothing", {"conversationId": OMIT, "conversationType": OMIT}, None),
    ):
        yield parsed_case(
            f"place_{name}", "Where it was said.", parts, text_message("hi"), outcome={"conversation": place}
        )
    for shape, value in ((FORM, "3"), (JSON, 3)):
        yield parsed_case(
            f"place_unknown_kind_{shape}_{value}",
            "A kind that nobody documents.",
            {"conversationType": value},
            text_message("hi"),
            outcome={"conversation": {"id": "c1"}, "data": {"conversation_type": value}},
            shape=shape,
            warnings=["unexpected_type"],
            flags=("Unknown",),
        )


def people() -> Iterator[Vector]:
    known = {"name": "从 JSON", "workCode": "171765"}
    json = compact(known)
    for name, parts, sender, data in (
        ("nick", {"senderNick": "张三"}, "张三", None),
        ("nick_name", {"senderNickName": "张三"}, "张三", None),
        ("both", {"senderNick": "张三", "senderNickName": "三"}, "张三", {"sender_nick_name": "三"}),
        ("both_same", {"senderNick": "张三", "senderNickName": "张三"}, "张三", None),
        ("nick_empty", {"senderNick": "", "senderNickName": "三"}, "三", None),
        ("of_json", {"userJson": json}, "从 JSON", {"user_json": known}),
        ("nick_before_json", {"senderNick": "张三", "userJson": json}, "张三", {"user_json": known}),
    ):
        yield parsed_case(
            f"sender_{name}",
            "Who said it.",
            parts,
            text_message("hi"),
            outcome={"sender": {"id": "u1", "kind": "user", "name": sender}, "data": data},
        )
    for name, parts, sender in (
        ("name_alone", {"senderId": OMIT, "senderNick": "张三"}, {"kind": "user", "name": "张三"}),
        ("nobody", {"senderId": OMIT}, None),
        ("nobody_empty", {"senderId": "", "senderNick": ""}, None),
    ):
        yield parsed_case(f"sender_{name}", "Who said it.", parts, text_message("hi"), outcome={"sender": sender})
    yield parsed_case(
        "sender_is_object",
        "Another JSON type is kept under its name.",
        {"senderId": {"id": "u1"}},
        text_message("hi"),
        outcome={"sender": None, "data": {"sender_id": {"id": "u1"}}},
        shape=JSON,
        warnings=["unexpected_type"],
        flags=("Malformed",),
    )
    for name, parts, robot in (
        ("id", {"chatbotUserId": "b1"}, {"id": "b1", "kind": "bot"}),
        ("name", {"chatbotUserName": "小助手"}, {"kind": "bot", "name": "小助手"}),
    ):
        yield parsed_case(
            f"recipient_{name}", "To which robot.", parts, text_message("hi"), outcome={"recipients": [robot]}
        )


def nested() -> Iterator[Vector]:
    """JSON inside strings, and strings that are none."""
    for key, name in (("userJson", "user_json"), ("historyChatRecord", "history_chat_record")):
        for kind, value in (("words", "张三"), ("cut", '{"name":"a"'), ("number", "7")):
            yield parsed_case(
                f"{name}_{kind}",
                "Not what it must hold: it stays text.",
                {key: value},
                text_message("hi"),
                outcome={"data": {name: value}},
                warnings=["unexpected_type"],
                flags=("Malformed",),
            )
    yield parsed_case(
        "user_json_list",
        "A list is no object.",
        {"userJson": "[1]"},
        text_message("hi"),
        outcome={"data": {"user_json": "[1]"}},
        warnings=["unexpected_type"],
        flags=("Malformed",),
    )
    yield parsed_case(
        "history_chat_record_list",
        "A list needs no string around it.",
        {"historyChatRecord": [{"content": "a"}]},
        text_message("hi"),
        outcome={"data": {"history_chat_record": [{"content": "a"}]}},
        shape=JSON,
    )
    yield parsed_case(
        "user_json_name_number",
        "A name that is a number reads as its digits.",
        {"userJson": '{"name":171765}'},
        text_message("hi"),
        outcome={"sender": {"id": "u1", "kind": "user", "name": "171765"}, "data": {"user_json": {"name": 171765}}},
        flags=("TypeConflict",),
    )


def leftovers() -> Iterator[Vector]:
    more: Json = {"robotCode": "r1", "TraceID": "t", "x-y": "z", "empty": ""}
    kept = {"robot_code": "r1", "trace_id": "t", "x_y": "z", "empty": ""}
    yield parsed_case(
        "unknown_fields_form",
        "Fields that nobody documents; empty ones too.",
        more,
        text_message("hi"),
        outcome={"data": kept},
        flags=("Unknown",),
    )
    yield parsed_case(
        "unknown_fields_json",
        "The same, with their JSON types.",
        {**more, "n": 7, "list": [1, {"aB": True}], "nothing": None},
        text_message("hi"),
        outcome={"data": {**kept, "n": 7, "list": [1, {"aB": True}]}},
        shape=JSON,
        flags=("Unknown",),
    )
    yield parsed_case(
        "fields_of_another_case",
        "Names are told by their case.",
        {"MsgId": "x", "Content": "y"},
        text_message("hi"),
        outcome={"data": {"msg_id": "x", "content": "y"}},
        shape=JSON,
        flags=("Unknown",),
    )
