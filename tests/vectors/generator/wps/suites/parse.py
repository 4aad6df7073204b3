"""`parse`: payloads that somebody else has already verified and decrypted. It needs no credentials."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, failure, text_or_base64
from .. import delivery, sources
from ..cases import CHAT, COMPANY, SEND_TIME, SENDER, message_fields, text_message
from ..envelope import MESSAGE_TOPIC, TIME, config

_MESSAGE = {
    "chat": CHAT,
    "company_id": COMPANY,
    "message": {"content": {"text": {"content": "hi"}}, "id": "m1", "type": "text"},
    "send_time": SEND_TIME,
    "sender": SENDER,
}
_FIELDS = message_fields({"id": "m1", **text_message("hi")})
_NATIVE_TYPE = f"{MESSAGE_TOPIC}.create"
_BARE = {"platform": "wps"}


def vectors() -> Iterator[Vector]:
    yield from bare_payloads()
    yield from enveloped()
    yield from cards()
    yield from refusals()
    yield from limits()


def bare_payloads() -> Iterator[Vector]:
    event = delivery.event(_NATIVE_TYPE, "m1", _FIELDS)
    yield _parsed("parse_bare_message", "A bare payload that holds a message.", compact(_MESSAGE), event)
    text = compact(_MESSAGE)
    yield _parsed("parse_with_credentials", "Credentials change nothing.", text, event, settings=config())
    yield _parsed("parse_bom_and_space", "As in receive, both are dropped.", f"\ufeff \n{text}\n", event, raw=text)
    untimed = compact({key: value for key, value in _MESSAGE.items() if key != "send_time"})
    fields = {**_FIELDS, "time_ms": None}
    yield _parsed(
        "parse_bare_message_without_time", "No time, no guess.", untimed, delivery.event(_NATIVE_TYPE, "m1", fields)
    )


def enveloped() -> Iterator[Vector]:
    native = {"topic": MESSAGE_TOPIC, "operation": "create", "time": TIME}
    message = compact(_MESSAGE)
    yield _parsed(
        "parse_envelope",
        "topic, operation and time beside the payload; raw is the payload.",
        _around(MESSAGE_TOPIC, "create", message, time=TIME),
        delivery.event(_NATIVE_TYPE, "m1", {**_FIELDS, "native": native}),
        raw=message,
    )
    group = '{ "chat_id": "8205341",  "company_id": "eueue" }'
    deleted = {
        "type": "conversation.deleted",
        "tenant_id": "eueue",
        "conversation": {"id": "8205341", "kind": "group"},
        "data": {"action": "deleted", "native_action": "delete"},
    }
    topic = "kso.xz.app.group_chat"
    for name, time, time_ms in (
        ("seconds", TIME, TIME * 1000),
        ("seconds_as_string", Verbatim(f'"{TIME}"'), TIME * 1000),
        ("milliseconds", SEND_TIME, SEND_TIME),
    ):
        digits = compact(time).strip('"')
        native = {"topic": topic, "operation": "delete", "time": time}
        fields = {**deleted, "time_ms": time_ms, "native": native}
        yield _parsed(
            f"parse_envelope_time_{name}",
            "The digest is over the payload's text and the time's digits.",
            _around(topic, "delete", group, time=time),
            delivery.event(f"{topic}.delete", delivery.digest_id(group.encode(), digits), fields),
            raw=group,
        )
    native = {"topic": topic, "operation": "delete"}
    yield _parsed(
        "parse_envelope_without_time",
        "Without a time the digest is over the payload alone.",
        _around(topic, "delete", group),
        delivery.event(f"{topic}.delete", delivery.digest_id(group.encode()), {**deleted, "native": native}),
        raw=group,
    )
    native = {**native, "id": "EV1"}
    yield _parsed(
        "parse_envelope_id",
        "The older envelope's id.",
        _around(topic, "delete", group, id="EV1"),
        delivery.event(f"{topic}.delete", "EV1", {**deleted, "native": native}),
        raw=group,
    )


def cards() -> Iterator[Vector]:
    body = compact(
        {
            "callback_name": "xz_card",
            "app_id": "AK123456",
            "data": {"company_id": COMPANY, "app_ctx_id": "ctx-1", "content": {"action": "ok", "ok": "yes"}},
        }
    )
    fields = {
        "type": "interaction.submitted",
        "tenant_id": COMPANY,
        "data": {
            "action": "submitted",
            "native_action": "ok",
            "target_id": "ctx-1",
            "value": "yes",
            "app_id": "AK123456",
        },
    }
    event = delivery.event("xz_card", delivery.digest_id(body.encode()), fields)
    yield _parsed("parse_card", "A card callback's body.", body, event, source=sources.CARD_CALLBACK)


def refusals() -> Iterator[Vector]:
    message = compact(_MESSAGE)
    for name, payload in {
        "empty": "",
        "blank": " \n",
        "text": "hello",
        "cut": message[:-1],
        "trailing_text": message + "x",
        "array": f"[{message}]",
        "string": '"hello"',
        "number": "1",
        "null": "null",
        "object_empty": "{}",
        "object_of_others": '{"hello":"world"}',
        "challenge": '{"challenge":"x"}',
        "topic_alone": '{"topic":"kso.dept","operation":"create"}',
        "without_operation": '{"topic":"kso.dept","payload":{}}',
        "without_topic": '{"operation":"create","payload":{}}',
        "topic_number": '{"topic":1,"operation":"create","payload":{}}',
        "sealed_envelope": compact(
            {
                "topic": MESSAGE_TOPIC,
                "operation": "create",
                "time": TIME,
                "nonce": "71a2b3c4d5e6f707",
                "signature": "A" * 43,
                "encrypted_data": "AAAA",
            }
        ),
    }.items():
        yield _refused(f"parse_refused_{name}", "None of the three forms that parse takes.", payload, 401)
    yield _refused("parse_refused_binary", "Not JSON, not text.", bytes(range(128, 256)), 401)


def limits() -> Iterator[Vector]:
    message = compact(_MESSAGE)
    event = delivery.event(_NATIVE_TYPE, "m1", _FIELDS)
    size = len(message)
    exact, less = ({**_BARE, "max_payload_bytes": limit} for limit in (size, size - 1))
    yield _parsed("parse_at_size_limit", "Exactly max_payload_bytes.", message, event, settings=exact)
    yield _refused("parse_over_size_limit", "One byte more.", message, 500, settings=less)
    small = {**_BARE, "max_body_bytes": 16}
    yield _parsed("parse_ignores_body_limit", "max_body_bytes is for requests.", message, event, settings=small)
    deep = message[:-1] + ',"deep":' + "[" * 64 + "]" * 64 + "}"
    yield _refused("parse_over_depth_limit", "Deeper than max_depth.", deep, 501)


def _around(topic: str, operation: str, payload: str, **more: Json) -> str:
    return compact({"topic": topic, "operation": operation, **more, "payload": Verbatim(payload)})


def _parsed(
    id: str,
    comment: str,
    payload: str,
    event: Json,
    *,
    raw: str | None = None,
    settings: Json = None,
    source: str = sources.MESSAGE_EVENT,
) -> Vector:
    expected = delivery.delivery([event], auth=delivery.NOT_CHECKED, reply=None)
    return Vector(
        id=id,
        comment=comment,
        source=source,
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
