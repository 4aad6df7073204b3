"""What an executor does with the Arrow batches of its partition. The library is loaded by the import, once a process."""

from __future__ import annotations

from typing import Callable, Iterable, Iterator, List, Tuple

import pyarrow as pa

from ..receiver import Receiver
from . import payloads, requests
from .buffers import parts

Batches = Iterable[pa.RecordBatch]


def parse(batches: Batches, config: Callable[[], bytes]) -> Iterator[pa.RecordBatch]:
    """Rows of payloads, which are the first column; the others are kept."""
    with Receiver.from_config(config()) as receiver:
        for batch in batches:
            for part in parts(batch):
                rows = receiver.parse_rows_packed(payloads.packed(part.column(0)))
                yield beside(part.select(part.schema.names[1:]), rows)


def receive(batches: Batches, config: Callable[[], bytes], fields: Tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    """Rows of requests, whose fields are the first columns, the body before all; the others are kept."""
    with Receiver.from_config(config()) as receiver:
        for batch in batches:
            for part in parts(batch):
                kept: List[pa.Array] = []
                rows = receiver.receive_rows_packed(requests.packed(dict(zip(fields, part.columns)), kept))
                yield beside(part.select(part.schema.names[len(fields) :]), rows)


def beside(kept: pa.RecordBatch, rows: pa.RecordBatch) -> pa.RecordBatch:
    """The columns that are kept of the inputs, then those of their rows but for the first, which says the input of each."""
    if kept.num_columns and kept.num_rows != rows.num_rows:  # every input has a row, so that equally many are one of each
        kept = kept.take(rows.column(0))
    return pa.RecordBatch.from_arrays(
        [*kept.columns, *rows.columns[1:]], schema=pa.schema([*kept.schema, *list(rows.schema)[1:]])
    )
