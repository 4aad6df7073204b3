"""docs/failures.md: each mistake names what keeps it out, and each vector, flag, test and file that it names is there."""

import json
import re
from fnmatch import fnmatchcase
from functools import cache

import pytest
from pages import ROOT

PAGE = (ROOT / "docs/failures.md").read_text(encoding="utf-8")
KEEPERS = [line.strip("| ").rpartition(" | ")[2] for line in re.findall(r"^\| .*\|$", PAGE, re.MULTILINE)]
ROWS = [keeper for keeper in KEEPERS if keeper != "kept by" and set(keeper) != {"-"}]


@cache
def known():
    """The ids and flags of the vectors, and the names of the tests in Rust."""
    names = set()
    for path in ROOT.glob("tests/vectors/*/*.json"):
        suite = json.loads(path.read_text(encoding="utf-8"))
        for vector in suite["vectors"]:
            names.update([vector["id"], *vector["flags"]])
    for path in [*ROOT.glob("src/**/*.rs"), *ROOT.glob("tests/*.rs")]:
        names.update(re.findall(r"#\[test\]\s+fn (\w+)", path.read_text(encoding="utf-8")))
    return names


@pytest.mark.parametrize("keeper", ROWS)
def test_keeper(keeper):
    named = re.findall(r"`([^`]+)`", keeper)
    assert named, "no test is named"
    for name in named:
        there = (ROOT / name).is_file() if "/" in name else any(fnmatchcase(each, name) for each in known())
        assert there, f"there is no {name}"


def test_every_row_is_read():
    assert len(ROWS) > 40
