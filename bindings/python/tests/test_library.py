"""Which library is loaded, and what is said of one that cannot be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import imhook
from conftest import compiled

VERSION = "import imhook; print(imhook.version(), end='')"


def imported(source: Path, folder: Path, **environment: str) -> tuple[int, str, str]:
    """The exit code, the version and the last line of error of an interpreter that imports the package."""
    kept = {key: value for key, value in os.environ.items() if key != "IMHOOK_LIBRARY"}
    command = [sys.executable, "-c", VERSION]
    variables = {**kept, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr.strip().rpartition("\n")[2]


@pytest.fixture
def package(binding: Path, tmp_path: Path) -> Path:
    """A copy of the package's folder, without a library; returns where it stands."""
    shutil.copytree(binding / "src/imhook", tmp_path / "src/imhook", ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    return tmp_path / "src"


def test_the_variable_comes_before_the_bundled_file(package: Path, tmp_path: Path, fake_library: Path) -> None:
    shutil.copy(imhook.library.location(), package / "imhook/libimhook.so")
    assert imported(package, tmp_path) == (0, imhook.version(), "")
    assert imported(package, tmp_path, IMHOOK_LIBRARY="") == (0, imhook.version(), "")
    assert imported(package, tmp_path, IMHOOK_LIBRARY=str(fake_library)) == (0, "fake", "")
    assert imported(package, fake_library.parent, IMHOOK_LIBRARY="libimhook.so") == (0, "fake", "")


def test_no_other_place_is_looked_into(package: Path, fake_library: Path) -> None:
    folder = fake_library.parent  # libimhook.so lies in the working directory and in every search path
    code, version, said = imported(package, folder, LD_LIBRARY_PATH=str(folder), PATH=f"{folder}:{os.environ['PATH']}")
    assert (code, version) == (1, "")
    assert said == (
        f"ImportError: the imhook library is not there: {package}/imhook/libimhook.so. Install the imhook package with its "
        "library (pip install ./bindings/python builds both), or set IMHOOK_LIBRARY to the path of a libimhook.so"
    )


def test_a_library_of_another_abi_is_refused(package: Path, tmp_path: Path) -> None:
    another = compiled(tmp_path, "-DABI_NUMBER=7")
    code, version, said = imported(package, tmp_path, IMHOOK_LIBRARY=str(another))
    assert (code, version) == (1, "")
    assert said == (
        f"ImportError: {another} has ABI number 7, but this imhook package needs 1: "
        "install the package and the library of one release"
    )


def test_what_is_not_the_library_is_refused(package: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.so"
    text.write_text("no library")
    _, _, said = imported(package, tmp_path, IMHOOK_LIBRARY=str(text))
    assert said.startswith(f"ImportError: {text} does not load as the imhook library: ")
    source = tmp_path / "empty.c"
    source.write_text("int unrelated;\n")
    subprocess.run(["cc", "-shared", "-fPIC", source, "-o", tmp_path / "empty.so"], check=True)
    _, _, said = imported(package, tmp_path, IMHOOK_LIBRARY=str(tmp_path / "empty.so"))
    assert said.startswith(f"ImportError: {tmp_path}/empty.so does not load as the imhook library: ")
    assert "imhook_abi_version" in said


def test_an_older_library_is_refused(package: Path, tmp_path: Path) -> None:
    older = compiled(tmp_path, "-Dimhook_diagnose=not_yet")
    _, _, said = imported(package, tmp_path, IMHOOK_LIBRARY=str(older))
    assert said == f"ImportError: {older} lacks imhook_diagnose: it is older than this package"
