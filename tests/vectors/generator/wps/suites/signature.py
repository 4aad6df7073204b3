"""The event signature: tampered and forged requests, and the order in which a request is judged."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..cases import event_case, refused
from ..envelope import APP_KEY, NOW_MS, TIME, Seal, seal_for

_PLAINTEXT = b'{"company_id":"eueue","message":{"id":"m1","type":"text","content":{"text":{"content":"hi"}}}}'


def vectors() -> Iterator[Vector]:
    yield from tampered()
    yield from signatures()
    yield from order_of_judgement()


def tampered() -> Iterator[Vector]:
    envelope = _envelope("tampered")
    encrypted = envelope["encrypted_data"]
    for name, value in {
        "topic": "kso.app_chat",
        "time": TIME + 1,
        "nonce": "0" * 32,
        "encrypted_data": ("B" if encrypted[0] == "A" else "A") + encrypted[1:],
    }.items():
        yield _refused(
            f"tampered_{name}", "A signed field was changed.", {**envelope, name: value}, 201, flags=("Hostile",)
        )
    seal = seal_for("tampered_operation", operation="update")
    yield event_case(
        "tampered_operation_is_not_noticed",
        "The signature does not cover operation: the change passes, and auth.uncovered says so.",
        _PLAINTEXT,
        {
            "type": "unknown",
            "tenant_id": "eueue",
            "data": {"message": {"id": "m1", "type": "text", "content": {"text": {"content": "hi"}}}},
        },
        seal=seal,
        warnings=["unknown_event_type"],
        source=sources.EVENT_SECURITY,
        flags=("Hostile",),
    )
    yield _refused(
        "moved_colon",
        "topic and nonce shifted across their colon: another text is signed.",
        {**envelope, "topic": f"{envelope['topic']}:{envelope['nonce'][0]}", "nonce": envelope["nonce"][1:]},
        201,
        flags=("Hostile",),
    )


def signatures() -> Iterator[Vector]:
    envelope = _envelope("signatures")
    signature = envelope["signature"]
    for name, value in {
        "other_letter": ("B" if signature[0] == "A" else "A") + signature[1:],
        "cut": signature[:-1],
        "long": signature + "A",
        "padded": signature + "=",
        "other_case": signature.swapcase(),
        "space_before": " " + signature,
        "not_base64": "*" * 43,
        "not_ascii": "密" * 43,
        "hex": "00" * 32,
    }.items():
        yield _refused(
            f"signature_{name}",
            "Only the one spelling of 43 characters is the signature.",
            {**envelope, "signature": value},
            201,
            flags=("Hostile",),
            excludes=[APP_KEY, signature],
        )
    standard = _first_signature_with("-")
    yield _refused(
        "signature_standard_base64",
        "The alphabet is the URL-safe one.",
        {**standard, "signature": standard["signature"].replace("-", "+").replace("_", "/")},
        201,
        flags=("Hostile",),
    )
    for name, seal in {
        "other_app": seal_for("other_app", app_id="AK999999"),
        "other_key": seal_for("other_key", app_key="sk999999"),
    }.items():
        yield _refused(
            f"signature_of_{name}", "Signed by somebody else.", seal.envelope(_PLAINTEXT), 201, flags=("Hostile",)
        )
    unsigned = {name: value for name, value in envelope.items() if name != "signature"}
    yield _refused("signature_missing", "No signature.", unsigned, 200)
    yield _refused("signature_empty", "An empty signature is none.", {**envelope, "signature": ""}, 200)


def order_of_judgement() -> Iterator[Vector]:
    stale = NOW_MS + 3_600_000
    bad = Seal(nonce="0123456789abcde").around("***")
    forged = {**bad, "signature": "A" * 43}
    yield _refused("order_signature_before_all", "Forged, stale, short nonce, no base64.", forged, 201, now_ms=stale)
    yield _refused(
        "order_freshness_before_ciphertext", "Signed, stale, short nonce, no base64.", bad, 202, now_ms=stale
    )
    yield _refused("order_nonce_before_base64", "Signed, fresh, short nonce, no base64.", bad, 400)
    yield _refused("order_missing_signature_before_nonce", "No signature, short nonce.", {**bad, "signature": ""}, 200)


def _envelope(name: str) -> dict[str, Json]:
    return seal_for(name).envelope(_PLAINTEXT)


def _first_signature_with(character: str) -> dict[str, Json]:
    """A valid envelope whose signature shows the difference between the two base64 alphabets."""
    candidates = (_envelope(f"alphabet {number}") for number in range(100))
    return next(envelope for envelope in candidates if character in envelope["signature"])


def _refused(id: str, comment: str, body: Json, status: int, **more: Json) -> Vector:
    return refused(id, comment, body, status, **{"source": sources.EVENT_SECURITY, **more})
