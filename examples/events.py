#!/usr/bin/env python3
"""Shows what came in and the events that came out, as text that a person can read: events.py INPUT DELIVERIES

INPUT is an HTTP request (*.http), or records that stand on a line each; DELIVERIES has a line for each of them."""

import json
import sys
from datetime import datetime, timezone

WIDTH = 100


def short(text):
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def inputs(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if not path.endswith(".http"):
        return [[line] for line in text.splitlines() if line]
    head, _, body = text.partition("\r\n\r\n")
    return [[head.split("\r\n")[0].removesuffix(" HTTP/1.1"), body]]


def party(value):
    return " ".join(value[key] for key in ("kind", "name", "id") if key in value)


def moment(time_ms):
    return datetime.fromtimestamp(time_ms / 1000, timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")


def place(conversation):
    words = [party(conversation), conversation.get("parent_id")]
    return " of ".join(word for word in words if word)


def people(event):
    """Who spoke, to whom, and where."""
    if "sender" in event:
        yield f"from {party(event['sender'])}"
    if "recipients" in event:
        yield f"to {', '.join(map(party, event['recipients']))}"
    if "conversation" in event:
        yield f"conversation: {place(event['conversation'])}"


def media(message):
    """Where the bytes of an image, a file and the like are to be had."""
    for segment in message["segments"]:
        values = segment.get("media", {})
        yield from (f"{name}: {values[name]}" for name in ("size_bytes", "url", "id") if name in values)


def details(data):
    """What an event that is not a message says."""
    for name, value in data.items():
        if name == "last_message":
            yield f"{name}: {value['text']}"
        elif name == "actor":
            yield f"{name}: {party(value)}"
        elif name in ("action", "target_id") or "action" not in data and isinstance(value, str):
            yield f"{name}: {value}"


def proof(auth):
    if auth["scheme"] == "not_checked":
        return "not checked: the caller vouches for it"
    if not auth["verified"]:
        return "none, which the configuration allows"
    words = [auth["scheme"], f"covers {', '.join(auth['covers']) or 'nothing of the request'}"]
    if auth.get("uncovered"):
        words.append(f"not {', '.join(auth['uncovered'])}")
    return "; ".join(words)


def rows(delivery):
    for event in delivery["events"]:
        time = f"  {moment(event['time_ms'])}" if "time_ms" in event else ""
        yield "event", f"{event['type']}  ({event['native_type']}){time}"
        yield "", ", ".join(people(event))
        if "message" in event:
            yield "", event["message"]["text"]
            yield "", "; ".join(media(event["message"]))
        else:
            yield "", "; ".join(details(event.get("data", {})))
    for warning in delivery.get("warnings", []):
        yield "warning", warning["code"]
    if "page" in delivery:
        yield "page", "; ".join(f"{name}: {json.dumps(value)}" for name, value in delivery["page"].items())
    if "reply" in delivery:
        yield "answer", f"{delivery['reply']['status']} {delivery['reply'].get('body', '')}"


def show(listed):
    for name, value in listed:
        if value:
            print(f"   {name:<9}{short(value)}")


def main(source, deliveries):
    shown = None
    with open(deliveries, encoding="utf-8") as lines:
        for came, line in zip(inputs(source), lines, strict=True):
            delivery = json.loads(line)
            listed = [("came in", came[0]), *(("", part) for part in came[1:])]
            if shown != delivery["auth"]:
                shown = delivery["auth"]
                listed.append(("proof", proof(shown)))
            show([*listed, *rows(delivery)])
            print()


if __name__ == "__main__":
    main(*sys.argv[1:])
