"""One row for each event, and one for each input that gives none, so that every input is accounted for."""

from __future__ import annotations

from typing import Any, Dict, Iterator, Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .columns import ROW
from .lines import Events, Others, read

FIRST_MS, LAST_MS = -62_135_596_800_000, 253_402_300_799_999
"""The years 1 to 9999: what Parquet, Iceberg and Python can hold of a time."""

MEMBER = {"tenant": "tenant_id"}
OF_MESSAGE = {"message_id": "id", "message_kind": "kind", "reply_to": "reply_to", "text": "text", "segments": "segments"}
OF_DATA = ("action", "target_id")


def rows(text: bytes, inputs: Optional[Any], kept: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The rows of a batch of lines, after the columns that are kept of the inputs.

    `inputs` says which row of `kept` each line is of; None, that they are in order. What has no event comes last.
    """
    for found in read(text):
        if len(found.of_line):
            columns = of_events(found) if isinstance(found, Events) else of_others(found)
            yield assembled(columns, pick(kept, inputs, found.of_line))


def of_events(events: Events) -> Dict[str, pa.Array]:
    """The columns of events."""
    message, data = (members(events.columns[name]) for name in ("message", "data"))
    own = {name: events.columns[member] for name in ROW.names if (member := MEMBER.get(name, name)) in events.columns}
    return {
        **own,
        **{name: message[member] for name, member in OF_MESSAGE.items()},
        **{name: data[name] for name in OF_DATA},
        "kind": events.kind,
        "warnings": events.warnings,
        "event_index": pa.array(events.index),
        "time": time(events.columns["time_ms"]),
        "raw": events.records,
    }


def members(struct: pa.StructArray) -> Dict[str, pa.Array]:
    """The members of a struct, null where it is."""
    return dict(zip(struct.type.names, struct.flatten()))


def of_others(others: Others) -> Dict[str, pa.Array]:
    """The columns of challenges, empty pages and failures."""
    return {"kind": others.kind, "warnings": others.warnings, "error": others.error}


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
    return kept.take(pa.array(wanted)) if kept.num_columns else kept


def assembled(columns: Dict[str, pa.Array], kept: pa.RecordBatch) -> pa.RecordBatch:
    """A batch of the kept columns and those of `ROW`, null where there is nothing."""
    count = len(columns["kind"])
    arrays = [columns[field.name] if field.name in columns else pa.nulls(count, field.type) for field in ROW]
    return pa.RecordBatch.from_arrays([*kept.columns, *arrays], schema=pa.schema([*kept.schema, *ROW]))
