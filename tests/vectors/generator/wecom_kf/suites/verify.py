"""`verify`: proves the sender and stops before the ciphertext; `decrypt` hands back the message alone."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector, request
from .. import delivery, sources
from ..cases import refused
from ..envelope import NOW_MS, Seal, check_request, config, credential, json_body, seal_for, target, xml_body

_PLAINTEXT = "<xml><MsgType>event</MsgType></xml>"


def vectors() -> Iterator[Vector]:
    yield from verified()
    yield from refusals()
    yield from decrypted()


def verified() -> Iterator[Vector]:
    event = seal_for("verify_event").post(_PLAINTEXT)
    yield _verified("verify_event", "A signed event.", event, "events", delivery.proof())
    seal = seal_for("verify_json")
    encrypted = seal.encrypt(_PLAINTEXT)
    sent = request(json_body(encrypted), NOW_MS, method="POST", target=target(seal.query(encrypted)))
    yield _verified("verify_event_json", "A signed event in JSON.", sent, "events", delivery.proof())
    address = seal_for("verify_check").get("hello")
    yield _verified("verify_check", "A check of the address.", address, "challenge", delivery.proof("0", "echostr"))
    yield _verified(
        "verify_without_method",
        "A request without a method is a POST.",
        {key: value for key, value in event.items() if key != "method"},
        "events",
        delivery.proof(),
    )
    yield _verified(
        "verify_second_credential",
        "Proven by the second credential.",
        event,
        "events",
        delivery.proof("new"),
        config(credentials=[credential("OldToken"), credential(id="new")]),
    )
    seal = Seal(nonce="nonsense")
    nonsense = request(xml_body("***"), NOW_MS, method="POST", target=target(seal.query("***")))
    yield _verified(
        "verify_does_not_decrypt",
        "Signed nonsense in place of a ciphertext: the proof holds.",
        nonsense,
        "events",
        delivery.proof(),
    )


def refusals() -> Iterator[Vector]:
    for call in ("verify", "decrypt"):
        other = seal_for(f"{call}_forged", token="OtherToken")
        for name, sent, status in (
            ("forged_event", other.post(_PLAINTEXT), 201),
            ("forged_check", other.get("hello"), 201),
            ("stale_event", seal_for("stale").post(_PLAINTEXT, now_ms=NOW_MS + 300_001), 202),
            ("unsigned_event", request(xml_body("AAAA"), NOW_MS, method="POST", target="/"), 200),
            ("cleartext", request(_PLAINTEXT, NOW_MS, method="POST", target=target(other.query("AAAA"))), 400),
        ):
            yield refused(
                f"{call}_{name}", "Nothing comes out without a proof.", sent, status, call=call, flags=("Hostile",)
            )


def decrypted() -> Iterator[Vector]:
    for name, sent, plaintext in (
        ("event", seal_for("decrypt_event").post(_PLAINTEXT), _PLAINTEXT),
        ("check", seal_for("decrypt_check").get("1616140317555161061"), "1616140317555161061"),
        ("anything", seal_for("decrypt_anything").post(" no payload \n"), " no payload \n"),
    ):
        yield Vector(
            id=f"decrypt_{name}",
            comment="The message without the random bytes, the length and the receive id; its form is not judged.",
            source=sources.CRYPTO,
            call="decrypt",
            inputs={"config": config(), "request": sent},
            expect={"status": 0, "plaintext": plaintext},
        )
    seal = seal_for("decrypt_check_as_post")
    encrypted = seal.encrypt("hello")
    yield refused(
        "check_sent_as_post",
        "Only a GET is a check of the address.",
        {**check_request({**seal.query(encrypted), "echostr": encrypted}), "method": "POST"},
        400,
        source=sources.CALLBACK,
        flags=("Malformed",),
    )


def _verified(id: str, comment: str, sent: Json, kind: str, auth: Json, settings: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.CRYPTO,
        call="verify",
        inputs={"config": settings or config(), "request": sent},
        expect={"status": 0, "report": delivery.report(kind, auth)},
    )
