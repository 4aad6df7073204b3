"""How fast imhook is meant to be, and whether it is."""

from __future__ import annotations

from dataclasses import dataclass

from cases import CASES
from measure import Results
from peers import WPS
from tables import micro, table

TITLES = {case.name: case.title for case in CASES}


@dataclass(frozen=True)
class Wanted:
    """So many times faster than a peer or, for the floor, at most so many times slower than it."""

    peer: str
    against: str
    case: str
    ratio: float
    imhook: str = "imhook-c"

    @property
    def at_most(self) -> bool:
        return self.peer == "floor"


WANTED = (
    *(
        Wanted(peer, against, case, ratio)
        for peer, against, ratios in (
            ("serde", "Rust, serde's typed structs", (1.0, 1.0, 1.0)),
            ("c-cached", "C, contexts kept", (1.0, 1.4, 1.6, 1.6)),
            ("c-one-shot", "C, one shot", (2.5, 2.0, 1.7, 1.7)),
            ("go-typed", "Go, standard library", (4.0, 4.0, 4.0, 4.0)),
            ("python-fast", "Python, fast", (6.0, 6.0, 6.0, 6.0)),
        )
        for case, ratio in zip(WPS[: len(ratios)], ratios, strict=True)
    ),
    Wanted("python-fast", "Python, fast, by one ctypes call", "wps-2k", 3.0, "imhook-ctypes"),
    Wanted("wechatpy", "wechatpy", "wecom", 10.0),
    Wanted("floor", "floor", "wps-300", 2.2),
    Wanted("floor", "floor", "wps-2k", 1.7),
    Wanted("floor", "floor", "wps-64k", 1.4),
    Wanted("floor", "floor", "wps-64k-rich", 1.4),
)


def reach(results: Results) -> str:
    """One row for each ratio that is wanted, of the minima."""
    rows = [judged(results, wanted) for wanted in WANTED if wanted.case in results]
    return table(["against", "case", "its time", "imhook's", "ratio", "wanted", "", "the floor's ratio"], rows)


def judged(results: Results, wanted: Wanted) -> list[str]:
    contenders = results[wanted.case]
    peer, imhook = contenders[wanted.peer].least, contenders[wanted.imhook].least
    ratio = imhook / peer if wanted.at_most else peer / imhook
    reached = ratio <= wanted.ratio if wanted.at_most else ratio >= wanted.ratio
    sign = "≤" if wanted.at_most else "≥"
    verdict = "reached" if reached else "**not reached**"
    times = [wanted.against, TITLES[wanted.case], micro(peer), micro(imhook)]
    limit = f"{peer / contenders['floor'].least:.2f}" if "floor" in contenders and not wanted.at_most else ""
    return [*times, f"{ratio:.2f}", f"{sign} {wanted.ratio}", verdict, limit]
