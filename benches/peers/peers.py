"""The peers: who is timed on which cases, how each is started, and what it produces."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Sequence

from place import BIN, FLOOR, HERE
from turns import FOLDER

WPS = ("wps-300", "wps-2k", "wps-64k", "wps-64k-rich")
CALLBACKS = (*WPS, "wecom", "easemob")
ALL = (*CALLBACKS, "archive")


@dataclass(frozen=True)
class Peer:
    name: str
    title: str
    produces: str
    cases: Sequence[str]
    command: Sequence[str]


def python(script: str, *arguments: str) -> list[str]:
    return [sys.executable, str(HERE / "python" / script), FOLDER, *arguments]


def native(program: str, *arguments: str) -> list[str]:
    return [str(BIN / program), FOLDER, *arguments]


DELIVERY = "canonical delivery, JSON"
FLOOR_NAME, C, C_CACHED, C_ONE_SHOT = "floor", "imhook-c", "c-cached", "c-one-shot"
CTYPES, GO_TYPED, PYTHON_FAST, WECHATPY = "imhook-ctypes", "go-typed", "python-fast", "wechatpy"

PEERS = (
    Peer(FLOOR_NAME, "floor: HMAC + base64 + AES + one pass over the JSON", "plaintext, nothing read", WPS, [str(FLOOR), FOLDER]),
    Peer(C, "**imhook**, C ABI", DELIVERY, ALL, native("imhook_c")),
    Peer("imhook-go", "**imhook**, Go, `ReceiveJSON`", DELIVERY, ALL, native("imhook", "one")),
    Peer("imhook-go-batch", "**imhook**, Go, `ReceiveBatchJSON` of 64", DELIVERY, CALLBACKS, native("imhook", "batch")),
    Peer("imhook-go-typed", "**imhook**, Go, `Receive`", "delivery in Go's types", ALL, native("imhook", "typed")),
    Peer(CTYPES, "**imhook**, ctypes, `receive_bytes`", DELIVERY, ALL, python("imhook_ctypes.py", "one")),
    Peer(
        "imhook-ctypes-batch",
        "**imhook**, ctypes, `receive_batch_bytes` of 64",
        DELIVERY,
        CALLBACKS,
        python("imhook_ctypes.py", "batch"),
    ),
    Peer("imhook-ctypes-dict", "**imhook**, ctypes, `receive`", "delivery as a dict", ALL, python("imhook_ctypes.py", "dict")),
    Peer(C_CACHED, "C: OpenSSL with contexts kept, yyjson, libxml2", "a struct, five fields", ALL, native("openssl_cached")),
    Peer(C_ONE_SHOT, "C: OpenSSL in one shot, yyjson, libxml2", "a struct, five fields", ALL, native("openssl_oneshot")),
    Peer(GO_TYPED, "Go: standard library", "a struct", ALL, native("standard")),
    Peer(PYTHON_FAST, "Python: cryptography, orjson", "a dict", ALL, python("cryptography_orjson.py")),
    Peer("python-usual", "Python: pycryptodome, json", "a dict", ALL, python("pycryptodome_json.py")),
    Peer(WECHATPY, "Python: wechatpy", "its message object", ("wecom",), python("wechatpy_wecom.py")),
    Peer("silenceper", "Go: silenceper/wechat", "its struct", ("wecom",), native("silenceper")),
)
