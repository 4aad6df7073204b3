"""Reads the library's lines into columns: raw records are cut out, and Arrow's JSON reader reads the rest."""

from __future__ import annotations

import json
from typing import Any, List, Tuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json

from . import raw
from .buffers import data, offsets, view
from .columns import LINE, TEXT


def read(text: bytes) -> Tuple[pa.Table, pa.Array]:
    """The lines as a table of `LINE`, and of each event in it, in order, its raw record or null."""
    try:
        return apart(text, raw.cuts(text), arrow_json)
    except pa.ArrowInvalid:
        # A number that no column holds, or a line that only looked like one event: each line by itself, and exactly.
        return apart(text, raw.every(text), row_by_row)


def apart(text: bytes, cuts: raw.Cuts, reader: Any) -> Tuple[pa.Table, pa.Array]:
    """Reads what is left when the raw records are cut out."""
    edges = np.empty(2 * len(cuts.starts) + 2, np.int64)
    edges[0], edges[-1] = 0, len(text)
    edges[1:-1:2], edges[2:-1:2] = cuts.starts, cuts.ends
    stretches = view(edges, text)
    rest = stretches.take(np.arange(0, len(stretches), 2))
    lines = reader(memoryview(data(rest))[: int(offsets(rest)[-1])])
    edges[1:-1:2] += raw.KEY
    records = view(edges, text).take(np.arange(1, len(stretches), 2)).cast(TEXT)
    return lines, aligned(records, flat_events(lines).field("raw_format"))


def flat_events(lines: pa.Table) -> pa.StructArray:
    """The events of all lines."""
    return lines.column("events").combine_chunks().flatten()


def aligned(records: pa.Array, formats: pa.Array) -> pa.Array:
    """A record for each event that has one, as its text: a string of JSON is unescaped unless JSON is what it is."""
    if formats.null_count:
        present = formats.is_valid().to_numpy(zero_copy_only=False)
        places = pa.array(np.cumsum(present) - 1, mask=~present)
        if present.sum() != len(records):
            raise pa.ArrowInvalid("raw records and events do not match")
        records = records.take(places)
    elif len(formats) != len(records):
        raise pa.ArrowInvalid("raw records and events do not match")
    quoted = pc.fill_null(pc.not_equal(formats, "json"), False)
    if not pc.any(quoted).as_py():
        return records
    return pc.replace_with_mask(records, quoted, unescaped(records.filter(quoted)))


def unescaped(strings: pa.Array) -> pa.Array:
    """The values of JSON strings."""
    return pa.array([json.loads(text) for text in strings.to_pylist()], TEXT)


def arrow_json(text: memoryview) -> pa.Table:
    """Reads lines with Arrow, on this thread, as one block."""
    return pa.json.read_json(
        pa.BufferReader(text),
        pa.json.ReadOptions(use_threads=False, block_size=len(text) + 1),
        pa.json.ParseOptions(explicit_schema=LINE, unexpected_field_behavior="ignore"),
    )


def row_by_row(text: memoryview) -> pa.Table:
    """Reads lines with Python: slower, and a value that its column cannot hold is null."""
    values = [json.loads(line, parse_int=_integer) for line in bytes(text).splitlines()]
    return pa.table(
        {field.name: pa.array([fit(value.get(field.name), field.type) for value in values], field.type) for field in LINE}
    )


def fit(value: Any, kind: pa.DataType) -> Any:
    """A value as its column takes it."""
    if pa.types.is_struct(kind):
        return {field.name: fit(value.get(field.name), field.type) for field in kind} if isinstance(value, dict) else None
    if pa.types.is_list(kind):
        return [fit(item, kind.value_type) for item in value] if isinstance(value, list) else None
    if pa.types.is_string(kind):
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else None
    if pa.types.is_boolean(kind):
        return value if isinstance(value, bool) else None
    bound = 1 << (kind.bit_width - 1)
    return value if type(value) is int and -bound <= value < bound else None


def _integer(digits: str) -> Any:
    return int(digits) if len(digits) < 20 else None


__all__: List[str] = ["flat_events", "read"]
