"""Executors that are processes of their own: equal rows, one killed in the middle, a million records, no secret anywhere."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import imhook
import imhook.spark
import pytest
from archive import CONFIG, MALFORMED_EVERY, is_right, records
from executors import command, executors, logs
from judge import judged
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from sessions import CLUSTER, session

pytestmark = pytest.mark.cluster
SECRET = f"app-key-{secrets.token_hex(16)}"
WPS = {"platform": "wps", "credentials": {"app_id": "AK1", "app_key": SECRET}}


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the event log."""
    return tmp_path_factory.mktemp("events")


@pytest.fixture(scope="module")
def cluster(events: Path) -> Iterator[SparkSession]:
    """Two workers of one core. The UI is on, and everybody logs."""
    active = SparkSession.getActiveSession()
    if active is not None:
        active.stop()
    log = {"spark.eventLog.enabled": "true", "spark.eventLog.dir": events.as_uri(), "spark.eventLog.compress": "false"}
    made = session(
        CLUSTER,
        **log,
        **{"spark.ui.enabled": "true", "spark.ui.port": "0", "spark.log.level": "INFO", "spark.executor.memory": "768m"},
    )
    printed = logs(made)
    yield made
    made.stop()
    shutil.rmtree(printed)


def accounted(rows: DataFrame, count: int) -> None:
    """Every record has exactly one row, and the right one."""
    n = f.col("n")
    (found,) = rows.agg(
        f.count("*"), f.count_distinct(n), f.min(n), f.max(n), f.count("error"), f.count_if(is_right(n))
    ).collect()
    assert tuple(found) == (count, count, 0, count - 1, count // MALFORMED_EVERY, count)


def test_rows_equal_the_single_call(cluster: SparkSession) -> None:
    df = records(cluster, 5000, 4)
    rows = imhook.spark.parse(df, CONFIG, keep=["n", "value"]).toArrow().to_pylist()
    assert len(rows) == 5000
    with imhook.Receiver(**CONFIG) as receiver:
        for row in rows:
            _, value = row.pop("n"), row.pop("value")
            (outcome,) = receiver.parse_lines_bytes(value.replace("\n", " ").encode()).splitlines()
            assert [row] == judged(outcome, [value.replace("\n", " ")] if row["error"] is None else [])


def test_a_million_records(cluster: SparkSession) -> None:
    accounted(imhook.spark.parse(records(cluster, 1_000_000, 8), CONFIG, keep=["n", "value"]), 1_000_000)


def test_an_executor_is_killed_in_the_middle(cluster: SparkSession, tmp_path: Path) -> None:
    count, tasks = 400_000, 40
    # The first stage writes files: what a task that is lost had written must not stay.
    job = threading.Thread(
        target=lambda: imhook.spark.parse(records(cluster, count, tasks), CONFIG, keep=["n", "value"]).write.parquet(
            str(tmp_path / "rows")
        )
    )
    before, lost = executors(cluster), len(dead(cluster))
    assert len(before) == 2
    job.start()
    stage = wait_for(lambda: under_way(cluster, 4), job)
    assert stage.numCompletedTasks < tasks - 4, "the job was over too soon"
    os.kill(before[0], signal.SIGKILL)
    job.join(600)
    assert not job.is_alive()
    assert before[0] not in executors(cluster)
    accounted(cluster.read.parquet(str(tmp_path / "rows")), count)
    assert len(dead(cluster)) > lost


def dead(cluster: SparkSession) -> list[Any]:
    """The executors that have ended; a starved machine may have lost one by itself."""
    return [one for one in api(cluster, "allexecutors") if not one["isActive"]]


def under_way(cluster: SparkSession, completed: int) -> Any:
    """The stage that runs, when so many of its tasks have ended."""
    tracker = cluster.sparkContext.statusTracker()
    stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
    return next((stage for stage in stages if stage is not None and stage.numCompletedTasks >= completed), None)


def wait_for(condition: Any, job: threading.Thread) -> Any:
    while job.is_alive():
        found = condition()
        if found is not None:
            return found
        time.sleep(0.02)
    raise AssertionError("the job ended before it was in the middle")


def test_the_secret_is_nowhere(cluster: SparkSession, events: Path) -> None:
    payload = {"sender": {"id": "zhangsan"}, "message": {"id": "1", "type": "text", "content": {"text": {"content": "你好"}}}}
    seal = {"kind": "callback", "topic": "kso.app_chat.message", "operation": "create", "payload": payload}
    with imhook.Receiver(**WPS) as receiver:
        body = receiver.seal(seal)["body"]
    df = cluster.createDataFrame([(body, "/", ""), ("{}", "/", "")], "body string, target string, headers string")
    rows = imhook.spark.receive(df.repartition(2), WPS)
    assert {row.type for row in rows.collect()} == {"message.created", None}

    plan = rows._jdf.queryExecution().toString() + rows._jdf.queryExecution().debug().toString()
    ui = cluster.sparkContext.uiWebUrl
    pages = ["jobs/", "stages/", "SQL/", "environment/", "executors/", "SQL/execution/?id=0"]
    shown = b"".join(urllib.request.urlopen(f"{ui}/{page}").read() for page in pages)
    told = json.dumps([api(cluster, page) for page in ("sql?details=true&length=1000", "environment", "jobs", "stages")])
    logged = b"".join(path.read_bytes() for path in events.rglob("*") if path.is_file())
    printed = b"".join(path.read_bytes() for path in logs(cluster).rglob("std*"))
    commands = b"".join(command(pid) for pid in executors(cluster))
    # Each is there, and knows of the job; none knows the key.
    for text, known in ((plan, "imhook_receive"), (told, "imhook_receive"), (shown.decode(), "collect at")):
        assert known in text
        assert SECRET not in text
    for data, known in ((logged, b"imhook_receive"), (printed, b"PythonRunner"), (commands, b"CoarseGrainedExecutorBackend")):
        assert known in data
        assert SECRET.encode() not in data


def api(cluster: SparkSession, page: str) -> Any:
    """What the UI's own interface tells."""
    url = f"{cluster.sparkContext.uiWebUrl}/api/v1/applications/{cluster.sparkContext.applicationId}/{page}"
    with urllib.request.urlopen(url) as answer:
        return json.load(answer)
