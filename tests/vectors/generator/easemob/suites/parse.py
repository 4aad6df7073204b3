"""`parse`: bodies that somebody else has already verified. It needs no credentials."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, failure, text_or_base64
from .. import delivery, sources
from ..body import APPKEY, OMIT, TIMESTAMP, call_id, config, unsigned
from ..cases import message_fields, text_message, txt, user
from .push import PUSH, PUSH_EVENT
from .reaction import REACTION, REACTION_EVENT
from .thread import THREAD, THREAD_EVENT

_BARE = {"platform": "easemob"}
_TEXT = {
    "eventType": "chat",
    "chat_type": "chat",
    "from": "user1",
    "to": "user2",
    "msg_id": "8924312242322",
    "payload": txt("hi"),
}
_FIELDS = message_fields(text_message("hi"))


def vectors() -> Iterator[Vector]:
    yield from bodies()
    yield from tells()
    yield from refusals()
    yield from limits()


def bodies() -> Iterator[Vector]:
    yield _parsed("parse_message", "A body; nothing is checked.", _TEXT, "chat.txt", _FIELDS)
    yield _parsed(
        "parse_with_credentials", "Credentials change nothing.", _TEXT, "chat.txt", _FIELDS, settings=config()
    )
    named = {"platform": "easemob", "credentials": {"secret": "s", "appkey": "other#app"}}
    yield _parsed("parse_other_appkey", "Not even an appkey.", _TEXT, "chat.txt", _FIELDS, settings=named)
    forged = {**_TEXT, "security": "0" * 32}
    yield _parsed("parse_forged", "A security that is there is not looked at.", forged, "chat.txt", _FIELDS)
    yield _parsed(
        "parse_security_number", "Whatever it is.", {**_TEXT, "security": 7}, "chat.txt", _FIELDS, flags=("Malformed",)
    )
    pending = {
        "chat_type": "groupchat",
        "group_id": "16934809238921545",
        "from": "user1",
        "to": "user2",
        "msg_id": "8924312242322",
        "payload": {"msg": "hi", "type": "txt"},
    }
    fields = {**_FIELDS, "type": "message.pending", "conversation": {"id": "16934809238921545"}}
    yield _parsed(
        "parse_pre_send",
        "One that waited for a verdict; there is nobody to answer.",
        pending,
        "groupchat.txt.pre_send",
        fields,
        kind="decision",
    )
    yield _parsed("parse_bom_and_space", "As in receive, both are dropped.", _TEXT, "chat.txt", _FIELDS, around=True)
    for name, body, native_type, fields, native_id in (
        ("thread", THREAD, "notify.thread.update_msg", THREAD_EVENT, "10998824"),
        ("reaction", REACTION, "notify.reaction", REACTION_EVENT, "99887756"),
    ):
        yield _parsed(
            f"parse_{name}",
            "Families without a proof parse without being let through.",
            {**body, "callId": OMIT},
            native_type,
            fields,
            native_id=native_id,
        )
    push_id = f"{call_id('parse_push')}:wzy:bcf1eb81"
    yield _parsed("parse_push", "The same.", PUSH, "push.success", PUSH_EVENT, native_id=push_id)
    for name, timestamp, time_ms in (
        ("missing", OMIT, None),
        ("null", None, None),
        ("text", "yesterday", None),
        ("object", {}, None),
        ("string", str(TIMESTAMP), TIMESTAMP),
        ("seconds", 1600060847, 1600060847000),
    ):
        yield _parsed(
            f"parse_timestamp_{name}",
            "No time, no guess.",
            {**_TEXT, "timestamp": timestamp},
            "chat.txt",
            {**_FIELDS, "time_ms": time_ms},
        )
    id = "parse_repeated_call_id"
    text = compact(unsigned(id, _TEXT))
    event = delivery.event("chat.txt", call_id(id), {"time_ms": TIMESTAMP, "tenant_id": APPKEY, **_FIELDS})
    yield _vector(
        id,
        "A key of the proof twice: here only the last counts, with a warning.",
        f'{{"callId":"first",{text[1:]}',
        event,
        warnings=["duplicate_key"],
    )


def tells() -> Iterator[Vector]:
    """What makes a body one of Easemob's."""
    for key, body, native_type in (
        ("callId", {"callId": "c1"}, "unknown"),
        ("chat_type", {"chat_type": "hologram"}, "hologram"),
        ("eventType", {"eventType": "translation"}, "translation"),
        ("event", {"event": "x_event"}, "x_event"),
    ):
        text = compact(body)
        native_id = "c1" if key == "callId" else delivery.digest_id(text.encode())
        yield _vector(
            f"parse_tell_{key}",
            "An unknown event, but one of Easemob's.",
            text,
            delivery.event(native_type, native_id, {"type": "unknown"}),
            warnings=["unknown_event_type"],
            flags=("Unknown",),
        )
    text = compact({"step": "push", "status": "fail"})
    event = delivery.event(
        "push.fail",
        delivery.digest_id(text.encode()),
        {"type": "push.updated", "data": {"action": "failed", "native_action": "fail"}},
    )
    yield _vector("parse_tell_step", "A push of which little is known.", text, event)
    body = {"callId": "c1", "status": "online", "reason": "login", "user": "u"}
    event = delivery.event(
        "userStatus.login",
        "c1",
        {
            "type": "presence.updated",
            "data": {
                "action": "online",
                "native_action": "login",
                "subjects": [user("u")],
                "status": "online",
                "reason": "login",
                "user": "u",
            },
        },
    )
    yield _vector("parse_presence", "Presence has no tell but its three keys.", compact(body), event)


