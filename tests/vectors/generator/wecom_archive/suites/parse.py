"""What `parse` refuses, its limits, and the configurations under which it reads the same."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import Case
from ...json_text import compact
from ...vector import Vector
from ..cases import BARE, native_id, parsed, record_of, refused

_CASE = Case("parse", "", "text", {"text": {"content": "hi"}}, [{"type": "text", "text": "hi"}], "hi")


def vectors() -> Iterator[Vector]:
    yield from taken()
    yield from refusals()
    yield from limits()


def taken() -> Iterator[Vector]:
    record = compact(record_of(_CASE))
    event = expected.event("text", native_id(_CASE), _CASE.fields(native_id(_CASE)))
    yield parsed("parse_record", "A record.", record, [event])
    yield parsed(
        "parse_bom_and_space", "Both are dropped around a record.", f"\ufeff \r\n\t{record}\n ", [event], raw=[record]
    )
    minimal = {"type": "message.created", "conversation": {"kind": "direct"}}
    message = {"kind": "unknown", "text": "[unknown] text", "segments": [{"type": "unknown", "native_type": "text"}]}
    bare = '{"msgtype":"text"}'
    yield parsed(
        "parse_minimal",
        "A message type is enough to be a record.",
        bare,
        [expected.event("text", expected.digest_id(bare), {**minimal, "message": message})],
        warnings=["missing_content"],
    )


def refusals() -> Iterator[Vector]:
    record = compact(record_of(_CASE))
    for name, payload in {
        "empty": "",
        "blank": " \n",
        "text": "hello",
        "xml": "<xml><MsgType>text</MsgType></xml>",
        "cut": record[:-1],
        "cut_in_a_string": record[: len(record) // 2],
        "trailing_text": record + "x",
        "two_records": record + record,
        "trailing_comma": record[:-1] + ",}",
        "single_quotes": record.replace('"', "'"),
        "nul_after": record + "\0",
        "nan": record[:-1] + ',"x":NaN}',
        "leading_zero": record[:-1] + ',"x":01}',
        "bad_escape": record[:-1] + ',"x":"\\x41"}',
        "bad_unicode_escape": record[:-1] + ',"x":"\\u12g4"}',
        "array": f"[{record}]",
        "string": compact(record),
        "number": "1",
        "null": "null",
        "true": "true",
        "object_empty": "{}",
        "object_of_others": '{"hello":"world"}',
        "msgtype_null": '{"msgtype":null,"action":"send"}',
        "msgtype_empty": '{"msgtype":"","action":"send"}',
        "msgtype_number": '{"msgtype":7}',
        "msgtype_object": '{"msgtype":{}}',
        "msgtype_list": '{"msgtype":["text"]}',
        "action_alone": '{"action":"send","msgid":"m1"}',
        "recall_alone": '{"action":"recall","msgid":"m1"}',
        "push": '{"message_id":"1","type":101,"content":"{}","gmt_create":1656037941}',
    }.items():
        yield refused(f"parse_refused_{name}", "Neither a record nor a page.", payload)
    yield refused("parse_refused_binary", "Not JSON, not text.", bytes(range(128, 256)))
    yield refused("parse_refused_utf16", "Not UTF-8.", record.encode("utf-16-le"))


def limits() -> Iterator[Vector]:
    record = compact(record_of(_CASE))
    event = expected.event("text", native_id(_CASE), _CASE.fields(native_id(_CASE)))
    size = len(record.encode())
    exact, less = ({**BARE, "max_payload_bytes": limit} for limit in (size, size - 1))
    yield parsed("parse_at_size_limit", "Exactly max_payload_bytes.", record, [event], settings=exact)
    yield refused("parse_over_size_limit", "One byte more.", record, 500, settings=less, flags=("Hostile",))
    small = {**BARE, "max_body_bytes": 16}
    yield parsed("parse_ignores_body_limit", "max_body_bytes is for requests.", record, [event], settings=small)
    flat = {**BARE, "max_depth": 2}
    yield parsed("parse_at_depth_limit", "A record and its body: two levels.", record, [event], settings=flat)
    yield refused(
        "parse_over_depth_limit",
        "The body is one too many.",
        record,
        501,
        settings={**BARE, "max_depth": 1},
        flags=("Hostile",),
    )
    for name, deep in {
        "lists": "[" * 1000,
        "objects": '{"a":' * 1000,
    }.items():
        yield refused(
            f"parse_unclosed_{name}",
            "Containers that never end: the cap is met long before the end.",
            '{"msgtype":"text","x":' + deep,
            501,
            flags=("Hostile",),
        )
    many = record[:-1] + "".join(f',"k{number}":{number}' for number in range(300)) + "}"
    fields = _CASE.fields(native_id(_CASE))
    data = {f"k{number}": number for number in range(300)}
    yield parsed(
        "parse_many_keys",
        "Hundreds of keys that nobody knows.",
        many,
        [expected.event("text", native_id(_CASE), {**fields, "data": data})],
        flags=("Unknown",),
    )
