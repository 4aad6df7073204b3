"""What the measurements say."""

from __future__ import annotations

from typing import Any


def rate(found: dict[str, Any]) -> float:
    """Rows a second."""
    return found["rows"] / min(found["seconds"])


def cpu(found: dict[str, Any]) -> float:
    """Microseconds of CPU of the executors for a row."""
    return min(found["cpu"]) / found["rows"] * 1e6
