"""WPS 365 events: the proof stands in the body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from case import Answer, Case, Request
from endpoint import MALFORMED, MISMATCH, MISSING, STALE, Endpoint, Forgery, flipped

DAY_MS = 86_400_000


class Wps(Endpoint):
    platform = "wps"
    path = "/wps"
    credentials = {"app_id": "AKexample", "app_key": "not-a-real-key-00000000000000000"}
    foreign_credentials = {"app_id": "AKexample", "app_key": "not-our-real-key-000000000000000"}
    tenant_id = "example-company"
    reply = Answer.json('{"code":0}')

    def spec(self, number: int, mark: str) -> dict[str, Any]:
        payload = {
            "company_id": self.tenant_id,
            "chat": {"id": "8225957", "type": "group"},
            "message": {"id": mark, "type": "text", "content": {"text": {"content": self.text(mark)}}},
            "sender": {"id": "zhangsan", "type": "user"},
        }
        return {"topic": "kso.app_chat.message", "operation": "create", "payload": payload}

    def forgeries(self, number: int, genuine: Request, mark: str) -> Iterator[Forgery]:
        body = json.loads(genuine.body)
        for field in ("encrypted_data", "signature", "nonce", "topic"):
            yield f"flipped in {field}", genuine.with_members(**{field: flipped(body[field], number)}), MISMATCH
        yield "late by a second", genuine.with_members(time=body["time"] + 1), MISMATCH
        yield "without signature", genuine.with_members(signature=None), MISSING
        yield "of somebody else", self.foreign(number, mark), MISMATCH
        yield "of yesterday", self.sealed(number, mark, timestamp_ms=body["time"] * 1000 - DAY_MS), STALE
        yield "with two nonces", replace(genuine, body=genuine.body[:-1] + b',"nonce":"0"}'), MALFORMED

    def extras(self, number: int) -> Iterator[Case]:
        challenge = json.dumps({"challenge": f"echo-{number}"}, separators=(",", ":"))
        yield Case(f"{self.path} challenge {number}", self.addressed(self.challenge(challenge)), Answer.json(challenge))

    def challenge(self, payload: str) -> Any:
        return self._receiver.seal({"kind": "callback", "payload": payload})
