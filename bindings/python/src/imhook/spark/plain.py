"""The lines that nearly all are: one event, kind "events", no warning. Only the event itself is left of them to be read.

What makes a line plain is read off its bytes, where the library's own writer has put it: `events` is the last member of a
delivery and `raw` of an event, and neither `"events":[` nor `"raw_format":"` can stand inside a string, where its quotes would
be escaped. The first `"events":[` of a line is therefore the delivery's, and where there is one `"raw_format":"` there is one
event, whose raw record ends three brackets before the line does. Should a native object hold the only one, what is cut out
leaves no JSON, and the reader refuses it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .buffers import data, offsets, view

EVENTS, RAW_FORMAT, RAW = b'"events":[', b'"raw_format":"', b',"raw":'
KIND = b'"kind":"'
LONGEST_FORMAT = 8
LF, QUOTE, BRACE = ord("\n"), ord('"'), ord("}")
CLOSING = len("}]}")


class Plain(NamedTuple):
    """Plain lines, taken apart."""

    of_line: Any
    """Which lines they are."""
    events: bytes
    """Their events without the raw records, a line of JSON each."""
    edges: Any
    """Where the raw record of each begins and ends."""


def line_ends(text: bytes) -> Any:
    """Where each line has its LF."""
    return np.flatnonzero(np.frombuffer(text, np.uint8) == LF)


def plain(text: bytes, ends: Any) -> Plain:
    """The plain lines of the library's output, whose lines end there."""
    memory = np.frombuffer(text, np.uint8)
    marks = find(memory, RAW_FORMAT, b"_")
    of_line = np.searchsorted(ends, marks)
    only = np.bincount(of_line, minlength=len(ends))[of_line] == 1
    marks, of_line = marks[only], of_line[only]

    if not len(marks):
        return Plain(of_line, b"", np.zeros(0, np.int64))
    begins = np.concatenate([[0], ends[:-1] + 1])[of_line]
    lists = find(memory, EVENTS, b"[")
    at = lists[np.searchsorted(lists, begins)]
    # The same platform stands before it in every line.
    kind = begins + text.index(KIND, int(begins[0])) - begins[0] + len(KIND)
    # A list before `events` is the warnings; e is the first letter of "events" alone.
    usual = (memory[at - 2] == BRACE) & (memory[kind] == ord("e"))
    marks, of_line, at = marks[usual], of_line[usual], at[usual]

    start, stop = format_end(memory, marks), ends[of_line] - CLOSING
    edges = np.empty((len(marks), 6), np.int64)
    edges[:, 0], edges[:, 1] = at + len(EVENTS), start
    edges[:, 2], edges[:, 3] = stop, stop + 1
    edges[:, 4], edges[:, 5] = ends[of_line], ends[of_line] + 1
    return Plain(of_line, every_other(edges.ravel(), text), np.column_stack([start + len(RAW), stop]).ravel())


def every_other(edges: Any, text: bytes) -> bytes:
    """From the first edge to the second, from the third to the fourth, and so on, put together."""
    if not len(edges):
        return b""
    taken = view(edges, text).take(np.arange(0, len(edges), 2))
    return bytes(memoryview(data(taken))[: int(offsets(taken)[-1])])


def find(memory: Any, word: bytes, rare: bytes) -> Any:
    """Where a word begins, by a byte of it that is rare."""
    place = word.index(rare)
    found = np.flatnonzero(memory == rare[0]) - place
    found = found[(found >= 0) & (found + len(word) <= len(memory))]
    for at, byte in enumerate(word):
        if at != place:
            found = found[memory[found + at] == byte]
    return found


def format_end(memory: Any, marks: Any) -> Any:
    """Behind the name of the format that follows a mark."""
    begins = marks + len(RAW_FORMAT)
    letters = memory[begins[:, None] + np.arange(LONGEST_FORMAT)]
    return begins + np.argmax(letters == QUOTE, axis=1) + 1
