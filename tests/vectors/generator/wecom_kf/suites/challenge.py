"""The check of the address: the reply is the bare text, exactly."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector, failure
from .. import delivery, sources
from ..envelope import NOW_MS, config, seal_for


def vectors() -> Iterator[Vector]:
    for name, echo in {
        "digits": "1616140317555161061",
        "leading_zeros": "000123",
        "letters": "ECHO",
        "chinese": "你好",
        "quotes": '"quoted"',
        "line_break": "a\nb\r\n",
        "spaces": "  a  ",
        "xml": "<xml><MsgType>event</MsgType></xml>",
        "empty": "",
        "long": "0123456789" * 300,
    }.items():
        id = f"echo_{name}"
        yield _answered(id, "Nothing is added to the text, and nothing taken away.", seal_for(id).get(echo), echo)
    sent = seal_for("echo_with_body").get("ECHO")
    yield _answered("echo_with_body", "A GET has no body that counts.", {**sent, "body": "<xml/>"}, "ECHO")
    yield Vector(
        id="echo_not_utf8",
        comment="A text that is none.",
        source=sources.CALLBACK,
        flags=("Malformed",),
        call="receive",
        inputs={"config": config(), "request": seal_for("echo_not_utf8").get(b"\xff\xfe")},
        expect=failure(401),
    )
    yield Vector(
        id="echo_cloudevents",
        comment="The format of events does not change the answer.",
        call="receive",
        inputs={"config": config(format="cloudevents"), "request": seal_for("echo_ce").get("ECHO", now_ms=NOW_MS)},
        expect=delivery.success(delivery.challenge("ECHO"), []),
    )


def _answered(id: str, comment: str, sent: Json, echo: str) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.CALLBACK,
        call="receive",
        inputs={"config": config(), "request": sent},
        expect=delivery.success(delivery.challenge(echo), []),
    )
