#!/usr/bin/env python3
"""Draws what a byte costs as messages grow, for docs/growth.md: make bench-growth.

Writes docs/growth.svg, and the tables between the markers of docs/growth.md.
"""

from __future__ import annotations

import re
import sys

import callgrind
import cases
from chart import Line, draw

SIZES = (300, 2 << 10, 16 << 10, 128 << 10, cases.MIB, 8 * cases.MIB)
ELEMENTS = (1, 10, 100, 1_000, 10_000)

PAGE = cases.ROOT / "docs/growth.md"
CHART = PAGE.with_suffix(".svg")


def measured(by_line: dict[str, list[cases.Case]]) -> list[Line]:
    """Instructions a byte of the body, against the body's length."""
    found = callgrind.count(case for line in by_line.values() for case in line)
    return [
        Line(name, [(len(case.body), found[case.name] / len(case.body)) for case in line]) for name, line in by_line.items()
    ]


def table(head: str, columns: tuple[int, ...], lines: list[Line]) -> str:
    rows = [f"| {head} | " + " | ".join(f"{column:,}" for column in columns) + " |", "| --- |" + " ---: |" * len(columns)]
    rows += [f"| {line.name} | " + " | ".join(f"{cost:.1f}" for _, cost in line.points) + " |" for line in lines]
    return "\n".join(rows)


def write(name: str, text: str) -> None:
    """Puts a table between the markers that name it."""
    page, count = re.subn(
        f"(<!-- growth {name} -->\n).*?(<!-- /growth -->)",
        lambda found: f"{found[1]}{text}\n{found[2]}",
        PAGE.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    if count != 1:
        raise SystemExit(f"{PAGE} has no place for {name}")
    PAGE.write_text(page, encoding="utf-8")


def main() -> int:
    texts = measured({"text, after the proof": [cases.of_text(size) for size in SIZES]})
    shapes = measured({shape: [cases.of_shape(shape, count) for count in ELEMENTS] for shape in cases.SHAPES})
    CHART.write_text(draw("instructions a byte", "bytes of the body", [*texts, *shapes]), encoding="utf-8")
    for name, head, columns, lines in (("texts", "bytes of text", SIZES, texts), ("elements", "how many", ELEMENTS, shapes)):
        found = table(head, columns, lines)
        write(name, found)
        print(found, end="\n\n")
    print(f"{CHART.relative_to(cases.ROOT)} and {PAGE.relative_to(cases.ROOT)} say what was found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
