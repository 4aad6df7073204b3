"""`seal`: the requests that WPS would send, byte for byte, and plain replies."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector
from .. import sources
from ..envelope import MESSAGE_TOPIC, NOW_MS, TIME, Seal, config, credential, kso1_headers

_JSON = {"Content-Type": "application/json"}
_NONCE = "71a2b3c4d5e6f70718293a4b5c6d7e8f"
_PAYLOAD = {
    "company_id": "eueue",
    "message": {"content": {"text": {"content": "你好 / hi"}}, "id": "m1", "type": "text"},
}


def vectors() -> Iterator[Vector]:
    yield from events()
    yield from kso1_callbacks()
    yield from replies()


def events() -> Iterator[Vector]:
    text = compact(_PAYLOAD)
    yield _event("seal_event", "A JSON payload is sealed as its text.", _PAYLOAD, text)
    yield _event("seal_event_payload_string", "A string payload is the plaintext itself.", text, text)
    odd = ' {"a" : 1.10}\n'
    yield _event("seal_event_payload_string_verbatim", "Nothing of a string is changed, JSON or not.", odd, odd)
    yield _event("seal_event_short_nonce", "The nonce is taken as given.", _PAYLOAD, text, nonce="0123456789abcdef")
    yield _event("seal_event_milliseconds", "time is whole seconds.", _PAYLOAD, text, timestamp_ms=NOW_MS + 999)
    yield _event(
        "seal_event_other_topic",
        "topic and operation are the caller's.",
        {},
        "{}",
        topic="kso.future.thing",
        operation="explode",
    )
    second = credential("AK777777", "sk777777", id="second")
    yield _event(
        "seal_event_named_credential",
        "credential picks the key.",
        _PAYLOAD,
        text,
        seal=Seal(nonce=_NONCE, app_id="AK777777", app_key="sk777777"),
        settings=config(credentials=[credential(), second]),
        credential="second",
    )


def kso1_callbacks() -> Iterator[Vector]:
    card = {
        "app_id": "AK123456",
        "callback_name": "xz_card",
        "data": {"app_ctx_id": "ctx-1", "company_id": "eueue", "content": {"action": "ok", "ok": "是"}},
    }
    for name, payload in (("card", card), ("challenge", {"challenge": "5f1c2a70e9d84b36"})):
        body = compact(payload)
        headers = dict(kso1_headers(body.encode(), uri="/"))
        yield _sealed(
            f"seal_{name}",
            "The payload shows what it is; it goes out in the clear, signed with KSO-1.",
            {"kind": "callback", "payload": payload, "timestamp_ms": NOW_MS},
            {"method": "POST", "target": "/", "headers": headers, "body": body},
            source=sources.CALLBACKS,
        )
    body, target = compact(card), "/hook/card?a=b%20c"
    yield _sealed(
        "seal_card_target",
        "KSO-1 signs the target, so the caller names it.",
        {"kind": "callback", "payload": card, "timestamp_ms": NOW_MS, "target": target},
        {"method": "POST", "target": target, "headers": dict(kso1_headers(body.encode(), uri=target)), "body": body},
        source=sources.CALLBACKS,
    )


def replies() -> Iterator[Vector]:
    for name, payload in {"acknowledged": {"code": 0}, "list": [1, "二"]}.items():
        yield _sealed(
            f"seal_reply_{name}",
            "A reply is the payload's JSON text; no secret is needed.",
            {"kind": "reply", "payload": payload},
            {"method": "", "target": "", "headers": _JSON, "body": compact(payload)},
            settings={"platform": "wps"},
            source=sources.CALLBACKS,
        )


def _event(
    id: str,
    comment: str,
    payload: Json,
    plaintext: str,
    *,
    topic: str = MESSAGE_TOPIC,
    operation: str = "create",
    nonce: str = _NONCE,
    timestamp_ms: int = NOW_MS,
    seal: Seal | None = None,
    settings: Json = None,
    **more: Json,
) -> Vector:
    seal = seal or Seal(nonce=nonce, topic=topic, operation=operation, time=TIME)
    spec = {
        "kind": "callback",
        "topic": topic,
        "operation": operation,
        "payload": payload,
        "timestamp_ms": timestamp_ms,
        "nonce": nonce,
        **more,
    }
    sealed = {"method": "POST", "target": "/", "headers": _JSON, "body": compact(seal.envelope(plaintext.encode()))}
    return _sealed(id, comment, spec, sealed, settings=settings)


def _sealed(
    id: str,
    comment: str,
    spec: Json,
    sealed: Json,
    *,
    settings: Json = None,
    source: str = sources.EVENT_SECURITY,
) -> Vector:
    """`spec` is printed on one line: its text, spaces included, is the input."""
    return Vector(
        id=id,
        comment=comment,
        source=source,
        call="seal",
        inputs={"config": settings or config(), "spec": Verbatim(compact(spec))},
        expect={"status": 0, "sealed": sealed},
    )
