"""Every platform has a page, all pages have one shape, and a status stands there under its number."""

import re

import pytest
from pages import ROOT, pages

PLATFORMS = sorted(path.stem for path in ROOT.glob("examples/callbacks/*.json"))
STATUSES = {
    number: name.lower() for name, number in re.findall(r"#define IMHOOK_(\w+) (\d+)", (ROOT / "include/imhook.h").read_text())
}


def headings(platform):
    return re.findall(r"^## (.+)$", (ROOT / f"docs/platforms/{platform}.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_platform_has_a_page():
    assert sorted(path.stem for path in ROOT.glob("docs/platforms/*.md")) == PLATFORMS


@pytest.mark.parametrize("platform", PLATFORMS)
def test_shape(platform):
    assert headings(platform) == headings("wps")


@pytest.mark.parametrize("page", pages())
def test_statuses(page):
    for number, name in re.findall(r"\b(\d{3}) `([a-z_]+)`", (ROOT / page).read_text(encoding="utf-8")):
        assert STATUSES.get(number) == name, f"{page} calls {number} {name}"
