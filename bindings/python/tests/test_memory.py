"""Bodies are lent and not copied, and whatever the library made is freed. The fake library tells where things lie."""

from __future__ import annotations

import ctypes
import mmap
from array import array
from types import ModuleType
from typing import Any

import pytest

BODY = b'{"a":"\x00\xff"}' * 100


def address(owner: Any) -> int:
    """Where an object's memory begins."""
    if isinstance(owner, bytes):
        return ctypes.cast(ctypes.c_char_p(owner), ctypes.c_void_p).value or 0
    return ctypes.addressof(ctypes.c_char.from_buffer(owner))


def mapped() -> mmap.mmap:
    memory = mmap.mmap(-1, len(BODY))
    memory.write(BODY)
    return memory


@pytest.mark.parametrize(
    "body",
    [BODY, bytearray(BODY), memoryview(bytearray(BODY)), mapped(), array("H", BODY)],
    ids=lambda body: type(body).__name__,
)
def test_a_body_is_not_copied(fake: ModuleType, body: Any) -> None:
    seen = fake.Receiver("wps").receive(body)
    assert seen["body"] == address(body)
    assert seen["body_len"] == len(BODY)


def test_a_read_only_view_is_not_copied(fake: ModuleType) -> None:
    seen = fake.Receiver("wps").receive(memoryview(BODY)[7:50])
    assert seen["body"] == address(BODY) + 7
    assert seen["body_len"] == 43


def test_raw_header_lines_are_not_copied(fake: ModuleType) -> None:
    headers = b"Content-Type: application/json\r\n"
    assert fake.Receiver("wps").receive(b"", headers)["headers"] == address(headers)


@pytest.mark.parametrize("call", ["receive", "parse", "parse_lines", "Request"])
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("text", "must be the raw bytes as received, not str"),
        (memoryview(BODY)[::2], "must be contiguous in memory"),
        (None, "must be bytes-like, not NoneType"),
        (5, "must be bytes-like, not int"),
        ({"a": 1}, "must be bytes-like, not dict"),
    ],
    ids=["str", "strided", "None", "int", "dict"],
)
def test_what_is_no_memory_is_refused(fake: ModuleType, call: str, body: Any, words: str) -> None:
    function = fake.Request if call == "Request" else getattr(fake.Receiver("wps"), call)
    with pytest.raises(TypeError, match=words):
        function(body)


def test_a_body_is_given_back_after_the_call(fake: ModuleType) -> None:
    receiver = fake.Receiver("wps")
    body = bytearray(BODY)
    receiver.receive(body)
    body.append(0)
    payload = bytearray(b"401")
    with pytest.raises(fake.MalformedPayload) as caught:
        receiver.parse(payload)
    payload.append(0)  # although the traceback still refers to the frames of the call
    assert caught.value.status == 401


def test_a_request_holds_its_body(fake: ModuleType) -> None:
    body = bytearray(BODY)
    request = fake.Request(body)
    with pytest.raises(BufferError):
        body.append(0)
    del request
    body.append(0)


def test_a_batch_takes_every_request(fake: ModuleType) -> None:
    requests = (fake.Request(bytes(length)) for length in range(100))
    assert fake.Receiver("wps").receive_batch(requests, threads=2) == [{"count": 100, "threads": 2, "bytes": 4950}]
    assert fake.Receiver("wps").receive_batch([]) == [{"count": 0, "threads": 0, "bytes": 0}]


def test_a_batch_takes_requests_alone(fake: ModuleType) -> None:
    with pytest.raises(TypeError, match=r"imhook\.Request"):
        fake.Receiver("wps").receive_batch([BODY])


@pytest.mark.parametrize("threads", [-1, 1 << 32])
def test_a_number_of_threads_is_not_wrapped(fake: ModuleType, threads: int) -> None:
    with pytest.raises(fake.InvalidArgument, match="expected threads"):
        fake.Receiver("wps").receive_batch([], threads)


def test_every_buffer_is_freed(fake: ModuleType) -> None:
    receiver = fake.Receiver("wps")
    for call in (receiver.receive, receiver.verify, receiver.decrypt):
        call(BODY, {"a": "b"})
    receiver.receive_batch([fake.Request(BODY)])
    receiver.seal({"kind": "reply"})
    with pytest.raises(fake.TooDeep):
        receiver.parse(b"501")
    assert fake.library.native.fake_buffers() == 0


def test_an_empty_result_is_empty_bytes(fake: ModuleType) -> None:
    assert fake.Receiver("wps").decrypt(BODY) == b""
