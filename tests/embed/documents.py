"""docs/embedding.md shows code of the examples, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from place import ROOT

LANGUAGES = {"c": "c89", "cpp": "cpp", "php": "php", "ini": "php", "lua": "lua", "nginx": "lua", "java": "java", "js": "node", "ruby": "ruby"}


def snippets(text: str) -> Iterator[tuple[str, str]]:
    yield from re.findall(r"^```(\w+)\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


def dedented(text: str) -> str:
    """The lines without what indents them and without blank lines, for a snippet may be cut out of the middle of a file."""
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())


def findings() -> Iterator[tuple[str, str, str]]:
    """Name, the snippet, and the snippet again where an example's file has it."""
    sources = {name: [dedented(path.read_text()) for path in sorted((ROOT / "examples" / name).rglob("*.*")) if path.is_file()]
               for name in set(LANGUAGES.values())}
    shown = set()
    for language, snippet in snippets((ROOT / "docs/embedding.md").read_text()):
        if language in LANGUAGES:
            shown.add(language)
            text = dedented(snippet)
            found = text if any(text in source for source in sources[LANGUAGES[language]]) else ""
            yield f"docs/embedding.md: {language} snippet", text, found
    yield "docs/embedding.md: languages shown", " ".join(sorted(LANGUAGES)), " ".join(sorted(shown))
