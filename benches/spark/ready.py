"""What carrying alone takes: batches of rows that are made once, by imhook, and handed out ever after."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Iterator

import pyarrow as pa

Batches = Iterable[pa.RecordBatch]
Work = Callable[[Batches], Iterator[pa.RecordBatch]]

_made: dict[int, list[pa.RecordBatch]] = {}
"""By the number of inputs: of a worker process, which Spark uses again."""


def rows(batches: Batches, work: Work) -> Iterator[Any]:
    """For each batch the rows that `work` made of the first one of that length."""
    for batch in batches:
        if batch.num_rows not in _made:
            _made[batch.num_rows] = list(work([batch]))
        yield from _made[batch.num_rows]
