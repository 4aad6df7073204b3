"""What every language receives: all recorded callbacks, and what must be refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from place import OUT, ROOT

CALLBACKS = ROOT / "examples/callbacks"
DAY_MS = 86_400_000


@dataclass(frozen=True)
class Case:
    name: str
    config: Path
    callback: Path
    now_ms: int

    def arguments(self) -> list[str]:
        return [str(self.config), str(self.callback), str(self.now_ms)]


def recorded(path: Path) -> Case:
    config = path.with_name(path.stem.split("-")[0] + ".json")
    return Case(path.stem, config, path, int(path.with_suffix(".now").read_text()))


def altered(case: Case, name: str, mark: bytes) -> Case:
    """The same callback, but one bit of the character behind a mark is not what was sent."""
    message = bytearray(case.callback.read_bytes())
    message[message.index(mark) + len(mark)] ^= 1
    path = OUT / f"{case.name}-{name}.http"
    path.write_bytes(message)
    return Case(f"{case.name}, {name}", case.config, path, case.now_ms)


def accepted() -> dict[str, Case]:
    return {case.name: case for case in map(recorded, sorted(CALLBACKS.glob("*.http")))}


def refused(accepted: dict[str, Case]) -> dict[str, Case]:
    wps, wecom, qiwei = (accepted[name] for name in ("wps-text", "wecom_kf-message", "qiwei-file"))
    config = OUT / "typing-error.json"
    config.write_text(wps.config.read_text().replace("app_key", "app_kee"))
    cases = [
        altered(wps, "tampered", b'"nonce":"'),
        altered(wecom, "tampered", b"&nonce="),
        altered(qiwei, "unsigned", b"\r\nX-Hook-"),
        Case("wps-text, a day late", wps.config, wps.callback, wps.now_ms + DAY_MS),
        Case("wps-text, misconfigured", config, wps.callback, wps.now_ms),
    ]
    return {case.name: case for case in cases}


def body_of(case: Case) -> Path:
    """A file of the body alone."""
    path = OUT / f"{case.callback.stem}.body"
    path.write_bytes(case.callback.read_bytes().partition(b"\r\n\r\n")[2])
    return path
