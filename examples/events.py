#!/usr/bin/env python3
"""Shows the deliveries of a file, one JSON object a line, as text that a person can read: events.py FILE"""

import json
import sys
from datetime import datetime, timezone


def party(value):
    return " ".join(value[key] for key in ("kind", "name", "id") if key in value) if value else "-"


def moment(event):
    if "time_ms" not in event:
        return "-"
    return datetime.fromtimestamp(event["time_ms"] / 1000, timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")


def rows(event):
    yield "time", moment(event)
    yield "type", f"{event['type']}  ({event['native_type']})"
    yield "conversation", party(event.get("conversation"))
    yield "sender", party(event.get("sender"))
    if "message" in event:
        yield "text", event["message"]["text"]
    for mention in event.get("message", {}).get("mentions", []):
        yield "mentions", party(mention)


def show(delivery):
    auth = delivery["auth"]
    proof = f"verified by {auth['scheme']}" if auth["verified"] else "not verified"
    outside = f"; not covered by the proof: {', '.join(auth['uncovered'])}" if auth.get("uncovered") else ""
    print(f"   {delivery['platform']}, {proof}{outside}")
    for event in delivery["events"]:
        for name, value in rows(event):
            print(f"   {name:<14}{value}")
    if "reply" in delivery:
        print(f"   {'answer':<14}{delivery['reply']['status']} {delivery['reply'].get('body', '')}")


with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        show(json.loads(line))
