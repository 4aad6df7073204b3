"""Rust: the blocks of a page compile and run as documentation tests, against the crate that was built for release."""

import json
import re
import subprocess
from functools import cache

import pytest
from pages import ROOT, blocks


@cache
def crates():
    """The built crates that a page may use: imhook, and the serde_json that it uses itself."""
    built = subprocess.check_output(["cargo", "build", "--release", "--quiet", "--message-format=json"], cwd=ROOT, text=True)
    found = {}
    for line in built.splitlines():
        artifact = json.loads(line)
        if artifact["reason"] == "compiler-artifact" and artifact["target"]["name"] in ("imhook", "serde_json"):
            found[artifact["target"]["name"]] = next(file for file in artifact["filenames"] if file.endswith(".rlib"))
    return found


@pytest.mark.parametrize("page", sorted({block.page for block in blocks("rust")}))
def test_rust(page):
    command = ["rustdoc", "--test", "--edition", "2024", "-L", "dependency=target/release/deps", ROOT / page]
    for name, file in crates().items():
        command += ["--extern", f"{name}={file}"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert result.returncode == 0, result.stdout + result.stderr
    count = len([block for block in blocks("rust") if block.page == page])
    assert re.search(rf"\b{count} passed; 0 failed; 0 ignored", result.stdout), result.stdout
