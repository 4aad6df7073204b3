"""The parts of docs/performance.md that are measured: each stands between two comments that name it."""

from __future__ import annotations

import re
from typing import Mapping

from machine import machine
from measure import Results
from place import PAGE
from reach import reach
from tables import stages, times


def sections(results: Results) -> dict[str, str]:
    return {
        "machine": machine(),
        "reach": reach(results),
        "minima": times(results, lambda contender: contender.least),
        "medians": times(results, lambda contender: contender.median),
        "stages": stages(results),
    }


def write(texts: Mapping[str, str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, text in texts.items():
        pattern = f"(<!-- peers {name} -->\n).*?(<!-- /peers -->)"
        page, count = re.subn(pattern, lambda found: f"{found[1]}{text}\n{found[2]}", page, flags=re.DOTALL)  # noqa: B023
        if count != 1:
            raise SystemExit(f"{PAGE} has no place for {name}")
    PAGE.write_text(page, encoding="utf-8")
