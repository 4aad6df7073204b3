"""SQL: the statements run, and take an event once."""

import sqlite3

import pytest
from pages import blocks


@pytest.mark.parametrize("block", blocks("sql"), ids=str)
def test_sql(block):
    database = sqlite3.connect(":memory:")
    *schema, insert = [statement for statement in block.text.split(";") if statement.strip()]
    for statement in schema:
        database.execute(statement)
    for tenant in ("", "", "example-company"):
        database.execute(insert, ("wps", tenant, "an id", "message.created", 1704074400000, "{}"))
    assert database.execute("SELECT count(*) FROM events").fetchone() == (2,)
