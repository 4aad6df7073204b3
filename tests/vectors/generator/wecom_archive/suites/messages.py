"""A record of every message type, as the official documents write it."""

from __future__ import annotations

from collections.abc import Iterator

from ...archive_messages import messages
from ...vector import Vector
from ..cases import record_case


def vectors() -> Iterator[Vector]:
    yield from map(record_case, messages())
