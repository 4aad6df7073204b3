"""A program that writes records to Kafka and streams them back through imhook, with a restart between: streamed.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

import imhook.spark
from broker import JARS, broker
from pyspark.sql import SparkSession
from sessions import session
from test_streaming import ARCHIVE, record

TOPIC = "archive"


def send(spark: SparkSession, address: str, values: list[str]) -> None:
    df = spark.createDataFrame([(value,) for value in values], "value string")
    df.write.format("kafka").option("kafka.bootstrap.servers", address).option("topic", TOPIC).save()


def drained(spark: SparkSession, address: str, place: Path) -> list[str]:
    """Takes what is new, and gives the ids of all that has been taken."""
    source = spark.readStream.format("kafka").option("kafka.bootstrap.servers", address).option("startingOffsets", "earliest")
    rows = imhook.spark.parse(source.option("subscribe", TOPIC).load(), ARCHIVE, keep=["partition", "offset"])
    known = rows.withWatermark("time", "1 day").dropDuplicatesWithinWatermark(["platform", "tenant", "id"])
    query = known.writeStream.format("parquet").option("checkpointLocation", str(place / "checkpoint"))
    assert query.trigger(availableNow=True).start(str(place / "out")).awaitTermination(600)
    return [row.id for row in spark.read.parquet(str(place / "out")).where("id is not null").collect()]


def main(folder: str) -> None:
    place = Path(folder)
    spark = session("local[2]", **{"spark.jars": ",".join(map(str, sorted((JARS / "connector").glob("*.jar"))))})
    with broker(place) as address:
        send(spark, address, [*(record(n) for n in range(200)), "no json", *(record(n) for n in range(50))])
        print(*drained(spark, address, place))
        send(spark, address, [record(n) for n in range(150, 300)])
        print(*drained(spark, address, place))
        print(*(row.name for row in spark.read.parquet(str(place / "out")).where("id is null").select("error.name").collect()))
    spark.stop()


main(*sys.argv[1:])
