"""Forwarded records and mixed content: JSON in strings inside JSON, to any depth within the cap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...archive_case import Case
from ...archive_forwards import deep, forwards, too_deep
from ...vector import Vector
from ..cases import BARE, record_case, record_of, refused


def vectors() -> Iterator[Vector]:
    yield from map(record_case, forwards())
    for case in forwards():
        if case.id in ("chatrecord", "mixed", "chatrecord_of_mixed", "chatrecord_item_no_object"):
            yield record_case(case, text=True)
    yield from depths()


def depths() -> Iterator[Vector]:
    three = deep(3, "chatrecord_at_depth_limit", "Eleven containers, through three strings: the cap.")
    vector = record_case(three)
    yield replace(vector, inputs={**vector.inputs, "config": {**BARE, "max_depth": 11}})
    yield refused(
        "chatrecord_over_depth_limit",
        "One container over the cap.",
        record_of(three),
        501,
        settings={**BARE, "max_depth": 10},
        flags=("Hostile",),
    )
    for name, comment, root in too_deep():
        record = record_of(Case(f"too_deep_{name}", comment, next(iter(root)), root))
        yield refused(f"too_deep_{name}", comment, record, 501, flags=("Hostile",))
