"""What stands in a server's database, read as the application would."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from case import Stored
from platforms.easemob import EXACT


def rows(database: Path) -> list[tuple[str, str, str, str, int | None, str]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT platform, tenant_id, id, type, time_ms, event FROM events").fetchall()


def stored(database: Path) -> Counter[Stored]:
    return Counter(
        Stored(platform, tenant_id, type_, text_of(json.loads(event)))
        for platform, tenant_id, _, type_, _, event in rows(database)
    )


def text_of(event: dict[str, Any]) -> str:
    """What the test put into an event: the text of a message, or the target of an interaction."""
    text: str = event["message"]["text"] if "message" in event else event["data"]["target_id"]
    return text


def faults(database: Path, expected: Collection[Stored]) -> Iterator[str]:
    """Everything in which the table differs from these events, each once."""
    found = stored(database)
    for event in expected:
        if found[event] != 1:
            yield f"stored {found[event]} times: {event}"
    yield from (f"stored but never accepted: {event}" for event in found.keys() - set(expected))
    for platform, tenant_id, id_, type_, time_ms, text in rows(database):
        event = json.loads(text)
        said = (event["platform"], event.get("tenant_id", ""), event["id"], event["type"], event.get("time_ms"))
        if said != (platform, tenant_id, id_, type_, time_ms):
            yield f"the columns of {id_} are not what its event says"
        if platform == "easemob" and EXACT not in text:
            yield f"the numbers of {id_} are not those that came: {text}"
