"""The callback cryptography of WeCom and WeChat (WXBizMsgCrypt).

The vendor's published check of an address is recomputed when this module is loaded, so that
nothing is generated from a misread algorithm.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAD_BLOCK = 32
AES_BLOCK = 16


def key_of(encoding_aes_key: str) -> bytes:
    """The AES key. The last of the 43 characters carries two bits that belong to nothing."""
    return base64.b64decode(encoding_aes_key + "=")


def sign(token: str, timestamp: str, nonce: str, encrypted: str) -> str:
    """Lowercase hex SHA-1 over the four values, sorted by their bytes."""
    parts = sorted(part.encode() for part in (token, timestamp, nonce, encrypted))
    return hashlib.sha1(b"".join(parts), usedforsecurity=False).hexdigest()


def random_for(nonce: str) -> bytes:
    """The 16 random bytes of everything generated here, and of a sealed request whose nonce is given."""
    return hashlib.sha256(nonce.encode()).digest()[:16]


def framed(random: bytes, message: bytes, receive_id: str | bytes, length: int | None = None) -> bytes:
    """random ‖ length ‖ message ‖ receive id; `length` lies about the message when given."""
    trailing = receive_id.encode() if isinstance(receive_id, str) else receive_id
    return random + (len(message) if length is None else length).to_bytes(4, "big") + message + trailing


def padded(content: bytes, block: int = PAD_BLOCK) -> bytes:
    """The content with PKCS#7 padding of 1 to `block` bytes."""
    count = block - len(content) % block
    return content + bytes([count]) * count


def encrypt_blocks(encoding_aes_key: str, blocks: bytes) -> str:
    """base64 of the ciphertext of whole blocks that carry whatever padding the caller wants."""
    encryptor = _cipher(encoding_aes_key).encryptor()
    return base64.b64encode(encryptor.update(blocks) + encryptor.finalize()).decode()


def encrypt(encoding_aes_key: str, random: bytes, message: bytes, receive_id: str | bytes) -> str:
    return encrypt_blocks(encoding_aes_key, padded(framed(random, message, receive_id)))


def decrypt(encoding_aes_key: str, encrypted: str) -> tuple[bytes, bytes]:
    """The message and the receive id of a ciphertext that is in order."""
    decryptor = _cipher(encoding_aes_key).decryptor()
    blocks = decryptor.update(base64.b64decode(encrypted)) + decryptor.finalize()
    count = blocks[-1]
    assert 1 <= count <= PAD_BLOCK and blocks.endswith(bytes([count]) * count)
    content = blocks[16:-count]
    length = int.from_bytes(content[:4], "big")
    assert length <= len(content) - 4
    return content[4 : 4 + length], content[4 + length :]


def _cipher(encoding_aes_key: str) -> Cipher[modes.CBC]:
    key = key_of(encoding_aes_key)
    return Cipher(algorithms.AES256(key), modes.CBC(key[:AES_BLOCK]))


def _check_published() -> None:
    echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
    assert sign("QDG6eK", "1409659589", "263014780", echo) == "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"
    key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
    message, receive_id = decrypt(key, echo)
    assert (message, receive_id) == (b"1616140317555161061", b"wx5823bf96d3bd56c7")
    assert encrypt(key, b"c41b64491c2468d0", message, receive_id) == echo


_check_published()
