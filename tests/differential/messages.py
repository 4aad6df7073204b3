"""Random messages: lengths that crowd around the borders of blocks and pads, text of all of Unicode."""

from __future__ import annotations

import random
import string

LONGEST = 64 << 10

# Where a pad, a block, a page of base64 or a length field changes.
BORDERS = (0, 16, 32, 48, 64, 96, 128, 256, 1024, 4096)

SURROGATES = range(0xD800, 0xE000)


def size(rng: random.Random) -> int:
    """Bytes: mostly near a border, now and then anything up to 64 KiB."""
    kind = rng.random()
    if kind < 0.6:
        return max(0, rng.choice(BORDERS) + rng.randint(-21, 21))
    if kind < 0.97:
        return rng.randint(0, 2048)
    return rng.randint(0, LONGEST)


def text(rng: random.Random, length: int) -> str:
    """Text of so many bytes in UTF-8."""
    kind = rng.randrange(4)
    if kind == 0:
        return "".join(rng.choices(string.printable, k=length))
    if kind == 1:
        return rng.choice("今天的构建通过了") * (length // 3) + "." * (length % 3)
    letters, left = [], length
    while left > 0:
        letter = chr(point(rng)) if left >= 4 else chr(rng.randrange(0x80))
        letters.append(letter)
        left -= len(letter.encode())
    return "".join(letters)


def point(rng: random.Random) -> int:
    """Any code point that is a character, each plane and each length of UTF-8 as likely."""
    found = rng.choice(
        (rng.randrange(0x80), rng.randrange(0x80, 0x800), rng.randrange(0x800, 0x10000), rng.randrange(0x110000))
    )
    return 0xFFFD if found in SURROGATES else found


def message(rng: random.Random) -> str:
    return text(rng, size(rng))


def nonce(rng: random.Random, shortest: int) -> str:
    """A nonce of at least so many bytes: digits as a rule, sometimes whatever fits into text."""
    length = shortest + rng.choice((0, 0, 1, 8, 16, 24))
    if rng.random() < 0.7:
        return "".join(rng.choices(string.ascii_letters + string.digits, k=length))
    return text(rng, length).replace("\x00", "0") or "0"


def time(rng: random.Random) -> int:
    """Unix seconds between 2001 and 2286: numbers of ten digits."""
    return rng.randrange(10**9, 10**10)
