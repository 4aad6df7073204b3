"""The chart of docs/performance.md: for each case, one bar for each peer."""

from __future__ import annotations

from typing import Iterator
from xml.sax.saxutils import escape

from cases import CASES, Case
from measure import Results
from peers import PEERS, Peer
from place import CHART
from tables import BASE, micro

COLUMNS = 2
PANEL = 440
LABEL = 150  # where bars begin
FIGURES = 110  # what stands behind the longest bar
ROW = 20
BAR = 13
HEAD = 34
FOOT = 18

# Readable on a light page and on a dark one.
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 13px }
  .figure { fill: #59636e }
  .imhook { fill: #0969da } .floor { fill: #8c959f } .peer { fill: #d4a72c }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .figure { fill: #9198a1 }
    .imhook { fill: #4493f8 } .floor { fill: #656c76 } .peer { fill: #bb8009 }
  }
"""


def draw(results: Results) -> None:
    shapes, top = [], 0
    for start in range(0, len(CASES), COLUMNS):
        panels = CASES[start : start + COLUMNS]
        for column, case in enumerate(panels):
            shapes += [f'<g transform="translate({column * PANEL} {top})">', *panel(results, case), "</g>"]
        top += HEAD + FOOT + ROW * max(len(bars(results, case)) for case in panels)
    width = COLUMNS * PANEL
    title = "Time of one message by imhook and its peers, in µs; behind it how many times imhook's by its C ABI that is"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top}" width="{width}" height="{top}" role="img">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        *shapes,
        "</svg>",
    ]
    CHART.write_text("\n".join(lines) + "\n", encoding="utf-8")


def bars(results: Results, case: Case) -> list[Peer]:
    """The peers of a case that have a bar, the fastest first."""
    contenders = results[case.name]
    return sorted(
        (peer for peer in PEERS if peer.bar and peer.name in contenders), key=lambda peer: contenders[peer.name].least
    )


def panel(results: Results, case: Case) -> Iterator[str]:
    contenders = results[case.name]
    peers = bars(results, case)
    longest = max(contenders[peer.name].least for peer in peers)
    yield f'<text class="title" x="{LABEL}" y="20">{escape(case.title)}</text>'
    for index, peer in enumerate(peers):
        time = contenders[peer.name].least
        width = max(1, time / longest * (PANEL - LABEL - FIGURES))
        y = HEAD + ROW * index
        kind = peer.name if peer.name == "floor" else "imhook" if peer.name.startswith("imhook") else "peer"
        figures = f"{micro(time)}, {time / contenders[BASE].least:.2f}"
        yield f'<text x="{LABEL - 8}" y="{y + 11}" text-anchor="end">{escape(peer.bar)}</text>'
        yield f'<rect class="{kind}" x="{LABEL}" y="{y}" width="{width:.1f}" height="{BAR}" rx="2"/>'
        yield f'<text class="figure" x="{LABEL + width + 6:.1f}" y="{y + 11}">{figures}</text>'
