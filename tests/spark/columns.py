"""The columns that the library writes, but for the one that numbers the inputs; a test holds them against the documented."""

from __future__ import annotations

from typing import Any

import imhook


def columns() -> Any:
    with imhook.Receiver("wecom_archive") as receiver:
        return receiver.parse_rows([]).schema.remove(0)


ROW = columns()
