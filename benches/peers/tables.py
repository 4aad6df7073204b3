"""The tables of times."""

from __future__ import annotations

from typing import Callable, Iterable, Sequence

from cases import CASES
from measure import Results
from peers import PEERS, WPS, Peer
from turns import Contender

BASE = "imhook-c"


def times(results: Results, of: Callable[[Contender], float]) -> str:
    """One row for each peer: the time of one message, and how many times imhook's by its C ABI that is."""
    cases = [case for case in CASES if case.name in results]
    header = ["", "produces", *(case.title for case in cases)]
    return table(header, (row(results, peer, [case.name for case in cases], of) for peer in PEERS))


def row(results: Results, peer: Peer, cases: Sequence[str], of: Callable[[Contender], float]) -> list[str]:
    return [peer.title, peer.produces, *(cell(results, peer, case, of) for case in cases)]


def cell(results: Results, peer: Peer, case: str, of: Callable[[Contender], float]) -> str:
    contenders = results[case]
    if peer.name not in contenders:
        return ""
    time, base = of(contenders[peer.name]), of(contenders[BASE])
    return f"{micro(time)} · {time / base:.2f}"


def stages(results: Results) -> str:
    """Where imhook's time goes, beside the bare work: a stage is what a call adds to the one that stops before it."""
    rows = []
    for case in CASES:
        if case.name in results and case.name in WPS:
            least = {name: contender.least for name, contender in results[case.name].items()}
            verify, decrypt, receive = least["imhook-verify"], least["imhook-decrypt"], least[BASE]
            bare_verify, bare_decrypt, floor = least["floor-verify"], least["floor-decrypt"], least["floor"]
            rows += [
                stage(case.title, "envelope and signature", verify, receive, bare_verify),
                stage("", "decryption", decrypt - verify, receive, bare_decrypt),
                stage("", "message and delivery", receive - decrypt, receive, floor - bare_verify - bare_decrypt),
                stage("", "all", receive, receive, floor),
            ]
    return table(["", "stage", "imhook", "share", "bare"], rows)


def stage(case: str, name: str, time: float, whole: float, bare: float) -> list[str]:
    return [case, name, micro(time), f"{time / whole:.0%}", micro(bare)]


def micro(nanoseconds: float) -> str:
    """Microseconds with three digits."""
    value = nanoseconds / 1000
    return f"{value:.2f} µs" if value < 10 else f"{value:.1f} µs" if value < 100 else f"{value:.0f} µs"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |").replace("|  |", "| |") for line in lines)
