"""Cuts the raw records out of the library's lines, byte for byte, so that no JSON reader can change a digit of them.

`raw` is the last member of an event and `events` of a delivery, and `"raw_format":"` cannot stand inside a string, where its
quotes would be escaped. So a line that has it once has one event, and its raw ends three brackets before the line does. A
line that has it more often, a page of events or a native object with such a key, is walked through.
"""

from __future__ import annotations

import json
from typing import Any, List, Tuple

import numpy as np

MARK = b'"raw_format":"'
FIRST_EVENT = '"events":['
KEY = len(',"raw":')
QUOTE, LF = ord('"'), 10
ENDS_EVENT, ENDS_DELIVERY = len("}"), len("]}")
LONGEST_FORMAT = 8


class Cuts:
    """Stretches of lines, from the comma before `"raw":` to the end of the value."""

    __slots__ = ("ends", "starts")

    def __init__(self, starts: Any, ends: Any) -> None:
        self.starts = starts
        self.ends = ends


def cuts(text: bytes) -> Cuts:
    """Where the raw records of these lines are."""
    memory = np.frombuffer(text, np.uint8)
    line_ends = np.flatnonzero(memory == LF)
    marks = find(memory, MARK)
    of_line = np.searchsorted(line_ends, marks)
    count = np.bincount(of_line, minlength=len(line_ends))
    single = count[of_line] == 1
    starts = after_format(memory, marks[single])
    ends = line_ends[of_line[single]] - ENDS_EVENT - ENDS_DELIVERY
    several = np.flatnonzero(count > 1)
    if len(several):
        walked = [walk(text, 0 if line == 0 else int(line_ends[line - 1]) + 1, int(line_ends[line])) for line in several]
        found = np.array([stretch for line in walked for stretch in line], np.int64).reshape(-1, 2)
        starts, ends = np.concatenate([starts, found[:, 0]]), np.concatenate([ends, found[:, 1]])
        order = np.argsort(starts, kind="stable")
        starts, ends = starts[order], ends[order]
    return Cuts(starts, ends)


def every(text: bytes) -> Cuts:
    """The same, every line walked through."""
    line_ends = np.flatnonzero(np.frombuffer(text, np.uint8) == LF)
    begins = np.concatenate([[0], line_ends[:-1] + 1]) if len(line_ends) else line_ends
    found = [stretch for begin, end in zip(begins, line_ends) for stretch in walk(text, int(begin), int(end))]
    both = np.array(found, np.int64).reshape(-1, 2)
    return Cuts(both[:, 0], both[:, 1])


def find(memory: Any, word: bytes) -> Any:
    """Where a word that has one rare byte, `_`, begins."""
    rare = word.index(b"_")
    found = np.flatnonzero(memory == word[rare]) - rare
    found = found[(found >= 0) & (found + len(word) <= len(memory))]
    for place, byte in enumerate(word):
        found = found[memory[found + place] == byte]
    return found


def after_format(memory: Any, marks: Any) -> Any:
    """Where the format's name, after a mark, has ended."""
    begins = marks + len(MARK)
    letters = memory[begins[:, None] + np.arange(LONGEST_FORMAT)]
    return begins + np.argmax(letters == QUOTE, axis=1) + 1


def walk(text: bytes, begin: int, end: int) -> List[Tuple[int, int]]:
    """The stretches of one line, member by member. Latin-1 has a character for each byte, so that positions stay."""
    line = text[begin:end].decode("latin-1")
    found: List[Tuple[int, int]] = []
    at = line.find(FIRST_EVENT)
    if at < 0:
        return found
    at += len(FIRST_EVENT)
    while line[at] == "{":
        while line[at] in "{,":
            before = at
            key, at = _value(line, at + 1)
            _, at = _value(line, at + 1)
            if key == "raw":
                found.append((begin + before, begin + at))
        at += ENDS_EVENT
        if line[at] == ",":
            at += 1
    return found


_value = json.JSONDecoder(parse_int=len, parse_float=len, parse_constant=len, strict=False).raw_decode
"""The value at a position, of which nothing but its end matters; numbers of any length are only passed over."""
