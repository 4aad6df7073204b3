"""WeCom's callback crypto: wechatpy's `WeChatCrypto` against imhook.

The signature is SHA-1 of token, timestamp, nonce and ciphertext in byte order; the ciphertext is base64 of AES-256-CBC,
padded to blocks of 32, over 16 random bytes, the length in four bytes, the text and the receive id.
"""

from __future__ import annotations

import base64
import hashlib
import random
import struct
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape

import broken
import imhook
import messages
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from peers import Outcome, Refusals, Tally, outcome
from wechatpy.crypto import WeChatCrypto
from wps import strict_base64

TOKEN = "ExampleCallbackToken"
ENCODING_AES_KEY = "ThisIsNotARealKeyButItHasFortyThreeCharact0"
KEY = base64.b64decode(ENCODING_AES_KEY + "=")
RECEIVE_ID = "wwexamplecorp00001"
CREDENTIALS = {"token": TOKEN, "encoding_aes_key": ENCODING_AES_KEY, "receive_id": RECEIVE_ID}
CONFIG = {"platform": "wecom_kf", "credentials": CREDENTIALS}
PEER = WeChatCrypto(TOKEN, ENCODING_AES_KEY, RECEIVE_ID)


@dataclass(frozen=True)
class Callback:
    """One POST as its receiver sees it."""

    encrypted: str
    signature: str
    time: int
    nonce: str
    # The body; without one, the plainest that holds the ciphertext.
    xml: str = ""

    @property
    def body(self) -> str:
        return self.xml or f"<xml><Encrypt>{escape(self.encrypted)}</Encrypt></xml>"

    @property
    def target(self) -> str:
        return "/?" + urlencode({"msg_signature": self.signature, "timestamp": self.time, "nonce": self.nonce}, quote_via=quote)


def sign(encrypted: str, time: int, nonce: str) -> str:
    pieces = sorted(piece.encode() for piece in (TOKEN, str(time), nonce, encrypted))
    return hashlib.sha1(b"".join(pieces)).hexdigest()


def signed(encrypted: str, time: int, nonce: str, xml: str = "") -> Callback:
    return Callback(encrypted, sign(encrypted, time, nonce), time, nonce, xml)


def enciphered(padded: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(KEY), modes.CBC(KEY[:16])).encryptor()
    return encryptor.update(padded) + encryptor.finalize()


def laid_out(text: bytes, length: int | None = None, receive_id: bytes = RECEIVE_ID.encode()) -> bytes:
    counted = len(text) if length is None else length
    return b"0123456789abcdef" + struct.pack(">I", counted) + text + receive_id


def padded(plain: bytes) -> bytes:
    pad = 32 - len(plain) % 32
    return plain + bytes([pad]) * pad


def open_strictly(callback: Callback) -> bytes:
    """As the documents have it, every check made."""
    if callback.signature != sign(callback.encrypted, callback.time, callback.nonce):
        raise ValueError("signature")
    decryptor = Cipher(algorithms.AES(KEY), modes.CBC(KEY[:16])).decryptor()
    plain = decryptor.update(strict_base64(callback.encrypted)) + decryptor.finalize()
    pad = plain[-1]
    if not 1 <= pad <= 32 or plain[-pad:] != bytes([pad]) * pad:
        raise ValueError("padding")
    plain = plain[:-pad]
    (length,) = struct.unpack(">I", plain[16:20])
    text, receive_id = plain[20 : 20 + length], plain[20 + length :]
    if len(text) != length or receive_id != RECEIVE_ID.encode():
        raise ValueError("length or receive id")
    return text


def by_wechatpy(callback: Callback) -> Outcome:
    arguments = callback.body, callback.signature, str(callback.time), callback.nonce
    return outcome(Exception, lambda: PEER.decrypt_message(*arguments).encode())


def by_imhook(receiver: imhook.Receiver, callback: Callback) -> Outcome:
    body, target = callback.body.encode(), callback.target
    return outcome(imhook.Error, receiver.decrypt, body, target=target, now_ms=callback.time * 1000)


def agree(rng: random.Random, count: int, tally: Tally) -> None:
    """Random messages both ways."""
    receiver = imhook.Receiver.from_config(CONFIG)
    for turn in range(count):
        text, nonce, time = messages.message(rng), messages.nonce(rng, 1), messages.time(rng)
        if turn % 2:
            text = f"<xml><MsgType>text</MsgType><Content>{escape(printable(text))}</Content></xml>"
        plain = text.encode()
        about = f"wecom, message {turn} of {len(plain)} bytes, nonce {nonce!r}"

        xml = PEER.encrypt_message(text, "n", str(time))
        encrypted = xml.split("<![CDATA[")[1].split("]]>")[0]
        callback = signed(encrypted, time, nonce, f"<xml>{cdata('Encrypt', encrypted)}</xml>")
        tally.check(by_imhook(receiver, callback) == plain, f"{about}: imhook does not open what wechatpy sealed")
        if turn % 2:
            delivery = receiver.receive(callback.body.encode(), target=callback.target, now_ms=time * 1000)
            tally.check(
                delivery["auth"]["verified"] and len(delivery["events"]) == 1,
                f"{about}: no event came of it",
            )

        spec = {"kind": "callback", "format": "xml", "payload": text, "timestamp_ms": time * 1000, "nonce": nonce}
        sealed = receiver.seal(spec)
        signature = sealed["target"].split("msg_signature=")[1].split("&")[0]
        encrypted = sealed["body"].split("<Encrypt><![CDATA[")[1].split("]]>")[0]
        opened = by_wechatpy(Callback(encrypted, signature, time, nonce, sealed["body"]))
        tally.check(opened == plain, f"{about}: wechatpy does not open what imhook sealed")