def refusals() -> Iterator[Vector]:
    text = compact(unsigned("refusals", _TEXT))
    for name, payload in {
        "empty": "",
        "blank": " \n",
        "text": "hello",
        "cut": text[:-1],
        "trailing_text": text + "x",
        "two_values": text + text,
        "array": f"[{text}]",
        "string": compact(text),
        "number": "1",
        "null": "null",
        "object_empty": "{}",
        "object_of_others": '{"hello":"world"}',
        "tells_are_null": '{"callId":null,"chat_type":null}',
        "another_platform": '{"topic":"kso.dept","operation":"create","payload":{}}',
        "payload_alone": compact(txt("hi")),
    }.items():
        yield _refused(f"parse_refused_{name}", "No body of Easemob's.", payload, 401)
    yield _refused("parse_refused_binary", "Not JSON, not text.", bytes(range(128, 256)), 401)


def limits() -> Iterator[Vector]:
    id = "parse_at_size_limit"
    size = len(compact(unsigned(id, _TEXT)).encode())
    yield _parsed(
        id, "Exactly max_payload_bytes.", _TEXT, "chat.txt", _FIELDS, settings={**_BARE, "max_payload_bytes": size}
    )
    text = compact(unsigned(id, _TEXT))
    yield _refused(
        "parse_over_size_limit", "One byte less.", text, 500, settings={**_BARE, "max_payload_bytes": size - 1}
    )
    small = {**_BARE, "max_body_bytes": 16}
    yield _parsed(
        "parse_ignores_body_limit", "max_body_bytes is for requests.", _TEXT, "chat.txt", _FIELDS, settings=small
    )
    deep = text[:-1] + ',"deep":' + "[" * 64 + "]" * 64 + "}"
    yield _refused("parse_over_depth_limit", "Deeper than max_depth.", deep, 501)


def _parsed(
    id: str,
    comment: str,
    body: Json,
    native_type: str,
    fields: Json,
    *,
    native_id: str | None = None,
    kind: str = "events",
    around: bool = False,
    **more: Json,
) -> Vector:
    text = compact(unsigned(id, body))
    usual = {"time_ms": TIMESTAMP, "tenant_id": APPKEY}
    event = delivery.event(native_type, native_id or call_id(id), {**usual, **fields})
    payload = f"\ufeff \n{text}\r\n" if around else text
    return _vector(id, comment, payload, event, kind=kind, raw=text, **more)


def _vector(
    id: str,
    comment: str,
    payload: str,
    event: Json,
    *,
    kind: str = "events",
    warnings: list[str] | None = None,
    raw: str | None = None,
    settings: Json = None,
    flags: tuple[str, ...] = (),
) -> Vector:
    expected = delivery.delivery([event], auth=delivery.NOT_CHECKED, kind=kind, replies=False, warnings=warnings or [])
    return Vector(
        id=id,
        comment=comment,
        source=sources.OVERVIEW,
        flags=flags,
        call="parse",
        inputs={"config": settings or _BARE, "payload": payload},
        expect=delivery.success(expected, [raw or payload]),
    )


def _refused(id: str, comment: str, payload: str | bytes, status: int, settings: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        flags=("Malformed",),
        call="parse",
        inputs={"config": settings or _BARE, **text_or_base64("payload", payload)},
        expect=failure(status),
    )
