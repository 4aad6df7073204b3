"""Diagnoses: a good event and a good card callback, broken in each way that is known, and the advice that must come first."""

from __future__ import annotations

from collections.abc import Iterator

from ... import mishaps
from ...json_text import Json, Verbatim, compact
from ...mishaps import body_of, renamed, with_body, with_headers
from ...vector import Vector, request
from .. import crypto
from ..envelope import APP_ID, APP_KEY, CARD_TARGET, NOW_MS, TIME, config, credential, kso1_headers, kso1_request, seal_for

_PLAINTEXT = b'{"chat":{"id":"8225957","type":"p2p"},"company_id":"eueue","message":{"content":{"text":{"content":"hello"}},"id":"m1","type":"text"},"send_time":1734426254026,"sender":{"id":"erueru","type":"user"}}'
_SEAL = seal_for("diagnose")
_ENVELOPE = _SEAL.envelope(_PLAINTEXT)
_DATA: str = _ENVELOPE["encrypted_data"]
_SIGNATURE: str = _ENVELOPE["signature"]
_EVENT = request(compact(_ENVELOPE), NOW_MS)
# The letters that get lost are there.
assert "+" in _DATA and "/" in _DATA and _DATA.endswith("=") and any(letter in _SIGNATURE for letter in "-_")

_LONG_KEY = "0f8c1b7e5a2d49638e1fa07cb3d95e64"
_CARD_DATA = {"company_id": "eueue", "app_ctx_id": "ctx/1", "content": {"action": "reason", "reason": "请假 one day"}}
_CALLBACK = {"callback_name": "xz_card", "app_id": APP_ID, "data": _CARD_DATA}
_TARGET = f"{CARD_TARGET}?from=a%20b"
_CARD = kso1_request(compact(_CALLBACK), target=_TARGET)


def vectors() -> Iterator[Vector]:
    yield from in_order()
    yield from spelling()
    yield from mishaps.unreadable(_EVENT, _event)
    yield _event("event_in_plaintext", "Nothing is encrypted.", _body({"topic": "t", "operation": "create", "payload": {}}), "plaintext_body")
    yield from mishaps.clocks(_EVENT, NOW_MS, _event)
    yield from times()
    yield from credentials()
    yield from ciphertexts()
    yield from card_bodies()
    yield from card_heads()


def in_order() -> Iterator[Vector]:
    yield _event("good_event", "Nothing is wrong.", _EVENT, None)
    yield _event("good_card", "Nothing is wrong.", _CARD, None)
    yield _event("good_challenge", "Nothing is wrong.", request(compact({"challenge": "c"}), NOW_MS), None)
    for name, text in mishaps.rewritings(_ENVELOPE):
        yield _event(f"good_event_{name}", "An event signs its fields, not its bytes.", with_body(_EVENT, text.encode()), None)


