"""The recorded push under `examples/callbacks`: a customer sends a file."""

from __future__ import annotations

import json

from ..archive_case import Case
from ..json_text import compact
from .push import push, record_of

_SECRET = "not-a-real-secret-00000000"
_HEADER = "X-Hook-Secret"
_TIME_MS = 1704074400000
_FILE = Case(
    "example",
    "",
    "file",
    {
        "file": {
            "sdkfileid": "CoMEExampleFile==",
            "md5sum": "dba562ac49757cbb9b9079d686076a87",
            "filename": "8.7 预开票差额.xls",
            "fileext": "xls",
            "filesize": 32768,
            "attachment": None,
        }
    },
)


def examples() -> dict[str, bytes]:
    """The request, the configuration that reads it, and the clock (Unix ms) to judge it by."""
    credentials = {"shared_secret": _SECRET, "shared_secret_in": f"header:{_HEADER}"}
    config = {"platform": "qiwei", "credentials": credentials}
    return {
        "qiwei-file.http": _recorded_request(),
        "qiwei.json": (json.dumps(config, indent=2) + "\n").encode(),
        "qiwei-file.now": f"{_TIME_MS}\n".encode(),
    }


def _recorded_request() -> bytes:
    record = {**record_of(_FILE), "msgtime": str(_TIME_MS - 1250)}
    body = compact(push(101, record, gmt_create=_TIME_MS // 1000)).encode()
    head = [
        "POST /callbacks/qiwei HTTP/1.1",
        "Host: hook.example.com",
        "Content-Type: application/json",
        f"{_HEADER}: {_SECRET}",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body
