"""The chart of docs/scale.md: rows a second of each contender, on one core and on two."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from figures import rate
from page import TITLES

CHART = Path(__file__).resolve().parents[2] / "docs/scale.svg"
NAMES = {"imhook": "imhook.spark", "udf": "Python UDF", "function": "Python function", "ready": "rows ready made"}
LABEL, LONGEST, FIGURES = 160, 460, 120
ROW, BAR, HEAD = 22, 14, 34
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 13px }
  .imhook { fill: #0969da } .udf { fill: #d4a72c } .function { fill: #eac54f } .ready { fill: #afb8c1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .imhook { fill: #4493f8 } .udf { fill: #bb8009 } .function { fill: #9e6a03 } .ready { fill: #656c76 }
  }
"""


def draw(results: dict[str, Any]) -> None:
    bars = {
        job: [
            (name, contender, cores, rate(results[job][contender][cores]))
            for contender, name in NAMES.items()
            for cores in (1, 2)
        ]
        for job in TITLES
    }
    most = max(figure for rows in bars.values() for *_, figure in rows)
    shapes, top = [], 0
    for job, rows in bars.items():
        shapes.append(f'<text class="title" x="0" y="{top + 20}">{escape(TITLES[job].replace("`", ""))}, rows/s</text>')
        top += HEAD
        for name, contender, cores, figure in rows:
            width = figure / most * LONGEST
            shapes.append(
                f'<text x="{LABEL - 8}" y="{top + 12}" text-anchor="end">{name}, {cores} core{"s" * (cores > 1)}</text>'
            )
            shapes.append(f'<rect class="{contender}" x="{LABEL}" y="{top}" width="{width:.1f}" height="{BAR}"/>')
            shapes.append(f'<text x="{LABEL + width + 6:.1f}" y="{top + 12}">{figure:,.0f}</text>')
            top += ROW
    width = LABEL + LONGEST + FIGURES
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top}" width="{width}" height="{top}" role="img">'
    title = "<title>Rows a second by imhook.spark and by Python functions</title>"
    CHART.write_text("\n".join([head, title, f"<style>{STYLE}</style>", *shapes, "</svg>"]) + "\n", encoding="utf-8")
