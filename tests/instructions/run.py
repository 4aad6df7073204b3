#!/usr/bin/env python3
"""What a call costs tells nothing of a secret, and a stranger cannot make one cost more than its length: counted in
instructions, which are the same on a busy machine.

    make build && tests/instructions/run.py [timing|hostile]

- timing: a tag that is wrong at its first character costs what one costs that is wrong at its last, and so do pads.
- hostile: twice as much of anything takes at most 2.5 times the instructions and the memory.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

sys.dont_write_bytecode = True

import counter  # noqa: E402
import hostile  # noqa: E402
import timing  # noqa: E402

# Of this many and of twice as many. What a call costs before it reads anything is small beside that.
COUNT = 4_000
MOST_TIMES = 2.5

# Shapes that one process counts: to start one under valgrind takes a second.
TOGETHER = 24

# What was counted, and the fault in it or nothing.
Found = tuple[str, str]


def timings(program: Path) -> Iterator[Found]:
    """Of each group whether all of its calls cost the same."""
    for name, status, calls in timing.groups():
        found = counter.counted(program, calls)
        counts = Counter(each.instructions for each in found)
        said = f"{name}: {len(calls)} calls, {', '.join(f'{count:,}' for count in counts)} instructions"
        wrong = [f"status {each.status}" for each in found if each.status != status]
        yield said, "; ".join(wrong) or (f"costs differ: {dict(counts)}" if len(counts) > 1 else "")
    # A counter that sees no difference would prove nothing.
    _, _, calls = next(timing.groups())
    spaced = replace(calls[0], body=calls[0].body.replace(b"{", b"{ ", 1))
    one, other = counter.counted(program, [calls[0], spaced])
    yield "one space more is seen", "" if one.instructions != other.instructions else "one space more costs the same"


def growth(program: Path, shapes: list[hostile.Shape]) -> list[Found]:
    """Of each shape what twice as much of it costs."""
    counts = counter.counted(program, [of_count(count) for _, of_count in shapes for count in (COUNT, 2 * COUNT)])
    found = []
    for (name, _), once, twice in zip(shapes, counts[::2], counts[1::2]):
        work, memory = twice.instructions / once.instructions, twice.memory / once.memory
        said = f"{name}: status {once.status}, {once.instructions:,} instructions; of twice as much {work:.2f} times"
        faults = [
            f"{what} grows {times:.2f} times" for what, times in (("work", work), ("memory", memory)) if times > MOST_TIMES
        ]
        found.append((said, "; ".join(faults)))
    return found


def growths(program: Path) -> Iterator[Found]:
    shapes = list(hostile.shapes())
    groups = [shapes[at : at + TOGETHER] for at in range(0, len(shapes), TOGETHER)]
    with ThreadPoolExecutor(2) as pool:
        for group in pool.map(lambda group: growth(program, group), groups):
            yield from group


PARTS = {"timing": timings, "hostile": growths}


def main() -> int:
    program = counter.build()
    passed = failed = 0
    for part in sys.argv[1:] or PARTS:
        for said, fault in PARTS[part](program):
            print(f"{said}{' FAILED: ' + fault if fault else ''}", flush=True)
            passed, failed = passed + (not fault), failed + bool(fault)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
