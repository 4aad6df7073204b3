"""Where the tests find the tree and the library that was built in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

BINDING = Path(__file__).resolve().parents[1]
ROOT = BINDING.parents[1]

os.environ.setdefault("IMHOOK_LIBRARY", str(ROOT / "target/release/libimhook.so"))
sys.path[:0] = [str(BINDING / "src"), str(BINDING / "tools")]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the tree."""
    return ROOT


@pytest.fixture(scope="session")
def binding() -> Path:
    """The folder of the Python binding."""
    return BINDING
