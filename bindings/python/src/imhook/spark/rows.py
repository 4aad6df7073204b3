"""One row for each event, and one for each input that gives none, so that every input is accounted for."""

from __future__ import annotations

from typing import Any, Dict, Iterator, Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import lines
from .columns import ROW

FIRST_MS, LAST_MS = -62_135_596_800_000, 253_402_300_799_999
"""The years 1 to 9999: what Parquet, Iceberg and Python can hold of a time."""

COLUMN_OF = {"tenant": "tenant_id"}
MESSAGE = {"message_id": "id", "message_kind": "kind", "reply_to": "reply_to", "text": "text", "segments": "segments"}
DATA = ("action", "target_id")


def rows(text: bytes, inputs: Optional[Any], kept: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The rows of a batch of lines, after the columns that are kept of the inputs.

    `inputs` says which row of `kept` each line is of; None, that they are in order. Events come first, then what has none.
    """
    table, records = lines.read(text)
    count = pc.fill_null(pc.list_value_length(table.column("events").combine_chunks()), 0).to_numpy(zero_copy_only=False)
    of_line = np.repeat(np.arange(len(count)), count)
    if len(of_line):
        yield assembled(with_events(table, records, of_line, count), pick(kept, inputs, of_line))
    empty = np.flatnonzero(count == 0)
    if len(empty):
        yield assembled(without_events(table, empty), pick(kept, inputs, empty))


def with_events(table: pa.Table, records: pa.Array, of_line: Any, count: Any) -> Dict[str, pa.Array]:
    """The columns of the events."""
    flat = lines.flat_events(table)
    events = dict(zip(flat.type.names, flat.flatten()))
    message = dict(zip(events["message"].type.names, events["message"].flatten()))
    data = dict(zip(events["data"].type.names, events["data"].flatten()))
    first = np.repeat(np.cumsum(count) - count, count)
    return {
        **{name: events[COLUMN_OF.get(name, name)] for name in ROW.names if COLUMN_OF.get(name, name) in events},
        **{name: message[member] for name, member in MESSAGE.items()},
        **{name: data[name] for name in DATA},
        "kind": table.column("kind").take(of_line).combine_chunks(),
        "warnings": table.column("warnings").take(of_line).combine_chunks(),
        "event_index": pa.array((np.arange(len(of_line)) - first).astype(np.int32)),
        "time": time(events["time_ms"]),
        "raw": records,
    }


def without_events(table: pa.Table, empty: Any) -> Dict[str, pa.Array]:
    """The columns of challenges, empty pages and failures."""
    return {name: table.column(name).take(empty).combine_chunks() for name in ("kind", "warnings", "error")}


def time(milliseconds: pa.Array) -> pa.Array:
    """As timestamps; a time outside the years that these have is null."""
    possible = pc.and_(pc.greater_equal(milliseconds, FIRST_MS), pc.less_equal(milliseconds, LAST_MS))
    held = pc.if_else(possible, milliseconds, None)
    return pc.multiply(held, 1000).cast(ROW.field("time").type)


def pick(kept: pa.RecordBatch, inputs: Optional[Any], of_line: Any) -> pa.RecordBatch:
    """The kept columns of the inputs that these lines are of."""
    wanted = of_line if inputs is None else inputs[of_line]
    if len(wanted) == kept.num_rows and (wanted == np.arange(len(wanted))).all():
        return kept
    return kept.take(pa.array(wanted))


def assembled(columns: Dict[str, pa.Array], kept: pa.RecordBatch) -> pa.RecordBatch:
    """A batch of the kept columns and those of `ROW`, null where there is nothing."""
    arrays = [columns[field.name] if field.name in columns else pa.nulls(kept.num_rows, field.type) for field in ROW]
    return pa.RecordBatch.from_arrays([*kept.columns, *arrays], schema=pa.schema([*kept.schema, *ROW]))
