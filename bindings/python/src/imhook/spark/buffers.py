"""Where the values of an Arrow column of texts or bytes lie in memory, without looking at any of them."""

from __future__ import annotations

from typing import Any, Iterator

import numpy as np
import pyarrow as pa

PART_BYTES = 2 << 20
"""Bytes of input for one call of the library: what comes of them, a few times as much, is what a worker holds at once."""


def is_large(column: pa.Array) -> bool:
    """Whether its offsets have 64 bits, as `spark.sql.execution.arrow.useLargeVarTypes` makes them."""
    return bool(pa.types.is_large_string(column.type) or pa.types.is_large_binary(column.type))


def offsets(column: pa.Array) -> Any:
    """Where in the data each value begins, and the last ends."""
    kind: Any = np.int64 if is_large(column) else np.int32
    if not len(column):
        return np.zeros(1, kind)
    return np.frombuffer(column.buffers()[1], kind)[column.offset : column.offset + len(column) + 1]


def data(column: pa.Array) -> Any:
    """The bytes that the offsets point into."""
    buffer = column.buffers()[2]
    return np.frombuffer(b"" if buffer is None else buffer, np.uint8)


def parts(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The batch in slices of about `PART_BYTES` of its first column, so that long rows do not add up."""
    ends = offsets(batch.column(0))
    start = 0
    while start < batch.num_rows:
        stop = int(np.searchsorted(ends, int(ends[start]) + PART_BYTES, side="right")) - 1
        stop = min(max(stop, start + 1), batch.num_rows)
        yield batch.slice(start, stop - start)
        start = stop


def view(start_and_end: Any, memory: Any) -> pa.Array:
    """The stretches of a buffer between these positions, one after the other, as an array that shares the memory."""
    positions = np.ascontiguousarray(start_and_end, np.int64)
    buffers = [None, pa.py_buffer(positions), pa.py_buffer(memory)]
    return pa.Array.from_buffers(pa.large_binary(), len(positions) - 1, buffers)
