"""The interpreter ends while daemon threads are in calls and receivers were never closed: exit.py CONFIG BODY NOW_MS."""

import sys
import threading
from pathlib import Path

import imhook

config, body, now_ms = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), int(sys.argv[3])
receiver = imhook.Receiver.from_config(config)
forgotten: list[object] = [imhook.Receiver("yach"), imhook.Request(bytearray(body))]
forgotten.append(forgotten)  # a cycle, which only the collector breaks
begun = threading.Barrier(5)


def busy() -> None:
    begun.wait()
    while True:
        receiver.receive_bytes(body, now_ms=now_ms)


for _ in range(4):
    threading.Thread(target=busy, daemon=True).start()
begun.wait()
print("done")
