"""imhook on Apache Spark: a DataFrame of payloads or recorded callbacks in, a DataFrame with a row for each event out.

    import imhook.spark

    records = spark.read.text("s3a://archive/2026/*.ndjson")
    events = imhook.spark.parse(records, {"platform": "wecom_archive"})

The same calls take a `readStream`. Nothing is dropped and no row fails the job: an input that cannot be read, or that holds
no event, is a row too. It needs `pip install imhook[spark]`, on the executors as well.
"""

from .columns import SCHEMA
from .job import parse, receive

__all__ = ["SCHEMA", "parse", "receive"]
