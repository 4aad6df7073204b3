"""Time: not judged by default, since the vendor replays cached callbacks; judged where the configuration asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from ...vector import Vector
from .. import delivery, sources
from ..body import TIMESTAMP, config, signed
from ..cases import message_case, refused, text_message, txt
from .push import PUSH, PUSH_EVENT, push_case

_YEAR_MS = 365 * 86_400_000
_TEXT = {"eventType": "chat", "chat_type": "chat", "from": "user1", "to": "user2", "msg_id": "1", "payload": txt("hi")}


def vectors() -> Iterator[Vector]:
    for name, offset_ms, tolerance in (
        ("year_old_by_default", _YEAR_MS, None),
        ("from_the_future_by_default", -_YEAR_MS, None),
        ("year_old_tolerance_off", _YEAR_MS, 0),
        ("at_past_edge", 300_000, 300),
        ("at_future_edge", -300_000, 300),
    ):
        settings = config() if tolerance is None else config(tolerance_seconds=tolerance)
        yield message_case(
            f"fresh_{name}",
            "Within the tolerance, or none is set.",
            "txt",
            txt("hi"),
            text_message("hi"),
            settings=settings,
            now_ms=TIMESTAMP + offset_ms,
            source=sources.OVERVIEW,
        )
    for name, offset_ms in {"past": 300_001, "future": -300_001}.items():
        id = f"stale_{name}"
        yield refused(
            id,
            "One millisecond too far.",
            signed(id, _TEXT),
            202,
            settings=config(tolerance_seconds=300),
            now_ms=TIMESTAMP + offset_ms,
            flags=("Hostile",),
        )
    for name, timestamp in {"zero": 0, "largest_integer": 2**63 - 1}.items():
        id = f"stale_time_{name}"
        yield refused(
            id,
            "A signed time that must neither pass nor overflow.",
            signed(id, {**_TEXT, "timestamp": timestamp}),
            202,
            settings=config(tolerance_seconds=300),
            flags=("Hostile",),
        )
    yield message_case(
        "fresh_timestamp_string",
        "A timestamp in a string is judged alike.",
        "txt",
        txt("hi"),
        text_message("hi"),
        root={"timestamp": str(TIMESTAMP)},
        settings=config(tolerance_seconds=1),
        flags=("TypeConflict",),
    )
    yield push_case(
        "unproven_time_not_judged",
        "A time that nobody signed says nothing: it is not judged.",
        PUSH,
        PUSH_EVENT,
        secret=None,
        auth=delivery.UNPROVEN,
        settings=config(allow_unverified=["push"], tolerance_seconds=1),
        now_ms=TIMESTAMP + _YEAR_MS,
        flags=("Unproven",),
    )
