"""`parse`: payloads that somebody else has already verified and decrypted. It needs no credentials."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector
from .. import delivery, sources
from ..cases import one_segment, parse_refused, parsed_case
from ..entries import ACCOUNT, message_entry, message_fields
from ..envelope import CORP, TIME, config
from ..xml_text import document

_HEAD = (("ToUserName", CORP), ("CreateTime", TIME), ("MsgType", "event"))
_XML = document(*_HEAD, ("Event", "kf_msg_or_event"), ("Token", "t"), ("OpenKfId", ACCOUNT))
_FIELDS = {
    "type": "sync.required",
    "time_ms": TIME * 1000,
    "tenant_id": CORP,
    "conversation": {"kind": "service", "parent_id": ACCOUNT},
    "data": {"token": "t", "open_kfid": ACCOUNT},
}


def vectors() -> Iterator[Vector]:
    yield from xml_events()
    yield from json_events()
    yield from entries()
    yield from refusals()
    yield from limits()


def xml_events() -> Iterator[Vector]:
    for name, payload, settings in (
        ("xml", _XML, None),
        ("xml_with_credentials", _XML, config()),
        ("xml_byte_order_mark", "\ufeff" + _XML, None),
        ("xml_space_around", f"\n {_XML}\n", None),
        ("xml_declaration", '<?xml version="1.0"?>' + _XML, None),
    ):
        text = payload.removeprefix("\ufeff")
        event = delivery.event(
            "event.kf_msg_or_event", delivery.digest_id(text.strip(), TIME), _FIELDS, raw_format="xml"
        )
        yield parsed_case(
            f"parse_{name}",
            "An event in the clear: no proof, no reply, no envelope.",
            payload,
            [event],
            [text],
            settings=settings,
            source=sources.KF_CALLBACK,
        )
    bare = "<xml><Where>北京</Where></xml>"
    yield parsed_case(
        "parse_xml_of_no_type",
        "XML is an event, whatever it says.",
        bare,
        [
            delivery.event(
                "unknown", delivery.digest_id(bare), {"type": "unknown", "data": {"where": "北京"}}, raw_format="xml"
            )
        ],
        [bare],
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )


def json_events() -> Iterator[Vector]:
    native = {
        "ToUserName": CORP,
        "CreateTime": TIME,
        "MsgType": "event",
        "Event": "kf_msg_or_event",
        "Token": "t",
        "OpenKfId": ACCOUNT,
    }
    text = compact(native)
    event = delivery.event("event.kf_msg_or_event", delivery.digest_id(text, TIME), _FIELDS)
    yield parsed_case("parse_json_event", "JSON with MsgType is an event.", text, [event], [text])
    both = compact({**native, "msg_list": [], "errcode": 0, "msgtype": "text"})
    fields = {**_FIELDS, "data": {**_FIELDS["data"], "msg_list": [], "errcode": 0, "msgtype": "text"}}
    event = delivery.event("event.kf_msg_or_event", delivery.digest_id(both, TIME), fields)
    yield parsed_case(
        "parse_json_event_before_page",
        "MsgType goes before the keys of a page.",
        both,
        [event],
        [both],
        flags=("Unknown",),
    )
    info = compact({"InfoType": "suite_ticket", "TimeStamp": TIME, "SuiteTicket": "T"})
    fields = {
        "type": "organization.updated",
        "time_ms": TIME * 1000,
        "data": {"action": "updated", "native_action": "suite_ticket", "suite_ticket": "T"},
    }
    event = delivery.event("suite_ticket", delivery.digest_id(info, TIME), fields)
    yield parsed_case("parse_json_info_type", "JSON with InfoType is an event.", info, [event], [info])


def entries() -> Iterator[Vector]:
    text = compact(message_entry("m1", "text", {"content": "hi"}))
    message = {"id": "m1", **one_segment({"type": "text", "text": "hi"}, "hi")}
    event = delivery.event("text", "m1", message_fields(message))
    for name, payload in {
        "": text,
        "_byte_order_mark": "\ufeff" + text,
        "_space_around": f"\n\t{text} \r\n",
    }.items():
        yield parsed_case(
            f"parse_entry{name}", "JSON with msgtype is one entry.", payload, [event], [text], source=sources.GO_PACKAGE
        )
    lined = text.replace(",", ",\n")
    yield parsed_case(
        "parse_entry_line_breaks", "Line breaks are spaces in raw.", lined, [event], [lined.replace("\n", " ")]
    )


def refusals() -> Iterator[Vector]:
    for name, payload in {
        "empty": "",
        "blank": " \n",
        "mark_alone": "\ufeff",
        "text": "hello",
        "array": "[]",
        "array_of_entries": compact([message_entry("m1", "text", {"content": "hi"})]),
        "string": '"hello"',
        "number": "1",
        "null": "null",
        "object_empty": "{}",
        "object_of_others": '{"hello":"world"}',
        "xml_cut": _XML[:-1],
        "xml_doctype": "<!DOCTYPE xml>" + _XML,
        "xml_text_after": _XML + "x",
        "sealed_xml": document(("ToUserName", CORP), ("Encrypt", "AAAA")),
        "sealed_json": '{"encrypt":"AAAA"}',
        "sealed_json_capital": '{"Encrypt":"AAAA","AgentID":218}',
        "other_platform": '{"topic":"kso.dept","operation":"create","payload":{}}',
        "lower_case_keys": '{"infotype":"suite_ticket"}',
    }.items():
        yield parse_refused(
            f"parse_{name}",
            "Neither an event, nor a page, nor an entry.",
            payload,
            flags=("Malformed",),
        )
    yield parse_refused("parse_binary", "No text at all.", b"\xff\xfe\x00\x01", flags=("Malformed",))


def limits() -> Iterator[Vector]:
    size = len(_XML.encode())
    settings: Json = {"platform": "wecom_kf", "max_payload_bytes": size - 1}
    yield parse_refused("parse_too_large", "One byte over the cap.", _XML, 500, settings=settings)
    deep = "<xml>" + "<A>" * 100 + "</A>" * 100 + "</xml>"
    yield parse_refused("parse_xml_too_deep", "Nested past the cap.", deep, 501, flags=("Hostile",))
    entry = '{"msgtype":"x","x":' + "[" * 100 + "]" * 100 + "}"
    yield parse_refused("parse_entry_too_deep", "Nested past the cap.", entry, 501, flags=("Hostile",))
