"""Columns of recorded requests as the array of structs that `imhook_receive_batch` takes: addresses into Arrow's memory."""

from __future__ import annotations

from ctypes import sizeof
from typing import Any, List, Tuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..abi import Request as NativeRequest
from ..receiver import Receiver
from .buffers import data, offsets

FIELDS = ("method", "target", "headers", "body")
STRUCT = np.dtype([*((f"{name}{part}", np.uint64) for name in FIELDS for part in ("", "_len")), ("now_ms", np.int64)])
"""`imhook_request` of the C header."""

assert STRUCT.itemsize == sizeof(NativeRequest), "sizes of imhook_request differ"


def receive(receiver: Receiver, columns: dict[str, pa.Array]) -> bytes:
    """One line of output for each row, in order. `columns` has body, and what else of a request there is."""
    packed = np.zeros(len(columns["body"]), STRUCT)
    kept: List[pa.Array] = []  # for as long as the library reads
    for name in FIELDS:
        if name in columns:
            packed[name], packed[f"{name}_len"] = place(columns[name], kept)
    if "now_ms" in columns:
        packed["now_ms"] = pc.fill_null(columns["now_ms"], 0).to_numpy(zero_copy_only=False)
    return receiver.receive_packed_bytes(packed)


def place(column: pa.Array, kept: List[pa.Array]) -> Tuple[Any, Any]:
    """The address and length of each value; both are 0 for a null."""
    if pa.types.is_map(column.type) or pa.types.is_list(column.type):
        return place_pairs(column, kept)
    kept.append(column)
    address, ends = base(column), offsets(column).astype(np.uint64)
    return nulled(column, address + ends[:-1], np.diff(ends))


def place_pairs(column: pa.Array, kept: List[pa.Array]) -> Tuple[Any, Any]:
    """The same of headers that are kept as pairs: the lines of a row lie side by side, so that one stretch holds them.

    A pair that would make more than one line must not: the row gets a length without an address, an invalid argument.
    """
    names, values = (column.keys, column.items) if pa.types.is_map(column.type) else column.values.flatten()
    if not len(names):
        return np.zeros(len(column), np.uint64), np.zeros(len(column), np.uint64)
    written = pc.binary_join_element_wise(pc.fill_null(names, ""), pc.fill_null(values, ""), ": ")
    broken = pc.match_substring_regex(written, "[\r\n]").to_numpy(zero_copy_only=False)
    lines = pc.binary_join_element_wise(written, "", "\r\n")
    kept.append(lines)
    of_row = np.frombuffer(column.buffers()[1], np.int32)[column.offset : column.offset + len(column) + 1]
    ends = offsets(lines)[of_row].astype(np.uint64)
    address, length = nulled(column, base(lines) + ends[:-1], np.diff(ends))
    if broken.any():
        refused = np.diff(np.concatenate([[0], np.cumsum(broken)])[of_row]) > 0
        address[refused], length[refused] = 0, 1
    return address, length


def base(column: pa.Array) -> Any:
    """Where its data begins."""
    memory = data(column)
    return np.uint64(memory.ctypes.data if len(memory) else 0)


def nulled(column: pa.Array, address: Any, length: Any) -> Tuple[Any, Any]:
    """With 0 and 0 where there is no value."""
    if column.null_count:
        absent = column.is_null().to_numpy(zero_copy_only=False)
        address[absent] = length[absent] = 0
    return address, length
