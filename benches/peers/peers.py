"""The peers: who is timed on which cases, how each is started, and what it produces."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Sequence

from place import BIN, FLOOR, HERE, SERDE
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
    # What its bar is called in the chart; without, it has none.
    bar: str = ""


def python(script: str, *arguments: str) -> list[str]:
    return [sys.executable, str(HERE / "python" / script), FOLDER, *arguments]


def node(script: str) -> list[str]:
    return ["node", str(HERE / "node" / script), FOLDER]


def native(program: str, *arguments: str) -> list[str]:
    return [str(BIN / program), FOLDER, *arguments]


def floor(*arguments: str) -> list[str]:
    return [str(FLOOR), FOLDER, *arguments]


def serde() -> list[str]:
    return [str(SERDE), FOLDER]


JSON = "canonical delivery, JSON"
STRUCT = "struct of five fields"

PEERS = (
    Peer("floor", "floor", "plaintext, nothing read in it", WPS, floor(), "floor"),
    Peer("imhook-c", "**imhook**, C ABI", JSON, ALL, native("imhook_c"), "imhook, C ABI"),
    Peer("imhook-go", "**imhook**, Go: `ReceiveJSON`", JSON, ALL, native("imhook", "one"), "imhook, Go"),
    Peer("imhook-go-batch", "**imhook**, Go: `ReceiveBatchJSON`, 64", JSON, CALLBACKS, native("imhook", "batch")),
    Peer("imhook-go-typed", "**imhook**, Go: `Receive`", "delivery in Go's types", ALL, native("imhook", "typed")),
    Peer(
        "imhook-ctypes",
        "**imhook**, ctypes: `receive_bytes`",
        JSON,
        ALL,
        python("imhook_ctypes.py", "one"),
        "imhook, ctypes",
    ),
    Peer(
        "imhook-ctypes-batch",
        "**imhook**, ctypes: `receive_batch_bytes`, 64",
        JSON,
        CALLBACKS,
        python("imhook_ctypes.py", "batch"),
    ),
    Peer("imhook-ctypes-dict", "**imhook**, ctypes: `receive`", "delivery, a dict", ALL, python("imhook_ctypes.py", "dict")),
    Peer("serde", "Rust: serde, RustCrypto", "the same delivery, JSON", WPS[:3], serde(), "Rust, serde"),
    Peer("c-cached", "C: OpenSSL, contexts kept; yyjson", STRUCT, ALL, native("openssl_cached"), "C, contexts kept"),
    Peer("c-one-shot", "C: OpenSSL, one shot; yyjson", STRUCT, ALL, native("openssl_oneshot"), "C, one shot"),
    Peer("go-typed", "Go: standard library", "struct", ALL, native("standard"), "Go, standard library"),
    Peer("python-fast", "Python: cryptography, orjson", "dict", ALL, python("cryptography_orjson.py"), "Python, fast"),
    Peer("python-usual", "Python: pycryptodome, json", "dict", ALL, python("pycryptodome_json.py"), "Python, usual"),
    Peer("wechatpy", "Python: wechatpy", "its message", ("wecom",), python("wechatpy_wecom.py"), "wechatpy"),
    Peer("silenceper", "Go: silenceper/wechat", "its struct", ("wecom",), native("silenceper"), "silenceper/wechat"),
    Peer("wecom-crypto", "Node: @wecom/crypto, fast-xml-parser", "object", ("wecom",), node("wecom.js"), "@wecom/crypto"),
)

# Parts of the same work: imhook's calls that stop early, and the floor's pieces.
STAGES = (
    Peer("imhook-verify", "", "", WPS, native("imhook_c", "verify")),
    Peer("imhook-decrypt", "", "", WPS, native("imhook_c", "decrypt")),
    Peer("floor-verify", "", "", WPS, floor("verify")),
    Peer("floor-decrypt", "", "", WPS, floor("decrypt")),
)
