"""Reads lines that Arrow refuses: slower, and a value that its column cannot hold is null."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

DIGITS = 20
"""More digits than a column of integers holds."""


def row_by_row(text: bytes, schema: pa.Schema) -> pa.Table:
    """Lines of JSON as a table."""
    values = [json.loads(line, parse_int=_integer) for line in text.splitlines()]
    columns = [pa.array([fit(value.get(field.name), field.type) for value in values], field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


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
    return int(digits) if len(digits) <= DIGITS else None
