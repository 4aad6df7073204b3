"""Forwarded records and mixed content inside a push: strings inside strings inside a string."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...archive_case import Case
from ...archive_forwards import deep, forwards, too_deep
from ...vector import Vector
from ..cases import record_case, refused
from ..push import OPEN, push, record_of


def vectors() -> Iterator[Vector]:
    yield from map(record_case, forwards())
    three = deep(3, "chatrecord_at_depth_limit", "Twelve containers, through four strings: the cap.")
    vector = record_case(three)
    yield replace(vector, inputs={**vector.inputs, "config": {**OPEN, "max_depth": 12}})
    yield refused(
        "chatrecord_over_depth_limit",
        "One container over the cap.",
        push(101, record_of(three)),
        501,
        settings={**OPEN, "max_depth": 11},
        flags=("Hostile",),
    )
    for name, comment, root in too_deep():
        body = push(101, record_of(Case(f"too_deep_{name}", comment, next(iter(root)), root), official=True))
        yield refused(f"too_deep_{name}", comment, body, 501, flags=("Hostile",))
