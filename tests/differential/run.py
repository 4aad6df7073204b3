#!/usr/bin/env python3
"""imhook beside other implementations: they open what it seals, it opens what they seal, and of what is broken it takes
nothing, whatever they do.

    make build && tests/differential/run.py

The seed is fixed, and the table of docs/differential.md is what it gives. IMHOOK_SEED=random (or a number) draws others,
IMHOOK_MESSAGES is how many messages are drawn, IMHOOK_BLESS=1 writes the table.
"""

from __future__ import annotations

import os
import random
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("IMHOOK_LIBRARY", str(ROOT / "target/release/libimhook.so"))
sys.path.insert(0, str(ROOT / "bindings/python/src"))
sys.dont_write_bytecode = True

import page  # noqa: E402
import wecom  # noqa: E402
import wps  # noqa: E402
import yach  # noqa: E402
from peers import Tally  # noqa: E402

SEED = 20240101


def main() -> int:
    wanted = os.environ.get("IMHOOK_SEED", "")
    seed = secrets.randbits(32) if wanted == "random" else int(wanted or SEED)
    count = int(os.environ.get("IMHOOK_MESSAGES", "2000"))
    rng = random.Random(seed)
    print(f"seed {seed}, {count} messages a platform")

    tally = Tally()
    wecom.agree(rng, count, tally)
    wps.agree(rng, count, tally)
    wps.kso1(rng, count // 4, tally)
    yach.agree(rng, count // 4, tally)
    print(f"{tally.passed} comparisons of whole messages agree")
    # What is broken does not depend on how many messages were drawn before.
    rng = random.Random(seed)
    refusals = [wecom.refuse(rng, tally), wps.refuse(rng, tally)]
    for each in refusals:
        print(
            f"{each.peer} takes {each.accepted.total()} of {each.cases.total()} requests that ought to be refused; imhook none"
        )
    if seed == SEED:
        tally.check(page.in_step(refusals), f"{page.PAGE.name} says something else: IMHOOK_BLESS=1 tests/differential/run.py")

    for fault in tally.faults[:40]:
        print(f"   {fault[:400]}")
    print(f"{tally.passed} passed, {len(tally.faults)} failed")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
