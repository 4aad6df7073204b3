"""The recorded callbacks under `examples/callbacks`: a group message as a form, a file as wrapped JSON."""

from __future__ import annotations

import json

from ..json_text import Json
from . import crypto
from .callback import CONTENT_TYPES, FORM, WRAPPED, written

_SECRET = "not-a-real-secret"
_APP_KEY = "not-a-real-key"
_HOST = "hook.example.com"
_TIMESTAMP = 1704074400000

_BOT = "58230675760877818"
_TEXT = "明天的周报请在 18:00 前提交。The weekly report is due by 6 pm."
_ENCRYPTED = ("senderId", "conversationId", "msgId", "chatbotUserId")


def examples() -> dict[str, bytes]:
    """The requests, the configuration that reads them, and the clock (Unix ms) to judge them by."""
    config = {
        "platform": "yach",
        "credentials": {"secret": _SECRET, "app_key": _APP_KEY, "sign": "timestamp_secret"},
    }
    where = {
        "appID": "1001",
        "conversationType": "2",
        "conversationId": "8205341",
        "conversationTitle": "项目群",
        "senderId": "171765",
        "senderNick": "张三",
        "chatbotUserId": _BOT,
        "chatbotUserName": "小助手",
    }
    text = {
        "msgtype": "text",
        "content": f'<at id="{_BOT}"></at> {_TEXT}',
        "msgId": "1204583910",
        "createAt": str(_TIMESTAMP - 1250),
        **where,
        "callbackMode": "full",
    }
    file = {
        "msgtype": "file",
        "content": "https://yach-xstatic.zhiyinlou.com/example/report.docx",
        "originName": "周报.docx",
        "msgId": "1204583911",
        "createAt": str(_TIMESTAMP - 900),
        **where,
    }
    files = {"yach.json": (json.dumps(config, indent=2) + "\n").encode()}
    for name, fields, shape in (("text", text, FORM), ("file", file, WRAPPED)):
        files[f"yach-{name}.http"] = _recorded_request(fields, shape)
        files[f"yach-{name}.now"] = f"{_TIMESTAMP}\n".encode()
    return files


def _recorded_request(fields: Json, shape: str) -> bytes:
    secret = (*_ENCRYPTED, "content") if fields["msgtype"] == "file" else _ENCRYPTED
    sealed = {key: crypto.encrypt(_APP_KEY, value) if key in secret else value for key, value in fields.items()}
    content = written(sealed, shape).encode()
    head = [
        "POST /callbacks/yach HTTP/1.1",
        f"Host: {_HOST}",
        f"timestamp: {_TIMESTAMP}",
        f"sign: {crypto.sign(_SECRET, str(_TIMESTAMP))}",
        f"Content-Type: {CONTENT_TYPES[shape]}",
        f"Content-Length: {len(content)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + content
