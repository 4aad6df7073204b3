"""One Spark in this process for the tests that need no more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyspark.sql import SparkSession
from sessions import session


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """A session whose executor is a thread, with Python workers that are processes."""
    made = session("local[2]")
    yield made
    made.stop()
