"""Yach's encrypted fields: AES-128-ECB of `cryptography` under the app key cut or filled up to 16 bytes, against imhook."""

from __future__ import annotations

import base64
import json
import random

import imhook
import messages
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
from peers import Tally


def enciphered(plain: bytes, app_key: bytes) -> str:
    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(app_key[:16].ljust(16, b"\0")), modes.ECB()).encryptor()
    return base64.b64encode(encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()).decode()


def agree(rng: random.Random, count: int, tally: Tally) -> None:
    """Fields that the peer encrypted are read; a field whose pad is wrong stays as it came."""
    for turn in range(count):
        app_key, sender = messages.text(rng, rng.randrange(1, 40)), messages.text(rng, rng.randrange(1, 80))
        config = {"platform": "yach", "verification": "none", "credentials": {"app_key": app_key}}
        value = enciphered(sender.encode(), app_key.encode())
        body = {"msgtype": "text", "content": "hi", "msgId": "1", "conversationId": "2", "senderId": value}
        with imhook.Receiver.from_config(config) as receiver:
            found = sender_of(receiver, body)
            tally.check(found == sender, f"yach, field {turn}: imhook reads {found!r}")
            broken = bytearray(base64.b64decode(value))
            broken[-1] ^= 1 << rng.randrange(8)
            value = base64.b64encode(broken).decode()
            found = sender_of(receiver, {**body, "senderId": value})
            tally.check(found == value, f"yach, field {turn}, broken: imhook reads {found!r}")


def sender_of(receiver: imhook.Receiver, body: dict[str, str]) -> str | None:
    delivery = receiver.receive(json.dumps(body).encode(), {"Content-Type": "application/json"})
    sender = delivery["events"][0].get("sender") or {}
    return sender.get("id")
