"""Card callbacks: plain JSON that a KSO-1 signature proves, or that the configuration lets pass unproven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...json_text import Json, compact
from ...vector import Vector, failure, request
from .. import delivery, sources
from ..envelope import CARD_TARGET, DATE, NOW_MS, config, credential, kso1_headers, kso1_request

_DATA = {"company_id": "eueue", "app_ctx_id": "ctx-1", "content": {"action": "reason", "reason": "请假 one day"}}
_CALLBACK = {"callback_name": "xz_card", "app_id": "AK123456", "data": _DATA}
_BODY = compact(_CALLBACK)
_FIELDS: dict[str, Json] = {
    "type": "interaction.submitted",
    "tenant_id": "eueue",
    "data": {
        "action": "submitted",
        "native_action": "reason",
        "target_id": "ctx-1",
        "value": "请假 one day",
        "app_id": "AK123456",
    },
}
_LENIENT = config(allow_unverified=["card"])
_CONTENT_TYPE = ("Content-Type", "application/json")


def vectors() -> Iterator[Vector]:
    yield from proven()
    yield from values()
    yield from spelling_of_the_request()
    yield from credentials()
    yield from unproven()
    yield from refused_proofs()
    yield from tampered()
    yield from other_calls()


def proven() -> Iterator[Vector]:
    yield _received("card_text_input", "What a user typed into a card.", kso1_request(_BODY))
    spaced = '{ "callback_name": "xz_card",\n "app_id": "AK123456", "data": ' + compact(_DATA) + " }\n"
    yield _received(
        "card_body_spaced", "raw and id leave the white space around the body out.", kso1_request(spaced), body=spaced
    )
    yield _received(
        "card_fresh_past_edge",
        "X-Kso-Date is judged like an event's time.",
        kso1_request(_BODY, now_ms=NOW_MS + 300_000),
    )


def values() -> Iterator[Vector]:
    for name, value in {
        "selected_object": {"key": "b", "text": "乙"},
        "selected_list": ["a", "b"],
        "number": 3,
        "empty_text": "",
    }.items():
        body = compact({**_CALLBACK, "data": {**_DATA, "content": {"action": "pick", "pick": value}}})
        yield _received(
            f"card_value_{name}",
            "The value stands under the key that action names, and is handed on as it is.",
            kso1_request(body),
            body=body,
            data={"native_action": "pick", "value": value},
        )
    body = compact({**_CALLBACK, "data": {**_DATA, "userId": "u1"}})
    yield _received(
        "card_unknown_key",
        "Other keys of data are kept in snake_case.",
        kso1_request(body),
        body=body,
        data={"user_id": "u1"},
        flags=("Unknown",),
    )


def spelling_of_the_request() -> Iterator[Vector]:
    target = "/hook/card?tenant=a%20b&x=1"
    yield _received(
        "card_target_with_query", "The query belongs to the signed target.", kso1_request(_BODY, target=target)
    )
    absolute = kso1_request(_BODY, target=f"https://hook.example.com{target}", uri=target)
    yield _received("card_target_absolute", "Of an absolute address, path and query are signed.", absolute)
    charset = kso1_request(_BODY, content_type="application/json; charset=utf-8")
    yield _received("card_content_type_with_charset", "Content-Type is signed as it was sent.", charset)
    signed = kso1_request(_BODY)
    lower = [[name.lower(), value] for name, value in signed["headers"]]
    yield _received("card_header_names_lower_case", "Header names have no case.", {**signed, "headers": lower})
    without = {key: value for key, value in signed.items() if key != "method"}
    yield _received("card_method_missing", "A request without a method is a POST.", without)


def credentials() -> Iterator[Vector]:
    both = config(credentials=[credential(), credential("AK777777", "sk777777", id="second")])
    body = compact({**_CALLBACK, "app_id": "AK777777"})
    yield _received(
        "card_second_credential",
        "KSO-1 names the application, and so the credential.",
        kso1_request(body, app_id="AK777777", app_key="sk777777"),
        body=body,
        settings=both,
        auth=delivery.kso1_proof("second"),
        data={"app_id": "AK777777"},
    )
    yield _refused(
        "card_app_id_of_another",
        "Proven for one application, addressed to another.",
        kso1_request(_BODY, app_id="AK777777", app_key="sk777777"),
        203,
        settings=both,
    )
    yield _refused(
        "card_app_id_not_configured",
        "The body names an application that nobody configured.",
        kso1_request(compact({**_CALLBACK, "app_id": "AK999999"})),
        203,
    )


def unproven() -> Iterator[Vector]:
    bare = request(_BODY, NOW_MS, method="POST", target=CARD_TARGET, headers=[_CONTENT_TYPE])
    yield _refused("card_without_kso1", "A card callback needs its proof.", bare, 200)
    yield _received(
        "card_unverified_allowed",
        "allow_unverified lets it pass, and auth says that nothing was proven.",
        bare,
        settings=_LENIENT,
        auth=delivery.UNPROVEN_CARD,
        date=None,
    )
    dated = {**bare, "headers": [list(_CONTENT_TYPE), ["X-Kso-Date", DATE]]}
    yield _received(
        "card_unverified_with_date",
        "An unproven date names the event, but is no time.",
        dated,
        settings=_LENIENT,
        auth=delivery.UNPROVEN_CARD,
        timed=False,
    )
    yield _received(
        "card_unverified_allowed_but_proven",
        "A proof that is there is judged all the same.",
        kso1_request(_BODY),
        settings=_LENIENT,
    )
    forged = kso1_request(_BODY, app_key="guess")
    yield _refused(
        "card_unverified_allowed_but_forged", "And refused when it is wrong.", forged, 201, settings=_LENIENT
    )


def refused_proofs() -> Iterator[Vector]:
    yield _refused("card_kso1_wrong_key", "Signed with another key.", kso1_request(_BODY, app_key="guess"), 201)
    yield _refused("card_kso1_past", "Signed five minutes and a millisecond ago.", _at(300_001), 202)
    yield _refused("card_kso1_future", "Signed in the future.", _at(-300_001), 202)
    headers = kso1_headers(_BODY.encode())
    for name in ("X-Kso-Date", "X-Kso-Authorization"):
        again = [header for header in headers if header[0] == name]
        twice = request(_BODY, NOW_MS, method="POST", target=CARD_TARGET, headers=[*headers, *again])
        yield _refused(f"card_repeated_{name.lower().replace('-', '_')}", "A header of the proof twice.", twice, 400)
    none = {"platform": "wps"}
    yield _refused("card_without_credentials", "Nothing to prove it with.", kso1_request(_BODY), 204, settings=none)


def tampered() -> Iterator[Vector]:
    signed = kso1_request(_BODY)
    later = DATE.replace("02:00:00", "02:00:01")
    changes: dict[str, Json] = {
        "body": {"body": _BODY.replace("one day", "ten days")},
        "method": {"method": "PUT"},
        "target": {"target": CARD_TARGET + "?admin=1"},
        "content_type": {"headers": [["Content-Type", "text/plain"], *signed["headers"][1:]]},
        "date": {"headers": [signed["headers"][0], ["X-Kso-Date", later], signed["headers"][2]]},
    }
    for name, change in changes.items():
        yield _refused(
            f"card_tampered_{name}", "A part that the signature covers was changed.", {**signed, **change}, 201
        )


def other_calls() -> Iterator[Vector]:
    inputs = {"config": config(), "request": kso1_request(_BODY)}
    yield Vector(
        id="card_verify",
        comment="verify proves the sender and stops.",
        source=sources.CARD_CALLBACK,
        call="verify",
        inputs=inputs,
        expect={"status": 0, "report": delivery.report("events", delivery.kso1_proof())},
    )
    yield Vector(
        id="card_decrypt",
        comment="A clear body comes back as it is.",
        source=sources.CARD_CALLBACK,
        call="decrypt",
        inputs=inputs,
        expect={"status": 0, "plaintext": _BODY},
    )


def _received(
    id: str,
    comment: str,
    received: Json,
    *,
    body: str = _BODY,
    data: Json = None,
    auth: Json = None,
    settings: Json = None,
    date: str | None = DATE,
    timed: bool = True,
    flags: Iterable[str] = (),
) -> Vector:
    fields = {**_FIELDS, "data": {**_FIELDS["data"], **(data or {})}}
    if date and timed:
        fields["time_ms"] = NOW_MS
    record = body.strip()
    event = delivery.event("xz_card", delivery.digest_id(record.encode(), date or ""), fields)
    result = delivery.delivery([event], auth=auth or delivery.kso1_proof())
    return Vector(
        id=id,
        comment=comment,
        source=sources.CARD_CALLBACK,
        flags=tuple(flags),
        call="receive",
        inputs={"config": settings or config(), "request": received},
        expect=delivery.success(result, [record.replace("\n", " ")]),
    )


def _refused(id: str, comment: str, received: Json, status: int, settings: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.CARD_CALLBACK,
        flags=("Hostile",),
        call="receive",
        inputs={"config": settings or config(), "request": received},
        expect=failure(status),
    )


def _at(offset_ms: int) -> Json:
    return kso1_request(_BODY, now_ms=NOW_MS + offset_ms)
