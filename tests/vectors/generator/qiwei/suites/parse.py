"""`parse`: a push, or the record inside one, that somebody else vouches for. It needs no credentials."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import Case
from ...json_text import Json, compact
from ...vector import Vector, failure, text_or_base64
from ..cases import parsed, record_event, record_fields, refused
from ..push import BARE, CORP, CREATED_MS, MESSAGE_ID, OPEN, native, native_id, push, record_of, secret_credential

_HI = Case("parse", "", "text", {"text": {"content": "hi"}}, [{"type": "text", "text": "hi"}], "hi")
_PUSH = push(101, record_of(_HI))
_MALFORMED = {
    "empty": "",
    "blank": " \r\n",
    "text": "hello",
    "form": "message_id=1&type=101",
    "xml": "<xml/>",
    "cut": compact(_PUSH)[:-1],
    "trailing_text": compact(_PUSH) + " x",
    "two_pushes": compact(_PUSH) * 2,
    "trailing_comma": compact(_PUSH)[:-1] + ",}",
    "single_quotes": "{'type':19}",
    "nul_after": compact(_PUSH) + "\0",
    "bom_only": "\ufeff",
    "nan": '{"type":NaN}',
    "binary": bytes(range(128, 256)),
    "utf16": compact(_PUSH).encode("utf-16-le"),
}


def vectors() -> Iterator[Vector]:
    yield from taken()
    yield from refusals()
    yield from limits()


def taken() -> Iterator[Vector]:
    event = record_event(_HI)
    for name, settings in {
        "bare": BARE,
        "waived": OPEN,
        "with_credentials": {**BARE, "credentials": secret_credential()},
    }.items():
        yield parsed(f"parse_push_{name}", "A push; the proof does not matter.", _PUSH, [event], settings=settings)
    spaced = f"\ufeff\r\n {compact(_PUSH)} \n"
    yield parsed(
        "parse_bom_and_space", "Both are dropped around a push.", spaced, [event], raw=[compact(_PUSH)], settings=BARE
    )
    change = push(19, {"tenant_id": "wp1", "order_id": "7", "change_type": 1})
    fields = {
        "type": "record.updated",
        "time_ms": CREATED_MS,
        "tenant_id": "wp1",
        "data": {"action": "created", "native_action": "1", "target_id": "7"},
        "native": native(19),
    }
    yield parsed("parse_change", "A change.", change, [expected.event("19", MESSAGE_ID, fields)], settings=BARE)
    for official in (False, True):
        record = record_of(_HI, official=official)
        yield parsed(
            "parse_record_official" if official else "parse_record",
            "The record inside a push: named by its own id, without an envelope.",
            record,
            [expected.event("101.text", native_id(_HI), record_fields(_HI, official=official))],
            settings=BARE,
        )
    nameless = {**record_of(_HI), "msgid": None}
    fields = record_fields(_HI)
    del fields["message"]["id"]
    yield parsed(
        "parse_record_without_id",
        "Without an id it is named by its digest, its own time included.",
        nameless,
        [expected.event("101.text", expected.digest_id(compact(nameless), nameless["msgtime"]), fields)],
        settings=BARE,
    )
    log = {"msgid": "7", "corpid": CORP, "action": "switch", "time": "1554119421840", "user": "lisi", "msgtype": None}
    fields = {
        "type": "presence.updated",
        "time_ms": 1554119421840,
        "tenant_id": CORP,
        "data": {"action": "switched", "native_action": "switch", "actor": {"id": "lisi", "kind": "user"}},
    }
    yield parsed("parse_switch", "A switch log.", log, [expected.event("101.switch", "7", fields)], settings=BARE)


def refusals() -> Iterator[Vector]:
    for name, payload in _MALFORMED.items():
        yield _refused(f"parse_refused_{name}", "No JSON.", payload)
        yield refused(f"receive_refused_{name}", "The same when it is received.", payload, 401)
    for name, payload in {
        "array": f"[{compact(_PUSH)}]",
        "string": compact(compact(_PUSH)),
        "number": "1",
        "null": "null",
        "object_empty": "{}",
        "object_of_others": '{"hello":"world"}',
        "type_missing": '{"message_id":"1","content":"{}"}',
        "type_null": '{"type":null,"content":"{}"}',
        "type_object": '{"type":{},"content":"{}"}',
        "type_empty": '{"type":"","content":"{}"}',
        "msgtype_number": '{"msgtype":7}',
        "action_alone": '{"action":"send","msgid":"m1"}',
        "chatdata": '{"errcode":0,"chatdata":[]}',
    }.items():
        yield _refused(f"parse_refused_{name}", "Neither a push nor a record.", payload)


def limits() -> Iterator[Vector]:
    text = compact(_PUSH)
    event = record_event(_HI)
    size = len(text.encode())
    exact, less = ({**BARE, "max_payload_bytes": limit} for limit in (size, size - 1))
    yield parsed("parse_at_size_limit", "Exactly max_payload_bytes.", text, [event], settings=exact)
    yield _refused("parse_over_size_limit", "One byte more.", text, 500, less, flags=("Hostile",))
    yield parsed(
        "parse_ignores_body_limit",
        "max_body_bytes is for requests.",
        text,
        [event],
        settings={**BARE, "max_body_bytes": 16},
    )
    yield parsed(
        "parse_at_depth_limit",
        "Push, record, body: three levels, one string.",
        text,
        [event],
        settings={**BARE, "max_depth": 3},
    )
    yield _refused(
        "parse_over_depth_limit", "The body is one too many.", text, 501, {**BARE, "max_depth": 2}, flags=("Hostile",)
    )
    for name, body in {
        "content": push(19, '{"a":' * 70 + "1" + "}" * 70),
        "content_list": push(41, "[" * 70 + "]" * 70),
        "content_unclosed": push(19, "[" * 1000),
        "content_unknown_type": push(99, "[" * 70 + "]" * 70),
        "envelope": '{"type":19,"x":' + "[" * 1000,
        "root": "[" * 1000,
    }.items():
        yield _refused(f"parse_deep_{name}", "Over the cap, wherever it stands.", body, 501, flags=("Hostile",))
        yield refused(f"receive_deep_{name}", "The same when it is received.", body, 501, flags=("Hostile",))


def _refused(
    id: str,
    comment: str,
    payload: Json | str | bytes,
    status: int = 401,
    settings: Json = None,
    flags: tuple[str, ...] = ("Malformed",),
) -> Vector:
    content = payload if isinstance(payload, str | bytes) else compact(payload)
    return Vector(
        id=id,
        comment=comment,
        flags=flags,
        call="parse",
        inputs={"config": settings or BARE, **text_or_base64("payload", content)},
        expect=failure(status),
    )
