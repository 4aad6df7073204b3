"""The error object of the library as an exception."""

from __future__ import annotations

from .abi import Buf
from .error import Error
from .json_text import decode
from .library import native
from .statuses import BY_HUNDRED, BY_STATUS


def failure(status: int, error: Buf) -> Error:
    """The exception of a status; of one that this package does not know, that of its hundred. Frees `error`."""
    try:
        told = decode(error.data[: error.len])["error"]
    finally:
        native.imhook_buf_free(error)
    kind = BY_STATUS.get(status) or BY_HUNDRED.get(status // 100, Error)
    return kind(
        told["message"],
        hint=told.get("hint"),
        status=status,
        name=told["name"],
        http_status=told["http_status"],
        vendor_code=told.get("vendor_code"),
    )
