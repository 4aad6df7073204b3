"""WeCom callbacks, in XML and JSON, and the echo of the address check: the proof stands in the query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote

from case import Answer, Case, Request
from endpoint import MALFORMED, MISMATCH, MISSING, OTHER_RECEIVER, STALE, Endpoint, Forgery, flipped

RECEIVE_ID = "wwexamplecorp00001"


class Wecom(Endpoint):
    platform = "wecom_kf"
    path = "/wecom"
    credentials = {
        "token": "ExampleCallbackToken",
        "encoding_aes_key": "ThisIsNotARealKeyButItHasFortyThreeCharact0",
        "receive_id": RECEIVE_ID,
    }
    foreign_credentials = {**credentials, "token": "AnotherCallbackToken"}
    tenant_id = RECEIVE_ID
    reply = Answer(200, "success")
    empty_get = MISSING

    def spec(self, number: int, mark: str) -> dict[str, Any]:
        content = f"<Content><![CDATA[{self.text(mark)}]]></Content><MsgId>{mark}</MsgId><AgentID>1000002</AgentID>"
        head = f"<ToUserName>{RECEIVE_ID}</ToUserName><FromUserName>zhangsan</FromUserName><CreateTime>1734426254</CreateTime>"
        payload = f"<xml>{head}<MsgType>text</MsgType>{content}</xml>"
        return {"format": ("xml", "json")[number % 2], "nonce": f"n {number}+%", "payload": payload}

    def forgeries(self, number: int, genuine: Request, mark: str) -> Iterator[Forgery]:
        query = dict(parse_qsl(genuine.target.partition("?")[2]))
        cipher = max(re.findall("[A-Za-z0-9+/]+", genuine.body.decode()), key=len)
        body = genuine.body.decode().replace(cipher, flipped(cipher, number)).encode()
        yield "flipped in Encrypt", replace(genuine, body=body), MISMATCH
        for name in ("msg_signature", "timestamp", "nonce"):
            changed = {**query, name: flipped(query[name], number)}
            yield f"flipped in {name}", self._asked(genuine, changed), MISMATCH
        unsigned = {name: value for name, value in query.items() if name != "msg_signature"}
        yield "without signature", self._asked(genuine, unsigned), MISSING
        yield "with two nonces", replace(genuine, target=f"{genuine.target}&nonce=1"), MALFORMED
        yield "of somebody else", self.foreign(number, mark), MISMATCH
        yield "of yesterday", self.sealed(number, mark, timestamp_ms=(int(query["timestamp"]) - 86_400) * 1000), STALE
        other = {**self.credentials, "receive_id": "wwanothercorp00001"}
        with type(self._receiver).from_config({**self.config, "credentials": other}) as receiver:
            yield "for another corp", self.sealed(number, mark, receiver), OTHER_RECEIVER
        yield "put as GET", replace(genuine, method="GET"), MALFORMED
        echo = self._echo(number)
        query = dict(parse_qsl(echo.target.partition("?")[2]))
        yield "echo flipped", self._asked(echo, {**query, "echostr": flipped(query["echostr"], number)}), MISMATCH
        yield "echo put as POST", replace(echo, method="POST"), MALFORMED

    def extras(self, number: int) -> Iterator[Case]:
        text, echo = f"echo-{number}", self._echo(number)
        yield Case(f"{self.path} {text}", echo, Answer(200, text))
        # In a query + is itself (RFC 3986), and senders do not all encode it.
        yield Case(f"{self.path} {text} with plus", replace(echo, target=echo.target.replace("%2B", "+")), Answer(200, text))

    def _echo(self, number: int) -> Request:
        return self.addressed(self._receiver.seal({"kind": "callback", "echo": f"echo-{number}"}))

    def _asked(self, request: Request, query: dict[str, str]) -> Request:
        pairs = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
        return replace(request, target=f"{self.path}?{pairs}")
