#!/usr/bin/env python3
"""What the binding adds to a call: make bench-python.

Times one receive and a batch of 64, in C and in Python, taking turns in one process, and prints the least of many rounds:
what other work on the machine adds is not the binding's, nor is the state of the heap.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter_ns
from typing import Callable

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = Path(os.environ.setdefault("IMHOOK_LIBRARY", str(ROOT / "target/release/libimhook.so"))).resolve()
sys.path.insert(0, str(ROOT / "bindings/python/src"))

import imhook  # noqa: E402
from imhook import abi  # noqa: E402

CONFIG = {"platform": "wps", "credentials": {"app_id": "AK00000000EXAMPLE", "app_key": "not-a-real-key-00000000000000000"}}
NOW_MS = 1704074400000
SIZES = (300, 2048)
BATCH = 64
TURNS = 20
ROUNDS = 60
COLUMNS = ("", "in C", "through Python", "added", "reach")


def callback(receiver: imhook.Receiver, size: int) -> bytes:
    """A sealed WPS callback whose plaintext has so many bytes."""
    message = {"id": "ExampleMessage01", "type": "text", "content": {"text": {"content": ""}}}
    payload = {"chat": {"id": "8205341", "type": "group"}, "message": message, "send_time": NOW_MS}
    message["content"] = {"text": {"content": "a" * (size - len(json.dumps(payload, separators=(",", ":"))))}}
    spec = {"kind": "callback", "topic": "kso.app_chat.message", "operation": "create", "payload": payload}
    return receiver.seal({**spec, "timestamp_ms": NOW_MS})["body"].encode()


def best(work: Callable[[], object], messages: int) -> float:
    """Nanoseconds of one message in the best round. As in a program, a result lives until the next one is there: one that
    is dropped at once lets the allocator give its memory back to the system, and page faults are what would be timed."""
    least = float("inf")
    for _ in range(ROUNDS):
        begun = perf_counter_ns()
        kept = work()  # noqa: F841
        least = min(least, perf_counter_ns() - begun)
    return least / messages


def measured(in_c: ctypes.CDLL, body: bytes, receiver: imhook.Receiver) -> dict[str, float]:
    """The least of every turn, by what was timed."""
    receive, receive_batch, request = receiver.receive_bytes, receiver.receive_batch_bytes, imhook.Request
    requests = [request(body, now_ms=NOW_MS) for _ in range(BATCH)]
    array = (abi.Request * BATCH)(*[request.native for request in requests])
    assert receiver._handle is not None
    arguments = (receiver._handle.address, array, ctypes.c_size_t(BATCH), ROUNDS)

    def calls() -> None:
        for _ in range(BATCH):
            receive(body, now_ms=NOW_MS)

    least: dict[str, float] = {}
    for _ in range(TURNS):
        turn = {
            "C call": in_c.best_of_calls(*arguments),
            "call": best(calls, BATCH),
            "C batch": in_c.best_of_batches(*arguments),
            "batch": best(lambda: receive_batch(requests), BATCH),
            "batch and requests": best(lambda: receive_batch([request(body, now_ms=NOW_MS) for _ in range(BATCH)]), BATCH),
        }
        least = {name: min(value, least.get(name, value)) for name, value in turn.items()}
    return least


def compiled(folder: Path) -> ctypes.CDLL:
    """The C side, over the library that the package has loaded."""
    (folder / "libimhook.so.1").symlink_to(LIBRARY)
    source = ROOT / "bindings/python/bench/call.c"
    command = ["cc", "-O2", "-shared", "-fPIC", "-I", str(ROOT / "include"), str(source), "-o", str(folder / "call.so")]
    subprocess.run([*command, str(LIBRARY), f"-Wl,-rpath,{folder}"], check=True)
    in_c = ctypes.CDLL(str(folder / "call.so"))
    in_c.best_of_calls.restype = in_c.best_of_batches.restype = ctypes.c_double
    return in_c


def row(name: str, in_c: float, in_python: float, reach: str) -> str:
    cells = (name, f"{in_c / 1000:.2f} µs", f"{in_python / 1000:.2f} µs", f"{(in_python - in_c) / 1000:.2f} µs", reach)
    return f"| {' | '.join(cells)} |"


def main() -> None:
    gc.disable()
    with tempfile.TemporaryDirectory() as folder, imhook.Receiver.from_config(CONFIG) as receiver:
        in_c = compiled(Path(folder))
        print(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}")
        for size in SIZES:
            least = measured(in_c, callback(receiver, size), receiver)
            print(row(f"one call, {size} B", least["C call"], least["call"], "≤ 2.5 µs"))
            print(row(f"batch of {BATCH}, {size} B, per message", least["C batch"], least["batch"], "≤ 0.4 µs"))
            print(row("the same, its requests made too", least["C batch"], least["batch and requests"], ""))


if __name__ == "__main__":
    main()
