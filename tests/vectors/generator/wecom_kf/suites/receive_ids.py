"""The receive id: whom a message is for, and the tenant that comes of it."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector, failure
from .. import delivery, sources
from ..cases import NATIVE
from ..envelope import AES_KEY, CORP, TIME, TOKEN, config, credential, seal_for
from ..xml_text import document

_SUITE = "wwsuite0001"


def vectors() -> Iterator[Vector]:
    yield from accepted()
    yield from mismatches()
    yield from tenants()


def accepted() -> Iterator[Vector]:
    for name, configured, trailing in (
        ("same", CORP, CORP),
        ("list_first", [CORP, _SUITE], CORP),
        ("list_second", [CORP, _SUITE], _SUITE),
        ("list_of_one", [CORP], CORP),
        ("any", "*", "whoever"),
        ("any_empty", "*", ""),
        ("empty", "", ""),
        ("list_with_empty", ["", CORP], ""),
        ("chinese", "企业", "企业"),
    ):
        for call in ("post", "get"):
            id = f"receive_id_{name}_{call}"
            seal = seal_for(id, receive_id=trailing)
            yield Vector(
                id=id,
                comment="A configured receiver.",
                source=sources.CRYPTO,
                call="decrypt",
                inputs={
                    "config": _settings(configured),
                    "request": seal.post("hello") if call == "post" else seal.get("hello"),
                },
                expect={"status": 0, "plaintext": "hello"},
            )


def mismatches() -> Iterator[Vector]:
    for name, configured, trailing in (
        ("other", CORP, "wwother"),
        ("empty_for_one", CORP, ""),
        ("one_for_empty", "", CORP),
        ("prefix", CORP, CORP[:-1]),
        ("longer", CORP, CORP + "x"),
        ("space_after", CORP, CORP + " "),
        ("nul_after", CORP, CORP + "\0"),
        ("other_case", CORP, CORP.upper()),
        ("not_in_list", [CORP, _SUITE], "wwother"),
        ("empty_not_in_list", [CORP], ""),
        ("list_joined", [CORP, _SUITE], CORP + _SUITE),
        ("star_itself", CORP, "*"),
        ("not_utf8", CORP, b"\xff\xfe"),
    ):
        for call in ("post", "get"):
            id = f"receive_id_wrong_{name}_{call}"
            seal = seal_for(id, receive_id=trailing)
            yield Vector(
                id=id,
                comment="A message for somebody else, whatever its signature.",
                source=sources.CRYPTO,
                flags=("Hostile", "PublishedFailure"),
                call="receive",
                inputs={
                    "config": _settings(configured),
                    "request": seal.post(_event(CORP)) if call == "post" else seal.get("hello"),
                },
                expect=failure(203, excludes=[TOKEN, AES_KEY]),
            )
    moved = seal_for("receive_id_wrong_length_moved", receive_id="ml>" + CORP)
    yield Vector(
        id="receive_id_wrong_length_moved",
        comment="A sender that counts characters: part of the message stands where the receiver should.",
        source=sources.PUBLIC_FAILURES,
        flags=("PublishedFailure",),
        call="decrypt",
        inputs={"config": config(), "request": moved.post("<xml>你好</x")},
        expect=failure(203),
    )
    verify = seal_for("receive_id_not_judged_by_verify", receive_id="wwother")
    yield Vector(
        id="receive_id_not_judged_by_verify",
        comment="verify decrypts nothing: decrypt and receive judge the receiver.",
        source=sources.CRYPTO,
        call="verify",
        inputs={"config": config(), "request": verify.post("hello")},
        expect={"status": 0, "report": delivery.report("events", delivery.proof())},
    )


def tenants() -> Iterator[Vector]:
    yield _tenant("tenant_of_named_receiver", CORP, CORP, _event(CORP), CORP)
    yield _tenant("tenant_of_any", "*", CORP, _event(CORP), CORP)
    yield _tenant("tenant_of_any_differs", "*", _SUITE, _event(CORP), _SUITE, {"to_user_name": CORP})
    yield _tenant("tenant_of_any_empty", "*", "", _event(CORP), CORP)
    yield _tenant("tenant_of_any_unnamed", "*", _SUITE, _event(None), _SUITE)
    yield _tenant("tenant_of_list", [CORP, _SUITE], _SUITE, _event(CORP), CORP)
    yield _tenant("tenant_unknown", "", "", _event(None), None)


def _tenant(id: str, configured: Json, trailing: str, plaintext: str, tenant: str | None, data: Json = None) -> Vector:
    fields = {
        "type": "session.entered",
        "time_ms": TIME * 1000,
        "tenant_id": tenant,
        "data": {"action": "entered", "native_action": "enter_agent", **(data or {})},
        "native": NATIVE,
    }
    event = delivery.event("event.enter_agent", delivery.digest_id(plaintext, TIME), fields, raw_format="xml")
    return Vector(
        id=id,
        comment='With "*" the trailing id is the tenant, otherwise the receiver that the message names.',
        source=sources.CRYPTO,
        call="receive",
        inputs={"config": _settings(configured), "request": seal_for(id, receive_id=trailing).post(plaintext)},
        expect=delivery.success(delivery.received([event]), [plaintext]),
    )


def _event(receiver: str | None) -> str:
    head = [("ToUserName", receiver)] if receiver else []
    return document(*head, ("CreateTime", TIME), ("MsgType", "event"), ("Event", "enter_agent"))


def _settings(receive_id: Json) -> Json:
    return config(credentials=credential(receive_id=receive_id))
