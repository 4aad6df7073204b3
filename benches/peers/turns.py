"""Peers take turns: each is a process that works on one case, and is told when to work and how often."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Sequence

BURST_NS = 2_000_000
FEWEST_CALLS = 3

# Stands in a command for the folder of the case.
FOLDER = "FOLDER"


class Process:
    """A peer at work on one case."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self.command = [str(folder) if word == FOLDER else word for word in command]
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def check(self) -> list[str]:
        """The messages that it finds, each on one line."""
        self._say("check")
        return [self._line() for _ in range(int(self._line()))]

    def time(self, calls: int) -> int:
        self._say(f"time {calls}")
        return int(self._line())

    def end(self) -> None:
        self.process.communicate()

    def _say(self, command: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{' '.join(self.command)} ended")
        return line.rstrip("\n")


@dataclass
class Contender:
    """One process in a round, and the nanoseconds of one message in each of its bursts."""

    process: Process
    messages: int
    calls: int = FEWEST_CALLS
    times: list[float] = field(default_factory=list)

    def settle(self) -> None:
        """Finds how many calls make a burst, after enough of them for a just-in-time compiler or a heap to settle."""
        for _ in range(6):
            self.calls = max(FEWEST_CALLS, self.calls * BURST_NS // max(1, self.process.time(self.calls)))

    def turn(self) -> None:
        self.times.append(self.process.time(self.calls) / self.calls / self.messages)

    @property
    def least(self) -> float:
        return min(self.times)

    @property
    def median(self) -> float:
        return median(self.times)


def take_turns(contenders: Sequence[Contender], turns: int) -> None:
    for contender in contenders:
        contender.settle()
    for _ in range(turns):
        for contender in contenders:
            contender.turn()
