"""WPS 365: an implementation of its own, written from the platform's documents alone, against imhook.

Event: `signature` is URL-safe base64, unpadded, of HMAC-SHA256 under the app key over
`app_id:topic:nonce:time:encrypted_data`; `encrypted_data` is base64 of AES-256-CBC under the hex text of MD5 of the app
key, the first 16 bytes of the nonce being the initialisation vector. KSO-1 signs callbacks in headers.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
from email.utils import formatdate
from urllib.parse import quote

import broken
import imhook
import messages
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
from peers import Outcome, Refusals, Tally, outcome

APP_ID = "AK00000000EXAMPLE"
APP_KEY = "not-a-real-key-00000000000000000"
CONFIG = {"platform": "wps", "credentials": {"app_id": APP_ID, "app_key": APP_KEY}}
TOPIC = "kso.app_chat.message"

Event = dict[str, object]


def cipher(nonce: str) -> Cipher[modes.CBC]:
    key = hashlib.md5(APP_KEY.encode()).hexdigest().encode()
    iv = nonce.encode()[:16]
    if len(iv) < 16:
        raise ValueError("the nonce is too short to be an initialisation vector")
    return Cipher(algorithms.AES(key), modes.CBC(iv))


def sign(event: Event) -> str:
    signed = ":".join([APP_ID, *(str(event[name]) for name in ("topic", "nonce", "time", "encrypted_data"))])
    tag = hmac.new(APP_KEY.encode(), signed.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(tag).decode().rstrip("=")


def enciphered(padded: bytes, nonce: str) -> bytes:
    encryptor = cipher(nonce).encryptor()
    return encryptor.update(padded) + encryptor.finalize()


def deciphered(encrypted: bytes, nonce: str) -> bytes:
    decryptor = cipher(nonce).decryptor()
    return decryptor.update(encrypted) + decryptor.finalize()


def padded(plain: bytes) -> bytes:
    padder = PKCS7(128).padder()
    return padder.update(plain) + padder.finalize()


def event(encrypted_data: str, nonce: str, time: int) -> Event:
    made: Event = {
        "topic": TOPIC,
        "operation": "create",
        "time": time,
        "nonce": nonce,
        "encrypted_data": encrypted_data,
    }
    return {**made, "signature": sign(made)}


def seal(plain: bytes, nonce: str, time: int) -> Event:
    return event(base64.b64encode(enciphered(padded(plain), nonce)).decode(), nonce, time)


def open_strictly(event: Event) -> bytes:
    """As the documents have it, every check made."""
    if not hmac.compare_digest(str(event["signature"]).encode(), sign(event).encode()):
        raise ValueError("signature")
    plain = deciphered(strict_base64(str(event["encrypted_data"])), str(event["nonce"]))
    unpadder = PKCS7(128).unpadder()
    return unpadder.update(plain) + unpadder.finalize()


def open_by_the_last_byte(event: Event) -> bytes:
    """The pad cut off by its last byte and not looked at, as the vendor's sample programs do."""
    if event["signature"] != sign(event):
        raise ValueError("signature")
    plain = deciphered(base64.b64decode(str(event["encrypted_data"])), str(event["nonce"]))
    return plain[: -plain[-1]]


def strict_base64(text: str) -> bytes:
    """Decodes what the encoder would have written, and nothing else."""
    found = base64.b64decode(text, validate=True)
    if base64.b64encode(found).decode() != text:
        raise ValueError("base64")
    return found


def by_imhook(receiver: imhook.Receiver, body: bytes, time: int) -> Outcome:
    return outcome(imhook.Error, receiver.decrypt, body, now_ms=time * 1000)


def agree(rng: random.Random, count: int, tally: Tally) -> None:
    """Random messages both ways."""
    receiver = imhook.Receiver.from_config(CONFIG)
    for turn in range(count):
        text, nonce, time = messages.message(rng), messages.nonce(rng, 16), messages.time(rng)
        if turn % 2:
            payload = {"message": {"id": "m", "type": "text", "content": {"text": {"content": text}}}}
            text = json.dumps(payload, ensure_ascii=rng.random() < 0.5)
        plain = text.encode()
        about = f"wps, message {turn} of {len(plain)} bytes, nonce {nonce!r}"

        body = json.dumps(seal(plain, nonce, time), ensure_ascii=rng.random() < 0.5).encode()
        tally.check(by_imhook(receiver, body, time) == plain, f"{about}: imhook does not open what the peer sealed")
        if turn % 2:
            delivery = receiver.receive(body, now_ms=time * 1000)
            tally.check(
                delivery["auth"]["verified"] and len(delivery["events"]) == 1,
                f"{about}: no message came of it",
            )

        spec = {"kind": "callback", "topic": TOPIC, "payload": text, "timestamp_ms": time * 1000, "nonce": nonce}
        sealed = json.loads(receiver.seal(spec)["body"])
        tally.check(
            outcome(Exception, open_strictly, sealed) == plain,
            f"{about}: the peer does not open what imhook sealed",
        )
        same = sealed["encrypted_data"] == seal(plain, nonce, time)["encrypted_data"]
        tally.check(same, f"{about}: imhook and the peer encrypt differently")


