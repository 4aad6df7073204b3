"""What a chat archive record says, whoever hands it over: shared by `wecom_archive` and `qiwei`."""

from __future__ import annotations

from dataclasses import dataclass

from .json_text import Json
from .vector import DERIVED, present

CUSTOMER = "wmExampleCustomerAAAAAAAAAAAAAA1"
OTHER_CUSTOMER = "woExampleCustomerBBBBBBBBBBBBBB2"
ROBOT = "wbExampleRobotCCCCCCCCCCCCCCCCC3"
STAFF = "zhangsan"
ROOM = "wrExampleRoomDDDDDDDDDDDDDDDDDD4"
MSGTIME = 1691386666454

CUSTOMER_PARTY = {"id": CUSTOMER, "kind": "external"}
STAFF_PARTY = {"id": STAFF, "kind": "user"}


@dataclass(frozen=True)
class Case:
    """One record without its base fields, and the event that it becomes.

    `root` is what stands beside the base fields; `segments` what the message holds, None for
    an event without a message; `data` the event's data; `text` the message's plain text.
    """

    id: str
    comment: str
    msgtype: str
    root: Json
    segments: Json = None
    text: str = ""
    type: str = "message.created"
    data: Json = None
    warnings: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    source: str = DERIVED
    action: str = "send"

    def fields(self, native_id: str, *, as_text: bool = False) -> Json:
        """The fields of a record from a customer to a member, without data.

        `as_text` says that the record writes its numbers and booleans as strings.
        """
        message = None
        if self.segments is not None:
            kind = self.segments[0]["type"] if len(self.segments) == 1 else "mixed"
            segments = leftovers_as_text(self.segments) if as_text else self.segments
            message = {"id": native_id, "kind": kind, "text": self.text, "segments": segments}
        return present(
            type=self.type,
            time_ms=MSGTIME,
            direction="in" if self.type == "message.created" else None,
            conversation={"kind": "direct"},
            sender=CUSTOMER_PARTY,
            recipients=[STAFF_PARTY],
            message=message,
        )


def as_text(value: Json) -> Json:
    """The value with every number and boolean as a string, as 企微管家 writes records."""
    match value:
        case dict():
            return {key: as_text(item) for key, item in value.items()}
        case list():
            return [as_text(item) for item in value]
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case _:
            return value


def leftovers_as_text(value: Json) -> Json:
    """Expected segments, with the parts that are handed on verbatim as `as_text` writes them."""
    match value:
        case dict():
            return {
                key: as_text(item) if key in ("extra", "data") else leftovers_as_text(item)
                for key, item in value.items()
            }
        case list():
            return [leftovers_as_text(item) for item in value]
        case _:
            return value
