"""What came of a request: the bytes that were taken for the message, or None where it was refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Callable, Optional

Outcome = Optional[bytes]


def outcome(refusal: type[Exception], call: Callable[..., bytes], *args: object, **named: object) -> Outcome:
    """What the call gives, or None where it raises this. A peer refuses with whatever its language has at hand."""
    try:
        return call(*args, **named)
    except refusal:
        return None


@dataclass
class Tally:
    """Checks that held, and those that did not."""

    passed: int = 0
    faults: list[str] = field(default_factory=list)

    def check(self, holds: bool, fault: str) -> None:
        if holds:
            self.passed += 1
        else:
            self.faults.append(fault)


@dataclass
class Refusals:
    """How one peer took broken requests, by what was broken."""

    peer: str
    cases: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, outcome: Outcome) -> None:
        self.cases[what] += 1
        self.accepted[what] += outcome is not None
