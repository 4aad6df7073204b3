"""`verify`: proves the sender and stops before the ciphertext."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, request
from .. import delivery, sources
from ..cases import refused
from ..envelope import NOW_MS, Seal, config, credential, seal_for


def vectors() -> Iterator[Vector]:
    yield _verified("verify_event", "A signed event.", seal_for("verify_event").envelope(b"{}"))
    yield _verified(
        "verify_event_of_second_credential",
        "Proven by the second credential.",
        seal_for("verify_event_of_second_credential").envelope(b"{}"),
        settings=config(credentials=[credential(app_key="old"), credential(id="new")]),
        auth=delivery.event_proof(credential="new"),
    )
    yield _verified(
        "verify_does_not_decrypt",
        "Signed nonsense in place of a ciphertext: the proof holds.",
        Seal(nonce="71a2b3c4d5e6f707").around("AAAA"),
    )
    forged = {**seal_for("verify_forged").envelope(b"{}"), "signature": "A" * 43}
    yield refused("verify_forged", "A forged event.", forged, 201, call="verify", flags=("Hostile",))
    stale = seal_for("verify_stale").envelope(b"{}")
    yield refused(
        "verify_stale", "An old event.", stale, 202, call="verify", now_ms=NOW_MS + 300_001, flags=("Hostile",)
    )
    for call in ("verify", "decrypt"):
        envelope = seal_for(f"{call}_without_credentials").envelope(b"{}")
        yield refused(
            f"{call}_without_credentials",
            "Nothing to prove it with.",
            envelope,
            204,
            call=call,
            settings={"platform": "wps"},
        )
    yield refused(
        "decrypt_forged", "Nothing is decrypted before the proof.", forged, 201, call="decrypt", flags=("Hostile",)
    )


def _verified(id: str, comment: str, envelope: Json, settings: Json = None, auth: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.EVENT_SECURITY,
        call="verify",
        inputs={"config": settings or config(), "request": request(compact(envelope), NOW_MS)},
        expect={"status": 0, "report": delivery.report("events", auth or delivery.event_proof())},
    )
