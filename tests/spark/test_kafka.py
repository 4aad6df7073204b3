"""A stream out of a real Kafka, by Spark's own connector."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sessions import ROOT

pytestmark = pytest.mark.cluster


def test_a_stream_out_of_kafka(tmp_path: Path) -> None:
    # A process of its own: the connector has to be there when Java starts.
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/spark/streamed.py"), str(tmp_path)],
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, second, refused = (line.split(" ") for line in done.stdout.splitlines()[-3:])
    assert Counter(first) == Counter(f"text:{n}" for n in range(200))
    assert Counter(second) == Counter(f"text:{n}" for n in range(300))
    assert refused == ["malformed_payload"]
