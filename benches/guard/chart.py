"""A chart of lines over two logarithmic axes, as SVG that reads on light and dark pages."""

from __future__ import annotations

import math
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 820, 420
LEFT, TOP, RIGHT, BOTTOM = 60, 30, 230, 50
COLOURS = ("#2a78b8", "#d1662c", "#3c9147", "#a24fa0", "#b8a02a", "#c0392b", "#4aa5a5", "#7a7a7a", "#e08bb0")
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .grid { stroke: #8c959f; stroke-opacity: .3 }
  polyline { fill: none; stroke-width: 2 }
  @media (prefers-color-scheme: dark) { text { fill: #f0f6fc } }
"""


@dataclass
class Line:
    name: str
    points: list[tuple[float, float]]


class Axis:
    """Whole decades that hold all values, on so many pixels."""

    def __init__(self, values: list[float], start: float, length: float) -> None:
        self.low, self.high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        self.start, self.length = start, length

    def at(self, value: float) -> float:
        return self.start + self.length * (math.log10(value) - self.low) / max(1, self.high - self.low)

    def ticks(self) -> list[float]:
        return [10**power for power in range(self.low, self.high + 1)]


def draw(upright: str, along: str, lines: list[Line]) -> str:
    xs, ys = zip(*(point for line in lines for point in line.points))
    x = Axis(list(xs), LEFT, WIDTH - LEFT - RIGHT)
    y = Axis(list(ys), HEIGHT - BOTTOM, TOP + BOTTOM - HEIGHT)
    parts = [f'<text x="{LEFT}" y="{TOP - 12}">{escape(upright)}</text>']
    parts.append(f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 10}" text-anchor="end">{escape(along)}</text>')
    for tick in x.ticks():
        parts.append(f'<line class="grid" x1="{x.at(tick):.1f}" x2="{x.at(tick):.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{x.at(tick):.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{tick:,}</text>')
    for tick in y.ticks():
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y.at(tick):.1f}" y2="{y.at(tick):.1f}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y.at(tick) + 4:.1f}" text-anchor="end">{tick:,}</text>')
    for index, line in enumerate(lines):
        colour, key, legend = COLOURS[index % len(COLOURS)], TOP + 10 + 20 * index, WIDTH - RIGHT + 14
        points = " ".join(f"{x.at(across):.1f},{y.at(up):.1f}" for across, up in line.points)
        parts.append(f'<polyline stroke="{colour}" points="{points}"/>')
        parts.append(f'<polyline stroke="{colour}" points="{legend},{key} {legend + 20},{key}"/>')
        parts.append(f'<text x="{legend + 28}" y="{key + 4}">{escape(line.name)}</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    return "\n".join(
        [head, f"<title>{escape(f'{upright}, by {along}')}</title>", f"<style>{STYLE}</style>", *parts, "</svg>\n"]
    )
