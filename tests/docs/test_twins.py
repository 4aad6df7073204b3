"""The README and its Chinese twin show the same code."""

from pages import blocks_of


def test_the_chinese_readme_shows_the_same_code():
    english, chinese = (
        [(block.language, block.text) for block in blocks_of(page)] for page in ("README.md", "README.zh-CN.md")
    )
    assert english == chinese
