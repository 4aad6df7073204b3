"""Numbers that no double and no 64-bit integer keeps: passed through with every digit."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector
from .. import delivery
from ..cases import one_segment, received_case, unknown_segment
from ..entries import entry_case, kf_event_case, message_entry, message_fields, typed_case
from ..envelope import CORP, TIME

_NUMBERS = {
    "beyond_double": "9007199254740993",
    "beyond_64_bits": "123456789012345678901234567890",
    "long_fraction": "0.1000000000000000055511151231257827",
    "huge_exponent": "1e400",
    "tiny_exponent": "1E-400",
    "trailing_zeros": "1.10",
    "negative_zero": "-0",
    "negative_zero_fraction": "-0.0",
}


def vectors() -> Iterator[Vector]:
    for name, digits in _NUMBERS.items():
        number = Verbatim(digits)
        yield _flagged(_unknown(f"number_in_unknown_{name}", number))
        yield _flagged(_extra(f"number_in_extra_{name}", number))
        yield _flagged(_data(f"number_in_data_{name}", number))
        yield _flagged(_callback(f"number_in_callback_{name}", number))
    for name, digits in {
        "many_digits": "23.13412345678901234567890",
        "negative": "-113.358000",
        "whole": "23",
        "exponent": "2.3E1",
    }.items():
        number = Verbatim(digits)
        yield _flagged(
            typed_case(
                f"number_coordinate_{name}",
                "Coordinates keep their digits.",
                "location",
                {"latitude": number, "longitude": digits},
                {"type": "location", "latitude": number, "longitude": number},
                "[location]",
            )
        )
    id = "number_time_too_large"
    native = message_entry(id, "text", {"content": "hi"}, send_time=Verbatim("99999999999999999999"))
    hi = {"id": id, **one_segment({"type": "text", "text": "hi"}, "hi")}
    fields = message_fields(hi, time_ms=None, data={"send_time": Verbatim("99999999999999999999")})
    yield _flagged(
        entry_case(id, "A time that is none stays in data.", native, "text", fields, warnings=["unexpected_type"])
    )


def _unknown(id: str, number: Json) -> Vector:
    body = {"n": [number]}
    return typed_case(
        id,
        "In the body of an unknown type.",
        "hologram",
        body,
        unknown_segment("hologram", body),
        "[unknown] hologram",
        warnings=["unknown_message_type"],
    )


def _extra(id: str, number: Json) -> Vector:
    segment = {"type": "text", "text": "hi", "extra": {"n": number}}
    return typed_case(id, "In a key that has no place.", "text", {"content": "hi", "n": number}, segment, "hi")


def _data(id: str, number: Json) -> Vector:
    data = {"n": {"a": number}}
    return kf_event_case(id, "In an unknown event.", "teleport", data, "unknown", data, warnings=["unknown_event_type"])


def _callback(id: str, number: Json) -> Vector:
    native = {"ToUserName": CORP, "CreateTime": TIME, "MsgType": "event", "Event": "teleport", "N": number}
    text = compact(native)
    fields = {"type": "unknown", "time_ms": TIME * 1000, "tenant_id": CORP, "data": {"n": number}}
    event = delivery.event("event.teleport", delivery.digest_id(text, TIME), fields)
    return received_case(id, "In a JSON callback.", text, event, warnings=["unknown_event_type"])


def _flagged(vector: Vector) -> Vector:
    return Vector(**{**vars(vector), "flags": ("ExactNumber",)})
