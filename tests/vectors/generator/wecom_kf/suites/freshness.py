"""The signed timestamp: how far from now it may be."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector, failure, request
from .. import sources
from ..envelope import NOW_MS, TIME, config, seal_for, target, xml_body

_PLAINTEXT = "<xml><MsgType>event</MsgType></xml>"


def vectors() -> Iterator[Vector]:
    yield from distances()
    yield from forms()


def distances() -> Iterator[Vector]:
    for name, distance_ms, settings, status in (
        ("now", 0, config(), 0),
        ("300_s_old", 300_000, config(), 0),
        ("300_s_and_1_ms_old", 300_001, config(), 202),
        ("300_s_ahead", -300_000, config(), 0),
        ("300_s_and_1_ms_ahead", -300_001, config(), 202),
        ("one_day_old", 86_400_000, config(), 202),
        ("one_day_old_not_judged", 86_400_000, config(tolerance_seconds=0), 0),
        ("10_s_old_of_10", 10_000, config(tolerance_seconds=10), 0),
        ("11_s_old_of_10", 11_000, config(tolerance_seconds=10), 202),
    ):
        yield _timed(
            f"fresh_{name}",
            "Not further from now than the tolerance, 300 s by default.",
            TIME,
            NOW_MS + distance_ms,
            settings,
            status,
        )
    stale = seal_for("fresh_check_of_address").get("hello", now_ms=NOW_MS + 300_001)
    yield Vector(
        id="fresh_check_of_address",
        comment="The check of the address is judged alike.",
        source=sources.CRYPTO,
        flags=("Hostile",),
        call="receive",
        inputs={"config": config(), "request": stale},
        expect=failure(202),
    )


def forms() -> Iterator[Vector]:
    for name, timestamp, status in (
        ("milliseconds", NOW_MS, 0),
        ("text", "yesterday", 400),
        ("fraction", "1704074400.0", 400),
        ("exponent", "17040744e2", 400),
        ("space_before", " 1704074400", 400),
        ("plus", "+1704074400", 400),
        ("hex", "0x65924f60", 400),
        ("too_large", "9" * 20, 400),
        ("negative", "-1704074400", 202),
        ("zero", "0", 202),
    ):
        yield _timed(f"timestamp_{name}", "A timestamp is an integer.", timestamp, NOW_MS, config(), status)


def _timed(id: str, comment: str, timestamp: int | str, now_ms: int, settings: Json, status: int) -> Vector:
    seal = seal_for(id, timestamp=timestamp)
    encrypted = seal.encrypt(_PLAINTEXT)
    return Vector(
        id=id,
        comment=comment,
        source=sources.CRYPTO,
        flags=("Hostile",) if status else (),
        call="decrypt",
        inputs={
            "config": settings,
            "request": request(xml_body(encrypted), now_ms, method="POST", target=target(seal.query(encrypted))),
        },
        expect=failure(status) if status else {"status": 0, "plaintext": _PLAINTEXT},
    )
