"""The parts of docs/scale.md that are measured: each stands between two comments that name it."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

from figures import cpu, rate

PAGE = Path(__file__).resolve().parents[2] / "docs/scale.md"
TITLES = {"archive": "archived records, `parse`", "callbacks": "WPS 365 callbacks, `receive`"}
CONTENDERS = {
    "imhook": "imhook.spark",
    "udf": "Python UDF",
    "function": "Python function, columns by hand",
    "ready": "rows ready made",
    "nothing": "nothing, there and back",
}
SIZES = {"10⁹": 10**9, "10¹¹": 10**11}
DAY = 86400


def write(results: dict[str, Any]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name, section in {"machine": machine(), "rates": rates(results), "sizing": sizing(results)}.items():
        pattern = f"(<!-- spark {name} -->\n).*?(<!-- /spark -->)"
        text, count = re.subn(pattern, lambda found: f"{found[1]}{section}\n{found[2]}", text, flags=re.DOTALL)  # noqa: B023
        if count != 1:
            raise SystemExit(f"{PAGE} has no place for {name}")
    PAGE.write_text(text, encoding="utf-8")


def machine() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    processor = found[1] if found else platform.machine()
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyspark", "pyarrow", "orjson", "cryptography"))
    load = f"Load of the last 15 minutes: {os.getloadavg()[2]:.1f}."
    return f"{processor}, {os.cpu_count()} cores; Python {platform.python_version()}, {packages}. {load}"


def rates(results: dict[str, Any]) -> str:
    lines = [
        "| | rows/s, one core | rows/s, two | times | CPU a row, Java | CPU a row, Python | memory, Java | memory, Python |",
        "| --- " + "| ---: " * 7 + "|",
    ]
    for job, title in TITLES.items():
        for contender, name in CONTENDERS.items():
            one, two = results[job][contender][1], results[job][contender][2]
            parts = [f"{cpu(one, part):.1f} µs" for part in ("java", "python")]
            parts += [f"{one['peak'][part] >> 20} MiB" for part in ("java", "python")]
            lines.append(
                f"| {title}: {name} | {rate(one):,.0f} | {rate(two):,.0f} | {rate(two) / rate(one):.2f} | {' | '.join(parts)} |"
            )
        lines.append(f"| {title}: the library alone, one machine | {rate(results['alone'][job]):,.0f} | | | | | | |")
    lines += ["", "| times the rows, one core | of the Python UDF | of the Python function | CPU of Python alone, times less than the function's |"]
    lines.append("| --- " + "| ---: " * 3 + "|")
    for job, title in TITLES.items():
        for contender in ("imhook", "ready"):
            own, udf, function = (results[job][name][1] for name in (contender, "udf", "function"))
            times = [rate(own) / rate(udf), rate(own) / rate(function), cpu(function, "python") / cpu(own, "python")]
            lines.append(f"| {title}: {CONTENDERS[contender]} | {' | '.join(f'{one:.1f}' for one in times)} |")
    return "\n".join(lines)


def sizing(results: dict[str, Any]) -> str:
    lines = ["| rows | job | core hours | on 16 cores | on 256 cores |", "| ---: | --- | ---: | ---: | ---: |"]
    for name, rows in SIZES.items():
        for job, title in TITLES.items():
            seconds = rows / rate(results[job]["imhook"][1])
            spans = " | ".join(span(seconds / cores) for cores in (16, 256))
            lines.append(f"| {name} | {title} | {seconds / 3600:,.0f} | {spans} |")
    return "\n".join(lines)


def span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 2 * DAY else f"{seconds / DAY:.1f} days"
