"""Numbers that no double and no 64-bit integer keeps: passed through with every digit, never rounded."""

from __future__ import annotations

from collections.abc import Iterator

from ...archive_numbers import numbers
from ...vector import Vector
from ..cases import record_case


def vectors() -> Iterator[Vector]:
    yield from map(record_case, numbers())
