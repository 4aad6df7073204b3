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
    keys = [("wps", "", "1"), ("wps", "", "1"), ("wps", "", "2"), ("wps", "example-company", "1"), ("yach", "", "1")]
    for key in keys:
        database.execute(insert, (*key, "message.created", 1704074400000, "{}"))
    assert database.execute("SELECT platform, tenant_id, id FROM events").fetchall() == list(dict.fromkeys(keys))
