"""The rows that must come of a line of the library's output, by way of Python's own JSON and dicts."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pyarrow as pa
from columns import ROW

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MESSAGE = {"message_id": "id", "message_kind": "kind", "reply_to": "reply_to", "text": "text", "segments": "segments"}


def judged(line: bytes, raws: list[Any]) -> list[dict[str, Any]]:
    """A row for each event, with the raw record that the caller knows it to have, or one for the line."""
    value = json.loads(line)
    whole = {"kind": value.get("kind"), "warnings": value.get("warnings"), "error": value.get("error")}
    events = value.get("events", [])
    rows = [
        {
            **(whole if index == 0 else {**whole, "warnings": None}),
            **{name: event.get(name) for name in ROW.names if name not in ("warnings", "error", "kind", "time", "raw")},
            **{name: event.get("message", {}).get(key) for name, key in MESSAGE.items()},
            **{name: event.get("data", {}).get(name) for name in ("action", "target_id")},
            "event_index": index,
            "tenant": event.get("tenant_id"),
            "time": time(event.get("time_ms")),
            "raw": raw,
        }
        for index, (event, raw) in enumerate(zip(events, raws, strict=True))
    ]
    return [{field.name: shown(row.get(field.name), field.type) for field in ROW} for row in rows or [whole]]


def time(milliseconds: int | None) -> datetime | None:
    try:
        return None if milliseconds is None else EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None


def shown(value: Any, kind: pa.DataType) -> Any:
    """What of a value has a column."""
    if isinstance(value, dict):
        return {field.name: shown(value.get(field.name), field.type) for field in kind}
    if isinstance(value, list):
        return [shown(item, kind.value_type) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() >= kind.bit_width:
        return None
    return value
