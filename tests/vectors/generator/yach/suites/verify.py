"""`verify` proves the sender and stops; `decrypt` gives the body as it came: only parse decrypts its fields."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector, request
from .. import delivery, sources
from ..callback import APP_KEY, NOW_MS, TIMESTAMP, TRUSTING, config, credential, fields, form, signed
from ..cases import refused
from ..crypto import encrypt

_BODY = form(fields("verify", {}))


def vectors() -> Iterator[Vector]:
    yield _verified("verify", "A form.", _BODY)
    yield _verified("verify_body_is_not_read", "Whatever the body is.", "{")
    yield _verified("verify_empty_body", "Or nothing.", "")
    yield _verified(
        "verify_named",
        "The credential that proved it.",
        _BODY,
        settings=config(credentials=[credential("old"), credential(id="new rule")]),
        auth=delivery.proof("new rule"),
    )
    yield _verified(
        "verify_waived",
        "Nothing is proven.",
        _BODY,
        settings=TRUSTING,
        headers=[],
        auth=delivery.UNPROVEN,
        flags=("Unproven",),
    )
    wrong = [("timestamp", str(TIMESTAMP)), ("sign", "x")]
    for call in ("verify", "decrypt"):
        for name, status, more in (
            ("missing", 200, {"headers": []}),
            ("wrong", 201, {"headers": wrong}),
            ("stale", 202, {"now_ms": NOW_MS + 3_600_001}),
            ("without_credentials", 204, {"settings": {"platform": "yach"}}),
            ("without_sign", 204, {"settings": config(credentials={"secret": "s"})}),
            ("repeated", 400, {"headers": [*signed(), *signed()]}),
        ):
            yield refused(f"{call}_{name}", "As receive.", _BODY, status, call=call, flags=("Hostile",), **more)
    sealed = form(fields("sealed", {"senderId": encrypt(APP_KEY, "u1")}))
    for name, body in (
        ("form", _BODY),
        ("json", ' {"a":\r\n1}\n'),
        ("bom", "\ufeff{}"),
        ("no_json", "hello"),
        ("encrypted_fields", sealed),
    ):
        yield _decrypted(f"decrypt_body_{name}", body)
    yield _decrypted("decrypt_body_waived", _BODY, settings=TRUSTING, headers=[])
    yield _decrypted("decrypt_body_bytes", b"\xff\x00\xfe")


def _verified(
    id: str,
    comment: str,
    body: str,
    *,
    settings: Json = None,
    headers: Json = None,
    auth: Json = None,
    flags: tuple[str, ...] = (),
) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.ROBOT,
        flags=flags,
        call="verify",
        inputs={
            "config": settings or config(),
            "request": request(body, NOW_MS, headers=signed() if headers is None else headers),
        },
        expect={"status": 0, "report": delivery.report(auth or delivery.proof())},
    )


def _decrypted(id: str, body: str | bytes, *, settings: Json = None, headers: Json = None) -> Vector:
    plaintext = {"plaintext": body} if isinstance(body, str) else {"plaintext_base64": base64.b64encode(body).decode()}
    return Vector(
        id=id,
        comment="The body travels in the clear: its bytes as they came.",
        source=sources.ROBOT,
        call="decrypt",
        inputs={
            "config": settings or config(credentials=credential(app_key=APP_KEY)),
            "request": request(body, NOW_MS, headers=signed() if headers is None else headers),
        },
        expect={"status": 0, **plaintext},
    )
