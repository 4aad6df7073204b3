"""Signature and cipher: published values, every plaintext length around a block, nonces, and broken ciphertexts."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, request, text_or_base64
from .. import crypto, sources
from ..cases import event_case, message_fields, refused, text_message
from ..envelope import APP_KEY, NOW_MS, Seal, config, credential, seal_for

_V1_TEXT = (
    '{"chat":{"id":"8225957","type":"p2p"},"company_id":"eueue","message":{"content":{"text":{"content":"666"}},'
    '"id":"w7i5fgFzh6uRtOTN","type":"text"},"send_time":1734426254026,"sender":{"id":"erueru","type":"user"}}'
)
_V1_ENCRYPTED = (
    "A3tcXqKItKmKjN14YMVkScHg/m6q6F7SnGIpoivOWSQiFjW+9MwfvNb8Y/dtSTyvypOtQRr956SE2GRVL78NWZ11EmUq4X8+j1x6rg9uk0bf"
    "MVXOdof2fgSeEJylgcPgMsqouuTslbzXNRiL5u0WWZSbLbo3/BnrQiJa8zKp34nq3XciLtUw/7v8gieSTqY2mFCJQX1feK+xFgf7lkUFIVxh"
    "nrPeL6RhO6ZVS7VfGtpElxYYbj4W8LaiyteDcz2sU2CgwBRgPBREfGY7fH8yJDvZSimVYSmZENhKWxAOQe4="
)
_KEY_12 = "my_secret_key_12"


def vectors() -> Iterator[Vector]:
    yield from published()
    yield from lengths()
    yield from nonces()
    yield from escapes()
    yield from broken_padding()
    yield from broken_ciphertext()
    yield from broken_base64()


def published() -> Iterator[Vector]:
    for name, nonce, signature in (
        ("v1", "71a2b3c4d5e6f707", "oMi26Gi__a3wgupLmd_x7Gabk0Xc3xoNBzIXsKuQAeo"),
        ("v1b", "71a2b3c4d5e6f70718293a4b5c6d7e8f", "F5n3_wdWau76ylZIDxRzeiRySCG9NYAMy_fmD3Xdk-0"),
    ):
        seal = Seal(nonce=nonce)
        envelope = seal.envelope(_V1_TEXT.encode())
        assert (envelope["encrypted_data"], envelope["signature"]) == (_V1_ENCRYPTED, signature)
        yield event_case(
            f"published_{name}_receive",
            f"The sample message under a nonce of {len(nonce)} characters: the first 16 are the IV.",
            _V1_TEXT,
            message_fields({"id": "w7i5fgFzh6uRtOTN", **text_message("666")}),
            native_id="w7i5fgFzh6uRtOTN",
            seal=seal,
            source=sources.EVENT_SECURITY,
            flags=("PublishedAlgorithm",),
        )
        yield _decrypts(f"published_{name}_decrypt", "The same, decrypted only.", _V1_TEXT, seal)
    for name, nonce, plaintext, encrypted in (
        ("v4", "1234567890123456", '{"user_id":"123","name":"test"}', "BIVpXNYbe7gdtysDdLIjbaFYYFi6ey1I3wyud0pNliw="),
        (
            "v5",
            "nonce_12345678901234567890",
            '{"message": "你好，世界！"}',
            "JQw3bVgY39jxJ5xXya0WZgulV0AtN0dI5cbX/DkNShOba5cFstggOrSeK0bnhLjg",
        ),
        ("v5_empty", "nonce_12345678901234567890", "", "VpoVE7wKE8WMADTtAoP25A=="),
    ):
        seal = Seal(nonce=nonce, app_key=_KEY_12)
        assert seal.envelope(plaintext.encode())["encrypted_data"] == encrypted
        yield _decrypts(f"published_{name}_decrypt", "Ciphertext checked against two implementations.", plaintext, seal)
    empty = Seal(nonce="nonce_12345678901234567890").envelope(b"")
    yield _refused("empty_plaintext_receive", "An empty plaintext decrypts, but is no JSON.", empty, 401)


def lengths() -> Iterator[Vector]:
    for length in (1, 15, 16, 17, 31, 32, 33, 255, 256):
        id = f"decrypt_length_{length}"
        plaintext = ("0123456789abcdef" * 16)[:length]
        yield _decrypts(id, f"{length} bytes take {16 - length % 16} bytes of padding.", plaintext, seal_for(id))
    binary = bytes(range(256))
    yield _decrypts(
        "decrypt_any_bytes", "decrypt hands back bytes: JSON or not.", binary, seal_for("decrypt_any_bytes")
    )


def nonces() -> Iterator[Vector]:
    for name, nonce in (
        ("16_characters", "0123456789abcdef"),
        ("17_characters", "0123456789abcdefg"),
        ("64_characters", "0123456789abcdef" * 4),
        ("with_colons", "a:b:c:d:e:f:g:h:i"),
        ("utf8_cut_in_a_character", "一二三四五六七"),
    ):
        yield _decrypts(
            f"nonce_{name}", "The IV is the first 16 bytes of the nonce's UTF-8 text.", '{"a":1}', Seal(nonce=nonce)
        )
    encrypted = Seal(nonce="0123456789abcdef").envelope(b"{}")["encrypted_data"]
    for name, nonce in {"15_bytes": "0123456789abcde", "15_bytes_chinese": "一二三四五", "empty": ""}.items():
        yield _refused(
            f"nonce_{name}",
            "Correctly signed, but too short for an IV: never padded, never guessed.",
            Seal(nonce=nonce).around(encrypted),
            400,
            flags=("Malformed",),
        )


def escapes() -> Iterator[Vector]:
    id = "encrypted_data_escaped_slashes"
    envelope = Seal(nonce="71a2b3c4d5e6f707").envelope(_V1_TEXT.encode())
    body = compact(envelope).replace("/", "\\/")
    assert "\\/" in body
    yield Vector(
        id=id,
        comment="Many JSON writers escape the slashes of base64; the signature is over the unescaped text.",
        source=sources.EVENT_SECURITY,
        call="decrypt",
        inputs={"config": config(), "request": request(body, NOW_MS)},
        expect={"status": 0, "plaintext": _V1_TEXT},
    )
    unicode = compact(envelope).replace("kso.app", "\\u006bso.app").replace("create", "cr\\u0065ate")
    yield Vector(
        id="envelope_unicode_escapes",
        comment="Any character of the envelope may be escaped.",
        call="decrypt",
        inputs={"config": config(), "request": request(unicode, NOW_MS)},
        expect={"status": 0, "plaintext": _V1_TEXT},
    )


def broken_padding() -> Iterator[Vector]:
    head = b"0123456789abcdef"
    for name, last in {
        "zero": b"fifteen bytes.." + b"\x00",
        "seventeen": b"\x11" * 16,
        "255": b"\xff" * 16,
        "inconsistent": b"{}" + b"\x0d\x0e" * 7,
        "first_byte_wrong": b"{}" + b"\x0d" + b"\x0e" * 13,
        "whole_block_one_wrong": b"\x10" * 7 + b"\x00" + b"\x10" * 8,
        "two_but_one": b"fourteen bytes" + b"\x01\x02",
    }.items():
        assert len(last) == crypto.BLOCK and not crypto.has_valid_padding(last)
        seal = seal_for(f"padding_{name}")
        yield _oracle(f"padding_{name}", "The last block is not padded as PKCS#7 says.", seal, head + last)
    only = b"\x10" * 15 + b"\x00"
    yield _oracle("padding_zero_in_only_block", "The same where there is one block.", seal_for("padding_only"), only)


def broken_ciphertext() -> Iterator[Vector]:
    id = "ciphertext_last_block_missing"
    seal = seal_for(id)
    whole = base64.b64decode(crypto.encrypt(APP_KEY, seal.nonce, _V1_TEXT.encode()))
    shorter = base64.b64encode(whole[:-16]).decode()
    assert not crypto.has_valid_padding(crypto.decrypt_blocks(APP_KEY, seal.nonce, shorter))
    yield _ciphertext(id, "The last block is cut off.", seal, shorter)
    for cut in (1, 8, 15):
        yield _ciphertext(
            f"ciphertext_{cut}_bytes_short",
            "No multiple of the block size.",
            seal,
            base64.b64encode(whole[:-cut]).decode(),
        )
    yield _ciphertext("ciphertext_one_byte", "Less than a block.", seal, base64.b64encode(b"x").decode())
    yield _ciphertext("ciphertext_empty", "No block at all.", seal, "")
    yield wrong_key()


def wrong_key() -> Vector:
    id = "ciphertext_of_another_key"
    seal = seal_for(id)
    encrypted = crypto.encrypt("another key", seal.nonce, _V1_TEXT.encode())
    assert not crypto.has_valid_padding(crypto.decrypt_blocks(APP_KEY, seal.nonce, encrypted))
    return _ciphertext(id, "Signed with the right key, encrypted with another.", seal, encrypted)


def broken_base64() -> Iterator[Vector]:
    seal = Seal(nonce="71a2b3c4d5e6f707")
    good = _V1_ENCRYPTED
    for name, comment, text in (
        ("without_padding", "The padding is missing.", good.rstrip("=")),
        ("extra_padding", "There is too much padding.", good + "="),
        ("padding_inside", "Padding stands in the middle.", good[:4] + "====" + good[4:]),
        (
            "url_safe",
            "The URL-safe alphabet is the signature's, not this field's.",
            good.replace("+", "-").replace("/", "_"),
        ),
        ("space", "A space.", good[:8] + " " + good[8:]),
        ("line_break", "A line break.", good[:76] + "\n" + good[76:]),
        ("trailing_line_break", "A line break at the end.", good + "\n"),
        ("one_character_short", "The length is no multiple of four.", good[1:]),
        ("not_ascii", "A character outside ASCII.", "密" + good[1:]),
        ("nul", "A NUL character.", "\0" + good[1:]),
    ):
        yield _refused(f"base64_{name}", comment, seal.around(text), 301, flags=("Malformed",))


def _decrypts(id: str, comment: str, plaintext: str | bytes, seal: Seal) -> Vector:
    content = plaintext.encode() if isinstance(plaintext, str) else plaintext
    return Vector(
        id=id,
        comment=comment,
        source=sources.EVENT_SECURITY,
        flags=("PublishedAlgorithm",) if id.startswith("published") else (),
        call="decrypt",
        inputs={
            "config": config(credentials=credential(seal.app_id, seal.app_key)),
            "request": request(compact(seal.envelope(content)), NOW_MS),
        },
        expect={"status": 0, **text_or_base64("plaintext", plaintext)},
    )


def _oracle(id: str, comment: str, seal: Seal, blocks: bytes) -> Vector:
    return _ciphertext(id, comment, seal, crypto.encrypt_blocks(APP_KEY, seal.nonce, blocks))


def _ciphertext(id: str, comment: str, seal: Seal, encrypted_data: str) -> Vector:
    return _refused(id, comment, seal.around(encrypted_data), 300, flags=("EncryptionOracle",))


def _refused(id: str, comment: str, envelope: Json, status: int, **more: Json) -> Vector:
    return refused(id, comment, envelope, status, source=sources.EVENT_SECURITY, excludes=[APP_KEY], **more)
