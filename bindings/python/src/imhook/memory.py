"""Lends the memory of any bytes-like object to the library, without a copy."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Optional, Union

if TYPE_CHECKING:
    import mmap
    from array import array

    BytesLike = Union[bytes, bytearray, memoryview, "mmap.mmap", "array[Any]"]
else:
    BytesLike = Any


class _PyBuffer(ctypes.Structure):
    """`Py_buffer` of the stable ABI."""

    _fields_ = [
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.py_object),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p),
        ("shape", ctypes.c_void_p),
        ("strides", ctypes.c_void_p),
        ("suboffsets", ctypes.c_void_p),
        ("internal", ctypes.c_void_p),
    ]


# `from_buffer` of ctypes refuses read-only memory, such as a memoryview of bytes: so the interpreter itself is asked.
# Prototypes of our own: the attributes of `ctypes.pythonapi` belong to everyone in the process.
_get_buffer = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.py_object, ctypes.POINTER(_PyBuffer), ctypes.c_int)(
    ("PyObject_GetBuffer", ctypes.pythonapi)
)
_release_buffer = ctypes.PYFUNCTYPE(None, ctypes.POINTER(_PyBuffer))(("PyBuffer_Release", ctypes.pythonapi))
_CONTIGUOUS = 0  # PyBUF_SIMPLE


class Lent:
    """The memory of an object, which stays where it is, and cannot be resized, until `release` or the end of this."""

    __slots__ = ("_buffer", "address", "length")

    def __init__(self, name: str, owner: BytesLike) -> None:
        self._buffer = _PyBuffer()
        # A decoded text is not what came: encoding it again may give other bytes, and the signature no longer fits.
        if isinstance(owner, str):
            raise TypeError(f"{name} must be the raw bytes as received, not str")
        try:
            _get_buffer(owner, self._buffer, _CONTIGUOUS)
        except BufferError as fault:
            raise TypeError(f"{name} must be contiguous in memory; bytes({name}) is a copy that is") from fault
        except TypeError as fault:
            raise TypeError(f"{name} must be bytes-like, not {type(owner).__name__}") from fault
        self.address: Optional[int] = self._buffer.buf
        self.length: int = self._buffer.len

    def release(self, release: Any = _release_buffer) -> None:
        """Gives the memory back. Twice is harmless."""
        release(self._buffer)

    __del__ = release
