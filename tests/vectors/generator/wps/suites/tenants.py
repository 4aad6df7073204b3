"""More applications than are tried: the address of an event, or the KSO-1 header of a card, names the one."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, failure, request
from .. import delivery, sources
from ..envelope import NOW_MS, config, credential, kso1_request, seal_for

_TENANTS = [credential(f"AK{number:06}", f"sk{number:06}") for number in range(17)]
_LAST = _TENANTS[16]
_ROTATED = [*_TENANTS, credential(_LAST["app_id"], "sk-after-rotation")]
_CARD = compact({"callback_name": "xz_card", "app_id": _LAST["app_id"], "data": {}})


def vectors() -> Iterator[Vector]:
    yield _event(
        "tenant_of_first_sixteen",
        "Who is among the first 16 need not be named.",
        _TENANTS[15],
        None,
        "15",
    )
    yield _event("tenant_seventeenth_unnamed", "The 17th is not tried.", _LAST, None, None)
    named = f"/hook?app_id={_LAST['app_id']}"
    yield _event("tenant_seventeenth_named", "The address names it.", _LAST, named, "16")
    yield _event(
        "tenant_rotated_old_key",
        "Two keys of one name: the old one.",
        _LAST,
        named,
        "16",
        _ROTATED,
    )
    yield _event(
        "tenant_rotated_new_key",
        "Two keys of one name: the new one.",
        _ROTATED[17],
        named,
        "17",
        _ROTATED,
    )
    other = f"/hook?app_id={_TENANTS[3]['app_id']}"
    yield _event(
        "tenant_named_wrongly",
        "A name orders the search and proves nothing.",
        _TENANTS[0],
        other,
        "0",
    )
    yield _event(
        "tenant_named_as_another",
        "Nor does it find who is not tried.",
        _LAST,
        other,
        None,
    )
    yield _event(
        "tenant_named_twice",
        "Two names are none.",
        _LAST,
        f"{named}&app_id=AK000001",
        None,
    )
    yield _event(
        "tenant_of_nobody",
        "A name that nobody has.",
        _LAST,
        "/hook?app_id=AK999999",
        None,
    )
    yield _verified(
        "tenant_seventeenth_of_kso1",
        "KSO-1 names the application.",
        kso1_request(_CARD, **_LAST),
        delivery.report("events", delivery.kso1_proof("16")),
    )
    yield _verified(
        "tenant_of_kso1_with_key_of_another",
        "Of those that it does not name none is tried.",
        kso1_request(_CARD, app_id=_LAST["app_id"], app_key=_TENANTS[0]["app_key"]),
        None,
    )


def _event(
    id: str,
    comment: str,
    used: dict[str, str],
    target: str | None,
    proven_by: str | None,
    configured: Json = None,
) -> Vector:
    sealed = seal_for(id, **used).envelope(b"{}")
    sent = request(compact(sealed), NOW_MS, **({"target": target} if target else {}))
    report = delivery.report("events", delivery.event_proof(proven_by)) if proven_by else None
    return _verified(id, comment, sent, report, configured)


def _verified(id: str, comment: str, sent: Json, report: Json, configured: Json = None) -> Vector:
    """A request that is proven, or refused where there is no report."""
    return Vector(
        id=id,
        comment=comment,
        source=sources.EVENT_SECURITY,
        flags=() if report else ("Hostile",),
        call="verify",
        inputs={"config": config(credentials=configured or _TENANTS), "request": sent},
        expect={"status": 0, "report": report} if report else failure(201),
    )
