"""The table of events: what has happened, each event once however often the platform tells it."""

from __future__ import annotations

import sqlite3
import threading

# A platform repeats what it sent, so an event is what its key says it is.
SCHEMA = """
CREATE TABLE IF NOT EXISTS events (
    platform TEXT NOT NULL, tenant_id TEXT NOT NULL, id TEXT NOT NULL,
    type TEXT NOT NULL, time_ms INTEGER, event TEXT NOT NULL,
    PRIMARY KEY (platform, tenant_id, id))
"""

# SQLite takes the delivery apart: each event is stored as it was written, digit for digit. One statement, one transaction.
INSERT = """
INSERT OR IGNORE INTO events
SELECT json_extract(value, '$.platform'), coalesce(json_extract(value, '$.tenant_id'), ''),
    json_extract(value, '$.id'), json_extract(value, '$.type'), json_extract(value, '$.time_ms'), value
FROM json_each(?, '$.events')
"""


class Store:
    """A database that any number of threads and processes may write to."""

    def __init__(self, path: str) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = WAL")
        # What is answered is on disk.
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute(SCHEMA)

    def add(self, delivery: bytes) -> None:
        """Adds the events of a delivery that are not there yet. They are safe when it returns."""
        with self._lock:
            self._database.execute(INSERT, [delivery.decode()])

    def close(self) -> None:
        with self._lock:
            self._database.close()
