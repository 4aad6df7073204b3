"""Links between documents lead somewhere: the file is there, and so is the heading."""

import re
from functools import cache
from urllib.parse import unquote

import pytest
from pages import ROOT, pages, tokens


def slug(title):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@cache
def anchors(page):
    found, stream = set(), tokens(page)
    for at, token in enumerate(stream):
        if token.type == "heading_open":
            base = name = slug("".join(part.content for part in stream[at + 1].children))
            count = 0
            while name in found:
                count += 1
                name = f"{base}-{count}"
            found.add(name)
    return found


def links():
    for page in [*pages(), "ARCHITECTURE.md", "CHANGELOG.md"]:
        for token in tokens(page):
            for part in token.children or ():
                target = part.attrs.get("href") or part.attrs.get("src")
                if target and not re.match(r"[a-z]+:", target):
                    yield page, unquote(target)


@pytest.mark.parametrize(("page", "target"), [*links()])
def test_link(page, target):
    path, _, anchor = target.partition("#")
    place = (ROOT / page).parent / path if path else ROOT / page
    assert place.exists(), f"{page} links to {target}, which is not there"
    if anchor:
        assert anchor in anchors(str(place.resolve().relative_to(ROOT))), f"{page} links to {target}: no such heading"


def test_every_page_is_in_the_index():
    index = "docs/README.md"
    listed = {(ROOT / index).parent / target.partition("#")[0] for page, target in links() if page == index}
    missing = {ROOT / page for page in pages() if page.startswith("docs/") and page != index} - listed
    assert not missing, f"{index} does not list {missing}"
