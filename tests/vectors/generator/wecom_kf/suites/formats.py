"""`raw` left out, and events as CloudEvents."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector
from .. import delivery, sources
from ..cases import NATIVE, one_segment, parsed_case, unknown_segment
from ..entries import ACCOUNT, message_entry, message_fields
from ..envelope import CORP, TIME, config, seal_for
from ..xml_text import document

_OMIT = {"platform": "wecom_kf", "raw": "omit"}
_CLOUD = {"platform": "wecom_kf", "format": "cloudevents"}


def vectors() -> Iterator[Vector]:
    yield from omitted()
    yield from cloudevents()


def omitted() -> Iterator[Vector]:
    text = compact(message_entry("m1", "text", {"content": "hi"}))
    message = {"id": "m1", **one_segment({"type": "text", "text": "hi"}, "hi")}
    event = delivery.event("text", "m1", message_fields(message), raw_format=None)
    yield parsed_case(
        "raw_omitted",
        "An event that is understood carries neither raw nor raw_format.",
        text,
        [event],
        [None],
        settings=_OMIT,
    )
    strange = compact(message_entry("m2", "hologram", {"a": 1}))
    message = {"id": "m2", **one_segment(unknown_segment("hologram", {"a": 1}), "[unknown] hologram")}
    page = compact({"errcode": 0, "has_more": 0}).replace("}", f',"msg_list":[{text},{strange}]}}')
    yield parsed_case(
        "raw_omitted_in_page",
        "One with unknowns keeps its record all the same.",
        page,
        [event, delivery.event("hologram", "m2", message_fields(message))],
        [None, strange],
        warnings=["unknown_message_type"],
        kind="page",
        page={"has_more": False},
        settings=_OMIT,
        flags=("Unknown",),
    )
    merged = {"item": [{"msgtype": "hologram", "msg_content": compact({"msgtype": "hologram", "hologram": 1})}]}
    native = compact(message_entry("m3", "merged_msg", merged))
    segment = {
        "type": "forward",
        "items": [{"native_type": "hologram", "segments": [unknown_segment("hologram", 1)]}],
    }
    message = {"id": "m3", **one_segment(segment, "[forward]")}
    yield parsed_case(
        "raw_omitted_but_unknown_inside",
        "Also with the unknown inside a forwarded conversation.",
        native,
        [delivery.event("merged_msg", "m3", message_fields(message))],
        [native],
        warnings=["unknown_message_type"],
        settings=_OMIT,
        flags=("Unknown",),
    )
    id = "raw_omitted_xml"
    plaintext = document(("ToUserName", CORP), ("CreateTime", TIME), ("MsgType", "event"), ("Event", "kf_msg_or_event"))
    fields = {"type": "sync.required", "time_ms": TIME * 1000, "tenant_id": CORP, "native": NATIVE}
    event = delivery.event("event.kf_msg_or_event", delivery.digest_id(plaintext, TIME), fields, raw_format=None)
    yield Vector(
        id=id,
        comment="And of XML.",
        call="receive",
        inputs={"config": config(raw="omit"), "request": seal_for(id).post(plaintext)},
        expect=delivery.success(delivery.received([event]), [None]),
    )


def cloudevents() -> Iterator[Vector]:
    id = "cloudevents_callback"
    plaintext = document(
        ("ToUserName", CORP),
        ("CreateTime", TIME),
        ("MsgType", "event"),
        ("Event", "kf_msg_or_event"),
        ("OpenKfId", ACCOUNT),
    )
    fields = {
        "type": "sync.required",
        "time_ms": TIME * 1000,
        "tenant_id": CORP,
        "conversation": {"kind": "service", "parent_id": ACCOUNT},
        "data": {"open_kfid": ACCOUNT},
        "native": NATIVE,
    }
    inner = delivery.event("event.kf_msg_or_event", delivery.digest_id(plaintext, TIME), fields, raw_format="xml")
    expected = _wrapped(delivery.received([inner]), f"imhook:wecom_kf/{CORP}", "2024-01-01T02:00:00Z", None)
    yield Vector(
        id=id,
        comment="Only the elements of events change. Without a conversation id there is no subject.",
        source="CloudEvents 1.0, JSON event format",
        call="receive",
        inputs={"config": config(format="cloudevents"), "request": seal_for(id).post(plaintext)},
        expect=delivery.success(expected, [plaintext]),
    )
    text = compact(message_entry("m1", "text", {"content": "hi"}))
    message = {"id": "m1", **one_segment({"type": "text", "text": "hi"}, "hi")}
    inner = delivery.event("text", "m1", message_fields(message))
    subject = inner["conversation"]["id"]
    expected = _wrapped(delivery.parsed([inner]), "imhook:wecom_kf", "2024-01-01T01:59:51Z", subject)
    yield Vector(
        id="cloudevents_entry",
        comment="An entry names no tenant: the source is the platform alone.",
        source=sources.SYNC_MSG,
        call="parse",
        inputs={"config": _CLOUD, "payload": text},
        expect=delivery.success(expected, [text]),
    )


def _wrapped(expected: Json, origin: str, time: str, subject: str | None) -> Json:
    (event,) = expected["events"]
    outer = {
        "specversion": "1.0",
        "id": event["id"],
        "source": origin,
        "type": f"imhook.{event['type']}",
        "time": time,
        **({"subject": subject} if subject else {}),
        "datacontenttype": "application/json",
        "data": event,
    }
    return {**expected, "events": [outer]}
