"""The same with real numbers and booleans and without nulls: the vendor's table says long and boolean."""

from __future__ import annotations

from collections.abc import Iterator

from ...archive_events import events
from ...archive_forwards import forwards
from ...archive_messages import messages
from ...vector import Vector
from ..cases import record_case

_FORWARDS = ("chatrecord", "mixed", "chatrecord_of_mixed", "chatrecord_nested_3")


def vectors() -> Iterator[Vector]:
    for case in (*messages(), *events(), *(case for case in forwards() if case.id in _FORWARDS)):
        yield record_case(case, official=True)
