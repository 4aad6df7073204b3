"""Archived records made inside Spark, of several kinds, one in a hundred malformed, and what must come of each."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f

CONFIG = {"platform": "wecom_archive"}
MALFORMED_EVERY = 100

_WHO = '"from":"zhangsan","tolist":["lisi","wangwu"],"roomid":"wrRoom","msgtime":1704074400000'
_KINDS = {
    0: ("text", f'{_WHO},"msgtype":"text","text":{{"content":"第 %1$d 条, the build is green"}}'),
    1: ("file", f'{_WHO},"msgtype":"file","file":{{"filename":"%1$d.pdf","fileext":"pdf","filesize":%1$d,"sdkfileid":"f"}}'),
    2: ("revoke", f'{_WHO},"action":"recall","msgtype":"revoke","revoke":{{"pre_msgid":"0"}}'),
    3: ("switch", '"action":"switch","time":1704074400000,"user":"lisi","seq":12345678901234567890123'),
    4: ("text", f'{_WHO},"msgtype":"text",\\n"text":{{"content":"on two lines"}}'),
}


def records(spark: SparkSession, count: int, partitions: int) -> DataFrame:
    """Columns n and value."""
    n = f.col("id")
    value = f.lit(None).cast("string")
    for kind, (_, members) in _KINDS.items():
        text = f.format_string('{"msgid":"%1$d",' + members.replace("\\n", "\n") + "}", n)
        value = f.when(n % len(_KINDS) == kind, text).otherwise(value)
    value = f.when(is_malformed(n), f.concat(f.lit("{no json "), n)).otherwise(value)
    return spark.range(0, count, 1, partitions).select(n.alias("n"), value.alias("value"))


def is_malformed(n: Column) -> Column:
    return n % MALFORMED_EVERY == MALFORMED_EVERY - 1


def is_right(n: Column) -> Column:
    """Whether a row is what must come of the record with this number."""
    kind = f.element_at(f.array(*(f.lit(name) for name, _ in _KINDS.values())), (n % len(_KINDS) + 1).cast("int"))
    event = (
        (f.col("id") == f.concat_ws(":", kind, n)) & (f.col("raw") == f.translate("value", "\n", " ")) & f.col("error").isNull()
    )
    error = f.col("id").isNull() & (f.col("error.name") == "malformed_payload")
    return f.coalesce(f.when(is_malformed(n), error).otherwise(event), f.lit(False))
