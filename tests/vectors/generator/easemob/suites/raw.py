"""`raw`: the body verbatim, its three exceptions, bodies that are not UTF-8, and the output formats."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator

from ...json_text import Json, compact
from ...vector import Vector, request
from .. import delivery
from ..body import NOW_MS, TIMESTAMP, config, security, signed
from ..cases import event_case, message_case, message_fields, text_message, txt

_UNKNOWN = {"chat_type": "hologram"}


def vectors() -> Iterator[Vector]:
    yield from verbatim()
    yield from line_breaks_and_bom()
    yield from control_characters()
    yield from surrogates()
    yield from not_utf8()
    yield from repeated_keys()
    yield from omitted()
    yield cloudevents()
    yield cloudevents_without_tenant()


def verbatim() -> Iterator[Vector]:
    yield _text(
        "raw_escapes_kept",
        "Escapes stay as they were spelt.",
        '\\u4f60\\u597D \\/ \\" \\\\ \\b\\f\\n\\r\\t \\ud83d\\ude00 \\u003c\\u0000',
        '你好 / " \\ \b\f\n\r\t 😀 <\0',
    )
    yield _text(
        "raw_characters_kept", "Characters stay unescaped.", "你好 😀 \u2028 \x7f é é", "你好 😀 \u2028 \x7f é é"
    )
    yield _event("raw_spaces_kept", "Spaces and tabs between tokens stay.", lambda text: text.replace('":', '" :\t'))
    yield _event(
        "raw_trimmed",
        "White space around the body is not of the record.",
        lambda text: f" \t\n{text}\r\n",
        trimmed=True,
    )
    yield _event(
        "raw_escaped_keys",
        "Keys may be spelt with escapes.",
        lambda text: text.replace('"payload"', '"pay\\u006coad"').replace('"chat_type"', '"chat\\u005ftype"'),
    )
    yield _event(
        "raw_security_kept",
        "What came stands in raw, security too: it is no secret, and nothing else is taken out.",
        str,
    )


def line_breaks_and_bom() -> Iterator[Vector]:
    for name, line_break in {"lf": "\n", "crlf": "\r\n", "cr": "\r"}.items():
        id = f"raw_line_breaks_{name}"
        yield message_case(
            id,
            "Line breaks between tokens become spaces: one delivery is one line.",
            "txt",
            txt("hi"),
            text_message("hi"),
            rewrite=lambda text, line_break=line_break: text.replace(",", f",{line_break}"),
            raw=_sent(id).replace(",", "," + " " * len(line_break)),
        )
    id = "raw_bom_dropped"
    yield message_case(
        id,
        "A byte order mark is dropped.",
        "txt",
        txt("hi"),
        text_message("hi"),
        rewrite=lambda text: "\ufeff" + text,
        raw=_sent(id),
    )


def control_characters() -> Iterator[Vector]:
    for name, character in {
        "nul": "\0",
        "tab": "\t",
        "line_feed": "\n",
        "carriage_return": "\r",
        "unit": "\x1f",
    }.items():
        id = f"raw_control_character_{name}"
        yield message_case(
            id,
            "A bare control character inside a string is escaped, with a warning.",
            "txt",
            txt("hi"),
            text_message(f"a{character}b"),
            rewrite=lambda text, character=character: text.replace('"hi"', f'"a{character}b"'),
            raw=_sent(id).replace('"hi"', f'"a\\u{ord(character):04x}b"'),
            warnings=["control_character"],
            flags=("Malformed",),
        )


def surrogates() -> Iterator[Vector]:
    for name, escape in {"high": "\\ud83d", "low": "\\ude00"}.items():
        yield _text(
            f"raw_lone_surrogate_{name}",
            "Half a surrogate pair stays in raw and is U+FFFD elsewhere.",
            f"a{escape}b",
            "a\ufffdb",
            flags=("LoneSurrogate",),
        )


def not_utf8() -> Iterator[Vector]:
    id = "raw_invalid_utf8"
    body = _sent(id).encode().replace(b'"hi"', b'"a\xffb"')
    yield message_case(
        id,
        "Bytes that are no UTF-8, where the proof does not look: raw is their base64, text has U+FFFD.",
        "txt",
        txt("hi"),
        text_message("a\ufffdb"),
        rewrite=lambda _: body,
        raw=base64.b64encode(body).decode(),
        raw_format="base64",
        warnings=["invalid_utf8"],
        flags=("Malformed",),
    )


def repeated_keys() -> Iterator[Vector]:
    yield message_case(
        "raw_repeated_key_escaped",
        "The same key, spelt with an escape: the last wins.",
        "txt",
        txt("hi"),
        text_message("hi"),
        rewrite=lambda text: text.replace('"payload":', '"pay\\u006coad":{"type":"img"},"payload":', 1),
        warnings=["duplicate_key"],
    )
    yield event_case(
        "raw_repeated_tell",
        "A tell twice: the last counts here too.",
        "recall",
        {"chat_type": "recall", "recall_id": "r1", "payload": {}},
        {"type": "message.recalled", "data": {"action": "recalled", "native_action": "recall", "target_id": "r1"}},
        rewrite=lambda text: text.replace('"chat_type":', '"chat_type":"muc","chat_type":', 1),
        warnings=["duplicate_key"],
        flags=("Hostile",),
    )


def omitted() -> Iterator[Vector]:
    omit = config(raw="omit")
    id = "raw_omitted"
    text = _sent(id)
    event = delivery.event(
        "chat.txt",
        f"easemob-demo#test_{id}",
        {"time_ms": TIMESTAMP, "tenant_id": "easemob-demo#test", **message_fields(text_message("hi"))},
        raw_format=None,
    )
    yield Vector(
        id=id,
        comment='With raw "omit" an event that is understood carries neither raw nor raw_format.',
        call="receive",
        inputs={"config": omit, "request": request(text, NOW_MS)},
        expect=delivery.success(delivery.delivery([event], auth=delivery.proof()), [None]),
    )
    yield event_case(
        "raw_omitted_but_unknown",
        "An unknown event keeps its record all the same.",
        "hologram",
        {**_UNKNOWN, "what": "?"},
        {"type": "unknown", "data": {"what": "?"}},
        settings=omit,
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    body = {"type": "hologram"}
    yield message_case(
        "raw_omitted_but_unknown_segment",
        "So does a message with an unknown body.",
        "hologram",
        {"bodies": [body]},
        {
            "kind": "unknown",
            "text": "[unknown] hologram",
            "segments": [{"type": "unknown", "native_type": "hologram", "data": body}],
        },
        settings=omit,
        warnings=["unknown_message_type"],
        flags=("Unknown",),
    )


def cloudevents() -> Vector:
    appkey = "1122161011178276#testapp"
    body = {
        "callId": f"{appkey}_1",
        "timestamp": TIMESTAMP,
        "chat_type": "groupchat",
        "group_id": "16934809238921545",
        "from": "user1",
        "to": "16934809238921545",
        "msg_id": "1",
        "content_type": "chat:group:text",
        "eventType": "chat",
        "payload": txt("hi"),
        "appkey": appkey,
    }
    fields = {
        "type": "message.created",
        "time_ms": TIMESTAMP,
        "tenant_id": appkey,
        "conversation": {"id": "16934809238921545", "kind": "group"},
        "sender": {"id": "user1", "kind": "user"},
        "message": {"id": "1", **text_message("hi")},
        "data": {"content_type": "chat:group:text"},
    }
    source, subject = "imhook:easemob/1122161011178276%23testapp", "16934809238921545"
    return _cloudevent("format_cloudevents", body, "groupchat.txt", fields, source, subject)


def cloudevents_without_tenant() -> Vector:
    body = {
        "callId": "app_1",
        "timestamp": TIMESTAMP,
        "chat_type": "chat",
        "from": "user1",
        "to": "user2",
        "msg_id": "1",
        "eventType": "chat",
        "payload": txt("hi"),
    }
    fields = {
        "type": "message.created",
        "time_ms": TIMESTAMP,
        "conversation": {"kind": "direct"},
        "sender": {"id": "user1", "kind": "user"},
        "recipients": [{"id": "user2", "kind": "user"}],
        "message": {"id": "1", **text_message("hi")},
    }
    return _cloudevent("format_cloudevents_without_tenant", body, "chat.txt", fields, "imhook:easemob/0", None)


def _cloudevent(id: str, body: Json, native_type: str, fields: Json, source: str, subject: str | None) -> Vector:
    proof = delivery.proof()
    text = compact({**body, "security": security(body["callId"], str(TIMESTAMP))})
    inner = delivery.event(native_type, body["callId"], fields)
    expected = delivery.delivery([inner], auth=proof)
    expected["events"] = [
        {
            "specversion": "1.0",
            "id": inner["id"],
            "source": source,
            "type": "imhook.message.created",
            "time": "2020-09-14T05:20:47.294Z",
            **({"subject": subject} if subject else {}),
            "datacontenttype": "application/json",
            "data": expected["events"][0],
        }
    ]
    return Vector(
        id=id,
        comment="Only the elements of events change: raw stands inside data.",
        source="CloudEvents 1.0, JSON event format",
        call="receive",
        inputs={"config": config(format="cloudevents"), "request": request(text, NOW_MS)},
        expect=delivery.success(expected, [text]),
    )


def _sent(id: str) -> str:
    """The text that `message_case` sends of a message that says hi, before it is rewritten."""
    root = {"eventType": "chat", "chat_type": "chat", "from": "user1", "to": "user2", "msg_id": "8924312242322"}
    return compact(signed(id, {**root, "payload": txt("hi")}))


def _text(id: str, comment: str, escaped: str, text: str, **more: Json) -> Vector:
    """A message whose text is spelt like this inside its quotes."""
    return message_case(
        id,
        comment,
        "txt",
        txt("hi"),
        text_message(text),
        rewrite=lambda sent: sent.replace('"hi"', f'"{escaped}"'),
        **more,
    )


def _event(id: str, comment: str, rewrite: Callable[[str], str], *, trimmed: bool = False) -> Vector:
    raw = _sent(id) if trimmed else None
    return message_case(id, comment, "txt", txt("hi"), text_message("hi"), rewrite=rewrite, raw=raw)
