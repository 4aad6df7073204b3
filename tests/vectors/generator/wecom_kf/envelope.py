"""Requests as WeCom sends them: the address check and the encrypted event."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from ..json_text import Json, compact
from ..vector import request
from . import crypto
from .xml_text import Value, document

TOKEN = "ExampleToken"
# The last character carries bits that belong to nothing, as with most real keys.
AES_KEY = "ExampleKeyForVectors0123456789abcdefghijklZ"
CORP = "wwexamplecorp00001"
TIME = 1704074400
NOW_MS = TIME * 1000
PATH = "/hook/wecom"


def credential(
    token: str = TOKEN, encoding_aes_key: str = AES_KEY, receive_id: Json = CORP, **more: Json
) -> dict[str, Json]:
    return {**more, "token": token, "encoding_aes_key": encoding_aes_key, "receive_id": receive_id}


def config(**more: Json) -> Json:
    """A receiver's configuration with the usual credential."""
    return {"platform": "wecom_kf", "credentials": credential(), **more}


@dataclass(frozen=True)
class Seal:
    """How a message is sealed; every part can be replaced by a wrong one."""

    nonce: str
    timestamp: int | str = TIME
    token: str = TOKEN
    aes_key: str = AES_KEY
    receive_id: str | bytes = CORP

    def encrypt(self, message: str | bytes) -> str:
        content = message.encode() if isinstance(message, str) else message
        return crypto.encrypt(self.aes_key, crypto.random_for(self.nonce), content, self.receive_id)

    def signature(self, encrypted: str) -> str:
        return crypto.sign(self.token, str(self.timestamp), self.nonce, encrypted)

    def query(self, encrypted: str) -> dict[str, str]:
        """The three parameters that every request has, in the vendor's order."""
        return {
            "msg_signature": self.signature(encrypted),
            "timestamp": str(self.timestamp),
            "nonce": self.nonce,
        }

    def post(self, message: str | bytes, *, now_ms: int = NOW_MS) -> Json:
        """The request that carries this message in the usual XML envelope."""
        encrypted = self.encrypt(message)
        return request(xml_body(encrypted), now_ms, method="POST", target=target(self.query(encrypted)))

    def get(self, echo: str | bytes, *, now_ms: int = NOW_MS) -> Json:
        """The check of the address."""
        encrypted = self.encrypt(echo)
        return check_request({**self.query(encrypted), "echostr": encrypted}, now_ms=now_ms)


def seal_for(vector_id: str, **parts: Json) -> Seal:
    """A seal whose nonce differs from vector to vector and never changes."""
    nonce = str(int.from_bytes(hashlib.sha256(vector_id.encode()).digest()[:4], "big"))
    return Seal(**{"nonce": nonce, **parts})


def xml_body(encrypted: str, *more: tuple[str, Value]) -> str:
    """The XML envelope, with the receiver's name as WeCom puts it."""
    return document(("ToUserName", CORP), ("Encrypt", encrypted), *more)


def target(query: dict[str, str] | Iterable[tuple[str, str]]) -> str:
    """The path with these parameters, every value percent-encoded."""
    pairs = query.items() if isinstance(query, dict) else query
    return PATH + "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)


def check_request(query: dict[str, str], *, now_ms: int = NOW_MS) -> Json:
    return request("", now_ms, method="GET", target=target(query))


def json_body(encrypted: str, **more: Json) -> str:
    return compact({"tousername": CORP, "encrypt": encrypted, **more})
