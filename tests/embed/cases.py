"""What every language receives: all recorded callbacks, and some that must be refused."""

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


def altered(case: Case, name: str, old: bytes, new: bytes) -> Case:
    """The same callback with one thing in it that is not what was signed."""
    before = case.callback.read_bytes()
    after = before.replace(old, new, 1)
    if before == after:
        raise SystemExit(f"{case.callback} has no {old!r} to alter")
    path = OUT / f"{case.name}-{name}.http"
    path.write_bytes(after)
    return Case(f"{case.name}, {name}", case.config, path, case.now_ms)


def accepted() -> list[Case]:
    return [recorded(path) for path in sorted(CALLBACKS.glob("*.http"))]


def refused() -> list[Case]:
    wps, wecom, qiwei = (recorded(CALLBACKS / f"{name}.http") for name in ("wps-text", "wecom_kf-message", "qiwei-file"))
    config = OUT / "typing-error.json"
    config.write_text(wps.config.read_text().replace("app_key", "app_kee"))
    return [
        altered(wps, "tampered", b'"time":1704074400', b'"time":1704074401'),
        altered(wecom, "tampered", b"nonce=", b"nonce=1"),
        altered(qiwei, "unsigned", b"X-Hook-Secret", b"X-Another"),
        Case("wps-text, a day late", wps.config, wps.callback, wps.now_ms + DAY_MS),
        Case("a typing error in the configuration", config, wps.callback, wps.now_ms),
    ]
