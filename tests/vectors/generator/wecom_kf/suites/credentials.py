"""Several credentials at once, for rotation and tenants: which one proves the request."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector, failure
from .. import delivery, sources
from ..cases import event_case, refused
from ..envelope import AES_KEY, CORP, Seal, config, credential, seal_for

_OTHER_KEY = "AnotherKeyForVectors0123456789abcdefghijklZ"
_OLD = credential("TokenBeforeRotation")
_NEW = credential("TokenAfterRotation", _OTHER_KEY)
_TENANT = credential("TokenOfTenant", _OTHER_KEY, "wwtenant")
_PLAINTEXT = "<xml><MsgType>event</MsgType></xml>"


def vectors() -> Iterator[Vector]:
    yield from proven()
    yield from one_token()
    yield from refusals()


def proven() -> Iterator[Vector]:
    yield _proven_by("credential_list_of_one", [_OLD], _OLD, "0")
    yield _proven_by("credential_first", [_OLD, _NEW], _OLD, "0")
    yield _proven_by("credential_second", [_OLD, _NEW], _NEW, "1")
    yield _proven_by("credential_of_tenant", [_OLD, _NEW, _TENANT], _TENANT, "2")
    named = [{"id": "before", **_OLD}, {"id": "after", **_NEW}]
    yield _proven_by("credential_named", named, _NEW, "after")
    yield _proven_by("credential_some_named", [named[0], _NEW], _NEW, "1")
    yield _proven_by("credential_single_named", {"id": "only", **_OLD}, _OLD, "only")
    sixteen = [credential(f"Token{number}") for number in range(16)]
    yield _proven_by("credential_last_of_sixteen", sixteen, sixteen[15], "15")
    seal = _seal("credential_second_checks_address", _NEW)
    yield Vector(
        id="credential_second_checks_address",
        comment="The check of the address is proven alike.",
        source=sources.CRYPTO,
        call="receive",
        inputs={"config": config(credentials=[_OLD, _NEW]), "request": seal.get("hello")},
        expect=delivery.success(delivery.challenge("hello", "1"), []),
    )


def one_token() -> Iterator[Vector]:
    """One token with two keys or receivers: the key was renewed alone, or a provider uses one token for all."""
    old_key, new_key = credential("OneToken", AES_KEY), credential("OneToken", _OTHER_KEY)
    yield _proven_by("credential_one_token_first_key", [old_key, new_key], old_key, "0")
    yield _proven_by("credential_one_token_second_key", [old_key, new_key], new_key, "1")
    tenants = [credential("OneToken", receive_id="wwfirst"), credential("OneToken", receive_id="wwsecond")]
    yield _proven_by("credential_one_token_second_receiver", tenants, tenants[1], "1")
    seal = _seal("credential_one_token_decrypt", new_key)
    yield Vector(
        id="credential_one_token_decrypt",
        comment="Of the credentials whose token proves the request, the one that opens it counts.",
        source=sources.CRYPTO,
        call="decrypt",
        inputs={"config": config(credentials=[old_key, new_key]), "request": seal.post(_PLAINTEXT)},
        expect={"status": 0, "plaintext": _PLAINTEXT},
    )
    for name, settings, parts, status in (
        ("no_receiver", tenants, {"token": "OneToken", "receive_id": "wwthird"}, 203),
        ("no_key", [old_key], {"token": "OneToken", "aes_key": _OTHER_KEY}, 300),
    ):
        id = f"credential_one_token_{name}"
        yield refused(
            id,
            "None of them opens it.",
            seal_for(id, **parts).post(_PLAINTEXT),
            status,
            settings=config(credentials=settings),
            source=sources.CRYPTO,
            flags=("Hostile",),
        )


def refusals() -> Iterator[Vector]:
    yield refused(
        "credential_none_matches",
        "No configured token proves it.",
        seal_for("credential_none_matches").post(_PLAINTEXT),
        201,
        settings=config(credentials=[_OLD, _NEW, _TENANT]),
        source=sources.CRYPTO,
        flags=("Hostile",),
    )
    yield refused(
        "credential_token_of_one_key_of_other",
        "The token of one credential with the key of another.",
        seal_for("credential_mixed", token=_OLD["token"], aes_key=_OTHER_KEY).post(_PLAINTEXT),
        300,
        settings=config(credentials=[_OLD, _NEW]),
        source=sources.CRYPTO,
        flags=("Hostile",),
    )
    yield refused(
        "credential_receiver_of_other",
        "Signed for one tenant, addressed to another.",
        seal_for("credential_receiver", token=_TENANT["token"], aes_key=_OTHER_KEY, receive_id=CORP).post(_PLAINTEXT),
        203,
        settings=config(credentials=[_OLD, _TENANT]),
        source=sources.CRYPTO,
        flags=("Hostile",),
    )
    for call in ("receive", "verify", "decrypt"):
        for method in ("get", "post"):
            id = f"{call}_{method}_without_credentials"
            seal = seal_for(id)
            yield Vector(
                id=id,
                comment="Nothing to prove it with.",
                call=call,
                inputs={
                    "config": {"platform": "wecom_kf"},
                    "request": seal.get("hello") if method == "get" else seal.post(_PLAINTEXT),
                },
                expect=failure(204),
            )


def _proven_by(id: str, configured: Json, used: Json, name: str) -> Vector:
    return event_case(
        id,
        "credential is the configured id, else the index as text.",
        ("enter_agent",),
        [],
        {"type": "session.entered", "data": {"action": "entered", "native_action": "enter_agent"}},
        sender="zhangsan",
        seal=_seal(id, used),
        settings=config(credentials=configured),
        auth=delivery.proof(name),
        source=sources.CRYPTO,
    )


def _seal(id: str, used: Json) -> Seal:
    return seal_for(id, token=used["token"], aes_key=used["encoding_aes_key"], receive_id=used["receive_id"])
