"""What is inside the ciphertext: padding, lengths, text of every kind; and what must look the same from outside."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector, failure, request, text_or_base64
from .. import crypto, sources
from ..cases import refused
from ..envelope import AES_KEY, CORP, NOW_MS, TOKEN, Seal, config, credential, seal_for, target, xml_body

_RANDOM = crypto.random_for("crypto")
_MESSAGE = b"<xml><MsgType>event</MsgType></xml>"


def vectors() -> Iterator[Vector]:
    yield from paddings()
    yield from wrong_paddings()
    yield from wrong_lengths()
    yield from messages()
    yield from wrong_ciphertexts()
    yield from keys()
    yield same_from_outside()


def paddings() -> Iterator[Vector]:
    for count in range(1, 33):
        message = _message_with_padding(count)
        content = crypto.framed(_RANDOM, message, CORP)
        yield _decrypted(
            f"pad_{count}",
            "PKCS#7 over blocks of 32: 1 to 32 bytes of padding.",
            crypto.padded(content),
            message,
            flags=("PublishedFailure",) if count > 16 else (),
        )
    message = _message_with_padding(7 + 16)
    yield _decrypted(
        "pad_over_blocks_of_16",
        "A sender that pads to 16: the ciphertext is no multiple of 32.",
        crypto.padded(crypto.framed(_RANDOM, message, CORP), 16),
        message,
    )


def wrong_paddings() -> Iterator[Vector]:
    content = crypto.framed(_RANDOM, _message_with_padding(20), CORP)
    for name, tail in {
        "zero": bytes(20),
        "33": bytes([33]) * 20,
        "255": bytes([255]) * 20,
        "first_byte_differs": b"\x13" + bytes([20]) * 19,
        "middle_byte_differs": bytes([20]) * 9 + b"\x00" + bytes([20]) * 10,
        "byte_before_last_differs": bytes([20]) * 18 + b"\x15\x14",
        "ansi_x923": bytes(19) + b"\x14",
        "iso_10126": crypto.random_for("iso") + b"\x01\x02\x03\x14",
        "longer_than_said": bytes([21]) * 20,
        "spaces": b" " * 20,
    }.items():
        yield _oracle(f"pad_wrong_{name}", "Every byte of the padding is checked.", content + tail)
    yield _oracle("pad_wrong_all_of_it", "Padding and nothing else.", bytes([32]) * 32)
    yield _oracle("pad_wrong_one_block", "A block of 16 that claims to hold 32 bytes of padding.", bytes([32]) * 16)


def wrong_lengths() -> Iterator[Vector]:
    for name, length in {
        "max": 0xFFFFFFFF,
        "wraps_to_zero": 0x100000000 - 20,
        "wraps_to_one": 0x100000000 - 19,
        "wraps_signed": 0x80000000,
        "max_signed": 0x7FFFFFFF,
        "one_too_many": len(_MESSAGE) + len(CORP) + 1,
        "little_endian": int.from_bytes(len(_MESSAGE).to_bytes(4, "little"), "big"),
    }.items():
        yield _oracle(
            f"length_{name}",
            "The length of the message is held against what is there, without wrapping round.",
            crypto.padded(crypto.framed(_RANDOM, _MESSAGE, CORP, length)),
        )
    for size in (0, 1, 15, 16, 17, 19):
        yield _oracle(
            f"content_of_{size}_bytes", "Too short for the random bytes and the length.", crypto.padded(bytes(size))
        )


def messages() -> Iterator[Vector]:
    for name, message in {
        "empty": b"",
        "one_byte": b"x",
        "chinese": "<xml><Content>你好，世界</Content></xml>".encode(),
        "emoji": "👍🏽".encode(),
        "line_breaks": b"a\r\nb\n",
        "byte_order_mark": "\ufeff<xml/>".encode(),
        "not_utf8": b"<xml>\xff\xfe</xml>",
        "nul": b"\x00\x01\x02",
        "json": b'{"MsgType":"event"}',
        "neither": b"1616140317555161061",
        "looks_like_padding": b"\x05" * 64,
    }.items():
        yield _decrypted(
            f"message_{name}",
            "The length counts bytes, and the message is what it says: nothing is trimmed.",
            crypto.padded(crypto.framed(_RANDOM, message, CORP)),
            message,
            flags=("PublishedFailure",) if name in ("chinese", "emoji") else (),
        )
    for name, random in {
        "not_utf8": b"\xff\xfe\x80\xc0" * 4,
        "zero": bytes(16),
        "digits": b"1234567890123456",
    }.items():
        yield _decrypted(
            f"random_{name}",
            "The random bytes may be any bytes.",
            crypto.padded(crypto.framed(random, _MESSAGE, CORP)),
            _MESSAGE,
            flags=("PublishedFailure",),
        )


def wrong_ciphertexts() -> Iterator[Vector]:
    encrypted = crypto.encrypt(AES_KEY, _RANDOM, _MESSAGE, CORP)
    for name, text, status in (
        ("not_base64", "***", 301),
        ("url_safe_base64", encrypted.replace("+", "-").replace("/", "_") + "-_", 301),
        ("space_inside", f"{encrypted[:8]} {encrypted[8:]}", 301),
        ("quoted", f'"{encrypted}"', 301),
        ("odd_length", "A" * 41, 301),
        ("padding_inside", "AA==" + encrypted, 301),
        ("not_ascii", "密文", 301),
        ("one_byte", "AA==", 300),
        ("fifteen_bytes", "A" * 20, 300),
        ("not_whole_blocks", crypto.encrypt_blocks(AES_KEY, bytes(32))[:-4] + "AA==", 300),
    ):
        yield _refused_text(f"ciphertext_{name}", "Signed, but no ciphertext.", text, status)
    blocks = crypto.padded(crypto.framed(_RANDOM, _MESSAGE, CORP))
    other_key = AES_KEY.swapcase()
    yield _refused_text(
        "ciphertext_of_other_key", "Encrypted with another key.", crypto.encrypt_blocks(other_key, blocks), 300
    )


def keys() -> Iterator[Vector]:
    """The last character of the 43 carries two bits that belong to nothing."""
    for last in ("Y", "Z", "a", "b"):
        key = AES_KEY[:-1] + last
        seal = seal_for(f"key_{last}", aes_key=key)
        yield Vector(
            id=f"key_with_last_character_{'lower' if last.islower() else 'upper'}_{last.lower()}",
            comment="Keys that differ in the unused bits are one key.",
            source=sources.CRYPTO,
            flags=("PublishedFailure",),
            call="decrypt",
            inputs={"config": config(), "request": seal.post(_MESSAGE)},
            expect={"status": 0, "plaintext": _MESSAGE.decode()},
        )
    for name, spelt in {
        "space_around": f" {AES_KEY}\n",
        "line_break_inside": f"{AES_KEY[:20]}\r\n{AES_KEY[20:]}",
        "tab_inside": f"{AES_KEY[:1]}\t{AES_KEY[1:]}",
    }.items():
        id = f"key_with_{name}"
        yield Vector(
            id=id,
            comment="White space that was pasted along is no part of the key.",
            source=sources.CRYPTO,
            flags=("PublishedFailure",),
            call="decrypt",
            inputs={
                "config": config(credentials=credential(encoding_aes_key=spelt)),
                "request": seal_for(id).post(_MESSAGE),
            },
            expect={"status": 0, "plaintext": _MESSAGE.decode()},
        )


def same_from_outside() -> Vector:
    """Without the signature nothing is learnt of the ciphertext, not even whether it is base64."""
    forged = {"msg_signature": "0" * 40, "timestamp": str(NOW_MS // 1000), "nonce": "1"}
    return refused(
        "oracle_closed_without_signature",
        "A forged request is judged by its signature alone.",
        request(xml_body("***"), NOW_MS, method="POST", target=target(forged)),
        201,
        source=sources.CRYPTO,
        flags=("Hostile",),
    )


def _message_with_padding(count: int) -> bytes:
    """A message that leaves this much padding, in characters of more than one byte."""
    fill = (-len("<xml></xml>") - 20 - len(CORP) - count) % 32
    return ("<xml>" + "中" * (fill // 3) + "x" * (fill % 3) + "</xml>").encode()


def _decrypted(id: str, comment: str, blocks: bytes, message: bytes, *, flags: tuple[str, ...] = ()) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.CRYPTO,
        flags=flags,
        call="decrypt",
        inputs={"config": config(), "request": _post(crypto.encrypt_blocks(AES_KEY, blocks))},
        expect={"status": 0, **text_or_base64("plaintext", message)},
    )


def _oracle(id: str, comment: str, blocks: bytes) -> Vector:
    return _refused_text(
        id, comment, crypto.encrypt_blocks(AES_KEY, blocks), 300, ("EncryptionOracle", "PublishedFailure")
    )


def _refused_text(
    id: str, comment: str, encrypted: str, status: int, flags: tuple[str, ...] = ("EncryptionOracle",)
) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.CRYPTO,
        flags=flags,
        call="receive",
        inputs={"config": config(), "request": _post(encrypted)},
        expect=failure(status, excludes=[TOKEN, AES_KEY]),
    )


def _post(encrypted: str) -> Json:
    seal = Seal(nonce="1372623149")
    return request(xml_body(encrypted), NOW_MS, method="POST", target=target(seal.query(encrypted)))
