"""SIGTERM while requests are in flight: what has begun is answered, what is answered is stored, and nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from case import Answer, Case
from client import Connection, Held, connect
from endpoint import Endpoint
from servers import STOP_SECONDS, Running

CLIENTS = 8
BEFORE_SIGNAL = 100
PROBE_SECONDS = 1


class Crowd:
    """Clients that call a server without a pause until it is gone, and what became of each call."""

    def __init__(self, port: int, endpoints: list[Endpoint]) -> None:
        self.answered: list[Case] = []
        self.unanswered: list[Case] = []
        self.faults: list[str] = []
        self._port = port
        self._endpoints = endpoints
        self._numbers = count()
        self._lock = threading.Lock()
        self._is_busy = threading.Event()
        self._clients = [threading.Thread(target=self._call) for _ in range(CLIENTS)]
        for client in self._clients:
            client.start()

    def note(self, case: Case, came: Answer) -> None:
        with self._lock:
            if came == case.answer:
                self.answered.append(case)
            else:
                self.faults.append(f"{case.name}: {came}")
            if len(self.answered) >= BEFORE_SIGNAL:
                self._is_busy.set()

    def wait_until_busy(self) -> None:
        if not self._is_busy.wait(STOP_SECONDS):
            self.faults.append(f"answered {len(self.answered)} requests in {STOP_SECONDS} s")

    def wait_until_gone(self) -> None:
        for client in self._clients:
            client.join()

    def _call(self) -> None:
        connection = Connection(self._port)
        while True:
            with self._lock:
                number = next(self._numbers)
            endpoint = self._endpoints[number % len(self._endpoints)]
            case = endpoint.event(number, f"late-{number}{endpoint.path}")
            try:
                self.note(case, connection.ask(case.request))
            except OSError:
                self.unanswered.append(case)
                return


def stop(running: Running, endpoints: list[Endpoint]) -> Crowd:
    """Stops a server that a crowd is calling, and that is reading a request of every platform."""
    crowd = Crowd(running.port, endpoints)
    crowd.wait_until_busy()
    held = []
    for case in held_cases(endpoints):
        try:
            held.append((case, Held(running.port, case.request)))
        except OSError as fault:
            crowd.faults.append(f"{case.name} not taken up: {fault!r}")
    running.terminate()
    if not answers_no_more(running.port):
        crowd.faults.append("still answers new connections after SIGTERM")
    for case, request in held:
        try:
            crowd.note(case, request.finish())
        except OSError as fault:
            crowd.faults.append(f"{case.name} in flight: {fault!r}")
    exit_code = running.exit_code()
    if exit_code != 0:
        crowd.faults.append(f"exit code {exit_code}")
    crowd.wait_until_gone()
    return crowd


def held_cases(endpoints: list[Endpoint]) -> Iterator[Case]:
    for number, endpoint in enumerate(endpoints):
        case = endpoint.event(number, f"held-{number}{endpoint.path}")
        yield replace(case, request=replace(case.request, is_chunked=False))


def answers_no_more(port: int) -> bool:
    """Waits until a new connection is refused, or left without an answer."""
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        try:
            with connect(port, PROBE_SECONDS) as connection:
                connection.sendall(b"GET /probe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                if not connection.recv(1):
                    return True
        except OSError:
            return True
    return False
