"""What came against what a vector expects; the rules stand in tests/vectors/README.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from vectors import Number, parsed

RAW_JSON = '"raw_format":"json","raw":'
EXACT = json.JSONDecoder(parse_int=Number, parse_float=Number)


def assert_delivery(out: bytes, expect: dict[str, Any]) -> None:
    """One delivery: the raw records by their text, warnings by their codes, the rest as JSON."""
    assert b"\n" not in out, "the delivery is more than one line"
    line = out.decode()
    delivery = parsed(line)
    assert list(raws(delivery, raw_texts(line))) == expect.get("raw", [])
    if "warnings" in delivery:
        delivery["warnings"] = [{"code": warning["code"]} for warning in delivery["warnings"]]
    assert_same(delivery, expect["delivery"])


def raw_texts(line: str) -> Iterator[str]:
    """The text of each raw record in JSON, in order."""
    at = line.find(RAW_JSON)
    while at >= 0:
        start = at + len(RAW_JSON)
        _, end = EXACT.raw_decode(line, start)
        yield line[start:end]
        at = line.find(RAW_JSON, end)


def raws(delivery: dict[str, Any], texts: Iterator[str]) -> Iterator[Any]:
    """Takes raw out of every event: its text when it is JSON, its value otherwise, None when there is none."""
    for envelope in delivery["events"]:
        event = envelope["data"] if "specversion" in envelope else envelope
        if "raw" not in event:
            yield None
            continue
        value = event.pop("raw")
        yield next(texts) if event["raw_format"] == "json" else value


def assert_error(status: int, error: dict[str, Any], expect: dict[str, Any]) -> None:
    """An error says what it must and nothing that it must not."""
    said = f"{error['message']}\n{error.get('hint') or ''}"
    assert status == int(expect["status"]), said
    for word in expect.get("error", {}).get("contains", []):
        assert word in said
    for word in expect.get("error", {}).get("excludes", []):
        assert word not in said


def assert_diagnosis(report: dict[str, Any], expect: dict[str, Any]) -> None:
    """The advice that stands first is the expected one; where nothing is wrong there is none."""
    first: dict[str, Any] = report["advice"][0] if report["advice"] else {"code": None, "text": ""}
    assert first["code"] == expect.get("advice"), report
    assert report["ok"] is expect["ok"] is all(step["result"] == "pass" for step in report["steps"])
    for word in expect.get("contains", []):
        assert word in first["text"]
    for word in expect.get("excludes", []):
        assert word not in str(report)


def assert_lines(out: bytes, expected: list[dict[str, Any]]) -> None:
    """Each line of the output against its own expectation."""
    lines = out.splitlines()
    assert len(lines) == len(expected)
    for line, expect in zip(lines, expected):
        value = parsed(line.decode())
        if "error" in value:
            assert_error(int(value["error"]["status"]), value["error"], expect)
        else:
            assert int(expect["status"]) == 0
            assert_delivery(line, expect)


def assert_same(value: Any, expected: Any, path: str = "") -> None:
    """As JSON: the order of keys does not count, and numbers are equal by value."""
    if isinstance(value, dict) and isinstance(expected, dict):
        assert value.keys() == expected.keys(), f"{path} has other keys"
        for key, member in value.items():
            assert_same(member, expected[key], f"{path}/{key}")
    elif isinstance(value, list) and isinstance(expected, list):
        assert len(value) == len(expected), f"{path} has another length"
        for index, (item, other) in enumerate(zip(value, expected)):
            assert_same(item, other, f"{path}/{index}")
    elif isinstance(value, Number) and isinstance(expected, Number):
        assert value.same(expected), f"{path} is another number"
    else:
        assert type(value) is type(expected), f"{path} is of another type"
        assert value == expected, f"{path} differs"
