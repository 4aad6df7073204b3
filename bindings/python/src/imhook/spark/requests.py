"""Columns of recorded requests as the array of structs that `imhook_receive_rows` takes: addresses into Arrow's memory."""

from __future__ import annotations

from ctypes import sizeof
from typing import Any, Dict, List, Tuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..abi import Request as NativeRequest
from .buffers import nulled, offsets, stretches, values

FIELDS = ("method", "target", "headers", "body")
STRUCT = np.dtype([*((f"{name}{part}", np.uint64) for name in FIELDS for part in ("", "_len")), ("now_ms", np.int64)])
"""`imhook_request` of the C header."""

assert STRUCT.itemsize == sizeof(NativeRequest), "sizes of imhook_request differ"


def packed(columns: Dict[str, pa.Array], kept: List[pa.Array]) -> Any:
    """A struct for each row of body and of what else of a request there is. What is put into `kept` must stay as long."""
    structs = np.zeros(len(columns["body"]), STRUCT)
    for name in FIELDS:
        if name in columns:
            place = pairs if pa.types.is_nested(columns[name].type) else plain
            structs[name], structs[f"{name}_len"] = place(columns[name], kept)
    if "now_ms" in columns:
        structs["now_ms"] = pc.fill_null(columns["now_ms"], 0).to_numpy(zero_copy_only=False)
    return structs


def plain(column: pa.Array, kept: List[pa.Array]) -> Tuple[Any, Any]:
    """The address and length of each value, where it is."""
    kept.append(column)
    return values(column)


def pairs(column: pa.Array, kept: List[pa.Array]) -> Tuple[Any, Any]:
    """The same of headers that are kept as pairs: the lines of a row lie side by side, so that one stretch holds them.

    A pair that would make more than one line must not: the row gets a length without an address, an invalid argument.
    """
    names, texts = (column.keys, column.items) if pa.types.is_map(column.type) else column.values.flatten()
    if not len(names):
        return np.zeros(len(column), np.uint64), np.zeros(len(column), np.uint64)
    written = pc.binary_join_element_wise(pc.fill_null(names, ""), pc.fill_null(texts, ""), ": ")
    broken = pc.match_substring_regex(written, "[\r\n]").to_numpy(zero_copy_only=False)
    lines = pc.binary_join_element_wise(written, "", "\r\n")
    kept.append(lines)
    of_row = np.frombuffer(column.buffers()[1], np.int32)[column.offset : column.offset + len(column) + 1]
    address, length = nulled(column, *stretches(lines, offsets(lines)[of_row]))
    if broken.any():
        refused = np.diff(np.concatenate([[0], np.cumsum(broken)])[of_row]) > 0
        address[refused], length[refused] = 0, 1
    return address, length
