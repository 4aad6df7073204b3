#!/usr/bin/env python3
"""Every delivery of the vectors as CloudEvents 1.0: the official SDK accepts each, and each holds the canonical event.

    make build && .venv/bin/python tests/cloudevents/run.py [LIBRARY]
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from cloudevents.core.exceptions import CloudEventValidationError
from cloudevents.core.formats.json import JSONFormat
from library import Library, Refused
from rules import FIRST_MS, LAST_MS, broken

ROOT = Path(__file__).resolve().parents[2]


def vectors() -> Iterator[tuple[str, dict]]:
    """The vectors that yield a delivery, each with its platform."""
    for path in sorted(ROOT.glob("tests/vectors/*/*.json")):
        file = json.loads(path.read_bytes())
        for vector in file["vectors"]:
            if vector["call"] in ("receive", "parse") and vector["expect"]["status"] == 0:
                yield file["platform"], vector


def edges() -> Iterator[tuple[str, dict]]:
    """What the vectors have no reason to hold: times at the ends of the calendar, ids that no attribute can carry."""
    for time_ms in (FIRST_MS - 10**13, FIRST_MS - 1, FIRST_MS, 0, LAST_MS, LAST_MS + 10**9):
        yield "wps", edge(f"edge_time_{time_ms}", {"message": {"id": "1"}, "send_time": time_ms})
    for point in (0x1F, 0x7F, 0x9F, 0xFDD0, 0xFFFE, 0x10FFFF):
        chat = {"id": f"a{chr(point)}b", "type": "group"}
        yield "wps", edge(f"edge_subject_{point:04x}", {"message": {"id": "1"}, "chat": chat})


def edge(name: str, payload: dict) -> dict:
    return {"id": name, "call": "parse", "config": {"platform": "wps"}, "payload": json.dumps(payload)}


def content(holder: dict, name: str) -> bytes:
    return base64.b64decode(holder.get(f"{name}_base64", "")) or holder.get(name, "").encode()


def deliver(library: Library, vector: dict, form: str) -> bytes:
    config = {**vector["config"], "format": form}
    if vector["call"] == "parse":
        return library.parse(config, content(vector, "payload"))
    request = vector["request"]
    headers = "".join(f"{name}: {value}\r\n" for name, value in request.get("headers", []))
    method, target = request.get("method", ""), request.get("target", "")
    body = content(request, "body")
    return library.receive(config, method.encode(), target.encode(), headers.encode(), body, request.get("now_ms", 0))


def exactly(text: bytes) -> object:
    """JSON with nothing lost: numbers as their digits, objects as their members in order."""

    def number(digits: str) -> tuple:
        return ("number", digits)

    return json.loads(text, object_pairs_hook=tuple, parse_int=number, parse_float=number)


def member(value: tuple, name: str) -> object:
    return dict(value)[name]


def faults(library: Library, platform: str, vector: dict) -> Iterator[str]:
    canonical, text = deliver(library, vector, "delivery"), deliver(library, vector, "cloudevents")
    expected, found = exactly(canonical), exactly(text)
    if [pair for pair in found if pair[0] != "events"] != [pair for pair in expected if pair[0] != "events"]:
        yield "more than the events differs from the delivery format"
    if [member(event, "data") for event in member(found, "events")] != member(expected, "events"):
        yield "data is not the canonical event"

    delivery = json.loads(text)
    events = delivery["events"]
    for event in events:
        yield from broken(event, platform, delivery["auth"].get("credential"))
        yield from refusals(event)
    names = [(event["source"], event["id"]) for event in events]
    if len(set(names)) < len(names):
        yield "two events have the same source and id"


def refusals(event: dict) -> Iterator[str]:
    """What the official SDK has against an event, which it must also hand back whole."""
    try:
        read = JSONFormat().read(None, json.dumps(event))
    except (CloudEventValidationError, ValueError) as refusal:
        yield f"the SDK refuses it: {getattr(refusal, 'errors', refusal)}"
        return
    # Where an event has no time, the SDK adds the present.
    attributes = {**read.get_attributes(), "data": read.get_data()}
    if any(attributes[name] != value for name, value in event.items() if name != "time"):
        yield "the SDK reads something else"


def main() -> int:
    library = Library(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "target/release/libimhook.so")
    passed = failed = 0
    for platform, vector in chain(vectors(), edges()):
        try:
            found = list(dict.fromkeys(faults(library, platform, vector)))
        except Refused as refusal:
            found = [str(refusal)]
        for fault in found:
            print(f"{platform}/{vector['id']}: {fault}")
        failed += bool(found)
        passed += not found
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
