"""CPU time and memory of the executors: their Java, and the Python workers under it."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree(pids: list[int]) -> list[int]:
    """These processes and all under them."""
    found, queue = [], list(pids)
    while queue:
        pid = queue.pop()
        found.append(pid)
        for thread in Path(f"/proc/{pid}/task").glob("*/children"):
            queue += map(int, thread.read_text().split())
    return found


def cpu_seconds(pids: list[int]) -> dict[str, float]:
    """What Java and Python each, and children of theirs that have ended, have used so far."""
    seconds = {"java": 0.0, "python": 0.0}
    for pid in tree(pids):
        name, fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)
        seconds["java" if name.endswith("(java") else "python"] += sum(map(int, fields.split()[11:15])) / TICKS
    return seconds


def peak_bytes(pids: list[int]) -> dict[str, int]:
    """The most that Java and Python each had resident, summed up over the processes."""
    peaks = {"java": 0, "python": 0}
    for pid in tree(pids):
        status = Path(f"/proc/{pid}/status").read_text()
        name = "java" if "Name:\tjava" in status else "python"
        peaks[name] += int(status.split("VmHWM:")[1].split()[0]) * 1024
    return peaks
