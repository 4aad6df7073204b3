"""SIGTERM while requests are in flight: what has begun is answered, what is answered is stored, and nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from dataclasses import replace
from itertools import count

from case import Case
from client import Connection, Held, connect
from endpoint import Endpoint
from servers import STOP_SECONDS, Running

CLIENTS = 8
BEFORE_SIGNAL = 100
PROBE_SECONDS = 1


@dataclass
class Stopped:
    """What became of the requests around the signal."""

    answered: list[Case] = field(default_factory=list)
    unanswered: list[Case] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def stop(running: Running, endpoints: list[Endpoint]) -> Stopped:
    """Keeps a server busy from several connections, with some requests half sent, and stops it in the middle."""
    outcome, lock = Stopped(), threading.Lock()
    is_busy, is_over = threading.Event(), threading.Event()
    numbers = count()

    def note(case: Case, came: tuple[int, str] | None) -> None:
        with lock:
            if came is None:
                outcome.unanswered.append(case)
            elif came == (case.status, case.body):
                outcome.answered.append(case)
            else:
                outcome.faults.append(f"{case.name}: {came}")
            if len(outcome.answered) >= BEFORE_SIGNAL:
                is_busy.set()

    def keep_busy() -> None:
        connection = Connection(running.port)
        while not is_over.is_set():
            with lock:
                number = next(numbers)
            case = event(endpoints, number)
            try:
                note(case, connection.ask(case.request))
            except OSError:
                note(case, None)
                break
        connection.close()

    held = [(case, Held(running.port, case.request)) for case in held_cases(endpoints)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(keep_busy) for _ in range(CLIENTS)]
        is_busy.wait(STOP_SECONDS)
        running.terminate()
        if not answers_no_more(running.port):
            outcome.faults.append("still answers new connections after SIGTERM")
        for case, request in held:
            try:
                note(case, request.finish())
            except OSError as fault:
                outcome.faults.append(f"{case.name} in flight: {fault!r}")
        is_over.set()
        for client in clients:
            client.result()
    exit_code = running.exit_code()
    if exit_code != 0:
        outcome.faults.append(f"exit code {exit_code}")
    return outcome


def event(endpoints: list[Endpoint], number: int) -> Case:
    endpoint = endpoints[number % len(endpoints)]
    return endpoint.event(number, f"late-{number}{endpoint.path}")


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
