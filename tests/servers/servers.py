"""The five servers of examples/: how each is started and stopped."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "target/servers"
START_SECONDS = 60
STOP_SECONDS = 30


@dataclass(frozen=True)
class Server:
    name: str
    command: list[str]
    # Whether its interface hands on the lines of a header that is there twice as one.
    joins_headers: bool = False


SERVERS = [
    Server("c", [str(PLACE / "c-server")]),
    Server("go", [str(PLACE / "go-server")]),
    Server("python http.server", [sys.executable, "examples/python/http_server.py"]),
    Server("python flask", [sys.executable, "examples/python/flask_server.py"], joins_headers=True),
    Server("python fastapi", [sys.executable, "examples/python/fastapi_server.py"]),
]


@dataclass
class Running:
    """A server that listens. Its standard error goes to a file."""

    server: Server
    config: Path
    database: Path
    log: Path
    port: int = field(init=False)

    def __post_init__(self) -> None:
        command = [*self.server.command, str(self.config), str(self.database), "--port", "0"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
        line = self._first_line()
        listening = re.fullmatch(r"listening on http://127\.0\.0\.1:(\d+)\n", line)
        if listening is None:
            self.__exit__()
            raise RuntimeError(f"{self.server.name} did not start, it said {line!r}: {self.log.read_text()}")
        self.port = int(listening[1])

    def _first_line(self) -> str:
        assert self._process.stdout is not None
        watchdog = threading.Timer(START_SECONDS, self._process.kill)
        watchdog.start()
        try:
            return self._process.stdout.readline()
        finally:
            watchdog.cancel()

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        """Leaves nothing running, whatever has failed."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def terminate(self) -> None:
        self._process.send_signal(signal.SIGTERM)

    def exit_code(self) -> int:
        """Waits for its end; that of one that does not end is the signal that ends it."""
        watchdog = threading.Timer(STOP_SECONDS, self._process.kill)
        watchdog.start()
        try:
            return self._process.wait()
        finally:
            watchdog.cancel()
