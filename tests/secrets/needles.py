"""What must be gone: the secrets of a configuration, and what the library makes of them."""

from __future__ import annotations

import base64
import hashlib
import struct
from functools import reduce

PIECE = 16

Needles = dict[str, bytes]


def pieces(name: str, secret: bytes) -> Needles:
    """The secret in pieces as long as a register, so that half of it is found too."""
    cut = range(0, max(1, len(secret) - PIECE + 1), PIECE)
    return {f"{name}, bytes {at} on": secret[at : at + PIECE] for at in cut}


def wps(app_key: str) -> Needles:
    digest = hashlib.md5(app_key.encode())
    return {
        **pieces("app_key", app_key.encode()),
        **pieces("MD5 of app_key", digest.digest()),
        **aes("the AES key of app_key", digest.hexdigest().encode()),
        **hmac_sha256("app_key", app_key.encode()),
    }


def wecom(token: str, encoding_aes_key: str) -> Needles:
    return {
        **pieces("token", token.encode()),
        **pieces("encoding_aes_key", encoding_aes_key.encode()),
        **aes("the AES key", base64.b64decode(encoding_aes_key + "=")),
    }


def easemob(secret: str) -> Needles:
    return pieces("secret", secret.encode())


def yach(secret: str, app_key: str) -> Needles:
    key = app_key.encode()[:16]
    return {
        **pieces("secret", secret.encode()),
        **hmac_sha256("secret", secret.encode()),
        **pieces("app_key", app_key.encode()),
        **aes("the AES key of app_key", key),
    }


def qiwei(shared_secret: str) -> Needles:
    digest = hashlib.sha256(shared_secret.encode()).digest()
    return {**pieces("shared_secret", shared_secret.encode()), **pieces("SHA-256 of shared_secret", digest)}


def hmac_sha256(name: str, key: bytes) -> Needles:
    """The key's two padded blocks (RFC 2104), and the state of the hash behind each, in which it is kept."""
    found: Needles = {}
    for pad, byte in (("inner", 0x36), ("outer", 0x5C)):
        block = bytes(each ^ byte for each in key.ljust(64, b"\0"))
        found |= pieces(f"{pad} HMAC pad of {name}", block[: len(key)])
        # The words of the state lie in memory as the processor has them, and SHA-NI pairs them in its own order.
        state = struct.pack("<8I", *sha256_state(block))
        found |= {f"{pad} HMAC state of {name}, words {at} and {at + 1}": state[4 * at :][:8] for at in range(0, 8, 2)}
    return found


def sha256_state(block: bytes) -> list[int]:
    """The state of SHA-256 after one block (FIPS 180-4)."""
    mask = 0xFFFFFFFF

    def turn(word: int, by: int) -> int:
        return (word >> by | word << (32 - by)) & mask

    primes = [n for n in range(2, 312) if all(n % m for m in range(2, n))]
    constants = [root(prime, 3) for prime in primes]
    start = [root(prime, 2) for prime in primes[:8]]
    words = list(struct.unpack(">16I", block))
    for at in range(16, 64):
        small = turn(words[at - 15], 7) ^ turn(words[at - 15], 18) ^ words[at - 15] >> 3
        large = turn(words[at - 2], 17) ^ turn(words[at - 2], 19) ^ words[at - 2] >> 10
        words.append((words[at - 16] + small + words[at - 7] + large) & mask)
    a, b, c, d, e, f, g, h = start
    for word, constant in zip(words, constants):
        first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + constant + word
        second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = (first + second) & mask, a, b, c, (d + first) & mask, e, f, g
    return [(one + other) & mask for one, other in zip(start, (a, b, c, d, e, f, g, h))]


def root(number: int, degree: int) -> int:
    """The first 32 bits after the point of a root."""
    scaled, low, high = number << 32 * degree, 0, 1 << 64
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= scaled else (low, middle)
    return low & 0xFFFFFFFF


def aes(name: str, key: bytes) -> Needles:
    """Every round key, as it encrypts and as it decrypts (FIPS 197, sections 5.2 and 5.3.5)."""
    found: Needles = {}
    for at, round_key in enumerate(round_keys(key)):
        found[f"{name}, round key {at}"] = round_key
        found[f"{name}, round key {at} to decrypt"] = inverse_mixed(round_key)
    return found


def round_keys(key: bytes) -> list[bytes]:
    words = [key[at : at + 4] for at in range(0, len(key), 4)]
    size, rounds = len(words), len(words) + 6
    constant = 1
    for at in range(size, 4 * (rounds + 1)):
        word = words[-1]
        if at % size == 0:
            word = bytes(SUBSTITUTE[byte] for byte in word[1:] + word[:1])
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = times(constant, 2)
        elif size > 6 and at % size == 4:
            word = bytes(SUBSTITUTE[byte] for byte in word)
        words.append(bytes(one ^ other for one, other in zip(words[at - size], word)))
    return [b"".join(words[at : at + 4]) for at in range(0, len(words), 4)]


def inverse_mixed(round_key: bytes) -> bytes:
    mixed = bytearray()
    for column in (round_key[at : at + 4] for at in range(0, 16, 4)):
        for row in range(4):
            factors = (0x0E, 0x0B, 0x0D, 0x09)
            mixed.append(reduce(int.__xor__, (times(column[(row + at) % 4], factors[at]) for at in range(4))))
    return bytes(mixed)


def times(one: int, other: int) -> int:
    """The product in the field of AES."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = one << 1 ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return product


def substitute(byte: int) -> int:
    inverse = next((other for other in range(256) if times(byte, other) == 1), 0)
    return reduce(int.__xor__, ((inverse << by | inverse >> (8 - by)) & 0xFF for by in range(5))) ^ 0x63


SUBSTITUTE = [substitute(byte) for byte in range(256)]
