"""XML as WeCom writes it: text in CDATA, numbers bare, no declaration."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "str | int | Plain | list[tuple[str, Value]]"


class Plain(str):
    """Text that stands in its element as it is, markup included."""


def element(name: str, value: Value) -> str:
    match value:
        case Plain():
            return f"<{name}>{value}</{name}>"
        case str():
            return f"<{name}><![CDATA[{value}]]></{name}>"
        case int():
            return f"<{name}>{value}</{name}>"
        case _:
            return f"<{name}>" + "".join(element(*child) for child in value) + f"</{name}>"


def document(*children: tuple[str, Value]) -> str:
    """The children inside `<xml>`, in order."""
    return element("xml", list(children))
