"""Python with the fast libraries."""

import orjson
import receivers
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC


def decryption(key: bytes) -> receivers.Decrypt:
    """AES-256-CBC under one key, padding left on."""
    algorithm = AES(key)

    def decrypt(iv: bytes, ciphertext: bytes) -> bytes:
        decryptor = Cipher(algorithm, CBC(iv)).decryptor()
        return decryptor.update(ciphertext) + decryptor.finalize()

    return decrypt


receivers.serve(orjson.loads, decryption)
