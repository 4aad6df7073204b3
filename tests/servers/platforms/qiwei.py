"""Qiwei pushes: a shared secret in a header or in the query proves who calls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from case import Answer, Request
from endpoint import MALFORMED, MALFORMED_PAYLOAD, MISMATCH, MISSING, Endpoint, Forgery, flipped


class Qiwei(Endpoint):
    platform = "qiwei"
    tenant_id = "ww1037exampleexam1"
    reply = Answer(200, "SUCCESS")
    cut = MALFORMED_PAYLOAD
    noise = MALFORMED_PAYLOAD
    empty_get = MISSING

    def spec(self, number: int, mark: str) -> dict[str, Any]:
        record = {
            "corpid": self.tenant_id,
            "msgid": mark,
            "action": "send",
            "from": "zhangsan",
            "tolist": "wmExampleCustomer",
            "roomid": "",
            "msgtime": "1734426254026",
            "msgtype": "text",
            "text": {"content": self.text(mark)},
        }
        return {"payload": {"message_id": mark, "type": 101, "content": json.dumps(record), "gmt_create": 1734426255}}


class QiweiHeader(Qiwei):
    path = "/qiwei"
    # As UTF-8 this holds the bytes 85 and A0, which some text functions take for a line end and a blank.
    credentials = {"shared_secret": "not-a-real-secret-充值à", "shared_secret_in": "header:X-Hook-Secret"}
    foreign_credentials = {"shared_secret": "not-our-real-secret-充值à", "shared_secret_in": "header:X-Hook-Secret"}

    def forgeries(self, number: int, genuine: Request, mark: str) -> Iterator[Forgery]:
        secret = genuine.header("X-Hook-Secret")
        yield "flipped in secret", genuine.with_header("X-Hook-Secret", flipped(secret, number)), MISMATCH
        yield "cut in secret", genuine.with_header("X-Hook-Secret", secret[:-1]), MISMATCH
        yield "without secret", genuine.without_header("X-Hook-Secret"), MISSING
        yield "of somebody else", self.foreign(number, mark), MISMATCH
        yield "with two secrets", genuine.repeating("X-Hook-Secret"), MALFORMED, MISMATCH


class QiweiQuery(Qiwei):
    path = "/qiwei-by-query"
    credentials = {"shared_secret": "not a+real%2Bsecret&=密", "shared_secret_in": "query:key"}
    foreign_credentials = {"shared_secret": "not our+real%2Bsecret&=密", "shared_secret_in": "query:key"}

    def forgeries(self, number: int, genuine: Request, mark: str) -> Iterator[Forgery]:
        yield "flipped in secret", replace(genuine, target=genuine.target.replace("not", flipped("not", number))), MISMATCH
        yield "decoded twice", replace(genuine, target=genuine.target.replace("%252B", "%2B")), MISMATCH
        yield "without secret", replace(genuine, target=self.path), MISSING
        yield "of somebody else", self.foreign(number, mark), MISMATCH
        yield "with two secrets", replace(genuine, target=f"{genuine.target}&key=1"), MALFORMED
        query = genuine.target.partition("?")[2]
        yield "with the secret twice", replace(genuine, target=f"{genuine.target}&{query}"), MALFORMED
