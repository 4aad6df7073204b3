"""Records that are no messages: recalls, consent, calls, switches of the archive."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import CUSTOMER, CUSTOMER_PARTY, ROBOT
from ...archive_events import events
from ...archive_sources import OFFICIAL
from ...json_text import Json, compact
from ...vector import Vector
from ..cases import parsed, record_case

_TIME = 1554119421840


def vectors() -> Iterator[Vector]:
    yield from map(record_case, events())
    yield from switches()


def switches() -> Iterator[Vector]:
    log = {"msgid": "125289002219525886280", "action": "switch", "time": _TIME, "user": "XuJinSheng"}
    data = {"action": "switched", "native_action": "switch", "actor": {"id": "XuJinSheng", "kind": "user"}}
    fields = {"type": "presence.updated", "time_ms": _TIME, "data": data}
    yield _switch("switch", "A member has changed the company in the client.", log, fields)
    yield _switch("switch_time_as_text", "Its time in a string.", {**log, "time": str(_TIME)}, fields)
    yield _switch(
        "switch_time_seconds",
        "Its time in seconds.",
        {**log, "time": _TIME // 1000},
        {**fields, "time_ms": _TIME // 1000 * 1000},
    )
    yield _switch(
        "switch_of_customer",
        "The kind follows from the id.",
        {**log, "user": CUSTOMER},
        {**fields, "data": {**data, "actor": CUSTOMER_PARTY}},
    )
    yield _switch(
        "switch_of_robot",
        "The same.",
        {**log, "user": ROBOT},
        {**fields, "data": {**data, "actor": {"id": ROBOT, "kind": "bot"}}},
    )
    yield _switch("switch_msgtype_null", "A type that is null is none.", {**log, "msgtype": None}, fields)
    yield _switch("switch_msgtype_empty", "Nor is an empty one.", {**log, "msgtype": ""}, fields)
    yield _switch(
        "switch_minimal",
        "Only the action.",
        {"action": "switch", "msgid": "7"},
        {"type": "presence.updated", "data": {"action": "switched", "native_action": "switch"}},
        native_id="7",
    )
    yield _switch(
        "switch_unknown_keys",
        "Keys that nobody knows.",
        {**log, "deviceType": "pc", "seq": 9},
        {**fields, "sequence": "9", "data": {**data, "device_type": "pc"}},
        flags=("Unknown",),
    )
    bare = {"action": "switch", "time": _TIME, "user": "XuJinSheng"}
    yield _switch(
        "switch_without_id",
        "It is named by its digest, its time included.",
        bare,
        fields,
        native_id=expected.digest_id(compact(bare), str(_TIME)),
    )


def _switch(
    id: str,
    comment: str,
    record: Json,
    fields: Json,
    *,
    native_id: str = "125289002219525886280",
    flags: tuple[str, ...] = (),
) -> Vector:
    return parsed(id, comment, record, [expected.event("switch", native_id, fields)], source=OFFICIAL, flags=flags)
