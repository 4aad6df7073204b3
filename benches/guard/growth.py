#!/usr/bin/env python3
"""Draws what a byte costs as messages grow, for docs/performance.md: make bench-growth.

Writes docs/growth.svg, and the table between the markers of docs/performance.md.
"""

from __future__ import annotations

import re
import sys

import callgrind
import cases
from chart import Line, draw

SIZES = (300, 2 << 10, 16 << 10, 128 << 10, cases.MIB, 8 * cases.MIB)
ELEMENTS = (1, 10, 100, 1_000, 10_000)

CHART = cases.ROOT / "docs/growth.svg"
PAGE = cases.ROOT / "docs/performance.md"
BEGIN, END = "<!-- growth: made by make bench-growth -->", "<!-- /growth -->"


def measured(by_line: dict[str, list[cases.Case]]) -> list[Line]:
    """Instructions a byte of the body, against the body's length."""
    found = callgrind.count(case for line in by_line.values() for case in line)
    points = {name: [(len(case.body), found[case.name] / len(case.body)) for case in line] for name, line in by_line.items()}
    return [Line(name, line) for name, line in points.items()]


def table(columns: tuple[int, ...], lines: list[Line], head: str) -> str:
    rows = [f"| {head} | " + " | ".join(f"{column:,}" for column in columns) + " |", "| --- |" + " ---: |" * len(columns)]
    rows += [f"| {line.name} | " + " | ".join(f"{cost:.1f}" for _, cost in line.points) + " |" for line in lines]
    return "\n".join(rows)


def main() -> int:
    texts = measured({"text": [cases.of_text(size) for size in SIZES]})
    shapes = measured({shape: [cases.of_shape(shape, count) for count in ELEMENTS] for shape in cases.SHAPES})
    CHART.write_text(draw("instructions a byte", "bytes of the body", [*texts, *shapes]))
    section = f"{table(SIZES, texts, 'bytes of text')}\n\n{table(ELEMENTS, shapes, 'so many')}"
    print(section)
    if not PAGE.exists() or BEGIN not in PAGE.read_text():
        raise SystemExit(f"{PAGE.name} has no place for the table: put {BEGIN} and {END} where it belongs")
    between = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    PAGE.write_text(between.sub(lambda _: f"{BEGIN}\n{section}\n{END}", PAGE.read_text()))
    print(f"{CHART.relative_to(cases.ROOT)} and {PAGE.relative_to(cases.ROOT)} say what was found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
