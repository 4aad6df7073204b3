"""Freshness: the clock of the caller against the signed time."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..cases import message_case, refused, text_message
from ..envelope import NOW_MS, config, seal_for

_HI = {"type": "text", "content": {"text": {"content": "hi"}}}
_YEAR_MS = 365 * 86_400_000


def vectors() -> Iterator[Vector]:
    yield from fresh()
    yield from stale()
    yield from absurd_times()


def fresh() -> Iterator[Vector]:
    for name, offset_ms, tolerance in (
        ("past_edge", 300_000, None),
        ("future_edge", -300_000, None),
        ("past_edge_of_own_tolerance", 10_000, 10),
        ("future_edge_of_own_tolerance", -10_000, 10),
        ("check_off", 10 * _YEAR_MS, 0),
        ("check_off_future", -10 * _YEAR_MS, 0),
    ):
        yield message_case(
            f"fresh_{name}",
            "Within the tolerance, its edge included; a tolerance of 0 switches the check off.",
            _HI,
            text_message("hi"),
            now_ms=NOW_MS + offset_ms,
            settings=_tolerating(tolerance),
        )


def stale() -> Iterator[Vector]:
    for name, offset_ms, tolerance in (
        ("past", 300_001, None),
        ("future", -300_001, None),
        ("past_by_a_year", _YEAR_MS, None),
        ("past_own_tolerance", 10_001, 10),
        ("future_own_tolerance", -10_001, 10),
    ):
        yield _stale(f"stale_{name}", NOW_MS + offset_ms, tolerance)


def absurd_times() -> Iterator[Vector]:
    """Signed times that must neither pass nor overflow."""
    for name, time in {"zero": 0, "in_milliseconds": NOW_MS, "largest_integer": 2**63 - 1}.items():
        yield _stale(f"stale_time_{name}", NOW_MS, None, time=time)


def _stale(id: str, now_ms: int, tolerance: int | None, **seal: int) -> Vector:
    return refused(
        id,
        "Signed, but not now: the default tolerance is 300 seconds to both sides.",
        seal_for(id, **seal).envelope(b"{}"),
        202,
        now_ms=now_ms,
        settings=_tolerating(tolerance),
        source=sources.EVENT_SECURITY,
        flags=("Hostile",),
    )


def _tolerating(seconds: int | None) -> Json:
    return config() if seconds is None else config(tolerance_seconds=seconds)
