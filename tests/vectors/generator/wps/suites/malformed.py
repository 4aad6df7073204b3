"""Event requests that break the format: no JSON, no UTF-8, fields missing, repeated or of the wrong type."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector
from .. import sources
from ..cases import refused
from ..envelope import seal_for

_PLAINTEXT = b'{"company_id":"eueue","message":{"id":"m1","type":"text","content":{"text":{"content":"hi"}}}}'
_FIELDS = ("topic", "operation", "time", "nonce", "signature", "encrypted_data")
_PROOF_FIELDS = ("topic", "time", "nonce", "signature", "encrypted_data")


def vectors() -> Iterator[Vector]:
    yield from not_an_envelope()
    yield from not_utf8()
    yield from fields_missing()
    yield from fields_of_wrong_type()
    yield from times_of_wrong_form()
    yield from repeated_keys()
    yield from plaintext_not_json()


def not_an_envelope() -> Iterator[Vector]:
    envelope = compact(_envelope("not_an_envelope"))
    for name, body in {
        "empty": "",
        "blank": " \r\n\t",
        "text": "hello",
        "form": "topic=kso.app_chat.message&operation=create",
        "xml": "<xml><ToUserName/></xml>",
        "cut": envelope[:-1],
        "cut_in_a_string": envelope[: len(envelope) // 2],
        "trailing_text": envelope + " x",
        "two_values": envelope + envelope,
        "trailing_comma": envelope[:-1] + ",}",
        "single_quotes": envelope.replace('"', "'"),
        "comment": "/* */" + envelope,
        "nul": "\0",
        "nul_after": envelope + "\0",
        "nul_inside": envelope.replace("create", "cre\0ate"),
        "control_character_in_string": envelope.replace("create", "cre\tate"),
        "array": f"[{envelope}]",
        "string": compact(envelope),
        "number": "1",
        "null": "null",
        "true": "true",
        "object_empty": "{}",
        "object_of_others": '{"hello":"world"}',
    }.items():
        yield _refused(f"body_{name}", "No event envelope in JSON.", body, 400)


def not_utf8() -> Iterator[Vector]:
    envelope = compact(_envelope("not_utf8")).encode()
    for name, body in {
        "invalid_utf8": envelope.replace(b"create", b"cre\xff\xfeate"),
        "overlong_utf8": envelope.replace(b"create", b"cre\xc0\xafate"),
        "surrogate_utf8": envelope.replace(b"create", b"cre\xed\xa0\x80ate"),
        "utf16": envelope.decode().encode("utf-16-le"),
        "binary": bytes(range(256)),
    }.items():
        yield _refused(f"body_{name}", "A signed request is UTF-8.", body, 400)


def fields_missing() -> Iterator[Vector]:
    envelope = _envelope("fields_missing")
    for name in _FIELDS:
        if name != "signature":
            rest = {key: value for key, value in envelope.items() if key != name}
            yield _refused(f"missing_{name}", "A required field is not there.", rest, 400)


def fields_of_wrong_type() -> Iterator[Vector]:
    envelope = _envelope("fields_of_wrong_type")
    wrong = {"number": 7, "object": {}, "array": [], "boolean": True}
    for field in _FIELDS:
        for name, value in wrong.items():
            if (field, name) != ("time", "number"):
                yield _refused(f"{field}_is_{name}", "A field of the wrong type.", {**envelope, field: value}, 400)
    for field in _FIELDS:
        if field != "signature":
            yield _refused(f"{field}_is_null", "null is no value.", {**envelope, field: None}, 400)


def times_of_wrong_form() -> Iterator[Vector]:
    envelope = _envelope("times_of_wrong_form")
    for name, value in {
        "text": "yesterday",
        "empty": "",
        "fraction": Verbatim("1704074400.5"),
        "exponent": Verbatim("17040744e2"),
        "fraction_text": "1704074400.0",
        "spaces": " 1704074400 ",
    }.items():
        changed = {**envelope, "time": value}
        yield _refused(f"time_is_{name}", "time is an integer, or its digits in a string.", changed, 400)


def repeated_keys() -> Iterator[Vector]:
    envelope = _envelope("repeated_keys")
    for name in _PROOF_FIELDS:
        pair = f'"{name}":{compact(envelope[name])}'
        body = compact(envelope)
        twice = f"{{{pair},{body[1:]}"
        yield _refused(f"repeated_{name}", "A key of the proof twice, same value.", twice, 400, flags=("Hostile",))
        other = '"x"' if name != "time" else "1"
        yield _refused(
            f"repeated_{name}_other_value",
            "A key of the proof twice: which one a reader takes is no question to ask.",
            f'{{"{name}":{other},{body[1:]}',
            400,
            flags=("Hostile",),
        )
    escaped = compact(envelope)[:-1] + ',"top\\u0069c":"kso.dept"}'
    yield _refused("repeated_topic_escaped", "The same key, spelt with an escape.", escaped, 400, flags=("Hostile",))


def plaintext_not_json() -> Iterator[Vector]:
    for name, plaintext in {
        "text": b"hello",
        "cut": b'{"a":1',
        "trailing_text": b'{"a":1} x',
        "two_values": b"{}{}",
        "blank": b"  \r\n",
        "bom_only": b"\xef\xbb\xbf",
        "nul": b"\0",
        "nul_after": b"{}\0",
        "nan": b'{"a":NaN}',
        "leading_zero": b'{"a":01}',
        "bad_escape": b'{"a":"\\x41"}',
        "bad_unicode_escape": b'{"a":"\\u12g4"}',
        "xml": b"<xml/>",
    }.items():
        envelope = seal_for(f"plaintext_{name}").envelope(plaintext)
        yield _refused(f"plaintext_{name}", "Verified and decrypted, but no JSON.", envelope, 401)


def _envelope(name: str) -> dict[str, Json]:
    return seal_for(name).envelope(_PLAINTEXT)


def _refused(id: str, comment: str, body: Json | str | bytes, status: int, **more: Json) -> Vector:
    return refused(id, comment, body, status, **{"source": sources.EVENT_SECURITY, "flags": ("Malformed",), **more})
