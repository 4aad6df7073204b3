"""docs/diagnose.md: each advice of the source stands in it, with the platforms whose vectors show it as the first one."""

import json
import re
from collections import defaultdict

from pages import ROOT

PAGE = (ROOT / "docs/diagnose.md").read_text(encoding="utf-8")
EVERY = {"easemob", "qiwei", "wecom_kf", "wps", "yach"}


def documented():
    """The codes of the page's tables, each with its platforms."""
    rows = re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", PAGE, re.MULTILINE)
    codes = {code: EVERY if on == "every platform" else set(re.findall(r"`(\w+)`", on)) for code, on in rows}
    assert len(codes) == len(rows), "a code stands there twice"
    return codes


def shown():
    """The codes that vectors show as the first advice, each with the platforms where they do."""
    codes = defaultdict(set)
    for path in ROOT.glob("tests/vectors/*/diagnose.json"):
        for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
            advice = vector["expect"].get("diagnosis", {}).get("advice")
            if advice:
                codes[advice].add(path.parent.name)
    return codes


def test_every_code_of_the_source_is_documented_and_no_other():
    source = (ROOT / "src/platform/diagnosis/code.rs").read_text(encoding="utf-8")
    codes = re.findall(r'^    \w+ = "(\w+)";$', source, re.MULTILINE)
    assert len(codes) > 40
    assert sorted(documented()) == sorted(codes)


def test_every_documented_code_is_shown_where_it_says():
    vectors = shown()
    for code, platforms in documented().items():
        assert vectors[code] == platforms, code
