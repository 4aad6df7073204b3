#!/usr/bin/env python3
"""Writes what the package takes from the header and the schema: its exceptions and its types.

python3 bindings/python/tools/generate.py            write them
python3 bindings/python/tools/generate.py --check    exit 1 and name each file that is stale
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import statuses
import typed_dicts

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "bindings/python/src/imhook"


def files() -> dict[Path, str]:
    header = (ROOT / "include/imhook.h").read_text(encoding="utf-8")
    schema = json.loads((ROOT / "schema/delivery.v1.schema.json").read_text(encoding="utf-8"))
    return {PACKAGE / "statuses.py": statuses.module(header), PACKAGE / "delivery.py": typed_dicts.module(schema)}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a committed file is stale")
    checking = parser.parse_args().check
    stale = 0
    for path, text in files().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale += 1
            if checking:
                print(f"stale: {path.relative_to(ROOT)}; run: python3 bindings/python/tools/generate.py", file=sys.stderr)
            else:
                path.write_text(text, encoding="utf-8")
                print(f"wrote {path.relative_to(ROOT)}")
    return 1 if checking and stale else 0


if __name__ == "__main__":
    sys.exit(main())
