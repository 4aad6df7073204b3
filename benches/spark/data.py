"""What the jobs read: Parquet files of archived records, and of recorded callbacks; one row in a hundred is bad."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import imhook
import pyarrow as pa
import pyarrow.parquet as pq

NOW_MS = 1704074400000
ARCHIVE: dict[str, Any] = {"platform": "wecom_archive"}
WPS: dict[str, Any] = {
    "platform": "wps",
    "credentials": {"app_id": "AK00000000EXAMPLE", "app_key": "not-a-real-key-00000000000000000"},
    "tolerance_seconds": 0,
}
SENTENCE = "今天的构建通过了, the build is green. "
DISTINCT = 20_000
FILES = 16


def record(n: int) -> str:
    """A text, a file or a recall."""
    if n % 100 == 99:
        return '{"msgid":"' + str(n)
    who = {
        "from": "zhangsan" if n % 2 else "wmExampleCustomerAAAAAAAAAAAAAA1",
        "tolist": ["lisi", "wangwu"],
        "roomid": "wrExampleRoom",
    }
    head = {"msgid": f"{n}_1704074400000_external", "action": "send", **who, "msgtime": NOW_MS + n}
    if n % 10 < 7:
        member: dict[str, Any] = {"msgtype": "text", "text": {"content": SENTENCE * (1 + n % 8)}}
    elif n % 10 < 9:
        file = {
            "md5sum": "18e93fc2ea884df23b3d2d3b8667b9f0",
            "filename": f"{n}.pdf",
            "fileext": "pdf",
            "filesize": n,
            "sdkfileid": "CtYB" * 40,
        }
        member = {"msgtype": "file", "file": file}
    else:
        member = {"action": "recall", "msgtype": "revoke", "revoke": {"pre_msgid": str(n - 1)}}
    return json.dumps({**head, **member}, ensure_ascii=False, separators=(",", ":"))


def callback(receiver: imhook.Receiver, n: int) -> bytes:
    """A callback with a text message, sealed as the platform would."""
    payload = {
        "chat": {"id": "8205341", "type": "group"},
        "company_id": "ExampleCompany",
        "message": {"content": {"text": {"content": SENTENCE * (1 + n % 8), "type": "plain"}}, "id": f"m{n}", "type": "text"},
        "send_time": NOW_MS + n,
        "sender": {"id": "ExampleUser", "type": "user"},
    }
    spec = {
        "kind": "callback",
        "topic": "kso.app_chat.message",
        "operation": "create",
        "payload": payload,
        "timestamp_ms": NOW_MS,
    }
    body = receiver.seal({**spec, "nonce": f"{n:016x}"})["body"].encode()
    return body.replace(b'"nonce":"0', b'"nonce":"1') if n % 100 == 99 else body


def write(folder: Path, rows: int) -> None:
    """Files of both, each of so many rows; the same distinct ones again and again."""
    with imhook.Receiver(**WPS) as receiver:
        bodies = pa.table({"body": pa.array([callback(receiver, n) for n in range(DISTINCT)], pa.binary())})
    records = pa.table({"value": pa.array([record(n) for n in range(DISTINCT)], pa.string())})
    for name, table in (("callbacks", bodies), ("archive", records)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        share = pa.concat_tables([table] * max(1, rows // FILES // DISTINCT))
        for file in range(FILES):
            pq.write_table(share, folder / name / f"{file}.parquet", compression="zstd")
