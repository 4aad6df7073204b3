"""Yach callbacks, as form, JSON and wrapped JSON: the proof stands in the headers and covers the time alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from case import Answer, Request
from endpoint import MALFORMED, MALFORMED_PAYLOAD, MISMATCH, MISSING, STALE, Endpoint, Forgery, flipped


class Yach(Endpoint):
    platform = "yach"
    path = "/yach"
    credentials = {"secret": "not-a-real-secret-of-yach", "sign": "timestamp_secret"}
    foreign_credentials = {"secret": "not-our-real-secret-of-yach", "sign": "timestamp_secret"}
    tenant_id = "1001"
    reply = Answer.json("{}")
    cut = MALFORMED_PAYLOAD
    noise = MALFORMED_PAYLOAD
    empty_get = MISSING

    def spec(self, number: int, mark: str) -> dict[str, Any]:
        payload = {
            "msgtype": "text",
            "content": self.text(mark),
            "msgId": mark,
            "createAt": "1734426254026",
            "appID": self.tenant_id,
            "conversationType": "2",
            "conversationId": "10086",
            "senderId": "zhangsan",
        }
        return {"format": ("form", "json", "wrapped")[number % 3], "payload": payload}

    def breakable(self, number: int, mark: str) -> Request:
        """Half a form is a form, and the body of Yach is not proved."""
        return self.sealed(number, mark, format="json")

    def forgeries(self, number: int, genuine: Request, mark: str) -> Iterator[Forgery]:
        sign, timestamp = genuine.header("sign"), genuine.header("timestamp")
        yield "flipped in sign", genuine.with_header("sign", flipped(sign, number)), MISMATCH
        yield "flipped in timestamp", genuine.with_header("timestamp", flipped(timestamp, number)), MISMATCH
        yield "without signature", genuine.without_header("sign"), MISSING
        yield "of somebody else", self.foreign(number, mark), MISMATCH
        yield "of yesterday", self.sealed(number, mark, timestamp_ms=int(timestamp) - 86_400_000), STALE
        yield "with two signatures", genuine.repeating("sign"), MALFORMED, MISMATCH
