"""The calls of a receiver on the real library; every vector's bytes are compared in test_vectors.py."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typeguard import check_type

import imhook
from imhook.json_text import decode

CREDENTIALS = {"app_id": "AK00000000EXAMPLE", "app_key": "not-a-real-key-00000000000000000"}
CONFIG = {"platform": "wps", "credentials": CREDENTIALS, "tolerance_seconds": 60}
CALLBACK = {
    "kind": "callback",
    "topic": "kso.app_chat.message",
    "operation": "create",
    "payload": {"message": {"id": "1", "type": "text", "content": {"text": {"content": "你好"}}}},
    "timestamp_ms": 1704074400000,
    "nonce": "0123456789abcdef0123456789abcdef",
}
NOW_MS = 1704074430000


@pytest.fixture
def receiver() -> imhook.Receiver:
    """A receiver of WPS 365."""
    return imhook.Receiver.from_config(CONFIG)


@pytest.fixture
def body(receiver: imhook.Receiver) -> bytes:
    """A callback that the receiver accepts at NOW_MS."""
    return receiver.seal(CALLBACK)["body"].encode()


def test_a_configuration_comes_in_any_form(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "wps.json"
    path.write_text(json.dumps(CONFIG))
    made = [
        imhook.Receiver("wps", credentials=CREDENTIALS, tolerance_seconds=60),
        imhook.Receiver(platform="wps", credentials=[CREDENTIALS], tolerance_seconds=60),
        imhook.Receiver.from_config(CONFIG),
        imhook.Receiver.from_config(json.dumps(CONFIG).encode()),
        imhook.Receiver.from_config(str(path)),
        imhook.Receiver.from_config(path),
    ]
    for receiver in made:
        assert receiver.receive(body, now_ms=NOW_MS)["events"][0]["type"] == "message.created"
        with pytest.raises(imhook.StaleTimestamp):
            receiver.receive(body, now_ms=NOW_MS + 60_000)


@pytest.mark.parametrize(
    ("config", "refusal"),
    [
        ({"platform": "icq"}, imhook.InvalidConfig),
        ({"platform": "wps", "tolerance": 1}, imhook.InvalidConfig),
        (b"[]", imhook.InvalidConfig),
        (b"\xff", imhook.InvalidConfig),
        ("no/such/file.json", FileNotFoundError),
    ],
)
def test_a_wrong_configuration_makes_no_receiver(config: Any, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        imhook.Receiver.from_config(config)


def test_each_call_has_a_form_in_bytes(receiver: imhook.Receiver, body: bytes) -> None:
    plaintext = receiver.decrypt(body, now_ms=NOW_MS)
    payload = json.dumps({"topic": "t", "operation": "o", "payload": json.loads(plaintext)}).encode()
    pairs: list[tuple[Any, bytes, Any]] = [
        (receiver.receive(body, now_ms=NOW_MS), receiver.receive_bytes(body, now_ms=NOW_MS), imhook.Delivery),
        (receiver.verify(body, now_ms=NOW_MS), receiver.verify_bytes(body, now_ms=NOW_MS), imhook.Verification),
        (receiver.diagnose(body), receiver.diagnose_bytes(body), imhook.Diagnosis),
        (receiver.parse(payload), receiver.parse_bytes(payload), imhook.Delivery),
        (receiver.seal(CALLBACK), receiver.seal_bytes(CALLBACK), imhook.Sealed),
    ]
    for value, written, kind in pairs:
        assert value == decode(written)
        check_type(value, kind)


def test_many_give_one_outcome_each_in_order(receiver: imhook.Receiver, body: bytes) -> None:
    requests = [
        imhook.Request(body, now_ms=NOW_MS),
        imhook.Request(b'{"topic":"t"}', {"A": "1"}),
        imhook.Request(body, now_ms=1),
    ]
    for threads in (0, 2):
        outcomes = receiver.receive_batch(requests, threads)
        check_type(outcomes, list[imhook.Outcome])
        assert [outcome["error"]["name"] if "error" in outcome else outcome["kind"] for outcome in outcomes] == [
            "events",
            "malformed_request",
            "stale_timestamp",
        ]
        written = receiver.receive_batch_bytes(requests, threads)
        assert [decode(line) for line in written.splitlines()] == outcomes
        assert written.endswith(b"\n")


def test_lines_are_parsed_in_order(receiver: imhook.Receiver) -> None:
    lines = b'{"topic":"t","operation":"a","payload":{}}\n\nnonsense\r\n{"topic":"t","operation":"b","payload":{}}'
    for threads in (0, 3):
        outcomes = receiver.parse_lines(lines, threads)
        assert outcomes == [decode(line) for line in receiver.parse_lines_bytes(lines, threads).splitlines()]
        assert ["error" in outcome for outcome in outcomes] == [False, True, False]
    assert receiver.parse_lines(b"") == []


def test_a_diagnosis_explains_a_refusal(receiver: imhook.Receiver, body: bytes) -> None:
    diagnosis = receiver.diagnose(body, now_ms=1)
    assert not diagnosis["ok"]
    assert [step["name"] for step in diagnosis["steps"] if step["result"] == "fail"] == ["verify"]
    assert [advice["code"] for advice in diagnosis["advice"]] == ["now_in_seconds", "stale_timestamp"]
