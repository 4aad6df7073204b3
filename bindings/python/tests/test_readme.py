"""The README's programs run, in order, as one session."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import imhook


def test_the_readme(binding: Path) -> None:
    session: dict[str, Any] = {}
    for program in programs(binding):
        exec(compile(program, "README.md", "exec"), session)


def test_the_readme_is_well_typed(binding: Path, tmp_path: Path) -> None:
    source = tmp_path / "readme.py"
    source.write_text("\n".join(programs(binding)), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(source)]
    environment = {**os.environ, "MYPYPATH": str(binding / "src")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def programs(binding: Path) -> list[str]:
    text = (binding / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert len(found) == text.count("```") // 2 == 4
    return found


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
