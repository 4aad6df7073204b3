"""Every vector becomes the rows that the single call gives, though it travels in a batch with others of its configuration."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import imhook
import pyarrow as pa
import pytest
from imhook.spark import partition
from judge import judged
from sessions import ROOT

from vectors import Vector, octets, vectors


def of_call(call: str) -> list[Any]:
    """The vectors of a call, by configuration; CloudEvents have no columns."""
    groups: dict[bytes, list[Vector]] = defaultdict(list)
    for vector in vectors(ROOT / "tests/vectors"):
        if vector["call"] == call and json.loads(vector.config()).get("format") != "cloudevents":
            groups[vector.config()].append(vector)
    assert groups
    return [pytest.param(config, group, id=f"{group[0].name}+{len(group) - 1}") for config, group in groups.items()]


def answered(call: Any) -> bytes:
    """The line of a single call, which raises where a batch has an error object."""
    try:
        return call()
    except imhook.Error as error:
        names = ("status", "name", "message", "hint", "http_status", "vendor_code")
        return json.dumps({"error": {name: getattr(error, name) for name in names}}).encode()


def compare(batches: Iterator[pa.RecordBatch], group: list[Vector], expected: list[bytes]) -> None:
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for batch in batches:
        batch.validate(full=True)
        for row in batch.to_pylist():
            rows[row.pop("n")].append(row)
    assert list(rows) == list(range(len(group)))
    for n, (vector, line) in enumerate(zip(group, expected, strict=True)):
        assert rows[n] == judged(line, vector["expect"].get("raw", [])), vector.name


@pytest.mark.parametrize(("config", "group"), of_call("parse"))
@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary()], ids=str)
def test_parse(config: bytes, group: list[Vector], kind: pa.DataType) -> None:
    payloads = [vector.octets("payload") for vector in group]
    # A batch that starts and ends in the middle of its memory, as slices do.
    column = pa.array([b"before", *payloads, b"after"], kind).slice(1, len(payloads))
    batch = pa.RecordBatch.from_arrays([column, pa.array(range(len(group)))], ["payload", "n"])
    with imhook.Receiver.from_config(config) as receiver:
        expected = [answered(lambda payload=payload: receiver.parse_bytes(payload)) for payload in payloads]
    compare(partition.parse([batch], lambda: config), group, expected)


@pytest.mark.parametrize(("config", "group"), of_call("receive"))
def test_receive(config: bytes, group: list[Vector]) -> None:
    requests = [vector["request"] for vector in group]
    bodies = [octets(request, "body") for request in requests]
    headers = [[(name, value) for name, value in request.get("headers", [])] for request in requests]
    columns = {
        "body": pa.array(bodies, pa.binary()),
        "target": pa.array([request.get("target") for request in requests], pa.string()),
        "headers": pa.array(headers, pa.list_(pa.struct([("name", pa.string()), ("value", pa.string())]))),
        "method": pa.array([request.get("method") for request in requests], pa.string()),
        "now_ms": pa.array([int(request.get("now_ms", 0)) for request in requests], pa.int64()),
    }
    batch = pa.RecordBatch.from_pydict({**columns, "n": pa.array(range(len(group)))})
    with imhook.Receiver.from_config(config) as receiver:
        expected = [
            answered(
                lambda body=body, pairs=pairs, request=request: receiver.receive_bytes(
                    body,
                    [(name.encode(), value.encode()) for name, value in pairs],
                    request.get("method", "POST"),
                    request["target"].encode() if "target" in request else None,
                    now_ms=int(request.get("now_ms", 0)),
                )
            )
            for body, pairs, request in zip(bodies, headers, requests, strict=True)
        ]
    compare(partition.receive([batch], lambda: config, tuple(columns)), group, expected)
