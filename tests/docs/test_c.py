"""C: every block compiles without a warning; a program is run, and prints what the page says."""

import json
import re
import subprocess

import imhook
import pytest
from pages import ROOT, blocks, output, same

COMPILER = ["cc", "-x", "c", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wno-unused-function"]
INCLUDES = "#include <imhook.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n"
CONFIG = re.compile(r'"(?:[^"\\]|\\.)*"')


def flags(*what):
    return subprocess.check_output(["pkg-config", *what, "imhook"], text=True).split()


def is_program(block):
    return "int main(" in block.text


def compiled(block, place):
    """A program linked, or the object file of a part of one, whose page has said once what it includes."""
    source = place / "block.c"
    source.write_text(block.text if "#include" in block.text else f'{INCLUDES}#line {block.line} "{block.page}"\n{block.text}')
    command = [*COMPILER, str(source), *flags("--cflags"), "-o", str(place / "block")]
    command += ["-x", "none", *flags("--libs")] if is_program(block) else ["-c"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return place / "block"


def configuration(block):
    """The configuration that a program holds as text."""
    text = "".join(json.loads(literal) for literal in CONFIG.findall(block.text.partition("config =")[2].partition(";")[0]))
    return json.loads(text)


def callback(config):
    """A callback sealed for the receiver, and the delivery that it becomes."""
    spec = json.loads((ROOT / f"examples/specs/{config['platform']}.json").read_text(encoding="utf-8"))
    with imhook.Receiver.from_config(config) as receiver:
        sealed = receiver.seal(spec)
        delivery = receiver.receive_bytes(sealed["body"].encode(), sealed["headers"], sealed["method"], sealed["target"])
    return sealed["body"].encode(), delivery.decode()


@pytest.mark.parametrize("block", blocks("c"), ids=str)
def test_c(block, tmp_path):
    program = compiled(block, tmp_path)
    if block.file or not is_program(block):  # a program with a name is run where the page says how
        return
    body, expected = b"", output(block)
    if "stdin" in block.text:
        body, expected = callback(configuration(block))
    assert expected is not None, "the page says nowhere what this program prints: a text block after it should"
    result = subprocess.run([program], input=body, capture_output=True, timeout=60)
    assert (result.returncode, result.stderr) == (0, b"")
    assert same(expected, result.stdout.decode()) or expected == result.stdout.decode().strip()
