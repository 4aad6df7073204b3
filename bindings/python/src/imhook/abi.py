"""The C ABI of the library, declared for ctypes as `include/imhook.h` has it."""

from __future__ import annotations

from ctypes import POINTER, Structure, c_char, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_void_p
from typing import Any, Dict, Tuple

ABI_VERSION = 1
"""The number of the ABI that this package is written for."""


class Buf(Structure):
    """Bytes that the library made; the caller's until `imhook_buf_free`."""

    _fields_ = [("data", POINTER(c_char)), ("len", c_size_t)]


class Request(Structure):
    """One HTTP request. A `c_char_p` takes the address of a `bytes` object, whatever it holds: nothing is copied."""

    _fields_ = [
        ("method", c_char_p),
        ("method_len", c_size_t),
        ("target", c_char_p),
        ("target_len", c_size_t),
        ("headers", c_char_p),
        ("headers_len", c_size_t),
        ("body", c_char_p),
        ("body_len", c_size_t),
        ("now_ms", c_int64),
    ]


class Payload(Structure):
    """One payload of several."""

    _fields_ = [("data", c_char_p), ("len", c_size_t)]


class ArrowSchema(Structure):
    """The type of a table, of the Arrow C data interface; the caller's until its `release`."""

    _fields_ = [
        ("format", c_char_p),
        ("name", c_char_p),
        ("metadata", c_char_p),
        ("flags", c_int64),
        ("n_children", c_int64),
        ("children", c_void_p),
        ("dictionary", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


class ArrowArray(Structure):
    """The values of a table, of the same interface; the caller's until their `release`."""

    _fields_ = [
        ("length", c_int64),
        ("null_count", c_int64),
        ("offset", c_int64),
        ("n_buffers", c_int64),
        ("n_children", c_int64),
        ("buffers", c_void_p),
        ("children", c_void_p),
        ("dictionary", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


_receiver = c_void_p
_buf = POINTER(Buf)
_request = POINTER(Request)
_on_request = (_receiver, _request, _buf, _buf)
_table = (POINTER(ArrowSchema), POINTER(ArrowArray), _buf)

FUNCTIONS: Dict[str, Tuple[Any, Tuple[Any, ...]]] = {
    "imhook_abi_version": (c_uint32, ()),
    "imhook_version": (c_char_p, ()),
    "imhook_status_name": (c_char_p, (c_int32,)),
    "imhook_receiver_new": (c_int32, (c_char_p, c_size_t, POINTER(_receiver), _buf)),
    "imhook_receiver_free": (None, (_receiver,)),
    "imhook_receive": (c_int32, _on_request),
    "imhook_verify": (c_int32, _on_request),
    "imhook_decrypt": (c_int32, _on_request),
    "imhook_parse": (c_int32, (_receiver, c_char_p, c_size_t, _buf, _buf)),
    "imhook_receive_batch": (c_int32, (_receiver, _request, c_size_t, c_uint32, _buf, _buf)),
    "imhook_parse_lines": (c_int32, (_receiver, c_char_p, c_size_t, c_uint32, _buf, _buf)),
    "imhook_receive_rows": (c_int32, (_receiver, _request, c_size_t, *_table)),
    "imhook_parse_rows": (c_int32, (_receiver, POINTER(Payload), c_size_t, *_table)),
    "imhook_seal": (c_int32, (_receiver, c_char_p, c_size_t, _buf, _buf)),
    "imhook_diagnose": (c_int32, _on_request),
    "imhook_buf_free": (None, (_buf,)),
}
"""Each function of the header: its result, then its arguments."""
