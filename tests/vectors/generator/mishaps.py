"""What happens to a good request on its way to a receiver, and the vectors that ask `diagnose` about it.

A mishap that happens to requests of several platforms is here; one that touches a platform's own fields is in its suite.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote, quote_plus

from .json_text import Json, compact
from .vector import DERIVED, Vector, present, text_or_base64

Bytes = Callable[[bytes], bytes]


def diagnosed(
    id: str,
    comment: str,
    config: Json,
    request: Json,
    advice: str | None = None,
    *,
    contains: Iterable[str] = (),
    excludes: Iterable[str] = (),
    source: str = DERIVED,
) -> Vector:
    """A request whose diagnosis begins with this advice; with none it is in order."""
    return Vector(
        id=f"diagnose_{id}",
        comment=comment,
        source=source,
        call="diagnose",
        inputs={"config": config, "request": request},
        expect={
            "status": 0,
            "diagnosis": present(
                ok=advice is None,
                advice=advice,
                contains=list(contains) or None,
                excludes=list(excludes) or None,
            ),
        },
    )


# A body that is read before it is verified: name, comment, advice, and what happens to its bytes.
UNREADABLE: tuple[tuple[str, str, str, Bytes], ...] = (
    ("chunked", "The sizes of its chunks stand in it.", "chunked_framing", lambda body: chunked(body)),
    ("as_form_value", "A form holds it.", "form_encoded", lambda body: b"data=" + quote_plus(body).encode()),
    ("as_form_name", "Posted as a form without a name.", "form_encoded", lambda body: quote(body).encode() + b"="),
    ("url_encoded", "As if it stood in a URL.", "form_encoded", lambda body: quote(body, safe="").encode()),
    ("in_base64", "As gateways hand on what they take for binary.", "body_in_base64", base64.b64encode),
    ("in_a_string", "Serialised twice.", "body_rewritten", lambda body: json.dumps(body.decode()).encode()),
    ("utf16", "Written as UTF-16 with its mark.", "charset_changed", lambda body: body.decode().encode("utf-16")),
    ("utf16_bare", "And without.", "charset_changed", lambda body: body.decode().encode("utf-16-be")),
    ("bom_as_latin1", "A mark read as letters.", "charset_changed", lambda body: "ï»¿".encode() + body),
    ("gzip", "Compressed still.", "body_compressed", lambda body: gzip.compress(body, mtime=0)),
    ("deflate", "Compressed still.", "body_compressed", zlib.compress),
    ("half", "It ends early.", "body_truncated", lambda body: body[: len(body) // 2]),
    ("without_its_end", "Its last bracket is lost.", "body_truncated", lambda body: body.rstrip()[:-1]),
    ("empty", "Something read it before.", "body_empty", lambda body: b""),
)


def unreadable(good: Json, diagnosed: Callable[..., Vector], leave: Iterable[str] = ()) -> Iterator[Vector]:
    """The good request with its body made unreadable in each way but those left out."""
    for name, comment, advice, mishap in UNREADABLE:
        if name not in leave:
            yield diagnosed(f"body_{name}", comment, with_body(good, mishap(body_of(good))), advice)
    length = len(body_of(good)) + 1
    yield diagnosed(
        "body_shorter_than_declared",
        "Content-Length tells.",
        with_headers(with_body(good, body_of(good)[:-1]), ("Content-Length", str(length))),
        "body_truncated",
    )
    yield diagnosed("get_without_body", "Somebody opens the address.", with_body({**good, "method": "GET"}, b""), "method_mismatch")


# What pasting does to a secret.
PASTED: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("space_after", lambda text: text + " "),
    ("line_end", lambda text: text + "\r\n"),
    ("space_inside", lambda text: text[:4] + " " + text[4:]),
    ("no_break_space", lambda text: "\u00a0" + text),
    ("zero_width_space", lambda text: text + "\u200b"),
    ("byte_order_mark", lambda text: "\ufeff" + text),
    ("quotes", lambda text: f'"{text}"'),
)

# A slip of the hand: name, advice, and what it does to a secret.
SLIPS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("without_its_last", "character_missing", lambda text: text[:-1]),
    ("without_its_first", "character_missing", lambda text: text[1:]),
    ("without_one_inside", "character_missing", lambda text: text[:5] + text[6:]),
    ("with_one_too_many", "character_too_many", lambda text: text + "0"),
    ("with_one_doubled", "character_too_many", lambda text: text[:3] + text[3] + text[3:]),
)


def slips(key: str, secret: str, diagnosed: Callable[[str, str, str, str], Vector]) -> Iterator[Vector]:
    """The secret as it arrives in a configuration after each mishap."""
    for name, paste in PASTED:
        yield diagnosed(f"{key}_pasted_with_{name}", "It came along.", paste(secret), "white_space_in_credentials")
    for name, advice, slip in SLIPS:
        yield diagnosed(f"{key}_{name}", "Copied by hand.", slip(secret), advice)
    yield diagnosed(f"{key}_in_other_case", "Caps lock.", secret.swapcase(), "secret_case_changed")


# Values of other platforms, by what they are.
FOREIGN: dict[str, str] = {
    "encoding_aes_key": "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
    "wecom_corp_id": "ww5823bf96d3bd56c7",
    "wps_app_id": "AK20240101ABCDEF",
    "easemob_appkey": "easemob-demo#test",
    "robot_secret": "SECabcdef0123456789abcdef0123456789",
    "private_key": "-----BEGIN PRIVATE KEY-----",
    "address": "https://example.com/hook",
}


def foreign(key: str, diagnosed: Callable[[str, str, str, str], Vector], leave: Iterable[str] = ()) -> Iterator[Vector]:
    """A value of another kind in place of the secret."""
    for name, value in FOREIGN.items():
        if name not in leave:
            yield diagnosed(f"{key}_is_{name}", "What belongs elsewhere.", value, "secret_of_another_kind")


# Clocks: name, how far now is from the signed time in milliseconds, advice, and what the text says.
CLOCKS: tuple[tuple[str, int, str, str], ...] = (
    ("minutes_late", 432_000, "clock_skew", "7 min 12 s behind"),
    ("minutes_early", -432_000, "clock_skew", "7 min 12 s ahead"),
    ("zone_behind", 8 * 3_600_000, "time_zone", "8 h 0 min"),
    ("zone_ahead", -8 * 3_600_000 + 9_000, "time_zone", "7 h 59 min"),
    ("days_old", 3 * 86_400_000 + 4 * 3_600_000, "old_request", "3 d 4 h"),
)


def clocks(good: Json, time_ms: int, diagnosed: Callable[..., Vector]) -> Iterator[Vector]:
    """The good request, judged at other times than its own."""
    for name, away, advice, text in CLOCKS:
        request = {**good, "now_ms": time_ms + away}
        yield diagnosed(f"clock_{name}", "The signature fits, the time does not.", request, advice, contains=[text])
    request = {**good, "now_ms": time_ms // 1000}
    yield diagnosed("now_in_seconds", "The caller's now is in 1970.", request, "now_in_seconds")


def body_of(request: Json) -> bytes:
    if "body" in request:
        return request["body"].encode()
    return base64.b64decode(request["body_base64"])


def with_body(request: Json, body: bytes) -> Json:
    rest = {key: value for key, value in request.items() if not key.startswith("body")}
    return {**rest, **text_or_base64("body", body)}


def with_headers(request: Json, *headers: tuple[str, str]) -> Json:
    return {**request, "headers": [*request.get("headers", []), *map(list, headers)]}


def renamed(request: Json, rename: Callable[[str], str]) -> Json:
    return {**request, "headers": [[rename(name), value] for name, value in request["headers"]]}


def chunked(body: bytes) -> bytes:
    """The body in two chunks, as they stand on the wire."""
    pieces = (body[:20], body[20:])
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def exponent(digits: str) -> str:
    """A whole number as a language without integers writes it."""
    return f"{digits[0]}.{digits[1:].rstrip('0')}e+{len(digits) - 1:02}"


def rewritings(document: Json) -> Iterator[tuple[str, str]]:
    """A JSON document as other serialisers write what they read."""
    yield "spaced", json.dumps(document, ensure_ascii=False)
    yield "in_ascii", json.dumps(document, separators=(",", ":"))
    yield "with_slashes_escaped", compact(document).replace("/", "\\/")
    yield "indented", json.dumps(document, ensure_ascii=False, indent=2)
    yield "sorted", json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    yield "sorted_and_in_ascii", json.dumps(document, sort_keys=True)
