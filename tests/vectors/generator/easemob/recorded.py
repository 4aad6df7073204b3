"""The recorded callbacks under `examples/callbacks`: a message that waits for a verdict, one that was sent, a thread."""

from __future__ import annotations

import json

from ..json_text import Json, compact
from .body import security

_APPKEY = "example-org#chatdemo"
_SECRET = "not-a-real-secret"
_HOST = "hook.example.com"
_TIMESTAMP = 1704074400000

_GROUP_ID = "16934809238921545"
_TEXT = "明天的周报请在 18:00 前提交。The weekly report is due by 6 pm."

_PRE_SEND = {
    "callId": f"{_APPKEY}_0990a64f-dp01-6c50-8696-cf3b48b20e7e",
    "timestamp": _TIMESTAMP,
    "chat_type": "groupchat",
    "group_id": _GROUP_ID,
    "from": "zhangsan",
    "to": _GROUP_ID,
    "msg_id": "8924312242322",
    "payload": {"msg": _TEXT, "type": "txt"},
}
_POST_SEND = {
    "callId": f"{_APPKEY}_8924312242322",
    "eventType": "chat",
    "timestamp": _TIMESTAMP + 40,
    "chat_type": "groupchat",
    "group_id": _GROUP_ID,
    "from": "zhangsan",
    "to": _GROUP_ID,
    "msg_id": "8924312242322",
    "payload": {"ext": {"priority": "high"}, "bodies": [{"msg": _TEXT, "type": "txt"}]},
    "securityVersion": "1.0.0",
    "appkey": _APPKEY,
    "host": "msync@example",
    "content_type": "chat:group:text",
}
_THREAD = {
    "chat_type": "notify",
    "payload": {
        "data": {
            "msg_parent_id": "8924312242322",
            "name": "周报",
            "from": "lisi",
            "last_message": {
                "payload": {
                    "ext": {},
                    "bodies": [{"msg": "收到", "type": "txt"}],
                    "meta": {
                        "thread": {
                            "msg_parent_id": "8924312242322",
                            "thread_name": "周报",
                            "muc_parent_id": _GROUP_ID,
                        }
                    },
                    "from": "lisi",
                    "to": "17223393",
                    "type": "groupchat",
                },
                "from": f"{_APPKEY}_lisi",
                "id": "8924312242399",
                "to": f"{_APPKEY}_17223393",
                "timestamp": _TIMESTAMP + 60_000,
            },
            "id": "17223393",
            "message_count": 1,
            "operation": "update_msg",
            "muc_parent_id": _GROUP_ID,
            "timestamp": _TIMESTAMP + 60_000,
        },
        "type": "thread",
    },
    "host": "msync@example",
    "appkey": _APPKEY,
    "from": "admin",
    "to": _GROUP_ID,
    "eventType": "chat",
    "msg_id": "8924312242401",
    "timestamp": _TIMESTAMP + 60_025,
}


def examples() -> dict[str, bytes]:
    """The requests, the configuration that reads them, and the clock (Unix ms) to judge them by."""
    config = {
        "platform": "easemob",
        "credentials": {"secret": _SECRET},
        "allow_unverified": ["thread", "reaction"],
    }
    requests = {"easemob-pre-send": _signed(_PRE_SEND), "easemob-text": _signed(_POST_SEND), "easemob-thread": _THREAD}
    files = {"easemob.json": (json.dumps(config, indent=2) + "\n").encode()}
    for name, body in requests.items():
        files[f"{name}.http"] = _recorded_request(body)
        files[f"{name}.now"] = f"{body['timestamp']}\n".encode()
    return files


def _signed(body: Json) -> Json:
    return {**body, "security": security(body["callId"], str(body["timestamp"]), _SECRET)}


def _recorded_request(body: Json) -> bytes:
    content = compact(body).encode()
    head = [
        "POST /callbacks/easemob HTTP/1.1",
        f"Host: {_HOST}",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + content
