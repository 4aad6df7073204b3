"""Spark sessions: in this process, or with executors that are processes of their own. Everything listens on loopback only."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[2]
CLUSTER = "local-cluster[2,1,1024]"

SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


def session(master: str, **settings: str) -> SparkSession:
    """A new session; only one can be at a time."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["SPARK_LOCAL_HOSTNAME"] = "localhost"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # A pip-installed Spark starts executors only where it is told what it is.
    os.environ["SPARK_HOME"] = str(Path(str(importlib.util.find_spec("pyspark").origin)).parent)
    os.environ["SPARK_SCALA_VERSION"] = "2.13"
    builder = SparkSession.builder.master(master).appName("imhook")
    for name, value in {**SETTINGS, **settings}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
