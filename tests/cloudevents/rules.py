"""What CloudEvents 1.0 asks of an event beyond what the official SDK looks at, and what imhook promises besides.

Sections are those of https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from urllib.parse import unquote

REQUIRED = {"specversion", "id", "source", "type"}
OPTIONAL = {"time", "subject", "datacontenttype"}
# "Naming Conventions": lower case letters and digits, 20 characters at most.
NAME = re.compile(r"[a-z0-9]{1,20}")
# "Type System", URI-reference: RFC 3986, section 4.1; its characters, not its grammar.
URI_REFERENCE = re.compile(r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*")
# "Type System", Timestamp: RFC 3339, section 5.6.
TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
# What both RFC 3339 and the calendars of the library and of the SDK have: 0001-01-01T00:00:00Z to 9999-12-30T22:00:00Z.
FIRST_MS, LAST_MS = -62_135_596_800_000, 253_402_207_200_000


def broken(event: dict, platform: str, credential: str | None) -> Iterator[str]:
    """A line for every rule that an event, whose `data` is the canonical event, does not keep."""
    attributes = {name: value for name, value in event.items() if name != "data"}
    data = event["data"]
    yield from (f"{name} is missing" for name in REQUIRED - attributes.keys())
    yield from (f"{name} is not promised" for name in attributes.keys() - REQUIRED - OPTIONAL)
    for name, value in attributes.items():
        if not NAME.fullmatch(name):
            yield f"{name!r} cannot name an attribute"
        if not isinstance(value, str) or not value:
            yield f"{name} is {value!r}, expected a string that is not empty"
            return

    expected = {
        "specversion": "1.0",
        "id": as_string(data["id"]),
        "type": f"imhook.{data['type']}",
        "subject": as_string(data.get("conversation", {}).get("id", "")) or None,
        "datacontenttype": "application/json",
    }
    for name, value in expected.items():
        if attributes.get(name) != value:
            yield f"{name} is {attributes.get(name)!r}, expected {value!r}"
    yield from broken_source(attributes["source"], platform, data.get("tenant_id", credential))
    yield from broken_time(attributes.get("time"), data.get("time_ms"))


def as_string(text: str) -> str:
    """"Type System", String: what it must not hold (control characters, surrogates, noncharacters) as U+FFFD."""
    return "".join("\ufffd" if is_forbidden(character) else character for character in text)


def is_forbidden(character: str) -> bool:
    point = ord(character)
    return unicodedata.category(character) in ("Cc", "Cs") or 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


def broken_source(source: str, platform: str, origin: str | None) -> Iterator[str]:
    if not URI_REFERENCE.fullmatch(source):
        yield f"source {source!r} is no URI reference"
    start, *rest = source.split("/")
    if start != f"imhook:{platform}" or [unquote(part) for part in rest] != ([] if origin is None else [origin]):
        yield f"source is {source!r}, expected imhook:{platform} and {origin!r}"


def broken_time(time: str | None, time_ms: int | None) -> Iterator[str]:
    if time_ms is None or not FIRST_MS <= time_ms <= LAST_MS:
        if time is not None:
            yield f"time is {time}, expected none for time_ms {time_ms}"
    elif time is None or not TIMESTAMP.fullmatch(time):
        yield f"time {time!r} is not of RFC 3339"
    elif (datetime.fromisoformat(time) - EPOCH) // timedelta(milliseconds=1) != time_ms:
        yield f"time is {time}, time_ms {time_ms}"
