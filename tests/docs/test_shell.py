"""Shell: every command line is well-formed, and every make target, file and path of this tree that it names is there."""

import re
import subprocess

import pytest
from pages import ROOT, blocks

TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
TREE = re.compile(r"(?<![\w/.$\"-])(?:bindings|docs|examples|packaging|tests|tools)/[\w./*-]+")


@pytest.mark.parametrize("block", blocks("sh"), ids=str)
def test_shell(block):
    # SC2046: what pkg-config prints is meant as several words.
    checked = subprocess.run(["shellcheck", "-s", "sh", "-e", "SC2046", "-"], input=block.text, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    for target in re.findall(r"^\s*make ([a-z-]+)", block.text, re.MULTILINE):
        assert target in TARGETS, f"make {target} is no target"
    for path in TREE.findall(block.text):
        assert list(ROOT.glob(path)), f"{path} is not there"
