"""Console sessions: the commands of a page, run in order beside the files that it shows, print what it says they print."""

import os
import re
import subprocess

import pytest
from pages import ROOT, blocks, same

# Where the library is installed as the pages install it, in .local.
ENVIRONMENT = {**os.environ, "HOME": str(ROOT / "target/docs-tests/home")}

COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def sessions():
    found = {}
    for block in blocks("console", "cmake"):
        found.setdefault(block.page, []).append(block)
    return found.items()


@pytest.mark.parametrize(("page", "session"), [pytest.param(page, session, id=page) for page, session in sessions()])
def test_session(page, session, tmp_path):
    for block in [*session, *blocks("c")]:
        if block.page == page and block.file:
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for block in session:
        for command, shown in COMMAND.findall(block.text) if block.language == "console" else ():
            result = subprocess.run(
                ["bash", "-c", command], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, timeout=600
            )
            # A command that is shown to print something may be shown to fail.
            right = same(shown, result.stdout) if shown else result.returncode == 0
            assert right, f"{block}: $ {command}\n{result.stdout}{result.stderr}"
