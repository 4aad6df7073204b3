"""No block escapes: each is in a language that a test looks at, and what is shown as printed is compared."""

import pytest
from pages import blocks_of, claimed, pages

BLOCKS = [block for page in pages() for block in blocks_of(page)]


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_accounted(block):
    # `text` is what a program prints, and is compared where the program runs.
    assert block.language in claimed | {"text"}, f"nothing tests a block of {block.language or 'no language'}"


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "text"], ids=str)
def test_text_is_the_output_of_something(block):
    before = [(other.language, other.file) for other in blocks_of(block.page) if other.line < block.line]
    assert before[-1:] in ([("c", "")], [("go", "")], [("python", "")]), "a text block follows the program that prints it"
