"""What `receive` and `parse` make of DataFrames, on a Spark in this process."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import imhook
import imhook.spark
import pytest
from callbacks import callback, records
from judge import judged
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

ARCHIVE = {"platform": "wecom_archive"}
REQUESTS = "n int, body binary, target string, headers binary, method string, now timestamp"


def by_number(df: DataFrame) -> dict[int, list[dict[str, Any]]]:
    """The rows of each input, which its column n numbers."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in df.toArrow().to_pylist():
        rows.setdefault(row.pop("n"), []).append(row)
    return rows


def test_importing_imhook_does_not_import_spark() -> None:
    program = "import imhook, sys; print([name for name in ('pyspark', 'pyarrow', 'numpy') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_columns_are_those_that_the_library_writes(spark: SparkSession) -> None:
    with imhook.Receiver("wecom_archive") as receiver:
        schema = receiver.parse_rows([]).schema
    assert schema.names[0] == "input"
    assert from_arrow_schema(schema.remove(0)) == StructType.fromDDL(imhook.spark.SCHEMA)


@pytest.mark.parametrize("large", ["false", "true"])
def test_every_payload_is_accounted_for(spark: SparkSession, large: str) -> None:
    page = '{"errcode":0,"errmsg":"ok","chatdata":[]}'
    pretty = json.dumps(json.loads(records()[0]), indent=2)
    payloads = [*records(), "no json", "", " ", "\n", None, page, pretty, records()[0] + "\r"]
    spark.conf.set("spark.sql.execution.arrow.useLargeVarTypes", large)
    df = spark.createDataFrame(list(enumerate(payloads)), "n int, value string").repartition(3)
    rows = by_number(imhook.spark.parse(df, ARCHIVE, keep=["n"]))
    spark.conf.set("spark.sql.execution.arrow.useLargeVarTypes", "false")
    assert sorted(rows) == list(range(len(payloads)))
    with imhook.Receiver("wecom_archive") as receiver:
        for n, record in enumerate(records()):
            assert rows[n] == judged(receiver.parse_bytes(record.encode()), [record])
    for n in range(5, 10):
        assert [(row["id"], row["kind"], row["error"]["name"]) for row in rows[n]] == [(None, None, "malformed_payload")]
    assert [(row["id"], row["kind"], row["error"]) for row in rows[10]] == [(None, "page", None)]
    assert [(row["id"], row["raw"]) for row in rows[11]] == [("text:1_example", pretty.replace("\n", " "))]
    assert [(row["id"], row["raw"]) for row in rows[12]] == [("text:1_example", records()[0])]


def test_the_events_of_a_page_are_rows_with_an_index(spark: SparkSession) -> None:
    entries = [json.loads(record) | {"raw_format": "json", "raw": {"n": 1e4}} for record in records()[:3]]
    encrypted = [
        {"seq": n, "msgid": str(n), "publickey_ver": 1, "encrypt_random_key": "a", "encrypt_chat_msg": "b"} for n in (1, 2, 3)
    ]
    page = json.dumps({"errcode": 0, "errmsg": "ok", "chatdata": encrypted}, separators=(",", ":"))
    hostile = json.dumps(entries[0], separators=(",", ":"))
    df = spark.createDataFrame([(0, page), (1, hostile)], "n int, value string").coalesce(1)
    rows = by_number(imhook.spark.parse(df, ARCHIVE, keep=["n"]))
    assert [(row["event_index"], row["kind"], row["type"]) for row in rows[0]] == [
        (n, "page", "record.encrypted") for n in range(3)
    ]
    assert [json.loads(row["raw"]) for row in rows[0]] == encrypted
    assert [(row["event_index"], row["raw"]) for row in rows[1]] == [(0, hostile)]


@pytest.mark.parametrize("name", ["wps-text", "wecom_kf-message", "easemob-text", "yach-text", "qiwei-file"])
def test_a_recorded_callback(spark: SparkSession, name: str) -> None:
    one = callback(name)
    forged = one.body.replace(b"e", b"f", 3)
    inputs = [one.body, forged, b"", None]
    table = [(n, body, one.target, one.lines, one.method, one.now) for n, body in enumerate(inputs)]
    df = spark.createDataFrame(table, REQUESTS).coalesce(1)
    rows = by_number(imhook.spark.receive(df, one.config, method="method", now="now", keep=["n"]))
    assert sorted(rows) == [0, 1, 2, 3]
    milliseconds = int(one.now.timestamp() * 1000)
    with imhook.Receiver.from_config(one.config) as receiver:
        outcomes = receiver.receive_batch(
            [imhook.Request(body or b"", one.lines, one.method, one.target, now_ms=milliseconds) for body in inputs]
        )
    for n, outcome in enumerate(outcomes):
        assert rows[n] == judged(json.dumps(outcome).encode(), [row["raw"] for row in rows[n]] if "events" in outcome else [])
    assert rows[0][0]["error"] is None


def test_headers_in_every_form(spark: SparkSession) -> None:
    one = callback("wps-text")
    df = spark.createDataFrame([(0, one.body, one.lines, one.now)], "n int, body binary, headers binary, now timestamp")
    pairs = f.array(*(f.struct(f.lit(name).alias("name"), f.lit(value).alias("value")) for name, value in one.pairs))
    forms = {
        "lines": f.col("headers"),
        "text": f.col("headers").cast("string"),
        "map": f.map_from_entries(pairs),
        "pairs": pairs,
        "none": None,
    }
    results = {
        form: imhook.spark.receive(df, one.config, target=None, headers=headers, now="now").drop("time").toArrow().to_pylist()
        for form, headers in forms.items()
    }
    assert all(rows == results["lines"] for rows in results.values())
    assert results["lines"][0]["type"] == "message.created"
    broken = f.create_map(f.lit("X-A"), f.lit("b\r\nX-Signature: c"))
    (row,) = imhook.spark.receive(df, one.config, target=None, headers=broken, now="now").collect()
    assert row.error.name == "invalid_argument"


def test_what_is_wrong_with_the_call_is_said_on_the_driver(spark: SparkSession) -> None:
    df = spark.createDataFrame([(1, "x")], "id int, value string")
    with pytest.raises(ValueError, match="id"):
        imhook.spark.parse(df, ARCHIVE, keep=["id"])
    with pytest.raises(TypeError, match="payload must be binary or string, not int"):
        imhook.spark.parse(df, ARCHIVE, "id")
    with pytest.raises(TypeError, match="headers must be"):
        imhook.spark.receive(df, ARCHIVE, "value", None, "id")
    with pytest.raises(imhook.InvalidConfig, match="platform"):
        imhook.spark.parse(df, {"platform": "nobody"})
    with pytest.raises(imhook.InvalidConfig, match="format"):
        imhook.spark.parse(df, {"platform": "wps", "format": "cloudevents"})


def test_long_rows_are_taken_a_few_at_a_time(spark: SparkSession) -> None:
    df = spark.range(40).selectExpr(
        "id n",
        """concat('{"msgid":"', id, '","msgtype":"text","from":"a","text":{"content":"',
        repeat('x', 300000), '"}}') value""",
    )
    result = imhook.spark.parse(df, ARCHIVE, keep=["n"]).select(
        "n", f.length("text").alias("length"), (f.col("raw") == f.col("text"))
    )
    assert sorted((row.n, row.length) for row in result.collect()) == [(n, 300000) for n in range(40)]
