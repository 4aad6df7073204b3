#!/usr/bin/env python3
"""The servers of examples/ over real HTTP on loopback: every answer is the right one, every accepted event is stored
once, no forged one is, and a stop in the middle loses nothing.

    make build && tests/servers/run [WORD OF A SERVER'S NAME]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import imhook
import servers
import storage
import storm
from endpoint import Endpoint
from platforms import ENDPOINTS
from stop import stop


class Tally:
    def __init__(self) -> None:
        self.passed = self.failed = 0

    def add(self, what: str, checks: int, faults: Iterator[str]) -> None:
        """Counts a number of checks, of which these failed, and tells them."""
        wrong = list(faults)
        for fault in wrong:
            print(f"   {what}: {fault}", flush=True)
        self.failed += len(wrong)
        self.passed += max(checks - len(wrong), 0)


def check(server: servers.Server, endpoints: list[Endpoint], place: Path, tally: Tally) -> None:
    config, database, log = place / "config.json", place / "events.db", place / "log"
    config.write_text(json.dumps({endpoint.path: endpoint.config for endpoint in endpoints}, ensure_ascii=False))
    takers = [endpoint for endpoint in endpoints if endpoint.takes_events]

    cases, rude, endless = storm.cases(endpoints), list(storm.rude(endpoints)), list(storm.endless(endpoints))
    accepted = {case.stores for case in cases if case.stores}
    with servers.Running(server, config, database, log) as running:
        checks = len(cases) + len(rude) + len(endless)
        tally.add("answer", checks, storm.drive(running.port, server.joins_headers, cases, rude, endless))
        tally.add("table", len(accepted), storage.faults(database, accepted))
        stopped = stop(running, takers)
    tally.add("stop", len(stopped.answered), iter(stopped.faults))
    sent = {case.stores for case in [*stopped.answered, *stopped.unanswered] if case.stores}
    kept = accepted | {case.stores for case in stopped.answered if case.stores}
    kept |= sent & storage.stored(database).keys()
    tally.add("table after the stop", len(kept), storage.faults(database, kept))

    # Started again on the same database, it is sent everything once more.
    again = [case for case in cases if case.stores] + stopped.answered + stopped.unanswered
    with servers.Running(server, config, database, log) as running:
        tally.add("answer after the restart", len(again), storm.drive(running.port, server.joins_headers, again))
        running.terminate()
        tally.add("exit code", 1, (f"{code}" for code in [running.exit_code()] if code))
    tally.add("table after the restart", len(accepted | sent), storage.faults(database, accepted | sent))
    tally.add("log", 1, leaks(log.read_text(errors="replace"), endpoints))


def leaks(log: str, endpoints: list[Endpoint]) -> Iterator[str]:
    """Secrets that stand in a log."""
    for endpoint in endpoints:
        for name, value in endpoint.config.get("credentials", {}).items():
            if name in ("app_key", "token", "encoding_aes_key", "secret", "shared_secret") and value in log:
                yield f"{endpoint.path}: {name} is logged"


def refuses_config(server: servers.Server, place: Path) -> Iterator[str]:
    """A wrong configuration is told at the start, not at the first request."""
    config = place / "wrong.json"
    credentials = {"app_id": "AK", "app_key": "secret-value"}
    config.write_text(json.dumps({"/wps": {"platform": "wps", "credentials": credentials, "raws": "omit"}}))
    log = place / "wrong.log"
    try:
        with servers.Running(server, config, place / "wrong.db", log):
            yield "starts with an unknown key"
    except RuntimeError:
        if "raws" not in log.read_text():
            yield f"does not name the unknown key: {log.read_text()}"
        if "secret-value" in log.read_text():
            yield "tells a secret"


def main(words: list[str]) -> int:
    endpoints = [endpoint() for endpoint in ENDPOINTS]
    tally = Tally()
    for server in servers.SERVERS:
        if all(word in server.name for word in words):
            began, passed = time.monotonic(), tally.passed
            with tempfile.TemporaryDirectory() as place:
                check(server, endpoints, Path(place), tally)
                tally.add("wrong configuration", 1, refuses_config(server, Path(place)))
            print(f"{server.name}: {tally.passed - passed} checks in {time.monotonic() - began:.1f} s", flush=True)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    print(f"imhook {imhook.version()}")
    sys.exit(main(sys.argv[1:]))