def spelling() -> Iterator[Vector]:
    for name, data, advice in (
        ("plus_became_space", _DATA.replace("+", " "), "plus_became_space"),
        ("percent_encoded", _DATA.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"), "encoded_twice"),
        ("url_safe", _DATA.replace("+", "-").replace("/", "_"), "base64_variant"),
        ("unpadded", _DATA.rstrip("="), "base64_variant"),
        ("url_safe_and_unpadded", _DATA.rstrip("=").replace("+", "-").replace("/", "_"), "base64_variant"),
        ("in_lines", "\n".join(_DATA[at : at + 76] for at in range(0, len(_DATA), 76)), "base64_variant"),
        ("in_lines_with_cr", "\r\n".join(_DATA[at : at + 64] for at in range(0, len(_DATA), 64)), "base64_variant"),
        ("slash_escaped_twice", _DATA.replace("/", "\\/"), "escapes_left_in"),
        ("escaped_for_html", _DATA.replace("+", "&#43;"), "escapes_left_in"),
        ("escaped_as_unicode_twice", _DATA.replace("=", "\\u003d"), "escapes_left_in"),
    ):
        yield _event(f"ciphertext_{name}", "On its way.", _body({**_ENVELOPE, "encrypted_data": data}), advice)
    for name, signature, advice in (
        ("in_standard_base64", _SIGNATURE.replace("-", "+").replace("_", "/"), "base64_variant"),
        ("padded", _SIGNATURE + "=", "base64_variant"),
        ("percent_encoded", _SIGNATURE.replace("-", "%2D").replace("_", "%5F"), "encoded_twice"),
    ):
        yield _event(f"signature_{name}", "On its way.", _body({**_ENVELOPE, "signature": signature}), advice)
    number = Verbatim(mishaps.exponent(str(TIME)))
    yield _event("time_as_float", "Read into a double and written again.", _body({**_ENVELOPE, "time": number}), "body_rewritten")
    decoded = with_body(_EVENT, body_of(_EVENT).replace(b"+", b" "))
    yield _event("body_read_as_form", "Every + of it is a space.", decoded, "plus_became_space")


def times() -> Iterator[Vector]:
    seal = seal_for("diagnose_milliseconds", time=TIME * 1000)
    milliseconds = request(compact(seal.envelope(_PLAINTEXT)), NOW_MS)
    yield _event("time_in_milliseconds", "WPS signs seconds.", milliseconds, "time_unit", contains=["1000"])


def credentials() -> Iterator[Vector]:
    def keyed(id: str, comment: str, key: str, advice: str) -> Vector:
        seal = seal_for("diagnose_key", app_key=_LONG_KEY)
        good = request(compact(seal.envelope(_PLAINTEXT)), NOW_MS)
        settings = config(credentials=credential(app_key=key))
        return mishaps.diagnosed(id, comment, settings, good, advice, excludes=[_LONG_KEY, key.strip(), "hello"])

    yield from mishaps.slips("app_key", _LONG_KEY, keyed)
    yield from mishaps.foreign("app_key", keyed)
    for name, settings, advice in (
        ("swapped", credential(APP_KEY, APP_ID), "credentials_swapped"),
        ("app_id_pasted", credential(f" {APP_ID}\n"), "white_space_in_credentials"),
        ("both_pasted", credential(f"{APP_ID} ", f"{APP_KEY} "), "white_space_in_credentials"),
        ("app_id_short", credential(APP_ID[:-1]), "character_missing"),
        ("app_id_of_wecom", credential(mishaps.FOREIGN["wecom_corp_id"], "other"), "secret_of_another_kind"),
        ("wrong_key", credential(app_key="another key"), "signature_mismatch"),
    ):
        yield _event(f"credentials_{name}", "Of the same event.", _EVENT, advice, settings=config(credentials=settings))
    many = [credential(f"AK{index}", f"key{index}") for index in range(16)] + [credential(id="late")]
    yield _event(
        "credentials_too_many",
        "The right one is the seventeenth.",
        _EVENT,
        "too_many_credentials",
        settings=config(credentials=many),
        contains=["late"],
    )
    for name, settings, advice in (
        ("swapped", credential(APP_KEY, APP_ID), "credentials_swapped"),
        ("pasted", credential(app_key=f"{APP_KEY} "), "white_space_in_credentials"),
        ("short", credential(app_key=APP_KEY[:-1]), "character_missing"),
        ("of_another_application", credential("AK654321"), "other_application"),
    ):
        yield _event(f"card_credentials_{name}", "Of a card.", _CARD, advice, settings=config(credentials=settings))


def ciphertexts() -> Iterator[Vector]:
    def sealed(encrypted_data: str) -> Json:
        return request(compact(_SEAL.around(encrypted_data)), NOW_MS)

    short = 32 - len(_PLAINTEXT) % 32
    plaintext = _PLAINTEXT if short > 16 else _PLAINTEXT + b" " * short
    count = 32 - len(plaintext) % 32
    assert count > 16
    padded = crypto.encrypt_blocks(APP_KEY, _SEAL.nonce, plaintext + bytes([count]) * count)
    yield _event("padded_to_32", "As WeCom pads; only a proved request is looked at so.", sealed(padded), "pad_block")
    other = crypto.encrypt("another key", _SEAL.nonce, _PLAINTEXT)
    yield _event("encrypted_with_another_key", "And signed with the right one.", sealed(other), "another_formula")
    url_safe = _DATA.replace("+", "-").replace("/", "_")
    yield _event("signed_in_url_safe_base64", "The sender's own.", sealed(url_safe), "base64_variant")
    unproved = {**_SEAL.around(padded), "signature": "A" * 43}
    yield _event("padded_to_32_unproved", "Nothing is said of a ciphertext that nobody signed.", _body(unproved), "signature_mismatch")


def card_bodies() -> Iterator[Vector]:
    body = body_of(_CARD)
    for name, text in mishaps.rewritings(_CALLBACK):
        yield _card(f"body_{name}", "A framework wrote it again.", with_body(_CARD, text.encode()), "body_rewritten")
    spaced = kso1_request('{"callback_name": "xz_card", "app_id": "AK123456", "data": {"content": {"action": "a/b"}}}')
    yield _card("body_compacted", "The sender's had spaces.", with_body(spaced, body_of(spaced).replace(b": ", b":").replace(b", ", b",")), "body_rewritten")
    for name, changed, advice in (
        ("with_byte_order_mark", b"\xef\xbb\xbf" + body, "byte_order_mark"),
        ("with_line_end", body + b"\n", "trailing_bytes"),
        ("with_crlf", body + b"\r\n", "trailing_bytes"),
        ("with_nul", body + b"\0", "trailing_bytes"),
        ("as_latin1", "".join(map(chr, body)).encode(), "charset_changed"),
        ("in_gbk", body.decode().encode("gbk"), "charset_changed"),
        ("with_letters_lost", body.decode().encode("ascii", "replace").replace(b"??", "\ufffd".encode()), "charset_changed"),
        ("chunked", mishaps.chunked(body), "chunked_framing"),
        ("cut", body[:-3], "body_truncated"),
    ):
        yield _card(f"body_{name}", "Every byte is signed.", with_body(_CARD, changed), advice)
    ended = kso1_request(compact(_CALLBACK) + "\n")
    yield _card("body_trimmed", "The sender's ended in a line end.", with_body(ended, body), "trailing_bytes")
    lines = kso1_request('{\n"callback_name": "xz_card"\n}')
    yield _card("body_line_ends", "LF became CRLF.", with_body(lines, body_of(lines).replace(b"\n", b"\r\n")), "line_ends_changed")
    longer = with_headers(with_body(_CARD, body + b"tail"), ("Content-Length", str(len(body))))
    yield _card("body_longer_than_declared", "What follows is not of this request.", longer, "trailing_bytes")


def card_heads() -> Iterator[Vector]:
    yield _card("method_get", "Signed is POST.", {**_CARD, "method": "GET"}, "method_mismatch")
    for name, target, more in (
        ("query_stripped", CARD_TARGET, [("X-Original-URI", _TARGET)]),
        ("path_stripped", _TARGET.removeprefix("/hook"), [("X-Forwarded-Prefix", "/hook")]),
        ("path_rewritten", "/", [("X-Original-URL", _TARGET)]),
        ("query_decoded", f"{CARD_TARGET}?from=a b", []),
        ("slash_added", _TARGET.replace("?", "/?"), []),
    ):
        yield _card(f"target_{name}", "The target is signed.", with_headers({**_CARD, "target": target}, *more), "target_rewritten")
    for name, content_type in (
        ("charset_added", "application/json; charset=utf-8"),
        ("replaced", "text/plain"),
    ):
        headers = [[key, content_type if key == "Content-Type" else value] for key, value in _CARD["headers"]]
        yield _card(f"content_type_{name}", "It is signed.", {**_CARD, "headers": headers}, "content_type_changed")
    for name, rename in (
        ("underscores", lambda name: name.replace("-", "_")),
        ("of_cgi", lambda name: "HTTP_" + name.upper().replace("-", "_")),
        ("with_prefix", lambda name: name if name == "Content-Type" else "X-Forwarded-" + name),
    ):
        yield _card(f"headers_{name}", "A gateway's names.", renamed(_CARD, rename), "header_renamed")
    yield _card("headers_none", "None were handed on.", {**_CARD, "headers": []}, "no_headers")
    for name in ("X-Kso-Authorization", "X-Kso-Date"):
        headers = [header for header in _CARD["headers"] if header[0] != name]
        yield _card(f"without_{name.lower()}", "A proxy dropped it.", {**_CARD, "headers": headers}, "header_missing", contains=[name])
    late = {**_CARD, "now_ms": NOW_MS + 432_000}
    yield _card("late", "The date is signed.", late, "clock_skew", contains=["7 min 12 s behind"])
    forged = kso1_headers(body_of(_CARD), uri=_TARGET, app_key="another key")
    yield _card("forged", "Nothing explains it.", {**_CARD, "headers": [list(header) for header in forged]}, "signature_mismatch")


def _body(envelope: Json) -> Json:
    return with_body(_EVENT, compact(envelope).encode())


def _card(id: str, comment: str, sent: Json, advice: str, **more: Json) -> Vector:
    return _event(f"card_{id}", comment, sent, advice, **more)


def _event(id: str, comment: str, sent: Json, advice: str | None, *, settings: Json = None, **more: Json) -> Vector:
    hidden = [APP_KEY, _SIGNATURE, "hello", "请假"]
    return mishaps.diagnosed(id, comment, settings or config(), sent, advice, excludes=hidden, **more)