def kso1(rng: random.Random, count: int, tally: Tally) -> None:
    """Cards, which KSO-1 signs, both ways."""
    receiver = imhook.Receiver.from_config(CONFIG)
    for turn in range(count):
        time, label = messages.time(rng), messages.text(rng, rng.randrange(200))
        target = "/hook/" + quote(messages.text(rng, rng.randrange(40))) + "?a=" + quote(messages.text(rng, 9))
        card = {"callback_name": "xz_card", "app_id": APP_ID, "data": {"content": {"action": "k", "k": label}}}
        body = json.dumps(card, ensure_ascii=rng.random() < 0.5).encode()
        headers = {"Content-Type": "application/json", "X-Kso-Date": formatdate(time, usegmt=True)}
        headers["X-Kso-Authorization"] = authorization(target, headers, body)
        right = (body, headers, "POST", target)
        taken = outcome(imhook.Error, receiver.receive_bytes, *right, now_ms=time * 1000)
        tally.check(taken is not None, f"kso-1, card {turn}: imhook refuses what the peer signed")
        later = {**headers, "X-Kso-Date": formatdate(time + 1, usegmt=True)}
        for what, wrong in (
            ("body", (body + b" ", headers, "POST", target)),
            ("date", (body, later, "POST", target)),
            ("method", (body, headers, "PUT", target)),
            ("target", (body, headers, "POST", target + "b")),
        ):
            taken = outcome(imhook.Error, receiver.receive_bytes, *wrong, now_ms=time * 1000)
            tally.check(taken is None, f"kso-1, card {turn}: imhook takes another {what}")

        sealed = receiver.seal({"kind": "callback", "payload": card, "timestamp_ms": time * 1000})
        given = sealed["headers"]
        wanted = authorization(sealed["target"], given, sealed["body"].encode())
        tally.check(given["X-Kso-Authorization"] == wanted, f"kso-1, card {turn}: imhook signs differently")


def authorization(target: str, headers: dict[str, str], body: bytes) -> str:
    digest = hashlib.sha256(body).hexdigest() if body else ""
    signed = "KSO-1" + "POST" + target + headers["Content-Type"] + headers["X-Kso-Date"] + digest
    return f"KSO-1 {APP_ID}:{hmac.new(APP_KEY.encode(), signed.encode(), hashlib.sha256).hexdigest()}"


def broken_events(rng: random.Random) -> list[tuple[str, bytes, Event, int]]:
    """What is broken, the body, the event that a reader of JSON finds in it, and the time."""
    nonce, time = "71a2b3c4d5e6f707", messages.time(rng)
    plain = b'{"message":{"id":"m","type":"text","content":{"text":{"content":"666"}}}}'
    cases: list[tuple[str, Event]] = []
    for what, wrong in broken.pads(lambda more: plain + b" " * more, 16):
        cases.append((what, event(base64.b64encode(enciphered(wrong, nonce)).decode(), nonce, time)))
    encrypted = enciphered(padded(plain), nonce)
    for what, wrong in broken.ciphertexts(encrypted, rng):
        cases.append((what, event(base64.b64encode(wrong).decode(), nonce, time)))
    for what, text in broken.base64_texts(encrypted):
        cases.append((what, event(text, nonce, time)))
    good = seal(plain, nonce, time)
    for at in range(len(str(good["signature"]))):
        signature = str(good["signature"])
        cases.append(("a signature with one character changed", {**good, "signature": changed(signature, at)}))
    for signature in ("", str(good["signature"]) + "=", str(good["signature"])[:-1], str(good["signature"]) + "A"):
        cases.append(("a signature of another length", {**good, "signature": signature}))
    for name in ("topic", "nonce", "time", "encrypted_data"):
        wrong_value: object = time + 1 if name == "time" else changed(str(good[name]), 3)
        cases.append(("a signed field changed", {**good, name: wrong_value}))
    for short in range(16):
        cases.append(
            ("a nonce too short to be an initialisation vector", event(str(good["encrypted_data"]), nonce[:short], time))
        )
    found = [(what, json.dumps(each, ensure_ascii=False).encode(), each, time) for what, each in cases]
    for name in ("topic", "nonce", "time", "encrypted_data", "signature"):
        text = json.dumps(good)
        for forged in (json.dumps("forged"), json.dumps(good[name])):
            found.append(("a signed key twice", text.replace("{", f'{{"{name}":{forged},', 1).encode(), good, time))
    return found


def changed(text: str, at: int) -> str:
    return text[:at] + ("B" if text[at] == "A" else "A") + text[at + 1 :]


def refuse(rng: random.Random, tally: Tally) -> Refusals:
    """Broken requests: imhook takes those that the documents allow and no other, whatever the peer does."""
    receiver = imhook.Receiver.from_config(CONFIG)
    refusals = Refusals("a sample program's way")
    for what, body, found, time in broken_events(rng):
        # A key that occurs twice is for no receiver to choose from.
        expected = None if what == "a signed key twice" else outcome(Exception, open_strictly, found)
        taken = by_imhook(receiver, body, time)
        tally.check(taken == expected, f"wps, {what}: imhook gives {taken!r}")
        if expected is None:
            refusals.add(what, outcome(Exception, open_by_the_last_byte, found))
    return refusals
