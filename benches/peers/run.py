#!/usr/bin/env python3
"""make bench-peers: imhook beside what its users would write without it, and beside the floor.

Builds all peers, has them agree on what each case says, times them in turns, and writes the tables and the chart of
docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import sys

from place import LIBRARY, PACKAGE

# For this process and for the peers in Python.
os.environ.update(IMHOOK_LIBRARY=str(LIBRARY), PYTHONPATH=str(PACKAGE), PYTHONDONTWRITEBYTECODE="1")
sys.path.insert(0, str(PACKAGE))

from build import build  # noqa: E402
from cases import CASES  # noqa: E402
from measure import measure  # noqa: E402


def main() -> None:
    names = [case.name for case in CASES]
    parser = argparse.ArgumentParser(description="Times imhook and its peers in turns.")
    parser.add_argument("--turns", type=int, default=150, help="bursts of each peer on each case")
    parser.add_argument("--case", action="append", choices=names, help="only this case; the documents are then left alone")
    options = parser.parse_args()
    build()
    results = measure(options.turns, options.case or names)
    for case, contenders in results.items():
        base = contenders["imhook-c"]
        print(case)
        for name, contender in contenders.items():
            print(f"  {name:20} {contender.least:10.0f} {contender.median:10.0f} {contender.least / base.least:6.2f} {contender.median / base.median:6.2f}")


if __name__ == "__main__":
    main()
