"""imhook through its Python package: one call, a batch of 64 (`batch`), or a dict instead of bytes (`dict`)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Iterator

import imhook
from turns import Callback, Message, serve

BATCH = 64

folder, how = Path(sys.argv[1]), sys.argv[2]
callback = Callback.read(folder)
receiver = imhook.Receiver.from_config(callback.config)
request = {"body": callback.body, "target": callback.target, "now_ms": callback.now_ms}


def read(deliveries: bytes) -> Iterator[Message]:
    for line in deliveries.splitlines():
        yield from events(json.loads(line))


def events(delivery: Any) -> Iterator[Message]:
    for event in delivery["events"]:
        message = event["message"]
        text = message["segments"][0]["media"]["name"] if message["kind"] == "file" else message["text"]
        conversation = event.get("conversation", {}).get("id", "")
        yield event["sender"]["id"], conversation, message["id"], event["time_ms"], text


def several(deliveries: list[Any]) -> Iterator[Message]:
    for delivery in deliveries:
        yield from events(delivery)


if callback.config["platform"] == "wecom_archive":
    if how == "dict":
        serve(lambda: receiver.parse_lines(callback.body), several)
    else:
        serve(lambda: receiver.parse_lines_bytes(callback.body), read)
elif how == "batch":
    requests = [imhook.Request(**request) for _ in range(BATCH)]
    serve(lambda: receiver.receive_batch_bytes(requests), read)
elif how == "dict":
    serve(lambda: receiver.receive(**request), events)
else:
    serve(lambda: receiver.receive_bytes(**request), read)
