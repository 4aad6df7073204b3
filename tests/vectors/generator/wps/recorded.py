"""The recorded callback under `examples/callbacks`: a group message with a mention."""

from __future__ import annotations

import json

from ..json_text import compact
from .envelope import TIME, Seal

_APP_ID = "AK00000000EXAMPLE"
_APP_KEY = "not-a-real-key-00000000000000000"
_HOST = "hook.example.com"
_NONCE = "9c1f0e5b7a3d24680f1e2d3c4b5a6978"

_TEXT = "明天的周报请在 18:00 前提交。The weekly report is due by 6 pm."
_PAYLOAD = {
    "chat": {"id": "8205341", "type": "group"},
    "company_id": "example-company",
    "message": {
        "content": {"text": {"content": f'<at id="1">小助手</at> {_TEXT}'}},
        "id": "ExampleMessage01",
        "mentions": [
            {"id": "1", "identity": {"id": "AK00000000EXAMPLE", "name": "小助手", "type": "app"}, "type": "user"}
        ],
        "type": "text",
    },
    "send_time": TIME * 1000 - 1250,
    "sender": {"id": "zhangsan", "type": "user"},
}


def examples() -> dict[str, bytes]:
    """The request, the configuration that reads it, and the clock (Unix ms) to judge it by."""
    config = {"platform": "wps", "credentials": {"app_id": _APP_ID, "app_key": _APP_KEY}}
    return {
        "wps-text.http": _recorded_request(),
        "wps.json": (json.dumps(config, indent=2) + "\n").encode(),
        "wps-text.now": f"{TIME * 1000}\n".encode(),
    }


def _recorded_request() -> bytes:
    seal = Seal(nonce=_NONCE, app_id=_APP_ID, app_key=_APP_KEY)
    body = compact(seal.envelope(compact(_PAYLOAD).encode())).encode()
    head = [
        "POST /callbacks/wps HTTP/1.1",
        f"Host: {_HOST}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body
