"""What the measurements say."""

from __future__ import annotations

from typing import Any


def rate(found: dict[str, Any]) -> float:
    """Rows a second."""
    return found["rows"] / min(found["seconds"])


def cpu(found: dict[str, Any], *parts: str) -> float:
    """Microseconds of CPU of the executors for a row, in the round that took least; of Java or Python alone, if asked for."""
    least = min(found["cpu"], key=lambda used: sum(used.values()))
    return sum(least[part] for part in parts or least) / found["rows"] * 1e6
