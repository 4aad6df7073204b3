"""`verify` proves the sender and stops; `decrypt` gives the verified body, unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, request
from .. import delivery, sources
from ..body import NOW_MS, OMIT, config, credential, signed, unsigned
from ..cases import refused, txt
from .push import PUSH
from .reaction import REACTION
from .thread import THREAD

_POST = {"eventType": "chat", "chat_type": "chat", "from": "user1", "to": "user2", "msg_id": "1", "payload": txt("hi")}
_PRE = {
    "chat_type": "groupchat",
    "group_id": "1",
    "from": "user1",
    "to": "1",
    "payload": {"msg": "hi", "type": "txt"},
    "appkey": OMIT,
}


def vectors() -> Iterator[Vector]:
    yield _verified("verify_post_send", "A message that was sent.", signed("verify_post_send", _POST))
    yield _verified(
        "verify_pre_send", "One that waits for a verdict.", signed("verify_pre_send", _PRE), kind="decision"
    )
    yield _verified(
        "verify_second_secret",
        "Proven by the second secret.",
        signed("verify_second_secret", _POST, "new"),
        settings=config(credentials=[credential("old"), credential("new", id="new rule")]),
        auth=delivery.proof("new rule"),
    )
    for name, parts in (("thread", THREAD), ("reaction", REACTION), ("push", PUSH)):
        yield _verified(
            f"verify_unproven_{name}",
            "Let through by the configuration: nothing is proven.",
            unsigned(f"verify_unproven_{name}", parts),
            settings=config(allow_unverified=[name]),
            auth=delivery.UNPROVEN,
            flags=("Unproven",),
        )
    forged = {**signed("verify_forged", _POST), "security": "0" * 32}
    for call in ("verify", "decrypt"):
        yield refused(f"{call}_forged", "A forged body.", forged, 201, call=call, flags=("Hostile",))
        unproven = unsigned(f"{call}_unproven", THREAD)
        yield refused(f"{call}_unproven", "Not let through.", unproven, 200, call=call, flags=("Hostile",))
    text = compact(signed("decrypt_body", _POST))
    for name, body in {
        "body": text,
        "body_spaced": f" {text[:1]}\r\n\t{text[1:]}\n",
        "body_bom": f"\ufeff{text}",
    }.items():
        yield Vector(
            id=f"decrypt_{name}",
            comment="The body travels in the clear: its bytes as they came.",
            source=sources.OVERVIEW,
            call="decrypt",
            inputs={"config": config(), "request": request(body, NOW_MS)},
            expect={"status": 0, "plaintext": body},
        )


def _verified(
    id: str,
    comment: str,
    body: Json,
    *,
    kind: str = "events",
    settings: Json = None,
    auth: Json = None,
    flags: tuple[str, ...] = (),
) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.OVERVIEW,
        flags=flags,
        call="verify",
        inputs={"config": settings or config(), "request": request(compact(body), NOW_MS)},
        expect={"status": 0, "report": delivery.report(kind, auth or delivery.proof())},
    )
