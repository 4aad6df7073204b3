"""Python with what most examples use: pycryptodome and the standard library's json."""

import json

import receivers
from Crypto.Cipher import AES


def decryption(key: bytes) -> receivers.Decrypt:
    """AES-256-CBC under one key, padding left on."""
    return lambda iv, ciphertext: AES.new(key, AES.MODE_CBC, iv).decrypt(ciphertext)


receivers.serve(json.loads, decryption)
