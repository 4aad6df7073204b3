"""Calls whose cost must not tell where a tag is wrong, or a pad."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
from collections.abc import Iterator
from dataclasses import replace

from counter import NOW_MS, Call
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

import imhook

APP_KEY = "not-a-real-key-00000000000000000"
NONCE = "71a2b3c4d5e6f707"
WPS = {"platform": "wps", "require_kso1": True, "credentials": {"app_id": "AK1", "app_key": APP_KEY}}
TOKEN = "ExampleCallbackToken"
AES_KEY = "ThisIsNotARealKeyButItHasFortyThreeCharact0"
WECOM = {"platform": "wecom_kf", "credentials": {"token": TOKEN, "encoding_aes_key": AES_KEY, "receive_id": "ww0"}}
EASEMOB = {"platform": "easemob", "credentials": {"secret": "not-a-real-secret"}}
YACH = {"platform": "yach", "sign": "timestamp_secret", "credentials": {"secret": "not-a-real-secret"}}
QIWEI_SECRET = "not-a-real-secret"
QIWEI = {"platform": "qiwei", "credentials": {"shared_secret": QIWEI_SECRET, "shared_secret_in": "header:X-Hook-Secret"}}

# Name, the status that each of them has, and the calls that must cost the same.
Group = tuple[str, int, list[Call]]


def groups() -> Iterator[Group]:
    message = {"message": {"id": "m", "type": "text", "content": {"text": {"content": "666"}}}}
    card = {"callback_name": "xz_card", "app_id": "AK1", "data": {"content": {"action": "k"}}}
    chat = {"callId": "o#a_1", "eventType": "chat", "timestamp": NOW_MS, "chat_type": "chat", "from": "a", "to": "b",
            "msg_id": "1", "payload": {"ext": {}, "bodies": [{"msg": "hi", "type": "txt"}]}, "appkey": "o#a"}  # fmt: skip
    robot = {"msgtype": "text", "content": "hi", "msgId": "1", "conversationId": "2", "senderId": "3"}
    yield tags("wps event", WPS, {"topic": "t", "payload": message, "nonce": NONCE})
    yield tags("wps card, KSO-1", WPS, {"payload": card})
    yield tags("wecom_kf", WECOM, {"format": "xml", "payload": "<xml><A>1</A></xml>", "nonce": NONCE})
    yield tags("easemob", EASEMOB, {"payload": chat})
    yield tags("yach", YACH, {"payload": robot})
    yield tags("qiwei", QIWEI, {"payload": {"message_id": "1", "type": 101, "content": "{}", "gmt_create": NOW_MS // 1000}})
    yield "wps event, wrong pads", 300, [wps_event(padded) for padded in wrong_pads(16, lambda more: b"{}" + b" " * more)]
    yield "wecom_kf, wrong pads", 300, [wecom_callback(padded) for padded in wrong_pads(32, laid_out)]


def tags(name: str, config: dict[str, object], spec: dict[str, object]) -> Group:
    """A request with its tag wrong in one character, at each place."""
    with imhook.Receiver.from_config(config) as receiver:
        sealed = receiver.seal({"kind": "callback", "timestamp_ms": NOW_MS, **spec})
    headers = "".join(f"{name}: {value}\r\n" for name, value in sealed["headers"].items())
    call = Call("verify", config, sealed["body"].encode(), sealed["target"], headers)
    tag = tag_of(sealed)
    return name, 201, [with_tag(call, tag, tag[:at] + other(tag[at]) + tag[at + 1 :]) for at in range(len(tag))]


def other(letter: str) -> str:
    """Another letter, of every alphabet that a tag is written in."""
    return "0" if letter != "0" else "1"


def tag_of(sealed: imhook.Sealed) -> str:
    headers, target, body = sealed["headers"], sealed["target"], sealed["body"]
    if "X-Kso-Authorization" in headers:
        return headers["X-Kso-Authorization"].rsplit(":", 1)[1]
    if "msg_signature=" in target:
        return target.split("msg_signature=")[1].split("&")[0]
    for name in ("sign", "X-Hook-Secret"):
        if name in headers:
            return headers[name]
    members = json.loads(body)
    return members.get("signature") or members["security"]


def with_tag(call: Call, tag: str, wrong: str) -> Call:
    """The call with another tag: it stands once in the request."""
    swapped = replace(
        call,
        body=call.body.replace(tag.encode(), wrong.encode()),
        target=call.target.replace(tag, wrong),
        headers=call.headers.replace(tag, wrong),
    )
    assert swapped != call
    return swapped


def wrong_pads(block: int, plain_of: object) -> list[bytes]:
    """Each byte of each pad wrong, none, and all that are too long: of one length, so that the cipher does the same."""
    size = 4 * 32

    def text(pad: int) -> bytes:
        return plain_of(size - pad - len(plain_of(0)))

    padded = []
    for pad in range(2, block + 1):
        for at in range(pad - 1):
            padding = bytearray([pad] * pad)
            padding[at] ^= 1
            padded.append(text(pad) + bytes(padding))
    padded += [text(block) + bytes([block] * (block - 1) + [pad]) for pad in (0, *range(block + 1, 256))]
    assert {len(each) for each in padded} == {size}
    return padded


def laid_out(more: int) -> bytes:
    text = b"<xml><A>1</A></xml>" + b" " * more
    return b"0123456789abcdef" + struct.pack(">I", len(text)) + text + b"ww0"


def enciphered(key: bytes, iv: bytes, padded: bytes) -> str:
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()


def wps_event(padded: bytes) -> Call:
    encrypted = enciphered(hashlib.md5(APP_KEY.encode()).hexdigest().encode(), NONCE.encode(), padded)
    signed = f"AK1:t:{NONCE}:{NOW_MS // 1000}:{encrypted}"
    tag = hmac.new(APP_KEY.encode(), signed.encode(), hashlib.sha256).digest()
    event = {
        "topic": "t", "operation": "c", "time": NOW_MS // 1000, "nonce": NONCE, "encrypted_data": encrypted,
        "signature": base64.urlsafe_b64encode(tag).decode().rstrip("="),
    }  # fmt: skip
    return Call("decrypt", WPS, json.dumps(event).encode())


def wecom_callback(padded: bytes) -> Call:
    key = base64.b64decode(AES_KEY + "=")
    encrypted = enciphered(key, key[:16], padded)
    time = str(NOW_MS // 1000)
    signature = hashlib.sha1("".join(sorted((TOKEN, time, NONCE, encrypted))).encode()).hexdigest()
    target = f"/?msg_signature={signature}&timestamp={time}&nonce={NONCE}"
    return Call("decrypt", WECOM, f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode(), target)
