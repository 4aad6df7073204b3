"""The same calls on a stream of files: a checkpoint, a restart, and events that come again."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import imhook.spark
from pyspark.sql import SparkSession
from pyspark.sql import functions as f

ARCHIVE = {"platform": "wecom_archive"}
START_MS = 1704074400000


def record(n: int) -> str:
    text = {"msgid": str(n), "action": "send", "from": "zhangsan", "tolist": ["lisi"], "msgtime": START_MS + 1000 * n}
    return json.dumps({**text, "msgtype": "text", "text": {"content": f"text {n}"}})


def drained(spark: SparkSession, place: Path) -> None:
    """A start of the query: takes what is new, and stops."""
    events = imhook.spark.parse(spark.readStream.text(str(place / "in")), ARCHIVE)
    known = (
        events.where("error is null")
        .withWatermark("time", "10 minutes")
        .dropDuplicatesWithinWatermark(["platform", "tenant", "id"])
    )
    query = known.writeStream.format("parquet").outputMode("append").trigger(availableNow=True)
    query = query.option("checkpointLocation", str(place / "checkpoint")).start(str(place / "out"))
    assert query.awaitTermination(300)
    assert query.exception() is None


def test_a_stream_goes_on_after_a_restart_and_drops_what_comes_again(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/1.ndjson").write_text("\n".join([*(record(n) for n in range(50)), "no json", record(7)]) + "\n")
    drained(spark, tmp_path)
    ids = [row.id for row in spark.read.parquet(str(tmp_path / "out")).collect()]
    assert Counter(ids) == Counter(f"text:{n}" for n in range(50))
    # The first file again, under another name, and new ones: a restart reads the checkpoint.
    (tmp_path / "in/2.ndjson").write_text("\n".join(record(n) for n in range(30, 80)) + "\n")
    drained(spark, tmp_path)
    rows = spark.read.parquet(str(tmp_path / "out")).where(f.col("type") == "message.created").collect()
    assert Counter(row.id for row in rows) == Counter(f"text:{n}" for n in range(80))
    assert all(row.text == f"text {row.id.partition(':')[2]}" for row in rows)