def printable(text: str) -> str:
    """Without what XML has no place for."""
    return "".join(letter for letter in text if letter >= " " and letter not in "\ufffe\uffff")


def cdata(name: str, text: str) -> str:
    return f"<{name}><![CDATA[{text}]]></{name}>"


def broken_callbacks(rng: random.Random) -> list[tuple[str, Callback]]:
    nonce, time = "71a2b3c4", messages.time(rng)
    text = b"<xml><MsgType>text</MsgType><Content>the build is green</Content></xml>"
    plain = laid_out(text)
    cases = []

    def sealed(what: str, padded: bytes) -> None:
        cases.append((what, signed(base64.b64encode(enciphered(padded)).decode(), time, nonce)))

    for what, wrong in broken.pads(lambda more: laid_out(text + b" " * more), 32):
        sealed(what, wrong)
    for length in [*range(len(text)), *range(len(text) + 1, len(text) + 80), 2**31 - 1, 2**31, 2**32 - 20, 2**32 - 1]:
        sealed("a length that is not the text's", padded(laid_out(text, length)))
    for other in (
        b"",
        b"ww",
        b"wwanothercorp00001",
        b"wwexamplecorp00001x",
        b"wwexamplecorp00001\x00",
        b"WWEXAMPLECORP00001",
        b" wwexamplecorp00001",
        b"\xff\xfe",
    ):
        sealed("another receive id", padded(laid_out(text, receive_id=other)))
    for size in range(20):
        sealed("too short to hold a length", padded(plain[:size]))
    encrypted = enciphered(padded(plain))
    for what, wrong in broken.ciphertexts(encrypted, rng):
        cases.append((what, signed(base64.b64encode(wrong).decode(), time, nonce)))
    for what, wrong_text in broken.base64_texts(encrypted):
        cases.append((what, signed(wrong_text, time, nonce, f"<xml>{cdata('Encrypt', wrong_text)}</xml>")))

    good = signed(base64.b64encode(encrypted).decode(), time, nonce)
    for at in range(40):
        other = "0" if good.signature[at] != "0" else "1"
        wrong_signature = good.signature[:at] + other + good.signature[at + 1 :]
        cases.append(("a signature with one character changed", replace(good, signature=wrong_signature)))
    for wrong_signature in ("", good.signature.upper(), good.signature[:-1], good.signature + "0", " " + good.signature):
        cases.append(("a signature of another form", replace(good, signature=wrong_signature)))
    cases += [
        ("a signed field changed", replace(good, time=time + 1)),
        ("a signed field changed", replace(good, nonce="71a2b3c5")),
    ]
    cases += [(what, replace(good, xml=xml)) for what, xml in broken_xml(good.encrypted)]
    return cases


# By what envelope a request is refused whatever it holds: which of two is signed, or what an entity says, is a guess.
REFUSED_ENVELOPES = {"Encrypt twice", "a DOCTYPE", "a DOCTYPE with an entity", "no well-formed XML", "no Encrypt"}


def broken_xml(encrypted: str) -> list[tuple[str, str]]:
    """Envelopes around a right ciphertext that are to be refused."""
    element = cdata("Encrypt", encrypted)
    forged = cdata("Encrypt", "QUFBQQ==")
    return [
        ("Encrypt twice", f"<xml>{element}{forged}</xml>"),
        ("Encrypt twice", f"<xml>{forged}{element}</xml>"),
        ("Encrypt twice", f"<xml>{element}{element}</xml>"),
        ("a DOCTYPE", f"<!DOCTYPE xml><xml>{element}</xml>"),
        ("a DOCTYPE", f'<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml>{element}</xml>'),
        ("a DOCTYPE", f'<!DOCTYPE xml PUBLIC "a" "http://127.0.0.1:9/a.dtd"><xml>{element}</xml>'),
        ("a DOCTYPE with an entity", f'<!DOCTYPE xml [<!ENTITY e "{encrypted}">]><xml><Encrypt>&e;</Encrypt></xml>'),
        ("a DOCTYPE with an entity", f'<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml>{element}<A>&e;</A></xml>'),
        ("a DOCTYPE with an entity", f'<!DOCTYPE xml [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><xml>{element}<A>&b;</A></xml>'),
        ("no well-formed XML", f"<xml>{element}"),
        ("no well-formed XML", f"<xml>{element}</xml><xml>{element}</xml>"),
        ("no well-formed XML", f"<xml>{element}<A></xml>"),
        ("no well-formed XML", f"<xml>{element}&nbsp;</xml>"),
        ("no well-formed XML", f"{element}<xml/>"),
        ("no Encrypt", "<xml><MsgType>text</MsgType><Content>666</Content></xml>"),
        ("no Encrypt", f"<xml><A>{element}</A></xml>"),
        ("no Encrypt", f"<xml>{cdata('encrypt', encrypted)}</xml>"),
        ("no Encrypt", f"<other>{element}</other>"),
    ]


def refuse(rng: random.Random, tally: Tally) -> Refusals:
    """Broken requests: imhook takes those that the documents allow and no other, whatever wechatpy does."""
    receiver = imhook.Receiver.from_config(CONFIG)
    refusals = Refusals("wechatpy")
    for what, callback in broken_callbacks(rng):
        expected = None if what in REFUSED_ENVELOPES else outcome(Exception, open_strictly, callback)
        taken = by_imhook(receiver, callback)
        tally.check(taken == expected, f"wecom, {what}: imhook gives {taken!r}")
        if expected is None:
            refusals.add(what, by_wechatpy(callback))
    return refusals
