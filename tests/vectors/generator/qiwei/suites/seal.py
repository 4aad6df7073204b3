"""`seal`: pushes as the vendor would send them, the secret where the receiver looks for it, and plain replies."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, failure
from ..push import BARE, HEADER, OPEN, SECRET, push, secret_credential

_JSON = {"Content-Type": "application/json"}
_TEXT = {"Content-Type": "text/plain"}
_PAYLOAD = dict(sorted(push(21, {"tenant_id": "wp1", "module_keys": ["线索"]}).items()))


def vectors() -> Iterator[Vector]:
    yield from callbacks()
    yield from replies()
    yield from refusals()


def callbacks() -> Iterator[Vector]:
    text = compact(_PAYLOAD)
    for name, settings in {"bare": BARE, "waived": OPEN}.items():
        yield _callback(f"seal_push_{name}", "Without credentials nothing is added.", settings, _PAYLOAD, text)
    odd = ' {"type" : 19}\n'
    yield _callback("seal_push_string", "A string is the body itself, JSON or not.", OPEN, odd, odd)
    header = {**BARE, "credentials": secret_credential()}
    yield _callback(
        "seal_push_header", "The secret in its header.", header, _PAYLOAD, text, headers={**_JSON, HEADER: SECRET}
    )
    query = {**BARE, "credentials": secret_credential(place="query:token")}
    yield _callback(
        "seal_push_query", "The secret in its parameter.", query, _PAYLOAD, text, target=f"/?token={SECRET}"
    )
    encoded = {**BARE, "credentials": secret_credential("a b+c/d=é%&~", "query:my token")}
    yield _callback(
        "seal_push_query_encoded",
        "Encoded, so that it reads as it was configured.",
        encoded,
        _PAYLOAD,
        text,
        target="/?my%20token=a%20b%2Bc%2Fd%3D%C3%A9%25%26~",
    )
    several = {**BARE, "credentials": [secret_credential(), secret_credential("other", "query:k", id="second")]}
    yield _callback("seal_push_first", "The first is used.", several, _PAYLOAD, text, headers={**_JSON, HEADER: SECRET})
    yield _callback(
        "seal_push_named",
        "credential picks another.",
        several,
        _PAYLOAD,
        text,
        target="/?k=other",
        credential="second",
    )
    yield _callback(
        "seal_push_time_and_nonce", "They mean nothing here.", OPEN, _PAYLOAD, text, timestamp_ms=1, nonce="x"
    )


def replies() -> Iterator[Vector]:
    for name, payload, body, headers in (
        ("text", "SUCCESS", "SUCCESS", _TEXT),
        ("empty", "", "", _TEXT),
        ("object", {"code": 0}, '{"code":0}', _JSON),
        ("list", [1, "二"], '[1,"二"]', _JSON),
    ):
        yield _sealed(
            f"seal_reply_{name}",
            "Text goes out as text, JSON as JSON.",
            BARE,
            {"kind": "reply", "payload": payload},
            {"method": "", "target": "", "headers": headers, "body": body},
        )


def refusals() -> Iterator[Vector]:
    for name, spec, status in (
        ("send", {"kind": "send", "message": {"a": 1}}, 402),
        ("callback_without_payload", {"kind": "callback"}, 100),
        ("reply_without_payload", {"kind": "reply"}, 100),
        ("unknown_kind", {"kind": "push", "payload": {}}, 100),
        ("unknown_key", {"kind": "callback", "payload": {}, "topic": "x"}, 100),
        ("unknown_credential", {"kind": "callback", "payload": {}, "credential": "nobody"}, 100),
    ):
        settings = {**BARE, "credentials": secret_credential()}
        yield Vector(
            id=f"seal_{name}",
            comment="Nothing to compose.",
            flags=("Malformed",),
            call="seal",
            inputs={"config": settings, "spec": Verbatim(compact(spec))},
            expect=failure(status, excludes=[SECRET]),
        )


def _callback(
    id: str,
    comment: str,
    settings: Json,
    payload: Json,
    body: str,
    *,
    headers: Json = None,
    target: str = "/",
    **more: Json,
) -> Vector:
    sealed = {"method": "POST", "target": target, "headers": headers or _JSON, "body": body}
    return _sealed(id, comment, settings, {"kind": "callback", "payload": payload, **more}, sealed)


def _sealed(id: str, comment: str, settings: Json, spec: Json, sealed: Json) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        call="seal",
        inputs={"config": settings, "spec": Verbatim(compact(spec))},
        expect={"status": 0, "sealed": sealed},
    )
