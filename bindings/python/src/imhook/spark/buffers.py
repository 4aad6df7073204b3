"""Where the values of an Arrow column of texts or bytes lie in memory, without looking at any of them."""

from __future__ import annotations

from typing import Any, Iterator, Tuple

import numpy as np
import pyarrow as pa

PART_BYTES = 8 << 20
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


def stretches(column: pa.Array, edges: Any) -> Tuple[Any, Any]:
    """The address and length of what lies in the data of a column from each of these positions to the next."""
    data = column.buffers()[2]
    edges = edges.astype(np.uint64)
    return np.uint64(data.address if data is not None else 0) + edges[:-1], np.diff(edges)


def values(column: pa.Array) -> Tuple[Any, Any]:
    """The address and length of each value; both are 0 for a null."""
    return nulled(column, *stretches(column, offsets(column)))


def nulled(column: pa.Array, address: Any, length: Any) -> Tuple[Any, Any]:
    """With 0 and 0 where a column has no value."""
    if column.null_count:
        absent = column.is_null().to_numpy(zero_copy_only=False)
        address[absent] = length[absent] = 0
    return address, length


def parts(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The batch in slices of about `PART_BYTES` of its first column, so that long rows do not add up."""
    ends = offsets(batch.column(0))
    start = 0
    while start < batch.num_rows:
        stop = int(np.searchsorted(ends, int(ends[start]) + PART_BYTES, side="right")) - 1
        stop = min(max(stop, start + 1), batch.num_rows)
        yield batch.slice(start, stop - start)
        start = stop
