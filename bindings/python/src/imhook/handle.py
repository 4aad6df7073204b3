"""A receiver of the library, freed when nothing refers to it any more."""

from __future__ import annotations

from ctypes import byref, c_void_p
from typing import Any

from .abi import Buf
from .failure import failure
from .library import native


class Handle:
    """Owns a native receiver.

    Reference counting decides when it is freed: each call holds a reference while it runs, so neither a close in another
    thread nor the end of the interpreter takes the receiver away under it. A forked child has its own copy and count.
    """

    __slots__ = ("__weakref__", "address")

    def __init__(self, config: bytes) -> None:
        self.address = c_void_p()
        error = Buf()
        status = native.imhook_receiver_new(config, len(config), byref(self.address), error)
        if status:
            raise failure(status, error)

    # A default argument outlives the module, whose names are gone when the interpreter ends.
    def __del__(self, free: Any = native.imhook_receiver_free) -> None:
        free(self.address)
