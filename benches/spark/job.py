"""One job by one contender on executors of one core each; prints what it took: job.py JOB CONTENDER EXECUTORS DATA ROUNDS."""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import imhook.spark
import ready
import udf
from data import ARCHIVE, WPS
from executors import executors
from imhook.spark import SCHEMA, partition
from processes import cpu_seconds, peak_bytes
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from sessions import session


SETTINGS = {
    "spark.executor.memory": "768m",
    "spark.driver.memory": "512m",
    "spark.python.unix.domain.socket.enabled": "true",
}


def with_imhook(job: str, df: DataFrame) -> DataFrame:
    if job == "archive":
        return imhook.spark.parse(df, ARCHIVE)
    return imhook.spark.receive(df, WPS, target=None, headers=None)


def in_python(job: str) -> tuple[Any, str, tuple[bool, str, str | None]]:
    """What finds a row of a value, and what it does not know of it: the platform and what was proved."""
    if job == "archive":
        return udf.archive(), "wecom_archive", (False, "unsigned", None)
    return udf.callbacks(**WPS["credentials"]), "wps", (True, "partial", "0")


def with_function(job: str, df: DataFrame) -> DataFrame:
    return df.mapInArrow(udf.job(*in_python(job)), SCHEMA)


def with_udf(job: str, df: DataFrame) -> DataFrame:
    """By rows that are pickled, which was quicker here than `useArrow=True`."""
    row = f.udf(udf.nested(*in_python(job)), SCHEMA, useArrow=False)
    return df.select(row(df.columns[0]).alias("row")).select("row.*")


def nothing(job: str, df: DataFrame) -> DataFrame:
    """The engine alone: the same batches to Python and back, as they are."""
    return df.mapInArrow(lambda batches: batches, df.schema)


def ready_made(job: str, df: DataFrame) -> DataFrame:
    """The engine alone, with as much to carry back: rows that are there already."""
    text = json.dumps(ARCHIVE if job == "archive" else WPS).encode()
    made = partition.parse if job == "archive" else partial(partition.receive, fields=("body",))
    work = partial(made, config=lambda: text)
    return df.mapInArrow(lambda batches: ready.rows(batches, work), SCHEMA)


CONTENDERS = {
    "imhook": with_imhook,
    "udf": with_udf,
    "function": with_function,
    "ready": ready_made,
    "nothing": nothing,
}


def check(spark: SparkSession, job: str, df: DataFrame) -> None:
    """All must find the same, but for what an error says."""
    few = df.limit(2000).coalesce(1)

    def found(made: Any) -> set[str]:
        rows = made(job, few).drop("error").withColumn("bad", f.col("id").isNull()).toArrow().to_pylist()
        return {json.dumps(row, default=str, sort_keys=True) for row in rows}

    ours = found(with_imhook)
    for theirs in (with_udf, with_function):
        different = sorted(ours ^ found(theirs))
        assert not different, "\n".join(different[:4])


def main(job: str, contender: str, count: str, data: str, rounds: str) -> None:
    spark = session(f"local-cluster[{count},1,1024]", **SETTINGS)
    df = spark.read.parquet(str(Path(data) / job))
    rows = df.count()
    if contender == "check":
        check(spark, job, df)
        print(json.dumps({"rows": rows}))
        return
    seconds, cpu = [], []
    for _ in range(int(rounds) + 1):  # the first warms up
        pids = executors(spark)
        begin, used = time.perf_counter(), cpu_seconds(pids)
        CONTENDERS[contender](job, df).write.format("noop").mode("overwrite").save()
        seconds.append(time.perf_counter() - begin)
        cpu.append({name: seconds - used[name] for name, seconds in cpu_seconds(pids).items()})
    told: dict[str, Any] = {"rows": rows, "seconds": seconds[1:], "cpu": cpu[1:], "peak": peak_bytes(executors(spark)[:1])}
    print(json.dumps(told))
    spark.stop()


main(*sys.argv[1:])
