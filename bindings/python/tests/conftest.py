"""Where the tests find the tree and the library that was built in it."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

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


@pytest.fixture(scope="session")
def fake_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of tests/fake."""
    return compiled(tmp_path_factory.mktemp("fake"))


@pytest.fixture
def fake(fake_library: Path) -> Iterator[ModuleType]:
    """The package imported anew over the fake library."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMHOOK_LIBRARY", str(fake_library))
        for name in [name for name in sys.modules if name.partition(".")[0] == "imhook"]:
            patch.delitem(sys.modules, name)
        yield importlib.import_module("imhook")
        for name in [name for name in sys.modules if name.partition(".")[0] == "imhook"]:
            del sys.modules[name]


def compiled(folder: Path, *flags: str) -> Path:
    """Builds the fake library into a folder."""
    library = folder / "libimhook.so"
    source = BINDING / "tests/fake/imhook.c"
    warnings = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
    command = ["cc", "-shared", "-fPIC", "-pthread", *warnings, *flags, "-I", str(ROOT / "include")]
    subprocess.run([*command, str(source), "-o", str(library)], check=True)
    return library
