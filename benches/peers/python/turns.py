"""The process of a peer: reads one case from a folder, then obeys the driver's lines. `check` answers with the number of
messages and each of them, `time N` with the nanoseconds of N calls."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns
from typing import Any, Callable, Iterable

# Sender, conversation, id, time in milliseconds, content: what all peers must agree on.
Message = tuple[str, str, str, int, str]


@dataclass(frozen=True)
class Callback:
    """One callback as an HTTP server hands it over, and the configuration that imhook would receive it by."""

    config: dict[str, Any]
    target: str
    body: bytes
    now_ms: int

    @classmethod
    def read(cls, folder: Path) -> Callback:
        config = json.loads((folder / "config.json").read_bytes())
        return cls(config, (folder / "target").read_text(), (folder / "body").read_bytes(), int((folder / "now").read_text()))


def serve(work: Callable[[], Any], messages: Callable[[Any], Iterable[Message]]) -> None:
    """`work` is what is timed. `messages` reads its result, for the check."""
    for line in sys.stdin:
        command, *count = line.split()
        if command == "check":
            found = ["\t".join(map(str, message)).replace("\n", " ") for message in messages(work())]
            print(len(found), *found, sep="\n", flush=True)
        else:
            print(timed(work, int(count[0])), flush=True)


def timed(work: Callable[[], Any], calls: int) -> int:
    for _ in range(calls // 8):  # the caches are the last peer's
        work()
    begun = perf_counter_ns()
    for _ in range(calls):
        kept = work()
    elapsed = perf_counter_ns() - begun
    del kept  # until here: as in a program, a result lives until the next one is there
    return elapsed
