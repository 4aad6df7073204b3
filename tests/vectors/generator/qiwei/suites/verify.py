"""`verify` and `decrypt`: a report and no more; the body as it came, since nothing is encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, request, text_or_base64
from ..cases import refused
from ..push import BARE, HEADER, OPEN, PLATFORM, SECRET, UNPROVEN, proven, push, secret_credential

_BODY = compact(push(21, {"tenant_id": "wp1"}))
_SECRET = {**BARE, "credentials": secret_credential(id="main")}
_HEADERS = [(HEADER, SECRET)]
_BODIES = {
    "push": _BODY,
    "spaced": f"\ufeff \r\n{_BODY}\n",
    "empty": "",
    "text": "hello",
    "broken": '{"type":',
    "binary": bytes(range(256)),
}


def vectors() -> Iterator[Vector]:
    for name, body in _BODIES.items():
        yield _verified(
            f"verify_{name}", "What the body says does not matter.", body, _SECRET, proven("main"), _HEADERS
        )
        yield _decrypted(f"decrypt_{name}", "The bytes as they came, whatever they are.", body, _SECRET, _HEADERS)
    yield _verified("verify_waived", "The report says that nothing is proven.", _BODY, OPEN, UNPROVEN)
    yield _decrypted("decrypt_waived", "The bytes as they came.", _BODY, OPEN)
    for call in ("verify", "decrypt"):
        for name, settings, headers, status in (
            ("forged", _SECRET, [(HEADER, "wrong")], 201),
            ("without_secret", _SECRET, [], 200),
            ("secret_twice", _SECRET, _HEADERS * 2, 400),
            ("without_credentials", BARE, _HEADERS, 204),
        ):
            yield refused(
                f"{call}_{name}",
                "Nothing comes out of an unproven request.",
                _BODY,
                status,
                call=call,
                settings=settings,
                headers=headers,
                flags=("Hostile",),
                excludes=[SECRET],
            )


def _verified(id: str, comment: str, body: str | bytes, settings: Json, auth: Json, headers: Json = ()) -> Vector:
    report = {"schema": "imhook.verification/1", "platform": PLATFORM, "kind": "events", "auth": auth}
    return Vector(
        id=id,
        comment=comment,
        call="verify",
        inputs={"config": settings, "request": request(body, 0, headers=headers)},
        expect={"status": 0, "report": report},
    )


def _decrypted(id: str, comment: str, body: str | bytes, settings: Json, headers: Json = ()) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        call="decrypt",
        inputs={"config": settings, "request": request(body, 0, headers=headers)},
        expect={"status": 0, **text_or_base64("plaintext", body)},
    )
