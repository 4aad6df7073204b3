"""Entries of a sync_msg response, alone and in a page."""

from __future__ import annotations

from collections.abc import Iterable

from ..json_text import Json, compact
from ..vector import Vector, present
from . import delivery as expected
from . import sources
from .cases import one_segment, parsed_case

ACCOUNT = "wkExampleAccount01"
CUSTOMER = "wmExampleCustomer1"
SERVICER = "lisi"
SEND_TIME = 1704074391

CONVERSATION = {"id": CUSTOMER, "kind": "service", "parent_id": ACCOUNT}
CUSTOMER_PARTY = {"id": CUSTOMER, "kind": "external"}
SERVICER_PARTY = {"id": SERVICER, "kind": "agent"}


def message_entry(id: str, type: str, body: Json = None, **more: Json) -> dict[str, Json]:
    """What a customer sent; `more` adds keys or replaces them, None takes one out."""
    return present(
        **{
            "msgid": id,
            "open_kfid": ACCOUNT,
            "external_userid": CUSTOMER,
            "send_time": SEND_TIME,
            "origin": 3,
            "msgtype": type,
            type: body,
            **more,
        }
    )


def event_entry(id: str, type: str, **body: Json) -> dict[str, Json]:
    """An event between an account and a customer."""
    inside = {"event_type": type, "open_kfid": ACCOUNT, "external_userid": CUSTOMER, **body}
    return {
        "msgid": id,
        "send_time": SEND_TIME,
        "origin": 4,
        "msgtype": "event",
        "event": present(**inside),
    }


def message_fields(message: Json, **replaced: Json) -> Json:
    """The fields of what a customer sent."""
    return {
        "type": "message.created",
        "time_ms": SEND_TIME * 1000,
        "direction": "in",
        "conversation": CONVERSATION,
        "sender": CUSTOMER_PARTY,
        "message": message,
        **replaced,
    }


def event_fields(type: str, data: Json, **replaced: Json) -> Json:
    """The fields of an event that the system pushed."""
    return {
        "type": type,
        "time_ms": SEND_TIME * 1000,
        "conversation": CONVERSATION,
        "sender": {"kind": "system"},
        "data": data,
        **replaced,
    }


def entry_case(
    id: str,
    comment: str,
    entry: Json | str,
    native_type: str,
    fields: Json,
    *,
    native_id: str | None = None,
    **more: Json,
) -> Vector:
    """One entry, parsed on its own. Its `msgid` is the id of the vector unless something else is given."""
    text = entry if isinstance(entry, str) else compact(entry)
    event = expected.event(native_type, native_id or id, fields)
    return parsed_case(id, comment, text, [event], [text], **{"source": sources.SYNC_MSG, **more})


def typed_case(
    id: str,
    comment: str,
    type: str,
    body: Json,
    segment: Json,
    text: str,
    *,
    entry: Json = None,
    fields: Json = None,
    **more: Json,
) -> Vector:
    """A message of a customer that becomes one segment. `entry` and `fields` replace parts."""
    message = {"id": id, **one_segment(segment, text)}
    native = message_entry(id, type, body, **(entry or {}))
    return entry_case(id, comment, native, type, {**message_fields(message), **(fields or {})}, **more)


def kf_event_case(
    id: str,
    comment: str,
    type: str,
    body: Json,
    canonical: str,
    data: Json,
    *,
    fields: Json = None,
    **more: Json,
) -> Vector:
    """An event of 微信客服."""
    native = event_entry(id, type, **body)
    return entry_case(id, comment, native, f"event.{type}", {**event_fields(canonical, data), **(fields or {})}, **more)


def page_case(
    id: str,
    comment: str,
    response: Json | str,
    page: Json,
    events: Iterable[Json] = (),
    raw: Iterable[str] = (),
    **more: Json,
) -> Vector:
    """A whole response."""
    text = response if isinstance(response, str) else compact(response)
    return parsed_case(id, comment, text, events, raw, kind="page", page=page, **{"source": sources.SYNC_MSG, **more})
