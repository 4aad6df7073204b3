"""JSON text to Python values, without losing a digit, and back."""

from __future__ import annotations

import json
from typing import Any, Mapping, Tuple, Union

Json = Union[Mapping[str, Any], bytes]
"""An object, or its JSON text in UTF-8, which is handed on as it is."""


class Digits(float):
    """A number whose digits a float does not keep: a float to compute with, whose `str` is the digits as they came.

    `json.dumps` writes the float. For the exact value: `decimal.Decimal(str(number))`.
    """

    __slots__ = ("_digits",)
    _digits: str

    def __new__(cls, digits: str) -> Digits:
        number = super().__new__(cls, digits)
        number._digits = digits
        return number

    def __repr__(self) -> str:
        return self._digits

    def __getnewargs__(self) -> Tuple[str]:  # type: ignore[override]
        return (self._digits,)


def _fraction(digits: str) -> float:
    number = float(digits)
    return number if repr(number) == digits else Digits(digits)


def _integer(digits: str) -> float:
    try:
        return int(digits)
    except ValueError:  # more digits than sys.get_int_max_str_digits()
        return Digits(digits)


_usual = json.JSONDecoder(parse_float=_fraction)
_huge = json.JSONDecoder(parse_float=_fraction, parse_int=_integer)


def decode(text: bytes) -> Any:
    """What the library wrote, as Python values. Of a key that occurs twice in a native record the last counts."""
    characters = text.decode()
    try:
        return _usual.decode(characters)
    except json.JSONDecodeError:
        raise
    except ValueError:
        return _huge.decode(characters)


def encode(value: Json) -> bytes:
    """An object as JSON text in UTF-8. Half a surrogate pair, which UTF-8 cannot hold, becomes an escape."""
    if isinstance(value, bytes):
        return value
    try:
        return _compact(dict(value), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return _compact(dict(value), ensure_ascii=True).encode()


def _compact(value: object, ensure_ascii: bool) -> str:
    return json.dumps(value, ensure_ascii=ensure_ascii, allow_nan=False, separators=(",", ":"))
