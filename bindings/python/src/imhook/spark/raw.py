"""Where the raw records of any line are, found by walking through it member by member."""

from __future__ import annotations

import json
from typing import Any, List, Tuple

import numpy as np

FIRST_EVENT = '"events":['


def stretches(text: bytes, ends: Any) -> Any:
    """For each raw record of these lines, where the comma before its key stands, and where it ends, one after the other."""
    begins = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    found = [edge for begin, end in zip(begins, ends) for pair in walk(text, int(begin), int(end)) for edge in pair]
    return np.array(found, np.int64)


def walk(text: bytes, begin: int, end: int) -> List[Tuple[int, int]]:
    """The stretches of one line. Latin-1 has a character for each byte, so that positions stay."""
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
        at += 1
        if line[at] == ",":
            at += 1
    return found


_value = json.JSONDecoder(parse_int=len, parse_float=len, parse_constant=len, strict=False).raw_decode
"""The value at a position, of which nothing but its end matters; numbers of any length are only passed over."""
