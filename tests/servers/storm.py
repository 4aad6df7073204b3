"""Many clients at once: genuine callbacks, repeated ones, and hostile ones among them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from case import Case, Request
from client import ENDLESS_BYTES, Connection, said_to, taken_without_end
from endpoint import Endpoint

EVENTS = 100
HOSTILE = 4
CLIENTS = 24
SEED = 20260101

# What is sent byte by byte, each with its name.
Said = Iterable[tuple[str, bytes]]


def cases(endpoints: list[Endpoint]) -> list[Case]:
    """In an order that is the same every time. Half of the repetitions come at once, half at any time."""
    groups: list[list[Case]] = []
    for endpoint in endpoints:
        for number in range(EVENTS if endpoint.takes_events else 0):
            case = endpoint.event(number, f"event-{number}{endpoint.path}")
            groups.extend([[case, case]] if number % 2 else [[case], [case]])
            if endpoint.has_native_id:
                again = endpoint.event(number, f"event-{number}{endpoint.path}")
                groups.append([replace(again, name=f"{again.name} sealed anew")])
        for number in range(HOSTILE):
            groups.extend([case] for case in endpoint.hostile(number))
            groups.extend([case] for case in endpoint.extras(number))
    random.Random(SEED).shuffle(groups)
    return [case for group in groups for case in group]


def rude(endpoints: list[Endpoint]) -> Iterator[tuple[str, bytes]]:
    """What is not a whole HTTP request, each with its name."""
    yield "a TLS greeting", bytes.fromhex("16030100a5010000a10303") + bytes(range(150))
    yield "noise", random.Random(SEED).randbytes(5000)
    yield "nothing", b""
    yield "a head that never ends", b"POST /wps HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 200_000
    for endpoint in endpoints:
        if endpoint.takes_events:
            request = endpoint.sealed(0, f"broken-off{endpoint.path}")
            yield f"{endpoint.path} broken off in its body", request.head() + request.body[:-1]
            yield f"{endpoint.path} broken off in its head", request.head()[:-3]
            chunked = replace(request, is_chunked=True)
            yield f"{endpoint.path} broken off in a chunk", chunked.head() + chunked.framed_body()[:-6]
            yield f"{endpoint.path} of a huge length", announcing(request, "1" + "0" * 30)
            yield f"{endpoint.path} of a negative length", announcing(request, "-1")


def endless(endpoints: list[Endpoint]) -> Iterator[tuple[str, bytes]]:
    """The heads of requests whose body does not end, each with its name."""
    for endpoint in endpoints:
        if endpoint.takes_events:
            request = replace(endpoint.sealed(0, f"endless{endpoint.path}"), is_chunked=True)
            yield f"{endpoint.path} without end", request.head()


def announcing(request: Request, length: str) -> bytes:
    genuine = f"Content-Length: {len(request.body)}".encode()
    return request.head().replace(genuine, f"Content-Length: {length}".encode()) + request.body


def drive(port: int, joins_headers: bool, asked: list[Case], said: Said = (), endless: Said = ()) -> Iterator[str]:
    """Sends everything, and tells each answer that was not the expected one."""

    def ask(share: list[Case]) -> list[str]:
        connection, faults = Connection(port), []
        for case in share:
            try:
                came: object = connection.ask(case.request)
            except OSError as fault:
                came = repr(fault)
            if came != case.expected(joins_headers):
                faults.append(f"{case.name}: {came}, expected {case.expected(joins_headers)}")
        connection.close()
        return faults

    def say(name: str, data: bytes) -> list[str]:
        try:
            heard = said_to(port, data)
        except TimeoutError:
            return [f"{name}: neither answered nor closed"]
        return [f"{name}: {heard[:80]!r}"] if b" 200 " in heard.partition(b"\r\n")[0] else []

    def overflow(name: str, head: bytes) -> list[str]:
        return [f"{name}: takes a body without end"] if taken_without_end(port, head) >= ENDLESS_BYTES else []

    with ThreadPoolExecutor(CLIENTS + 4) as pool:
        answers = [pool.submit(ask, asked[start::CLIENTS]) for start in range(CLIENTS)]
        answers += [pool.submit(overflow, name, head) for name, head in endless]
        answers += [pool.submit(say, name, data) for name, data in said]
        for each in answers:
            yield from each.result()
