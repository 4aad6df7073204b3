"""One case after another: all peers agree on it, then they are timed in turns."""

from __future__ import annotations

from typing import Mapping, Sequence

from cases import CASES, Case
from peers import PEERS, STAGES
from place import CASES as FOLDERS
from turns import Contender, Process, take_turns

# By case, then by peer.
Results = Mapping[str, Mapping[str, Contender]]


def measure(turns: int, names: Sequence[str]) -> Results:
    return {case.name: measure_case(case, turns) for case in CASES if case.name in names}


def measure_case(case: Case, turns: int) -> dict[str, Contender]:
    print(f"{case.title}: ", end="", flush=True)
    folder = FOLDERS / case.name
    case.write(folder)
    processes = {peer.name: Process(peer.command, folder) for peer in PEERS if case.name in peer.cases}
    found = {name: process.check() for name, process in processes.items()}
    agree(case, found)
    print(f"{len(processes)} peers agree, ", end="", flush=True)
    contenders = {name: Contender(process, len(found[name])) for name, process in processes.items()}
    for stage in STAGES:
        if case.name in stage.cases:
            contenders[stage.name] = Contender(Process(stage.command, folder), 1)
    take_turns(list(contenders.values()), turns)
    for contender in contenders.values():
        contender.process.end()
    print(f"timed in {turns} turns")
    return contenders


def agree(case: Case, found: Mapping[str, Sequence[str]]) -> None:
    """Ends the run unless every peer found the same messages; a batch finds those of one call again and again."""
    (first, expected), *rest = found.items()
    for name, messages in rest:
        if not messages or messages != list(expected) * (len(messages) // len(expected)):
            raise SystemExit(f"\n{case.name}: {first} and {name} disagree:\n{expected}\n{messages}")
