"""What this platform does not do: it sends no requests, so there is nothing to receive and nothing to seal."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Verbatim, compact
from ...vector import Vector, failure, request
from ..cases import BARE

_RECORD = '{"msgid":"m1","msgtype":"text","text":{"content":"hi"}}'


def vectors() -> Iterator[Vector]:
    for call in ("receive", "verify", "decrypt"):
        for name, body in {"record": _RECORD, "nothing": ""}.items():
            yield Vector(
                id=f"{call}_{name}_unsupported",
                comment="A record is parsed: no request brings it.",
                call=call,
                inputs={"config": BARE, "request": request(body, 0, method="POST", target="/")},
                expect=failure(402),
            )
    for kind, key in (("callback", "payload"), ("reply", "payload"), ("send", "message")):
        yield Vector(
            id=f"seal_{kind}_unsupported",
            comment="Nothing goes out.",
            call="seal",
            inputs={"config": BARE, "spec": Verbatim(compact({"kind": kind, key: {"a": 1}}))},
            expect=failure(402),
        )
