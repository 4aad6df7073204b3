#!/usr/bin/env python3
"""Writes the test vectors and the recorded example callbacks.

    python3 tests/vectors/generate.py            write every file
    python3 tests/vectors/generate.py --check    exit 1 and name each file that differs

Needs Python 3.11 and the `cryptography` package. It never uses imhook: it is the second opinion.
"""

from __future__ import annotations

import argparse
import sys

from generator.output import differences, render_all, write


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a committed file differs")
    arguments = parser.parse_args()
    files = render_all()
    if not arguments.check:
        write(files)
        print(f"wrote {len(files)} files")
        return 0
    found = differences(files)
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print("run: python3 tests/vectors/generate.py", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
