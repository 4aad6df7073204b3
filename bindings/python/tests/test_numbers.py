"""No number of a delivery is rounded, however long it is."""

from __future__ import annotations

import copy
import decimal
import json
import pickle
from typing import Any

import pytest

import imhook
from imhook.json_text import decode, encode

LONG = "3.14159265358979323846264338327950288"


def passed_through(number: str) -> Any:
    payload = b'{"topic":"t","operation":"o","payload":{"n":%s}}' % number.encode()
    with imhook.Receiver("wps") as receiver:
        return receiver.parse(payload)["events"][0]["raw"]["n"]


@pytest.mark.parametrize("number", ["0", "-1", "9007199254740993", "123456789012345678901234567890", "7" * 4000])
def test_a_whole_number_is_an_int(number: str) -> None:
    value = passed_through(number)
    assert type(value) is int
    assert str(value) == number


@pytest.mark.parametrize("number", ["0.5", "39.9042", "-1.25e-07", "1e+300"])
def test_a_fraction_that_a_float_keeps_is_a_float(number: str) -> None:
    value = passed_through(number)
    assert type(value) is float
    assert repr(value) == number


@pytest.mark.parametrize("number", [LONG, "1.10", "1E2", "1e400", "-1e-400", "9" * 5000])
def test_any_other_number_knows_its_digits(number: str) -> None:
    value = passed_through(number)
    assert type(value) is imhook.Digits
    assert isinstance(value, float)
    assert str(value) == repr(value) == number
    assert decimal.Decimal(str(value)) == decimal.Decimal(number)
    for copied in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert type(copied) is imhook.Digits
        assert (str(copied), float(copied)) == (number, float(number))


def test_digits_are_a_float_to_compute_with() -> None:
    value = passed_through(LONG)
    assert value == float(LONG)
    assert value + 1 == float(LONG) + 1
    assert json.dumps([value]) == f"[{float(LONG)!r}]"


def test_a_spec_may_hold_half_a_surrogate_pair() -> None:
    assert encode({"a": "é"}) == b'{"a":"\xc3\xa9"}'
    assert encode({"a": "\ud800"}) == b'{"a":"\\ud800"}'
    assert encode(b'{"a": 1.10}') == b'{"a": 1.10}'
    assert decode(b'{"a":"\\ud800"}') == {"a": "\ud800"}


def test_a_spec_holds_no_nan() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode({"a": float("nan")})
