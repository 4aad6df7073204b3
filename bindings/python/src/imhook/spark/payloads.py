"""A column of payloads as the array of structs that `imhook_parse_rows` takes: addresses into Arrow's memory."""

from __future__ import annotations

from ctypes import sizeof
from typing import Any

import numpy as np
import pyarrow as pa

from ..abi import Payload
from .buffers import values

STRUCT = np.dtype([("data", np.uint64), ("len", np.uint64)])
"""`imhook_payload` of the C header."""

assert STRUCT.itemsize == sizeof(Payload), "sizes of imhook_payload differ"


def packed(column: pa.Array) -> Any:
    """A struct for each value; that of a null is empty."""
    structs = np.empty(len(column), STRUCT)
    structs["data"], structs["len"] = values(column)
    return structs
