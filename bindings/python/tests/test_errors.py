"""The exceptions: one for each status of the header, in one hierarchy."""

from __future__ import annotations

import copy
import json
import pickle
import re
from pathlib import Path
from types import ModuleType

import pytest

import imhook
from imhook.statuses import BY_HUNDRED, BY_STATUS

CONFIG = {"platform": "wps", "credentials": {"app_id": "a", "app_key": "b"}}
UNSIGNED = json.dumps({"topic": "t", "operation": "o", "time": 1, "nonce": "n", "encrypted_data": "AAAA"}).encode()


def test_each_status_of_the_header_has_its_exception(root: Path) -> None:
    header = (root / "include/imhook.h").read_text(encoding="utf-8")
    listed = {int(number): name for name, number in re.findall(r"#define IMHOOK_([A-Z_]+) (\d+)", header)}
    assert {number: kind.name.upper() for number, kind in BY_STATUS.items()} == {
        number: name for number, name in listed.items() if number >= 100
    }
    for number, kind in BY_STATUS.items():
        assert kind.status == number
        assert kind.__mro__[1] is BY_HUNDRED[number // 100]
        assert getattr(imhook, kind.__name__) is kind
        assert kind.__name__ in imhook.__all__
        assert imhook.library.native.imhook_status_name(number).decode() == kind.name


def test_an_error_carries_what_the_library_says() -> None:
    with imhook.Receiver.from_config(CONFIG) as receiver, pytest.raises(imhook.AuthenticationError) as caught:
        receiver.receive(UNSIGNED)
    error = caught.value
    assert type(error) is imhook.MissingSignature
    assert (error.status, error.name, error.http_status, error.vendor_code) == (200, "missing_signature", 401, None)
    assert error.message == "signature is missing"
    assert error.hint == "pass the body on as it came; WPS signs every event"
    assert str(error) == f"missing_signature (200): {error.message} (hint: {error.hint})"


def test_a_configuration_error_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="no_such_key") as caught:
        imhook.Receiver("wps", no_such_key=1)
    assert type(caught.value) is imhook.InvalidConfig
    assert caught.value.http_status == 500


@pytest.mark.parametrize(
    ("status", "kind"),
    [(199, "UsageError"), (250, "AuthenticationError"), (999, "InternalError"), (777, "Error"), (-1, "Error"), (1201, "Error")],
)
def test_an_unknown_status_goes_by_its_hundred(fake: ModuleType, status: int, kind: str) -> None:
    with pytest.raises(fake.Error) as caught:
        fake.Receiver("wps").parse(str(status).encode())
    error = caught.value
    assert type(error) is getattr(fake, kind)
    assert (error.status, error.name, error.message, error.hint) == (status, "future", "m", None)
    assert (error.http_status, error.vendor_code) == (418, -7)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_an_error_is_pickled_whole(again: object) -> None:
    assert callable(again)
    for kind in (imhook.SignatureMismatch, imhook.UsageError, imhook.Error):
        error = kind("m", hint="h", status=299, name="n", http_status=418, vendor_code=-40001)
        copied = again(error)
        assert type(copied) is kind
        assert vars(copied) == vars(error)
        assert str(copied) == str(error) == "n (299): m (hint: h)"
        assert copied.args == error.args


def test_a_batch_gives_error_objects_in_their_places() -> None:
    with imhook.Receiver.from_config(CONFIG) as receiver:
        outcomes = receiver.receive_batch([imhook.Request(UNSIGNED), imhook.Request(b"[]")])
    names = [outcome["error"]["name"] for outcome in outcomes if "error" in outcome]
    assert names == ["missing_signature", "malformed_request"]
