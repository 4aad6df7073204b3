"""What stands beside the body: headers, method, target, query, time. The fake library gives them back."""

from __future__ import annotations

from email.message import Message
from types import ModuleType
from typing import Any

import pytest


def lines(fake: ModuleType, headers: Any) -> bytes:
    out: bytes = fake.Receiver("wps").decrypt(b"", headers)
    return out


class Several:
    """A framework's headers: no mapping, but pairs by `items`."""

    def __len__(self) -> int:
        return 2

    def items(self) -> list[tuple[str, str]]:
        return [("A", "1"), ("a", "2")]


def message() -> Message:
    headers = Message()
    headers["A"] = "1"
    headers["a"] = "2"
    return headers


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"A": "1", "B": ""}, b"A: 1\r\nB: \r\n"),
        ({b"A": b"1"}, b"A: 1\r\n"),
        ([("A", "1"), ("A", "2")], b"A: 1\r\nA: 2\r\n"),
        (iter([("A", b"1"), (b"B", "2")]), b"A: 1\r\nB: 2\r\n"),
        (Several(), b"A: 1\r\na: 2\r\n"),
        (message(), b"A: 1\r\na: 2\r\n"),
        (b"A: 1\nB: 2\r\n", b"A: 1\nB: 2\r\n"),
        ([("A", "caf\xe9")], b"A: caf\xe9\r\n"),
        ([("A", "\uff11"), ("B", "\xe9")], b"A: \xef\xbc\x91\r\nB: \xe9\r\n"),
        ({}, b""),
        ((), b""),
        (b"", b""),
    ],
)
def test_headers(fake: ModuleType, headers: Any, expected: bytes) -> None:
    assert lines(fake, headers) == expected


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("kind", [str, str.encode])
def test_a_line_break_in_a_header_is_refused(fake: ModuleType, end: str, kind: Any) -> None:
    for name, value in (("A", f"1{end}X-Forged: 1"), (f"A: 1{end}X-Forged", "1"), ("A", f"1{end}")):
        for call in (fake.Receiver("wps").receive, fake.Request):
            with pytest.raises(ValueError, match="holds a line break") as caught:
                call(b"", [(kind("B"), kind("2")), (kind(name), kind(value))])
            assert isinstance(caught.value, fake.InvalidArgument)


@pytest.mark.parametrize("headers", [{"A": 1}, {"A": None}, [("A", ["1"])], [(1, "1")], [("A",)], 5])
def test_what_is_no_header_is_refused(fake: ModuleType, headers: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        fake.Receiver("wps").receive(b"", headers)


def test_header_lines_are_bytes(fake: ModuleType) -> None:
    with pytest.raises(TypeError, match="not str"):
        fake.Receiver("wps").receive(b"", "A: 1\r\n")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, {"method": "", "target": "", "no_target": True}),  # NULL: the library takes it for POST
        ({"method": "GET", "target": "/a?b"}, {"method": "GET", "target": "/a?b", "no_target": False}),
        ({"method": b"PUT", "target": b"/a?b"}, {"method": "PUT", "target": "/a?b", "no_target": False}),
        ({"query": "b=%20"}, {"method": "", "target": "?b=%20", "no_target": False}),
        ({"query": b"b"}, {"method": "", "target": "?b", "no_target": False}),
        ({"query": ""}, {"method": "", "target": "?", "no_target": False}),
        ({"target": ""}, {"method": "", "target": "", "no_target": False}),
    ],
)
def test_method_and_target(fake: ModuleType, arguments: dict[str, Any], expected: dict[str, Any]) -> None:
    assert fake.Receiver("wps").verify(b"", **arguments) == {**expected, "headers_len": 0}


def test_target_and_query_exclude_each_other(fake: ModuleType) -> None:
    with pytest.raises(fake.InvalidArgument, match="target or query"):
        fake.Receiver("wps").receive(b"", target="/a?b", query="b")


@pytest.mark.parametrize("now_ms", [0, 1, 1735000000000, -1])
def test_the_time_is_handed_on(fake: ModuleType, now_ms: int) -> None:
    assert fake.Receiver("wps").receive(b"", now_ms=now_ms)["now_ms"] == now_ms


def test_a_time_must_be_whole(fake: ModuleType) -> None:
    with pytest.raises(TypeError):
        fake.Receiver("wps").receive(b"", now_ms=1.5)
