#!/usr/bin/env python3
"""make bench-peers: imhook beside what its users would write without it, and beside the floor.

Builds all peers, has them agree on what each case says, times them in turns, and writes the tables and the chart of
docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import sys

from place import LIBRARY, NODE_MODULES, PACKAGE

# For this process and all peers. Memory that is freed stays with a process, as in one that has run for a while: else what
# is timed at 64 KB is how often a small program's heap goes back to the system and is asked for again.
os.environ.update(
    IMHOOK_LIBRARY=str(LIBRARY),
    MALLOC_MMAP_THRESHOLD_="1073741824",
    MALLOC_TRIM_THRESHOLD_="1073741824",
    NODE_PATH=str(NODE_MODULES),
    PYTHONDONTWRITEBYTECODE="1",
    PYTHONPATH=str(PACKAGE),
)
sys.path.insert(0, str(PACKAGE))

from build import build
from cases import CASES
from chart import draw
from measure import measure
from page import sections, write


def main() -> None:
    names = [case.name for case in CASES]
    parser = argparse.ArgumentParser(description="Times imhook and its peers in turns.")
    parser.add_argument("--turns", type=int, default=150, help="bursts of each peer on each case")
    parser.add_argument("--case", action="append", choices=names, help="only this case: prints, and leaves the documents alone")
    options = parser.parse_args()
    build()
    results = measure(options.turns, options.case or names)
    for name, text in sections(results).items():
        print(f"\n{name}\n\n{text}")
    if not options.case:
        write(sections(results))
        draw(results)


if __name__ == "__main__":
    main()
