"""Requests as WPS sends them: the sealed event envelope and the KSO-1 signed callback."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from ..json_text import Json, Verbatim, compact
from ..vector import request
from . import crypto

APP_ID = "AK123456"
APP_KEY = "sk098765"
TIME = 1704074400
NOW_MS = TIME * 1000
DATE = format_datetime(datetime.fromtimestamp(TIME, UTC), usegmt=True)
CARD_TARGET = "/hook/card"
MESSAGE_TOPIC = "kso.app_chat.message"


def credential(app_id: str = APP_ID, app_key: str = APP_KEY, **more: str) -> dict[str, str]:
    return {**more, "app_id": app_id, "app_key": app_key}


def config(**more: Json) -> Json:
    """A receiver's configuration with the usual credential."""
    return {"platform": "wps", "credentials": credential(), **more}


@dataclass(frozen=True)
class Seal:
    """How an event is sealed; every part can be replaced by a wrong one."""

    nonce: str
    topic: str = MESSAGE_TOPIC
    operation: str = "create"
    time: int | Verbatim = TIME
    app_id: str = APP_ID
    app_key: str = APP_KEY

    @property
    def time_digits(self) -> str:
        return compact(self.time).strip('"')

    def envelope(self, plaintext: bytes) -> dict[str, Json]:
        return self.around(crypto.encrypt(self.app_key, self.nonce, plaintext))

    def around(self, encrypted_data: str) -> dict[str, Json]:
        """The signed envelope of a ciphertext, in the order of the vendor's sample."""
        signature = crypto.sign(self.app_id, self.app_key, self.topic, self.nonce, self.time_digits, encrypted_data)
        return {
            "topic": self.topic,
            "operation": self.operation,
            "time": self.time,
            "nonce": self.nonce,
            "signature": signature,
            "encrypted_data": encrypted_data,
        }


def nonce_for(vector_id: str) -> str:
    """A nonce of 32 characters that differs from vector to vector and never changes."""
    return hashlib.sha256(vector_id.encode()).hexdigest()[:32]


def seal_for(vector_id: str, **parts: Json) -> Seal:
    return Seal(nonce=parts.pop("nonce", nonce_for(vector_id)), **parts)


def kso1_headers(
    body: bytes,
    *,
    uri: str = CARD_TARGET,
    app_id: str = APP_ID,
    app_key: str = APP_KEY,
    content_type: str = "application/json",
    date: str = DATE,
) -> list[tuple[str, str]]:
    authorization = crypto.kso1(app_id, app_key, uri=uri, date=date, body=body, content_type=content_type)
    return [("Content-Type", content_type), ("X-Kso-Date", date), ("X-Kso-Authorization", authorization)]


def kso1_request(body: str, *, now_ms: int = NOW_MS, target: str = CARD_TARGET, **signing: str) -> Json:
    """A POST with a valid KSO-1 signature."""
    headers = kso1_headers(body.encode(), **{"uri": target, **signing})
    return request(body, now_ms, method="POST", target=target, headers=headers)
