"""Easemob callbacks, pre-send decisions among them: the proof covers callId and timestamp, not the rest of the body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from case import Answer, Case, Request, Stored
from endpoint import MALFORMED, MISMATCH, MISSING, OTHER_RECEIVER, STALE, Endpoint, Forgery, flipped

APPKEY = "example-org#chatdemo"
# Digits that a float would not keep.
EXACT = '"ext":{"price":1.10,"serial":12345678901234567890123}'


class Easemob(Endpoint):
    platform = "easemob"
    path = "/easemob"
    credentials = {"secret": "not-a-real-secret-of-easemob", "appkey": APPKEY}
    foreign_credentials = {"secret": "not-our-real-secret-of-easemob", "appkey": APPKEY}
    policy = {"tolerance_seconds": 300}
    tenant_id = APPKEY
    reply = Answer.json("{}")

    def spec(self, number: int, mark: str) -> dict[str, Any]:
        body = {
            "callId": f"{APPKEY}_{mark}",
            "chat_type": "chat",
            "from": "lisi",
            "to": "zhangsan",
            "msg_id": mark,
            "appkey": APPKEY,
            "payload": {"ext": {}, "bodies": [{"type": "txt", "msg": self.text(mark)}]},
        }
        if self._is_pending(number):
            body["payload"] = {"ext": {}, "type": "txt", "msg": self.text(mark)}
        else:
            body["eventType"] = "chat"
        return {"payload": json.dumps(body, separators=(",", ":")).replace('"ext":{}', EXACT)}

    def event(self, number: int, mark: str) -> Case:
        case = super().event(number, mark)
        if not self._is_pending(number):
            return case
        return replace(case, stores=Stored(self.platform, self.tenant_id, "message.pending", self.text(mark)))

    def reply_to(self, number: int) -> Answer:
        return Answer.json('{"valid":true}') if self._is_pending(number) else self.reply

    def _is_pending(self, number: int) -> bool:
        """Whether the platform waits for a verdict before it sends the message."""
        return number % 5 == 4

    def forgeries(self, number: int, genuine: Request, mark: str) -> Iterator[Forgery]:
        body = json.loads(genuine.body)
        timestamp = body["timestamp"]
        for field in ("callId", "security"):
            yield f"flipped in {field}", genuine.with_members(**{field: flipped(body[field], number)}), MISMATCH
        yield "late by a millisecond", genuine.with_members(timestamp=timestamp + 1), MISMATCH
        yield "without signature", genuine.with_members(security=None), MISSING
        yield "of another application", genuine.with_members(appkey="example-org#other"), OTHER_RECEIVER
        yield "of somebody else", self.foreign(number, mark), MISMATCH
        yield "of yesterday", self.sealed(number, mark, timestamp_ms=timestamp - 86_400_000), STALE
        yield "with two timestamps", replace(genuine, body=genuine.body[:-1] + b',"timestamp":0}'), MALFORMED
