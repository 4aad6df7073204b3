"""Reads the library's lines into columns: raw records are cut out byte for byte, and Arrow's JSON reader reads the rest."""

from __future__ import annotations

import json
from typing import Any, Dict, List, NamedTuple, Tuple, Union

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json

from . import raw
from .buffers import view
from .columns import EVENT, LINE, TEXT, WARNINGS
from .plain import RAW, every_other, line_ends, plain
from .row_by_row import row_by_row

FEW = 32
"""So many lines Python reads, rather than look for the one among them that Arrow refuses."""

_EVENT = pa.schema(list(EVENT))


class Events(NamedTuple):
    """Events of some lines."""

    of_line: Any
    index: Any
    """Which of the events of its line each is."""
    kind: pa.Array
    warnings: pa.Array
    columns: Dict[str, pa.Array]
    """Their members, as `EVENT` has them."""
    records: pa.Array
    """Their raw records, as text."""


class Others(NamedTuple):
    """Lines without an event."""

    of_line: Any
    kind: pa.Array
    warnings: pa.Array
    error: pa.Array


def read(text: bytes, first: int = 0) -> List[Union[Events, Others]]:
    """Every event of these lines, of which the first has this number, and every line without one."""
    ends = line_ends(text)
    numbers = np.arange(first, first + len(ends))
    try:
        simple = plain(text, ends)
        rest = np.setdiff1d(numbers - first, simple.of_line, assume_unique=True)
        return [of_plain(text, simple, numbers), *walked(lines_at(text, ends, rest), numbers[rest], arrow_json)]
    except pa.ArrowInvalid:
        # A number that Arrow does not read, or a line that only looked plain: it is closed in on.
        if len(ends) <= FEW:
            return [*walked(text, numbers, row_by_row)]
        half = len(ends) // 2
        middle = int(ends[half - 1]) + 1
        return [*read(text[:middle], first), *read(text[middle:], first + half)]


def of_plain(text: bytes, simple: Any, numbers: Any) -> Events:
    """The events of the plain lines."""
    count = len(simple.of_line)
    table = arrow_json(simple.events, _EVENT)
    columns = {name: table.column(name).combine_chunks() for name in _EVENT.names}
    records = aligned(every_first(simple.edges, text), columns["raw_format"])
    kind = pa.DictionaryArray.from_arrays(np.zeros(count, np.int8), ["events"]).cast(TEXT)
    return Events(numbers[simple.of_line], np.zeros(count, np.int32), kind, pa.nulls(count, WARNINGS), columns, records)


def walked(text: bytes, numbers: Any, reader: Any) -> Tuple[Events, Others]:
    """The same of any lines, which have these numbers."""
    edges = raw.stretches(text, line_ends(text))
    table = reader(every_other(np.concatenate([[0], edges, [len(text)]]), text), LINE)
    kind, warnings, lists, error = (table.column(name).combine_chunks() for name in LINE.names)
    flat = lists.flatten()
    columns = dict(zip(flat.type.names, flat.flatten()))
    edges[::2] += len(RAW)
    records = aligned(every_first(edges, text), columns["raw_format"])
    count = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    at = np.repeat(np.arange(len(count)), count)
    index = (np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)).astype(np.int32)
    empty = np.flatnonzero(count == 0)
    events = Events(numbers[at], index, kind.take(pa.array(at)), warnings.take(pa.array(at)), columns, records)
    return events, Others(numbers[empty], *(column.take(pa.array(empty)) for column in (kind, warnings, error)))


def lines_at(text: bytes, ends: Any, numbers: Any) -> bytes:
    """Some of the lines."""
    begins = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    return every_other(np.column_stack([begins[numbers], ends[numbers] + 1]).ravel(), text)


def every_first(edges: Any, text: bytes) -> pa.Array:
    """The stretches of which each two edges are the ends, as texts."""
    if not len(edges):
        return pa.array([], TEXT)
    return view(edges, text).take(np.arange(0, len(edges), 2)).cast(TEXT)


def aligned(records: pa.Array, formats: pa.Array) -> pa.Array:
    """A record for each event that has one, as its text: a string of JSON is unescaped unless JSON is what it is."""
    present = formats.is_valid().to_numpy(zero_copy_only=False)
    if present.sum() != len(records):
        raise pa.ArrowInvalid("raw records and events do not match")
    if formats.null_count:
        records = records.take(pa.array(np.cumsum(present) - 1, mask=~present))
    quoted = pc.fill_null(pc.not_equal(formats, "json"), False)
    if not pc.any(quoted).as_py():
        return records
    values = pa.array([json.loads(text) for text in records.filter(quoted).to_pylist()], TEXT)
    return pc.replace_with_mask(records, quoted, values)


def arrow_json(text: bytes, schema: pa.Schema) -> pa.Table:
    """Reads lines with Arrow, on this thread, as one block."""
    if not text:
        return schema.empty_table()
    return pa.json.read_json(
        pa.BufferReader(text),
        pa.json.ReadOptions(use_threads=False, block_size=len(text) + 1),
        pa.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"),
    )
