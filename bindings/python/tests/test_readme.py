"""The README's programs run, in order, as one session."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import imhook


def test_the_readme(binding: Path) -> None:
    text = (binding / "README.md").read_text(encoding="utf-8")
    programs = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert len(programs) == text.count("```") // 2 == 4
    session: dict[str, Any] = {}
    for program in programs:
        exec(compile(program, "README.md", "exec"), session)


def test_the_readme_names_every_group_of_errors(binding: Path) -> None:
    text = (binding / "README.md").read_text(encoding="utf-8")
    for hundred, group in imhook.statuses.BY_HUNDRED.items():
        assert f"`{group.__name__}`" in text
        assert re.search(rf"`{group.__name__}`\s+\({hundred}xx\)", text)


def test_the_arguments_for_frameworks_are_python(binding: Path) -> None:
    text = (binding / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.*?) \| `(.*)` \|$", text.partition("## Raw bodies")[2].partition("##")[0], re.MULTILINE)
    assert len(rows) == 5
    for _, arguments in rows:
        compile(f"async def handler(): receiver.receive({arguments})", "README.md", "exec")
