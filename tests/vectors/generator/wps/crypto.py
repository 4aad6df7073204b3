"""The cryptography of WPS: the event signature, the event cipher and KSO-1.

The published vectors are recomputed when this module is loaded, so that nothing
is generated from a misread algorithm.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.hazmat.primitives import hashes, hmac, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 16


def sign(app_id: str, app_key: str, topic: str, nonce: str, time: str, encrypted_data: str) -> str:
    """`signature`: unpadded URL-safe base64 of HMAC-SHA256 over five fields joined by colons."""
    content = f"{app_id}:{topic}:{nonce}:{time}:{encrypted_data}"
    return base64.urlsafe_b64encode(_hmac_sha256(app_key, content)).decode().rstrip("=")


def encrypt(app_key: str, nonce: str, plaintext: bytes) -> str:
    """`encrypted_data` of the plaintext, padded as PKCS#7 says."""
    padder = padding.PKCS7(8 * BLOCK).padder()
    return encrypt_blocks(app_key, nonce, padder.update(plaintext) + padder.finalize())


def encrypt_blocks(app_key: str, nonce: str, blocks: bytes) -> str:
    """`encrypted_data` of whole blocks that carry whatever padding the caller wants."""
    encryptor = _cipher(app_key, nonce).encryptor()
    return base64.b64encode(encryptor.update(blocks) + encryptor.finalize()).decode()


def decrypt_blocks(app_key: str, nonce: str, encrypted_data: str) -> bytes:
    """The blocks under the ciphertext, padding included."""
    decryptor = _cipher(app_key, nonce).decryptor()
    return decryptor.update(base64.b64decode(encrypted_data)) + decryptor.finalize()


def has_valid_padding(blocks: bytes) -> bool:
    length = blocks[-1]
    return 1 <= length <= BLOCK and blocks.endswith(bytes([length]) * length)


def kso1(
    app_id: str,
    app_key: str,
    *,
    method: str = "POST",
    uri: str,
    date: str,
    body: bytes,
    content_type: str = "application/json",
) -> str:
    """The value of `X-Kso-Authorization`."""
    digest = hashlib.sha256(body).hexdigest() if body else ""
    content = f"KSO-1{method}{uri}{content_type}{date}{digest}"
    return f"KSO-1 {app_id}:{_hmac_sha256(app_key, content).hex()}"


def _cipher(app_key: str, nonce: str) -> Cipher[modes.CBC]:
    key = hashlib.md5(app_key.encode(), usedforsecurity=False).hexdigest().encode()
    return Cipher(algorithms.AES256(key), modes.CBC(nonce.encode()[:BLOCK]))


def _hmac_sha256(key: str, content: str) -> bytes:
    mac = hmac.HMAC(key.encode(), hashes.SHA256())
    mac.update(content.encode())
    return mac.finalize()


def _check_published() -> None:
    text = base64.urlsafe_b64encode(_hmac_sha256("secret", "hello")).decode().rstrip("=")
    assert text == "iKqz7ejTrflNJquQ07r9SiCDBww7zOnAFO4EpEOEfAs"
    request = {"date": "Mon, 02 Jan 2006 15:04:05 GMT"}
    get = kso1("AK123456", "sk098765", method="GET", uri="/v7/test?key=value", body=b"", **request)
    assert get == "KSO-1 AK123456:ce8df66877175e5198c8ea1362ffddf82e4941c6f25a4ca205a1ad09d0faaf03"
    post = kso1("AK123456", "sk098765", uri="/v7/test/body", body=b'{"key": "value"}', **request)
    assert post == "KSO-1 AK123456:c46e6c988130818ecba2484d51ac685948fbbef6814602c7874d6bfc41dc17b3"


_check_published()
