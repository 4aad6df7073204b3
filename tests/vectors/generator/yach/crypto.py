"""The cryptography of Yach: the timestamp signature and the encrypted fields.

The known vectors are recomputed when this module is loaded, so that nothing is generated from a misread algorithm.
"""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives import hashes, hmac, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 16


def sign(secret: str, timestamp: str) -> str:
    """`sign`: base64 of HMAC-SHA256 over the timestamp and the secret, a line each. Nothing of the body."""
    mac = hmac.HMAC(secret.encode(), hashes.SHA256())
    mac.update(f"{timestamp}\n{secret}".encode())
    return base64.b64encode(mac.finalize()).decode()


def encrypt(app_key: str, plaintext: str | bytes) -> str:
    """An encrypted field: base64 of AES-128-ECB, padded as PKCS#7 says."""
    padder = padding.PKCS7(8 * BLOCK).padder()
    content = plaintext.encode() if isinstance(plaintext, str) else plaintext
    return encrypt_blocks(app_key, padder.update(content) + padder.finalize())


def encrypt_blocks(app_key: str, blocks: bytes) -> str:
    """The same over whole blocks that carry whatever padding the caller wants."""
    encryptor = _cipher(app_key).encryptor()
    return base64.b64encode(encryptor.update(blocks) + encryptor.finalize()).decode()


def decrypt_blocks(app_key: str, field: str) -> bytes:
    """The blocks under the ciphertext, padding included."""
    decryptor = _cipher(app_key).decryptor()
    return decryptor.update(base64.b64decode(field)) + decryptor.finalize()


def _cipher(app_key: str) -> Cipher[modes.ECB]:
    return Cipher(algorithms.AES128(app_key.encode()[:BLOCK].ljust(BLOCK, b"\0")), modes.ECB())  # noqa: S305


assert sign("SECexample0123456789", "1577262236757") == "qf9HvUVEFxf+O0pPV0GZyLnmFi8MooZl79QO82mcZBk="
assert encrypt("0123456789abcdef", "58230675760877818") == "ftnwCKAnSfEkyj3+z4SyRXXzjudf3WkQJvtTtEa+mPE="
assert encrypt("shortkey10", "58230675760877818") == "V41btU4nO+4QO711p7k/NEUvBGMv8BYWhd6VVaBM1Dc="
