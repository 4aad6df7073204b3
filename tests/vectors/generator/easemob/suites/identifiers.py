"""Ids: callId names the event, and the same callback names the same event whatever else changed on the way."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector
from .. import delivery
from ..body import APPKEY, OMIT, TIMESTAMP, config, unsigned
from ..cases import event_case, message_case, text_message, txt
from .thread import THREAD, THREAD_EVENT, thread_case

_CALL_ID = f"{APPKEY}_redelivered"
_RECALL = {"chat_type": "recall", "recall_id": "r1", "payload": {}}
_RECALL_DATA = {"action": "recalled", "native_action": "recall", "target_id": "r1"}


def vectors() -> Iterator[Vector]:
    yield from redelivered()
    yield from messages()
    yield from without_call_id()


def redelivered() -> Iterator[Vector]:
    """The vendor retries at once: the id is the same each time, so that consumers can drop the second."""
    body = {**_RECALL, "callId": _CALL_ID}
    recalled = {"type": "message.recalled", "data": _RECALL_DATA}
    yield event_case("redelivered_first", "The first of two deliveries.", "recall", body, recalled)
    yield event_case("redelivered_again", "The second, byte for byte.", "recall", body, recalled)
    yield event_case(
        "redelivered_at_another_time",
        "With a new timestamp and host: still the same event.",
        "recall",
        {**body, "timestamp": TIMESTAMP + 1, "host": "other"},
        {**recalled, "time_ms": TIMESTAMP + 1, "data": {**_RECALL_DATA, "host": "other"}},
    )
    yield event_case(
        "redelivered_other_order",
        "With its keys in another order.",
        "recall",
        {"payload": {}, **body},
        recalled,
    )


def messages() -> Iterator[Vector]:
    value: Json
    for name, value, id in (
        ("number", Verbatim("8924312242322"), "8924312242322"),
        ("text", "1F4MX6iSdI7V", "1F4MX6iSdI7V"),
    ):
        yield message_case(
            f"msg_id_{name}",
            "The message's own id.",
            "txt",
            txt("hi"),
            {"id": id, **text_message("hi")},
            root={"msg_id": value},
            flags=("TypeConflict",) if name == "number" else (),
        )
    for name, value in (("missing", OMIT), ("null", None), ("empty", "")):
        yield message_case(
            f"msg_id_{name}",
            "A message without an id.",
            "txt",
            txt("hi"),
            {**text_message("hi"), "id": None},
            root={"msg_id": value},
            fields={
                "message": text_message("hi"),
            },
            flags=("Malformed",),
        )
    yield event_case(
        "msg_id_in_data_is_text",
        "Ids are strings everywhere, in data too.",
        "recall",
        {**_RECALL, "msg_id": Verbatim("12345678901234567890")},
        {"type": "message.recalled", "data": {**_RECALL_DATA, "msg_id": "12345678901234567890"}},
        flags=("TypeConflict",),
    )


def without_call_id() -> Iterator[Vector]:
    unproven: Json = {
        "secret": None,
        "auth": delivery.UNPROVEN,
        "settings": config(allow_unverified=["thread"]),
        "flags": ("Unproven",),
    }
    for name, value in (("missing", OMIT), ("null", None), ("empty", "")):
        yield thread_case(
            f"call_id_{name}",
            "Without a callId msg_id names the event.",
            {**THREAD, "callId": value},
            THREAD_EVENT,
            native_id="10998824",
            **unproven,
        )
    data = {key: item for key, item in THREAD_EVENT["data"].items() if key != "msg_id"}
    for name, timestamp, digits in (
        ("number", 1651029973480, "1651029973480"),
        ("string", "1651029973480", "1651029973480"),
        ("missing", OMIT, ""),
    ):
        id = f"call_id_and_msg_id_missing_time_{name}"
        body = {**THREAD, "callId": OMIT, "msg_id": OMIT, "timestamp": timestamp}
        record = compact(unsigned(id, body)).encode()
        yield thread_case(
            id,
            "With neither, the digest of the body as it came and of the timestamp.",
            body,
            {**THREAD_EVENT, "data": data},
            native_id=delivery.digest_id(record, digits),
            **unproven,
        )
    spaced = "digest_of_body_as_received"
    parts = {**THREAD, "callId": OMIT, "msg_id": OMIT}
    text = compact(unsigned(spaced, parts)).replace(",", ",\r\n ")
    yield thread_case(
        spaced,
        "White space inside belongs to the body; around it, and a byte order mark, does not.",
        parts,
        {**THREAD_EVENT, "data": data},
        native_id=delivery.digest_id(text.encode(), "1651029973480"),
        rewrite=lambda _: f"\ufeff \n{text}\r\n",
        raw=text.replace("\r\n", "  "),
        **unproven,
    )
