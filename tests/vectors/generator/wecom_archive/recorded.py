"""The example under `examples/callbacks`: an archive as lines, one record each, and the configuration that reads it."""

from __future__ import annotations

import json

from ..archive_case import CUSTOMER, ROOM, STAFF
from ..json_text import Json, compact

_TIME = 1704074400000


def examples() -> dict[str, bytes]:
    config = {"platform": "wecom_archive"}
    lines = "".join(compact(record) + "\n" for record in _records())
    return {
        "wecom_archive.ndjson": lines.encode(),
        "wecom_archive.json": (json.dumps(config, indent=2) + "\n").encode(),
    }


def _records() -> list[Json]:
    question = {"content": "你好，请问发票什么时候寄出？"}
    item = {"type": "ChatRecordText", "msgtime": _TIME // 1000, "content": compact(question), "from_chatroom": False}
    return [
        _record(1, CUSTOMER, [STAFF], "", "text", {"text": question}),
        _record(
            2,
            STAFF,
            [CUSTOMER],
            "",
            "file",
            {
                "file": {
                    "md5sum": "18e93fc2ea884df23b3d2d3b8667b9f0",
                    "filename": "发票.pdf",
                    "fileext": "pdf",
                    "filesize": 18181,
                    "sdkfileid": "CtYBExampleFile==",
                }
            },
        ),
        _record(
            3, STAFF, ["lisi", "wangwu"], ROOM, "chatrecord", {"chatrecord": {"title": "客户提问", "item": [item]}}
        ),
        {
            **_record(4, STAFF, ["lisi", "wangwu"], ROOM, "revoke", {"revoke": {"pre_msgid": "3_example"}}),
            "action": "recall",
        },
        {"msgid": "5_example", "action": "switch", "time": _TIME + 5000, "user": "lisi"},
    ]


def _record(number: int, sender: str, tolist: list[str], roomid: str, msgtype: str, body: Json) -> Json:
    return {
        "msgid": f"{number}_example",
        "action": "send",
        "from": sender,
        "tolist": tolist,
        "roomid": roomid,
        "msgtime": _TIME + number * 1000,
        "msgtype": msgtype,
        **body,
    }
