"""Python: the blocks of a page are one session, run from top to bottom; a block prints what the page says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pages import ROOT, blocks, output


def sessions():
    found = {}
    for block in blocks("python"):
        if not block.file:
            found.setdefault(block.page, []).append(block)
    return found.items()


@pytest.mark.parametrize(("page", "session"), [pytest.param(page, session, id=page) for page, session in sessions()])
def test_session(page, session, tmp_path):
    for block in blocks("python", "json"):
        if block.page == page and block.file:
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
    steps = [{"line": block.line, "text": block.text, "output": output(block)} for block in session]
    program = [sys.executable, "-W", "error", Path(__file__).with_name("session.py"), ROOT / page]
    result = subprocess.run(program, input=json.dumps(steps), capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert result.returncode == 0, result.stderr
