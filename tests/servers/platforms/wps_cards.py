"""WPS 365 card callbacks: the proof, KSO-1, covers method, target, Content-Type, date and body.

The path is percent-encoded, and its query holds what a framework that decodes and encodes anew would change.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from email.utils import formatdate
from typing import Any

from case import Answer, Request
from endpoint import MALFORMED, MISMATCH, MISSING, NOT_FOUND, STALE, Endpoint, Forgery, flipped
from generator.wps import crypto

DATE = "X-Kso-Date"
AUTHORIZATION = "X-Kso-Authorization"
QUERY = "?state=a+b%2Bc&state=%e4%BD%A0&empty=&x=%2F%3f"


class WpsCards(Endpoint):
    platform = "wps"
    path = "/wps%2Fcards"
    credentials = {"app_id": "AKcards", "app_key": "not-a-real-key-11111111111111111"}
    foreign_credentials = {"app_id": "AKcards", "app_key": "not-our-real-key-111111111111111"}
    tenant_id = "example-company"
    type = "interaction.submitted"
    reply = Answer.json('{"code":0}')
    has_native_id = False

    def sealed(self, number: int, mark: str, *_: Any, **more: Any) -> Request:
        content = {"action": "approve", "note": "同意 + 1"}
        data = {"company_id": self.tenant_id, "app_ctx_id": self.text(mark), "content": content}
        body = {"callback_name": "xz_card", "app_id": self.credentials["app_id"], "data": data}
        return self.signed(json.dumps(body, ensure_ascii=False).encode(), **more)

    def foreign(self, number: int, mark: str, **more: Any) -> Request:
        return self.sealed(number, mark, app_key=self.foreign_credentials["app_key"])

    def signed(self, body: bytes, *, age_seconds: int = 0, app_key: str = credentials["app_key"]) -> Request:
        """Signed by the generator of the vectors, as `seal` knows no path."""
        date = formatdate(time.time() - age_seconds, usegmt=True)
        target = self.path + QUERY
        proof = crypto.kso1(self.credentials["app_id"], app_key, uri=target, date=date, body=body)
        headers = (("Content-Type", "application/json"), (DATE, date), (AUTHORIZATION, proof))
        return Request("POST", target, headers, body)

    def forgeries(self, number: int, genuine: Request, mark: str) -> Iterator[Forgery]:
        proof = genuine.header(AUTHORIZATION)
        yield "flipped in signature", genuine.with_header(AUTHORIZATION, proof[:-1] + "0f"[proof.endswith("0")]), MISMATCH
        yield "flipped in body", replace(genuine, body=genuine.body.replace(b"approve", b"apprave")), MISMATCH
        for before, after in (("a+b", "a%20b"), ("%2B", "+"), ("%e4", "%E4"), ("&empty=", "")):
            yield f"{after!r} for {before!r}", replace(genuine, target=genuine.target.replace(before, after)), MISMATCH
        yield "put as GET", replace(genuine, method="GET"), MISMATCH
        yield "of another type", genuine.with_header("Content-Type", "text/plain"), MISMATCH
        yield "without signature", genuine.without_header(AUTHORIZATION), MISSING
        yield "of somebody else", self.foreign(number, mark), MISMATCH
        yield "of yesterday", self.sealed(number, mark, age_seconds=86_400), STALE
        yield "with two dates", genuine.repeating(DATE), MALFORMED, MISMATCH
        yield "of a decoded path", replace(genuine, target=genuine.target.replace("%2F", "/", 1)), NOT_FOUND
        other = proof.replace("AKcards", flipped("AKcards", number))
        yield "flipped in app_id", genuine.with_header(AUTHORIZATION, other), MISMATCH
