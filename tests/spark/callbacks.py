"""The recorded callbacks of examples/callbacks, as they would lie in a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

from sessions import ROOT

FOLDER = ROOT / "examples/callbacks"


@dataclass(frozen=True)
class Callback:
    config: bytes
    method: str
    target: str
    lines: bytes
    body: bytes
    now: datetime

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The headers one by one."""
        return [tuple(line.split(": ", 1)) for line in self.lines.decode("latin-1").splitlines()]


def callback(name: str) -> Callback:
    """One of them, such as "wps-text"."""
    head, body = (FOLDER / f"{name}.http").read_bytes().split(b"\r\n\r\n", 1)
    request, lines = head.split(b"\r\n", 1)
    method, target, _ = request.decode().split(" ")
    config = (FOLDER / f"{name.partition('-')[0]}.json").read_bytes()
    milliseconds = int((FOLDER / f"{name}.now").read_text())
    return Callback(config, method, target, lines + b"\r\n", body, datetime.fromtimestamp(milliseconds / 1000, timezone.utc))


def records() -> list[str]:
    """The archived records."""
    return (FOLDER / "wecom_archive.ndjson").read_text().splitlines()
