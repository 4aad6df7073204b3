"""The same records with every number and boolean in a string."""

from __future__ import annotations

from collections.abc import Iterator

from ...archive_events import events
from ...archive_messages import messages
from ...archive_oddities import oddities
from ...vector import Vector
from ..cases import record_case


def vectors() -> Iterator[Vector]:
    for case in (*messages(), *events(), *oddities()):
        yield record_case(case, text=True)
