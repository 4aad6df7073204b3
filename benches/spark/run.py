"""Runs every contender on both jobs, and has page and chart written.

Every contender runs in a Spark of its own, with one executor of one core held to one core of the machine, driver included,
and with two on two. The first round warms up; of the others the one that took least counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import chart
import data
import imhook
import page
import pyarrow.parquet as pq

HERE = Path(__file__).resolve().parent
JOBS = ("archive", "callbacks")
ROUNDS = 2


def measured(job: str, contender: str, executors: int, folder: Path, rounds: int = ROUNDS) -> dict[str, Any]:
    """What one contender took on so many executors, and as many cores."""
    cores = ",".join(map(str, sorted(os.sched_getaffinity(0))[:executors]))
    command = [sys.executable, str(HERE / "job.py"), job, contender, str(executors), str(folder), str(rounds)]
    done = subprocess.run(["taskset", "-c", cores, *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(job, contender, executors, found, flush=True)
    return found


def one_machine(folder: Path) -> dict[str, Any]:
    """The library alone on one core: `parse_lines` of the same records, and the batch call of the same callbacks."""
    table = pq.read_table(folder / "archive/0.parquet")
    lines = b"".join(value.encode() + b"\n" for value in table["value"].to_pylist())
    bodies = pq.read_table(folder / "callbacks/0.parquet")["body"].to_pylist()
    requests = [imhook.Request(body) for body in bodies]
    found = {}
    for job, config, call in (
        ("archive", data.ARCHIVE, lambda receiver: receiver.parse_lines_bytes(lines)),
        ("callbacks", data.WPS, lambda receiver: receiver.receive_batch_bytes(requests)),
    ):
        with imhook.Receiver(**config) as receiver:
            seconds = []
            for _ in range(5):
                begin = time.perf_counter()
                call(receiver)
                seconds.append(time.perf_counter() - begin)
        found[job] = {"rows": len(bodies), "seconds": seconds}
    return found


def main(rows: int = 1_600_000) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        data.write(folder, rows)
        results: dict[str, Any] = {"alone": one_machine(folder)}
        for job in JOBS:
            measured(job, "check", 1, folder, 0)
            results[job] = {
                contender: {executors: measured(job, contender, executors, folder) for executors in (1, 2)}
                for contender in page.CONTENDERS
            }
    page.write(results)
    chart.draw(results)


main(*map(int, sys.argv[1:]))
