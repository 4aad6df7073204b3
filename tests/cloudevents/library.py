"""The built library through ctypes: the two calls whose deliveries are looked at here."""

from __future__ import annotations

import ctypes
import json
from pathlib import Path

ABI_VERSION = 1


class Buffer(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("len", ctypes.c_size_t)]


class Request(ctypes.Structure):
    _fields_ = [
        ("method", ctypes.c_char_p), ("method_len", ctypes.c_size_t),
        ("target", ctypes.c_char_p), ("target_len", ctypes.c_size_t),
        ("headers", ctypes.c_char_p), ("headers_len", ctypes.c_size_t),
        ("body", ctypes.c_char_p), ("body_len", ctypes.c_size_t),
        ("now_ms", ctypes.c_int64),
    ]  # fmt: skip


class Refused(Exception):
    """A call that did not return 0."""


class Library:
    def __init__(self, path: Path) -> None:
        self._c = ctypes.CDLL(str(path))
        if self._c.imhook_abi_version() != ABI_VERSION:
            raise ImportError(f"{path} has another ABI than {ABI_VERSION}")
        handle, text, length = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
        buffer = ctypes.POINTER(Buffer)
        self._c.imhook_receiver_new.argtypes = [text, length, ctypes.POINTER(handle), buffer]
        self._c.imhook_receiver_free.argtypes = [handle]
        self._c.imhook_receiver_free.restype = None
        self._c.imhook_receive.argtypes = [handle, ctypes.POINTER(Request), buffer, buffer]
        self._c.imhook_parse.argtypes = [handle, text, length, buffer, buffer]
        self._c.imhook_buf_free.argtypes = [buffer]
        self._c.imhook_buf_free.restype = None

    def receive(self, config: dict, method: bytes, target: bytes, headers: bytes, body: bytes, now_ms: int) -> bytes:
        parts = [part for value in (method, target, headers, body) for part in (value, len(value))]
        return self._with_receiver(config, self._c.imhook_receive, ctypes.byref(Request(*parts, now_ms)))

    def parse(self, config: dict, payload: bytes) -> bytes:
        return self._with_receiver(config, self._c.imhook_parse, payload, len(payload))

    def _with_receiver(self, config: dict, function, *arguments) -> bytes:
        text = json.dumps(config).encode()
        receiver, error, delivery = ctypes.c_void_p(), Buffer(), Buffer()
        status = self._c.imhook_receiver_new(text, len(text), ctypes.byref(receiver), ctypes.byref(error))
        if status == 0:
            status = function(receiver, *arguments, ctypes.byref(delivery), ctypes.byref(error))
            self._c.imhook_receiver_free(receiver)
        result, reason = self._take(delivery), self._take(error)
        if status != 0:
            raise Refused(reason.decode())
        return result

    def _take(self, buffer: Buffer) -> bytes:
        taken = ctypes.string_at(buffer.data, buffer.len) if buffer.len else b""
        self._c.imhook_buf_free(ctypes.byref(buffer))
        return taken
