"""Finds the native library, refuses one that does not fit, and declares its functions.

The library is the file that the environment variable `IMHOOK_LIBRARY` names, otherwise the one inside this package.
No search path is asked, and the working directory only where that variable holds a relative path.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from .abi import ABI_VERSION, FUNCTIONS

VARIABLE = "IMHOOK_LIBRARY"
_FILE = {"darwin": "libimhook.dylib", "win32": "imhook.dll"}.get(sys.platform, "libimhook.so")


def location() -> Path:
    """The file to load. A path with a folder in it, so that the loader does not search for it."""
    named = os.environ.get(VARIABLE)
    return Path(named).absolute() if named else Path(__file__).absolute().with_name(_FILE)


def load(path: Path) -> ctypes.CDLL:
    """Loads the library and checks its ABI number before anything else of it is used.

    Calls through `ctypes.CDLL` give up the interpreter lock while they run.
    """
    if not path.is_file():
        raise ImportError(
            f"the imhook library is not there: {path}. Install the imhook package with its library "
            f"(pip install ./bindings/python builds both), or set {VARIABLE} to the path of a {_FILE}",
            name="imhook",
            path=str(path),
        )
    try:
        library = ctypes.CDLL(str(path))
        abi_version = library.imhook_abi_version
    except (OSError, AttributeError) as fault:
        raise ImportError(f"{path} does not load as the imhook library: {fault}", name="imhook", path=str(path)) from fault
    abi_version.restype = ctypes.c_uint32
    found = abi_version()
    if found != ABI_VERSION:
        raise ImportError(
            f"{path} has ABI number {found}, but this imhook package needs {ABI_VERSION}: "
            "install the package and the library of one release",
            name="imhook",
            path=str(path),
        )
    for name, (result, arguments) in FUNCTIONS.items():
        try:
            function = getattr(library, name)
        except AttributeError as fault:
            raise ImportError(f"{path} lacks {name}: it is older than this package", name="imhook", path=str(path)) from fault
        function.restype = result
        function.argtypes = arguments
    return library


native = load(location())


def version() -> str:
    """The version of the native library, such as "0.1.0"."""
    text: bytes = native.imhook_version()
    return text.decode()
