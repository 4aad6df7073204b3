"""The executors of a local cluster: child processes of the driver's Java."""

from __future__ import annotations

from pathlib import Path

from pyspark.sql import SparkSession


def executors(spark: SparkSession) -> list[int]:
    """Their process ids."""
    driver = spark.sparkContext._jvm.java.lang.ProcessHandle.current()
    pids = [child.pid() for child in driver.children().toArray()]
    return [pid for pid in pids if b"CoarseGrainedExecutorBackend" in command(pid)]


def command(pid: int) -> bytes:
    """The command line of a process; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def logs(spark: SparkSession) -> Path:
    """Where the workers of a local cluster keep what its executors print."""
    return Path(spark.sparkContext._jvm.System.getenv("SPARK_HOME"), "work", spark.sparkContext.applicationId)
