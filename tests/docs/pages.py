"""The pages: every document for users, and the fenced blocks, links and headings in it."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
PATTERNS = ["README*.md", "SECURITY.md", "docs/**/*.md", "bindings/*/README.md"]

# This page shows pieces of the examples, which tests/embed compares with their files: here it is only text, links and shell.
EXCERPTS = "docs/embedding.md"

# The languages whose blocks some test looks at: test_accounted.py refuses a block in any other.
claimed = set()


@dataclass(frozen=True)
class Block:
    """One fenced block. Its info string is a language and, where the reader is to save it, the name of a file."""

    page: str
    line: int
    language: str
    file: str
    text: str
    before: str = field(repr=False, compare=False)

    def __str__(self):
        return f"{self.page}:{self.line}"


@cache
def pages():
    return sorted({str(path.relative_to(ROOT)) for pattern in PATTERNS for path in ROOT.glob(pattern)})


@cache
def tokens(page):
    return MarkdownIt("commonmark").enable("table").parse((ROOT / page).read_text(encoding="utf-8"))


@cache
def blocks_of(page):
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    found = []
    for token in tokens(page):
        # An indented block holds commands to type.
        info, fence = (token.info.strip(), 1) if token.type == "fence" else ("sh", 0)
        if token.type in ("fence", "code_block"):
            language, _, file = info.partition(" ")
            first = token.map[0]
            if page == EXCERPTS and language != "sh":
                continue
            found.append(Block(page, first + fence + 1, language, file, token.content, "\n".join(lines[:first])))
    return found


def blocks(*languages):
    """The blocks of these languages; whoever asks for them tests them."""
    claimed.update(languages)
    return [block for page in pages() for block in blocks_of(page) if block.language in languages]


def after(block):
    """The block that follows on the same page, if any."""
    rest = [other for other in blocks_of(block.page) if other.line > block.line]
    return rest[0] if rest else None


def output(block):
    """What the page says that the block prints: a `text` block that follows it."""
    following = after(block)
    return following.text if following and following.language == "text" else None


def same(shown, real):
    """Whether text is what the page shows of it, where … stands for anything on its line."""
    pattern = ".*".join(re.escape(part) for part in shown.strip().split("…"))
    return re.fullmatch(pattern, real.strip()) is not None
