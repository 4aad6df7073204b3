"""The platforms as a Python service would receive them, whatever its libraries for JSON and AES. A result is a dict."""

from __future__ import annotations

import base64
import hashlib
import hmac
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Callable
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from turns import Callback, Message
from turns import serve as serve_turns

Loads = Callable[[bytes], Any]
Decrypt = Callable[[bytes, bytes], bytes]
TOLERANCE_SECONDS = 300


class Refused(Exception):
    """The callback is not what it claims to be."""


class Receiver(ABC):
    @abstractmethod
    def __init__(self, credentials: dict[str, str], loads: Loads, decryption: Callable[[bytes], Decrypt]) -> None: ...

    @abstractmethod
    def receive(self, callback: Callback) -> Any: ...

    @abstractmethod
    def messages(self, result: Any) -> list[Message]: ...


class Wps(Receiver):
    def __init__(self, credentials: dict[str, str], loads: Loads, decryption: Callable[[bytes], Decrypt]) -> None:
        self.app_id, self.app_key = credentials["app_id"], credentials["app_key"].encode()
        self.loads = loads
        self.decrypt = decryption(hashlib.md5(self.app_key).hexdigest().encode())

    def receive(self, callback: Callback) -> Any:
        envelope = self.loads(callback.body)
        data, nonce, time = envelope["encrypted_data"], envelope["nonce"], envelope["time"]
        signed = f"{self.app_id}:{envelope['topic']}:{nonce}:{time}:{data}".encode()
        expected = base64.urlsafe_b64encode(hmac.digest(self.app_key, signed, "sha256")).rstrip(b"=")
        if not hmac.compare_digest(expected, envelope["signature"].encode()):
            raise Refused
        check_fresh(time, callback.now_ms)
        plaintext = self.decrypt(nonce[:16].encode(), base64.b64decode(data))
        return self.loads(unpadded(plaintext, 16))

    def messages(self, result: Any) -> list[Message]:
        content = result["message"]["content"]
        text = rich_text(content["rich_text"]) if "rich_text" in content else content["text"]["content"]
        return [(result["sender"]["id"], result["chat"]["id"], result["message"]["id"], result["send_time"], text)]


def rich_text(content: Any) -> str:
    lines = (line["elements"] for line in content["elements"])
    return "\n".join("".join(piece["style_text_content"]["text"] for piece in pieces) for pieces in lines)


class WeCom(Receiver):
    def __init__(self, credentials: dict[str, str], loads: Loads, decryption: Callable[[bytes], Decrypt]) -> None:
        key = base64.b64decode(credentials["encoding_aes_key"] + "=")
        self.token, self.receive_id, self.iv = credentials["token"], credentials["receive_id"].encode(), key[:16]
        self.decrypt = decryption(key)

    def receive(self, callback: Callback) -> dict[str, str]:
        query = parse_qs(urlsplit(callback.target).query)
        encrypted = ElementTree.fromstring(callback.body).findtext("Encrypt", "")
        time = query["timestamp"][0]
        signed = "".join(sorted((self.token, time, query["nonce"][0], encrypted)))
        if not hmac.compare_digest(hashlib.sha1(signed.encode()).hexdigest(), query["msg_signature"][0]):
            raise Refused
        check_fresh(int(time), callback.now_ms)
        plaintext = unpadded(self.decrypt(self.iv, base64.b64decode(encrypted)), 32)
        end = 20 + int.from_bytes(plaintext[16:20], "big")
        if plaintext[end:] != self.receive_id:
            raise Refused
        return {child.tag: child.text or "" for child in ElementTree.fromstring(plaintext[20:end])}

    def messages(self, result: dict[str, str]) -> list[Message]:
        return [(result["FromUserName"], "", result["MsgId"], 1000 * int(result["CreateTime"]), result["Content"])]


class Easemob(Receiver):
    def __init__(self, credentials: dict[str, str], loads: Loads, decryption: Callable[[bytes], Decrypt]) -> None:
        self.secret, self.loads = credentials["secret"], loads

    def receive(self, callback: Callback) -> Any:
        message = self.loads(callback.body)
        signed = f"{message['callId']}{self.secret}{message['timestamp']}".encode()
        if not hmac.compare_digest(hashlib.md5(signed).hexdigest(), message["security"]):
            raise Refused
        return message

    def messages(self, result: Any) -> list[Message]:
        text = result["payload"]["bodies"][0]["msg"]
        return [(result["from"], result["group_id"], result["msg_id"], result["timestamp"], text)]


class Archive(Receiver):
    def __init__(self, credentials: dict[str, str], loads: Loads, decryption: Callable[[bytes], Decrypt]) -> None:
        self.loads = loads

    def receive(self, callback: Callback) -> list[Any]:
        return [self.loads(line) for line in callback.body.splitlines()]

    def messages(self, result: list[Any]) -> list[Message]:
        return [(line["from"], line["roomid"], line["msgid"], line["msgtime"], archived_text(line)) for line in result]


def archived_text(line: Any) -> str:
    return line["file"]["filename"] if line["msgtype"] == "file" else line["text"]["content"]


def check_fresh(seconds: int, now_ms: int) -> None:
    if abs(now_ms // 1000 - seconds) > TOLERANCE_SECONDS:
        raise Refused


def unpadded(plaintext: bytes, block: int) -> bytes:
    count = plaintext[-1]
    if not 1 <= count <= block or plaintext[-count:] != bytes([count]) * count:
        raise Refused
    return plaintext[:-count]


PLATFORMS = {"wps": Wps, "wecom_kf": WeCom, "easemob": Easemob, "wecom_archive": Archive}


def serve(loads: Loads, decryption: Callable[[bytes], Decrypt]) -> None:
    callback = Callback.read(Path(sys.argv[1]))
    receiver = PLATFORMS[callback.config["platform"]](callback.config.get("credentials", {}), loads, decryption)
    serve_turns(lambda: receiver.receive(callback), receiver.messages)
