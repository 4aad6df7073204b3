"""The recorded callback under `examples/callbacks`: a customer has written, come and fetch it."""

from __future__ import annotations

import json

from .envelope import TIME, Seal
from .xml_text import document

_TOKEN = "ExampleCallbackToken"
_AES_KEY = "ThisIsNotARealKeyButItHasFortyThreeCharact0"
_CORP = "wwexamplecorp00001"
_HOST = "hook.example.com"
_NONCE = "1372623149"

_PAYLOAD = document(
    ("ToUserName", _CORP),
    ("CreateTime", TIME - 2),
    ("MsgType", "event"),
    ("Event", "kf_msg_or_event"),
    ("Token", "ENCExampleSyncTokenNotReal0000000000000000000000"),
    ("OpenKfId", "wkExampleAccount01"),
)


def examples() -> dict[str, bytes]:
    """The request, the configuration that reads it, and the clock (Unix ms) to judge it by."""
    credentials = {"token": _TOKEN, "encoding_aes_key": _AES_KEY, "receive_id": _CORP}
    config = {"platform": "wecom_kf", "credentials": credentials}
    return {
        "wecom_kf-message.http": _recorded_request(),
        "wecom_kf.json": (json.dumps(config, indent=2) + "\n").encode(),
        "wecom_kf-message.now": f"{TIME * 1000}\n".encode(),
    }


def _recorded_request() -> bytes:
    seal = Seal(nonce=_NONCE, token=_TOKEN, aes_key=_AES_KEY, receive_id=_CORP)
    encrypted = seal.encrypt(_PAYLOAD)
    query = "&".join(f"{name}={value}" for name, value in seal.query(encrypted).items())
    body = document(("ToUserName", _CORP), ("Encrypt", encrypted), ("AgentID", "")).encode()
    head = [
        f"POST /callbacks/wecom_kf?{query} HTTP/1.1",
        f"Host: {_HOST}",
        "Content-Type: text/xml",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body
