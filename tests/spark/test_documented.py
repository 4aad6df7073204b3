"""The programs of docs/scale.md, run as a reader would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from callbacks import FOLDER
from sessions import ROOT, SETTINGS


def program(name: str, place: Path) -> Path:
    """A program as the page shows it."""
    page = (ROOT / "docs/scale.md").read_text(encoding="utf-8")
    (text,) = re.findall(rf"^```python {name}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (place / name).write_text(text)
    return place / name


def run(name: str, place: Path, *arguments: str) -> str:
    settings = [word for item in {**SETTINGS, "spark.master": "local[1]"}.items() for word in ("--conf", "=".join(item))]
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": f"{' '.join(settings)} pyspark-shell", "PYSPARK_PYTHON": sys.executable}
    command = [sys.executable, str(program(name, place)), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_backfill(tmp_path: Path) -> None:
    source = tmp_path / "in.ndjson"
    source.write_text((FOLDER / "wecom_archive.ndjson").read_text() + "no json\n")
    for _ in range(2):  # again changes nothing
        assert run("backfill.py", tmp_path, str(source), str(tmp_path / "out")).startswith("6 records, 1 of them refused\n")
    assert {path.name for path in (tmp_path / "out").glob("day=*")} == {"day=2024-01-01", "day=1970-01-01"}


def test_stream(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/1.ndjson").write_text((FOLDER / "wecom_archive.ndjson").read_text() * 2)
    run("stream.py", tmp_path, str(tmp_path / "in"), str(tmp_path / "out"))
    import pyarrow.dataset as ds

    found = ds.dataset(tmp_path / "out/events", format="parquet", ignore_prefixes=["_", "."]).to_table()
    assert len(set(found["id"].to_pylist())) == found.num_rows == 5
