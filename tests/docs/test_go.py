"""Go: every block is formatted, passes vet and compiles; tests pass; a program prints what the page says."""

import re
import shutil
import subprocess

import pytest
from pages import ROOT, blocks, output, same

MODULE = "github.com/imhook/imhook/bindings/go"
GO_MOD = f"module page\n\ngo 1.24\n\nrequire {MODULE} v0.0.0\n\nreplace {MODULE} => {ROOT}/bindings/go\n"
# What a part of a program means, where the page has said once what it imports.
IMPORTS = {"errors": "errors", "fmt": "fmt", "http": "net/http", "imhook": MODULE, "log": "log"}


def go(place, *arguments):
    result = subprocess.run(["go", *arguments], cwd=place, capture_output=True, text=True, timeout=600)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def module(place, files):
    (place / "go.mod").write_text(GO_MOD)
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    unformatted = subprocess.check_output([shutil.which("gofmt") or "gofmt", "-d", "."], cwd=place, text=True)
    assert not unformatted, unformatted
    go(place, "vet", ".")


def whole(block):
    """A block as a file: itself, or a part of a program with the imports that it uses."""
    if block.text.startswith("package "):
        return block.text
    used = sorted(IMPORTS[name] for name in set(re.findall(r"\b([a-z]+)\.[A-Z]", block.text)) & IMPORTS.keys())
    lines = "".join(f'import {"imhook " if path == MODULE else ""}"{path}"\n' for path in used)
    return f"package main\n\n{lines}\n//line {block.page}:{block.line}\n{block.text}\nfunc main() {{}}\n"


@pytest.mark.parametrize("block", [block for block in blocks("go") if not block.file], ids=str)
def test_go(block, tmp_path):
    module(tmp_path, {"main.go": whole(block)})
    printed = output(block)
    if printed is not None:
        assert same(printed, go(tmp_path, "run", "."))


def programs():
    """The files that a page has its reader save: one program and its tests."""
    found = {}
    for block in blocks("go"):
        if block.file:
            found.setdefault(block.page, {})[block.file] = block.text
    return found


@pytest.mark.parametrize(("page", "files"), [pytest.param(page, files, id=page) for page, files in programs().items()])
def test_files(page, files, tmp_path):
    module(tmp_path, files)
    assert "--- PASS" in go(tmp_path, "test", "-v", ".")
