"""HTTP: a callback that a page shows is the recorded one."""

import pytest
from pages import blocks, same
from shown import source


@pytest.mark.parametrize("block", blocks("http"), ids=str)
def test_http(block):
    for shown, real in zip(block.text.strip().split("\n"), source(block).request.strip().split("\n"), strict=True):
        assert same(shown, real), f"the page shows\n{shown}\nof\n{real}"
