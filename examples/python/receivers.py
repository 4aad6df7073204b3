"""Which path belongs to which receiver, and what to answer: all that the three servers have in common.

CONFIG is a JSON object that gives each path the configuration of its receiver: {"/wps": {"platform": "wps", …}, …}
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any, Iterable, NamedTuple

import imhook
from store import Store

DEFAULT_MAX_BODY_BYTES = 1024 * 1024


class Answer(NamedTuple):
    """What goes back over HTTP."""

    status: int
    content_type: str
    body: bytes

    @classmethod
    def word(cls, status: int, word: str) -> Answer:
        return cls(status, "text/plain", word.encode())


NOT_FOUND = Answer.word(404, "not_found")
TOO_LARGE = Answer.word(413, "too_large")
INCOMPLETE = Answer.word(400, "malformed_request")


class Endpoint:
    """One receiver, and the table that its events go to."""

    def __init__(self, path: str, config: dict[str, Any], store: Store) -> None:
        self._path = path
        self._receiver = imhook.Receiver.from_config(config)
        self._store = store
        self.max_body_bytes: int = config.get("max_body_bytes", DEFAULT_MAX_BODY_BYTES)

    def answer(self, method: str, target: str | bytes, headers: Iterable[tuple[Any, Any]], body: bytes) -> Answer:
        """Receives a request and stores its events: only then does the answer say that all is well.

        Target, headers and body are as they came, for signatures cover them. Whoever called learns the name of an error
        alone; the reason is for the operator.
        """
        try:
            delivery = self._receiver.receive_bytes(body, headers=headers, method=method, target=target)
            self._store.add(delivery)
        except imhook.Error as error:
            print(f"{self._path}: {error}", file=sys.stderr)
            return Answer.word(error.http_status, error.name)
        except sqlite3.Error as error:
            print(f"{self._path}: not stored: {error}", file=sys.stderr)
            return Answer.word(500, "not_stored")
        reply = json.loads(delivery)["reply"]
        return Answer(reply["status"], reply["content_type"], reply["body"].encode())

    def close(self) -> None:
        self._receiver.close()


class Receivers:
    """The endpoints of a configuration, by path."""

    def __init__(self, config: Path, database: str) -> None:
        self._store = Store(database)
        configs = json.loads(config.read_bytes())
        self._endpoints = {path: Endpoint(path, configs[path], self._store) for path in configs}

    def find(self, target: str | bytes) -> Endpoint | None:
        """The endpoint that a target as received asks for."""
        path = target if isinstance(target, str) else target.decode("latin-1")
        return self._endpoints.get(path.partition("?")[0])

    def close(self) -> None:
        for endpoint in self._endpoints.values():
            endpoint.close()
        self._store.close()


def arguments() -> argparse.Namespace:
    """The command line that the three servers share."""
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=Path, metavar="CONFIG", help="a JSON file: path to configuration of its receiver")
    parser.add_argument("database", metavar="DATABASE", help="where the events go; made where there is none")
    parser.add_argument("--port", type=int, default=8080, help="0 is any free one")
    return parser.parse_args()


def announce(port: int) -> None:
    print(f"listening on http://127.0.0.1:{port}", flush=True)
