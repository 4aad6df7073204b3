"""What an executor does with the Arrow batches of its partition. The library is loaded by the import, once a process."""

from __future__ import annotations

from typing import Callable, Iterable, Iterator, Tuple

import pyarrow as pa

from ..receiver import Receiver
from . import payloads, requests
from .buffers import parts
from .rows import rows

Batches = Iterable[pa.RecordBatch]


def parse(batches: Batches, config: Callable[[], bytes]) -> Iterator[pa.RecordBatch]:
    """Rows of payloads, which are the first column; the others are kept."""
    with Receiver.from_config(config()) as receiver:
        for batch in batches:
            for part in parts(batch):
                text, inputs = payloads.parse(receiver, part.column(0))
                yield from rows(text, inputs, part.select(part.schema.names[1:]))


def receive(batches: Batches, config: Callable[[], bytes], fields: Tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    """Rows of requests, whose fields are the first columns, the body before all; the others are kept."""
    with Receiver.from_config(config()) as receiver:
        for batch in batches:
            for part in parts(batch):
                text = requests.receive(receiver, dict(zip(fields, part.columns)))
                yield from rows(text, None, part.select(part.schema.names[len(fields) :]))
