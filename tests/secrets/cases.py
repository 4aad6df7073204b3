"""Configurations with secrets that stand nowhere else, and a request to each."""

from __future__ import annotations

import json
import os
import random
import string
import sys
from dataclasses import dataclass, field
from typing import Any

import needles
from process import LIBRARY, ROOT

os.environ.setdefault("IMHOOK_LIBRARY", str(LIBRARY))
sys.path.insert(0, str(ROOT / "bindings/python/src"))

import imhook  # noqa: E402

NOW_MS = 1704074400000
PLAINTEXT = "words that were said in confidence, 今天"


@dataclass
class Case:
    name: str
    config: bytes
    sought: needles.Needles
    request: dict[str, Any] = field(default_factory=dict)
    spec: bytes = b""

    def parts(self) -> tuple[bytes, bytes, bytes]:
        """Target, headers and body of the request."""
        headers = "".join(f"{name}: {value}\r\n" for name, value in self.request["headers"].items())
        return self.request["target"].encode(), headers.encode(), self.request["body"].encode()

    def wrong(self) -> bytes:
        """The configuration with a fault at its end, found when all credentials have been read."""
        return self.config[:-1] + b', "unknown": 1}'


def drawn(rng: random.Random, length: int, letters: str = string.ascii_letters + string.digits) -> str:
    return "".join(rng.choices(letters, k=length))


def case(name: str, config: dict[str, Any], sought: needles.Needles, spec: dict[str, Any], is_escaped: bool = False) -> Case:
    spec = {"kind": "callback", "timestamp_ms": NOW_MS, **spec}
    with imhook.Receiver.from_config(config) as receiver:
        sealed = receiver.seal(spec)
    text = json.dumps(config)
    if is_escaped:
        # Each letter of a secret as an escape, so that the reader has to make its own text of it.
        for credential in config["credentials"]:
            for key in ("app_key", "token", "encoding_aes_key", "secret", "shared_secret"):
                if key in credential:
                    escaped = "".join(f"\\u{ord(letter):04x}" for letter in credential[key])
                    text = text.replace(f'"{credential[key]}"', f'"{escaped}"')
    return Case(name, text.encode(), sought, sealed, json.dumps(spec).encode())


def cases(rng: random.Random) -> list[Case]:
    found = []
    # A list of credentials grows, one with escapes is copied.
    for count, is_escaped in ((1, False), (5, False), (8, True)):
        how = f"{count} credential{'s' * (count > 1)}{', escaped' * is_escaped}"
        found += [made(rng, count, is_escaped, how) for made in (wps, wecom, easemob, yach, qiwei)]
    return found


def wps(rng: random.Random, count: int, is_escaped: bool, how: str) -> Case:
    keys = [drawn(rng, 32) for _ in range(count)]
    credentials = [{"id": str(at), "app_id": f"AK{at}", "app_key": key} for at, key in enumerate(keys)]
    payload = {"message": {"id": "m", "type": "text", "content": {"text": {"content": PLAINTEXT}}}}
    spec = {"topic": "kso.app_chat.message", "payload": json.dumps(payload, ensure_ascii=False), "credential": "0"}
    return case(
        f"wps, {how}", {"platform": "wps", "credentials": credentials}, merged(map(needles.wps, keys)), spec, is_escaped
    )


def wecom(rng: random.Random, count: int, is_escaped: bool, how: str) -> Case:
    pairs = [(drawn(rng, 32), drawn(rng, 42) + "0") for _ in range(count)]
    credentials = [
        {"id": str(at), "token": token, "encoding_aes_key": key, "receive_id": "ww0"} for at, (token, key) in enumerate(pairs)
    ]
    payload = f"<xml><MsgType>text</MsgType><Content>{PLAINTEXT}</Content></xml>"
    sought = merged(needles.wecom(*pair) for pair in pairs)
    config = {"platform": "wecom_kf", "credentials": credentials}
    return case(f"wecom_kf, {how}", config, sought, {"format": "xml", "payload": payload, "credential": "0"}, is_escaped)


def easemob(rng: random.Random, count: int, is_escaped: bool, how: str) -> Case:
    secrets = [drawn(rng, 24) for _ in range(count)]
    credentials = [{"id": str(at), "secret": secret} for at, secret in enumerate(secrets)]
    payload = {
        "callId": "org#app_0990a64f", "eventType": "chat", "timestamp": NOW_MS, "chat_type": "chat", "from": "u1", "to": "u2",
        "msg_id": "8924312242322", "payload": {"ext": {}, "bodies": [{"msg": PLAINTEXT, "type": "txt"}]}, "appkey": "org#app",
    }  # fmt: skip
    config = {"platform": "easemob", "credentials": credentials}
    spec = {"payload": payload, "credential": "0"}
    return case(f"easemob, {how}", config, merged(map(needles.easemob, secrets)), spec, is_escaped)


def yach(rng: random.Random, count: int, is_escaped: bool, how: str) -> Case:
    pairs = [(drawn(rng, 32), drawn(rng, 16)) for _ in range(count)]
    credentials = [{"id": str(at), "secret": secret, "app_key": key} for at, (secret, key) in enumerate(pairs)]
    config = {"platform": "yach", "sign": "timestamp_secret", "credentials": credentials}
    payload = {"msgtype": "text", "content": PLAINTEXT, "msgId": "1", "conversationId": "2", "senderId": "171765"}
    spec = {"payload": payload, "credential": "0", "format": "json"}
    return case(f"yach, {how}", config, merged(needles.yach(*pair) for pair in pairs), spec, is_escaped)


def qiwei(rng: random.Random, count: int, is_escaped: bool, how: str) -> Case:
    secrets = [drawn(rng, 32) for _ in range(count)]
    credentials = [
        {"id": str(at), "shared_secret": secret, "shared_secret_in": "header:X-Hook-Secret"}
        for at, secret in enumerate(secrets)
    ]
    content = {
        "msgid": "1",
        "action": "send",
        "from": "wm0",
        "tolist": ["z"],
        "roomid": "",
        "msgtime": NOW_MS,
        "msgtype": "text",
    }
    content["text"] = {"content": PLAINTEXT}
    payload = {"message_id": "1", "type": 101, "content": json.dumps(content, ensure_ascii=False), "gmt_create": 1704074400}
    config = {"platform": "qiwei", "credentials": credentials}
    spec = {"payload": payload, "credential": "0"}
    return case(f"qiwei, {how}", config, merged(map(needles.qiwei, secrets)), spec, is_escaped)


def merged(several: Any) -> needles.Needles:
    return {f"{index}: {name}": needle for index, each in enumerate(several) for name, needle in each.items()}
