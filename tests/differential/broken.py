"""Ways to break what is encrypted. Each gives what it breaks and the broken plaintext or ciphertext, ready to be sealed:
under the right key and the right signature, so that nothing but the receiver's own checks stands in the way."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Iterator

Broken = Iterator[tuple[str, bytes]]

BLOCK = 16


def pads(plain_of: Callable[[int], bytes], block: int) -> Broken:
    """Plaintext with every pad that is none: each byte of each pad changed, none at all, too long, longer than the text.

    `plain_of` gives a plaintext that has so many bytes more than the shortest: the pad is all that is wrong.
    """

    def before(pad: int) -> bytes:
        return plain_of((-len(plain_of(0)) - pad) % block)

    for pad in range(1, block + 1):
        for at in range(pad - 1):
            padding = bytearray([pad] * pad)
            padding[at] ^= 1 << (at % 8)
            yield "one byte of the pad is another", before(pad) + bytes(padding)
    for pad in range(block):
        yield "the last byte is 0", before(pad) + b"\x00" * pad if pad else before(1) + b"\x00"
    for pad in range(block + 1, 256):
        yield f"a pad of more than {block} bytes", before(pad) + bytes([pad]) * pad
        yield f"a last byte of more than {block}", before(block) + bytes([block] * (block - 1) + [pad])
    for pad in range(BLOCK + 1, block + 1):
        yield "a pad longer than all there is", bytes([pad]) * BLOCK


def ciphertexts(cipher: bytes, rng: random.Random) -> Broken:
    """Ciphertext cut, lengthened and with bits flipped."""
    for less in range(1, BLOCK):
        yield "cut inside a block", cipher[:-less]
    for blocks in range(len(cipher) // BLOCK):
        yield "cut between blocks", cipher[: blocks * BLOCK]
    for more in range(1, BLOCK):
        yield "bytes after the last block", cipher + rng.randbytes(more)
    for blocks in range(1, 9):
        yield "blocks after the last one", cipher + rng.randbytes(blocks * BLOCK)
    tail = range(max(0, len(cipher) - 3 * BLOCK), len(cipher))
    for at in tail:
        for bit in range(8):
            flipped = bytearray(cipher)
            flipped[at] ^= 1 << bit
            yield "a bit flipped near the end, signed so", bytes(flipped)


def base64_texts(cipher: bytes) -> Iterator[tuple[str, str]]:
    """Base64 that is none, or none of the standard alphabet with its padding."""
    good = base64.b64encode(cipher).decode()
    assert good.endswith("="), "the case needs padding to leave out"
    middle = len(good) // 2
    for stray in " \t\r\n!*-_.:%\x00\u00a0，":
        yield "a character that base64 does not have", good[:middle] + stray + good[middle:]
        yield "a character that base64 does not have", good + stray
        yield "a character that base64 does not have", stray + good
    yield "the padding of base64 left out", good.rstrip("=")
    yield "more padding than base64 has", good + "="
    yield "more padding than base64 has", good + "===="
    yield "text after the padding of base64", good + "QUFB"
    yield "text after the padding of base64", good + good
    yield "padding in the middle of base64", good[:4] + "=" + good[4:]
    swapped = good.replace("+", "-").replace("/", "_")
    if swapped != good:
        yield "the alphabet of URLs", swapped
    yield "bits after the end of base64", trailing_bits(good)
    yield "nothing", ""


def trailing_bits(good: str) -> str:
    """The same bytes, with bits set that belong to none."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    end = good.rstrip("=")
    return end[:-1] + alphabet[alphabet.index(end[-1]) + 1] + "=" * (len(good) - len(end))
