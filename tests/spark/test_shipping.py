"""How package and library reach executors that have neither: inside the wheel, or as files that the job adds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from callbacks import records
from sessions import ROOT

pytestmark = pytest.mark.cluster
LIBRARY = ROOT / "target/release/libimhook.so"


def shipped(*arguments: str) -> Any:
    """Runs the program in an environment that knows nothing of the tree."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "IMHOOK_LIBRARY")}
    command = [sys.executable, str(ROOT / "tests/spark/shipped.py"), *arguments]
    done = subprocess.run(command, env=clean, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["ids"] == [
        f"{json.loads(record).get('msgtype', 'switch')}:{json.loads(record)['msgid']}" for record in records()
    ]
    return told["found"]


def test_in_the_wheel(tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--wheel",
        "--outdir",
        str(tmp_path),
        str(ROOT / "bindings/python"),
    ]
    subprocess.run(build, env={**os.environ, "IMHOOK_PREBUILT": str(LIBRARY)}, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    package, library = shipped("wheel", str(wheel.rename(wheel.with_suffix(".zip"))))
    assert package.endswith("/unpacked/imhook/__init__.py")
    assert library == package.replace("__init__.py", "libimhook.so")
    assert str(ROOT) + "/bindings" not in package


def test_as_files(tmp_path: Path) -> None:
    source = shutil.copytree(
        ROOT / "bindings/python/src", tmp_path / "source", ignore=shutil.ignore_patterns("*.so", "__pycache__")
    )
    archive = shutil.make_archive(str(tmp_path / "imhook"), "zip", source)
    package, library = shipped("files", archive, str(LIBRARY))
    assert ".zip/imhook/__init__.py" in package
    assert library.endswith("/libimhook.so")
    assert library != str(LIBRARY)
