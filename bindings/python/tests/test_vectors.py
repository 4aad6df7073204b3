"""Every vector of tests/vectors through the Python API.

Where the environment variable IMHOOK_CONFORMANCE_OUT names a file, what came of each vector is written there, a line for each:
its name, the status and the bytes in hexadecimal, apart by tabs. tests/conformance compares these lines between languages.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Optional

import pytest
from typeguard import check_type

import imhook
from comparison import assert_delivery, assert_diagnosis, assert_error, assert_lines, assert_same
from conftest import ROOT
from imhook.statuses import BY_STATUS
from vectors import Vector, octets, parsed, vectors

VECTORS = list(vectors(ROOT / "tests/vectors"))
Line = tuple[str, int, bytes]


@pytest.fixture(scope="module")
def listing() -> Iterator[list[Line]]:
    """What came of each vector; written down at the end."""
    lines: list[Line] = []
    yield lines
    written = os.environ.get("IMHOOK_CONFORMANCE_OUT")
    if written:
        Path(written).write_text("".join(f"{name}\t{status}\t{out.hex()}\n" for name, status, out in lines), encoding="ascii")


@pytest.mark.parametrize("vector", VECTORS, ids=[vector.name for vector in VECTORS])
def test_vector(vector: Vector, listing: list[Line]) -> None:
    expect = vector["expect"]
    error, out = run(vector)
    if error is None:
        listing.append((vector.name, 0, out))
        assert int(expect["status"]) == 0
        assert_outcome(vector, out)
    else:
        listing.append((vector.name, error.status, f"{error.message}\n{error.hint or ''}".encode()))
        assert_error(error.status, vars(error), expect)
        assert type(error) is BY_STATUS[error.status]


def test_every_vector_is_found() -> None:
    found = sum(len(parsed(path.read_text(encoding="utf-8"))["vectors"]) for path in ROOT.glob("tests/vectors/*/*.json"))
    assert found == len(VECTORS) > 5000


def run(vector: Vector) -> tuple[Optional[imhook.Error], bytes]:
    """The error or the bytes that come of the vector's call."""
    try:
        with imhook.Receiver.from_config(vector.config()) as receiver:
            return None, b"" if vector["call"] == "receiver_new" else called(vector, receiver)
    except imhook.Error as error:
        return error, b""


def called(vector: Vector, receiver: imhook.Receiver) -> bytes:
    call = vector["call"]
    if call in ("receive", "verify", "decrypt", "diagnose"):
        return on_request(call, vector["request"], receiver)
    if call == "parse":
        return receiver.parse_bytes(vector.octets("payload"))
    if call == "parse_lines":
        out = receiver.parse_lines_bytes(vector.octets("payload"))
        assert receiver.parse_lines_bytes(vector.octets("payload"), threads=3) == out, "threads change the output"
        return out
    assert call == "seal"
    return receiver.seal_bytes(vector.spec())


def on_request(call: str, recorded: dict[str, Any], receiver: imhook.Receiver) -> bytes:
    body = octets(recorded, "body")
    headers = [(name.encode(), value.encode()) for name, value in recorded.get("headers", [])]
    method, target = recorded.get("method", "POST").encode(), recorded.get("target", "").encode()
    now_ms = int(recorded["now_ms"])
    if call == "verify":
        return receiver.verify_bytes(body, headers, method, target, now_ms=now_ms)
    if call == "decrypt":
        return receiver.decrypt(body, headers, method, target, now_ms=now_ms)
    if call == "diagnose":
        return receiver.diagnose_bytes(body, headers, method, target, now_ms=now_ms)
    batch = receiver.receive_batch_bytes([imhook.Request(memoryview(body), headers, method, target, now_ms=now_ms)])
    try:
        out = receiver.receive_bytes(body, headers, method, target, now_ms=now_ms)
    except imhook.Error as error:
        told = parsed(batch.decode())["error"]
        assert (int(told["status"]), told["message"], told.get("hint")) == (error.status, error.message, error.hint)
        raise
    assert batch == out + b"\n", "a batch gives something else"
    return out


def assert_outcome(vector: Vector, out: bytes) -> None:
    call, expect = vector["call"], vector["expect"]
    if call in ("receive", "parse"):
        assert_delivery(out, expect)
        kind = imhook.CloudEventsDelivery if vector["config"].get("format") == "cloudevents" else imhook.Delivery
        check_type(imhook.json_text.decode(out), kind)
    elif call == "verify":
        assert_same(parsed(out.decode()), expect["report"])
        check_type(imhook.json_text.decode(out), imhook.Verification)
    elif call == "decrypt":
        assert out == octets(expect, "plaintext")
    elif call == "parse_lines":
        assert_lines(out, expect["lines"])
    elif call == "seal":
        assert_same(parsed(out.decode()), expect["sealed"])
        check_type(imhook.json_text.decode(out), imhook.Sealed)
    elif call == "diagnose":
        assert_diagnosis(imhook.json_text.decode(out), expect["diagnosis"])
        check_type(imhook.json_text.decode(out), imhook.Diagnosis)
    else:
        assert call == "receiver_new"
