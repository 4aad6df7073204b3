"""The tables of docs/differential.md: what a peer takes that ought to be refused."""

from __future__ import annotations

import os
import re
from pathlib import Path

from peers import Refusals

PAGE = Path(__file__).resolve().parents[2] / "docs/differential.md"


def table(refusals: Refusals) -> str:
    rows = ["| broken | requests | taken there | taken here |", "| --- | ---: | ---: | ---: |"]
    rows += [f"| {what} | {count} | {refusals.accepted[what] or 'none'} | none |" for what, count in refusals.cases.items()]
    return "\n".join(rows)


def in_step(refusals: list[Refusals]) -> bool:
    """Whether the page says what was found. With IMHOOK_BLESS=1 it then does."""
    before = PAGE.read_text(encoding="utf-8")
    after = before
    for each in refusals:
        marked = re.compile(f"(<!-- {each.peer} -->\n).*?(<!-- /{each.peer} -->)", re.DOTALL)
        after = marked.sub(lambda found, each=each: f"{found[1]}{table(each)}\n{found[2]}", after)
    if os.environ.get("IMHOOK_BLESS"):
        PAGE.write_text(after, encoding="utf-8")
        return True
    return before == after
