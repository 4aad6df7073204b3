"""Pushed records that are no messages: recalls, consent, calls, switches of the archive."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_events import events
from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..cases import received, record_case
from ..push import CORP, CREATED_MS, MESSAGE_ID, native, push

_TIME = 1554119421840
_LOG = {"msgid": "125289002219525886280", "corpid": CORP, "action": "switch", "time": str(_TIME), "user": "lisi"}
_DATA = {"action": "switched", "native_action": "switch", "actor": {"id": "lisi", "kind": "user"}}
_FIELDS = {"type": "presence.updated", "time_ms": _TIME, "tenant_id": CORP, "data": _DATA}


def vectors() -> Iterator[Vector]:
    yield from map(record_case, events())
    nulls = {"msgtype": None, "from": None, "tolist": None, "roomid": None, "msgtime": None, "text": None}
    yield _switch("switch", "A member has changed the company; absent values are null.", {**nulls, **_LOG}, _FIELDS)
    yield _switch("switch_official", "As the archive writes it.", {**_LOG, "time": _TIME}, _FIELDS)
    yield _switch(
        "switch_without_time",
        "Without a time of its own it is the push's.",
        {**_LOG, "time": None},
        {**_FIELDS, "time_ms": CREATED_MS},
    )


def _switch(id: str, comment: str, record: Json, fields: Json) -> Vector:
    event = expected.event("101.switch", MESSAGE_ID, {**fields, "native": native(101)})
    return received(id, comment, push(101, record), [event], source=sources.ARCHIVE)
