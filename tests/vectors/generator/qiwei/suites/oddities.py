"""Pushed records whose parts are missing, of another type than documented, or known to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from ...archive_oddities import oddities
from ...vector import Vector
from ..cases import record_case


def vectors() -> Iterator[Vector]:
    yield from map(record_case, oddities())
