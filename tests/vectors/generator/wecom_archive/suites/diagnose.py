"""Diagnoses: nothing is received here, and that is said."""

from __future__ import annotations

from collections.abc import Iterator

from ... import mishaps
from ...vector import Vector, request


def vectors() -> Iterator[Vector]:
    sent = request("{}", 1704074400000)
    yield mishaps.diagnosed("request", "Records are fetched.", {"platform": "wecom_archive"}, sent, "unsupported", contains=["fetch"])
