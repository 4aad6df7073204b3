"""`receiver_new`: configurations that are taken, and mistakes that are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...json_text import Json
from ...vector import Vector, failure
from ..cases import BARE


def vectors() -> Iterator[Vector]:
    everything = {
        **BARE,
        "tolerance_seconds": 0,
        "max_body_bytes": 4096,
        "max_payload_bytes": 65536,
        "max_depth": 16,
        "raw": "omit",
        "format": "cloudevents",
    }
    for name, settings in {"minimal": BARE, "every_key": everything}.items():
        yield Vector(
            id=f"config_{name}",
            comment="A configuration that is taken.",
            call="receiver_new",
            inputs={"config": settings},
            expect={"status": 0},
        )
    for name, settings, key in (
        ("credentials", {**BARE, "credentials": {"secret": "hunter2"}}, "credentials"),
        ("verification", {**BARE, "verification": "none"}, "verification"),
        ("private_key", {**BARE, "private_key": "hunter2"}, "private_key"),
        ("raw_wrong", {**BARE, "raw": "drop"}, "raw"),
        ("depth_wrong", {**BARE, "max_depth": 0}, "max_depth"),
        ("depth_too_deep", {**BARE, "max_depth": 129}, "max_depth"),
        ("payload_wrong", {**BARE, "max_payload_bytes": "64 MiB"}, "max_payload_bytes"),
    ):
        yield _refused(f"config_{name}", "A key or a value that is none.", settings, [key])


def _refused(id: str, comment: str, settings: Json, names: Iterable[str]) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        flags=("Malformed",),
        call="receiver_new",
        inputs={"config": settings},
        expect=failure(101, contains=names, excludes=["hunter2"]),
    )
