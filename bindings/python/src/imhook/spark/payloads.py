"""A column of payloads through `parse_lines`: the payloads become lines of one buffer.

What would not survive that goes alone: a payload that holds a line break or ends in CR, and one that is blank.
"""

from __future__ import annotations

import json
from typing import Any, Optional, Tuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..error import Error
from ..receiver import Receiver
from .buffers import data, offsets

LF, CR, SPACE = 10, 13, 32


def parse(receiver: Receiver, column: pa.Array) -> Tuple[bytes, Optional[Any]]:
    """One line of output for each payload, and which row each is of, or None when they are in order."""
    if column.null_count:
        column = pc.fill_null(column, pa.scalar("", column.type))
    alone = not_a_line(data(column), offsets(column))
    if not alone.any():
        return receiver.parse_lines_bytes(lines(column)), None
    rows = np.flatnonzero(alone)
    together = receiver.parse_lines_bytes(lines(column.filter(pa.array(~alone))))
    return together + parse_alone(receiver, column, rows), np.concatenate([np.flatnonzero(~alone), rows])


def lines(column: pa.Array) -> memoryview:
    """The payloads, each ended by LF."""
    joined = pc.binary_join_element_wise(column, pa.scalar("", column.type), pa.scalar("\n", column.type))
    return memoryview(data(joined))[: int(offsets(joined)[-1])]


def not_a_line(memory: Any, ends: Any) -> Any:
    """Which values `parse_lines` would take for none, or for several, or not whole."""
    lengths = np.diff(ends)
    alone = lengths == 0
    first, last = int(ends[0]), int(ends[-1])
    stretch = memory[first:last]
    breaks = np.flatnonzero(stretch == LF)
    if len(breaks):
        alone[np.searchsorted(ends, breaks + first, side="right") - 1] = True
    filled = np.flatnonzero(~alone)
    final = memory[ends[filled + 1] - 1]
    alone[filled[final <= SPACE]] = True
    return alone


def parse_alone(receiver: Receiver, column: pa.Array, rows: Any) -> bytes:
    """The rows that go one by one."""
    memory, ends = memoryview(data(column)), offsets(column)
    answers = []
    for row in rows:
        try:
            answers.append(receiver.parse_bytes(memory[ends[row] : ends[row + 1]]))
        except Error as error:
            answers.append(told(error))
    return b"".join(answer.rstrip(b"\n") + b"\n" for answer in answers)


def told(error: Error) -> bytes:
    """The error object that the library makes of it in a batch."""
    names = ("status", "name", "message", "hint", "http_status", "vendor_code")
    members = {name: getattr(error, name) for name in names}
    return json.dumps({"error": {name: value for name, value in members.items() if value is not None}}).encode()
