"""Numbers that no double and no 64-bit integer keeps: passed through with every digit, never rounded."""

from __future__ import annotations

from collections.abc import Iterator

from ...archive_numbers import numbers
from ...json_text import Verbatim
from ...vector import Vector
from ..cases import event_case, record_case
from ..push import CREATED_MS


def vectors() -> Iterator[Vector]:
    for case in numbers():
        yield record_case(case, official=True)
    long = Verbatim("12345678901234567890123")
    yield event_case(
        "numbers_in_native",
        "Keys of the push that nobody knows.",
        21,
        {"tenant_id": "wp1"},
        {
            "type": "record.updated",
            "time_ms": CREATED_MS,
            "tenant_id": "wp1",
            "data": {"action": "updated"},
        },
        replaced={"trace": long, "ratio": Verbatim("1e400")},
        flags=("ExactNumber",),
    )
    yield event_case(
        "numbers_in_change",
        "Keys of a change that nobody knows.",
        19,
        {"order_id": long, "change_type": 1, "price": Verbatim("0.1234567890123456789012345")},
        {
            "type": "record.updated",
            "time_ms": CREATED_MS,
            "data": {
                "action": "created",
                "native_action": "1",
                "target_id": "12345678901234567890123",
                "price": Verbatim("0.1234567890123456789012345"),
            },
        },
        flags=("ExactNumber",),
    )
