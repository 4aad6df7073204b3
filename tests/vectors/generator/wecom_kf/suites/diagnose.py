"""Diagnoses: a good callback and a good check of the address, broken in each way that is known, and the advice that must come first."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from ... import mishaps
from ...json_text import Json, compact
from ...mishaps import body_of, with_body, with_headers
from ...vector import Vector, failure, request
from .. import crypto
from ..envelope import (
    AES_KEY,
    CORP,
    NOW_MS,
    PATH,
    TIME,
    TOKEN,
    Seal,
    check_request,
    config,
    credential,
    json_body,
    seal_for,
    target,
    xml_body,
)

_MESSAGE = "<xml><ToUserName>ww</ToUserName><MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>hello</Token></xml>"
_NUMBER = "5927782489442352469 and so on, until the ciphertext ends in a padding of base64"


def _seal_of(message: str) -> Seal:
    """A seal whose ciphertext has the letters that get lost."""
    seals = (seal_for(f"diagnose_{index}") for index in range(100))
    return next(seal for seal in seals if set("+/=") <= set(seal.encrypt(message)))


_SEAL = _seal_of(_MESSAGE)
_ENCRYPTED = _SEAL.encrypt(_MESSAGE)
_QUERY = _SEAL.query(_ENCRYPTED)
_POST = _SEAL.post(_MESSAGE)
_JSON = with_body(_POST, json_body(_ENCRYPTED).encode())

_CHECK_SEAL = _seal_of(_NUMBER)
_ECHO = _CHECK_SEAL.encrypt(_NUMBER)
_CHECK = _CHECK_SEAL.get(_NUMBER)


def vectors() -> Iterator[Vector]:
    yield from in_order()
    yield from spelling()
    yield from bodies()
    yield from heads()
    yield from mishaps.clocks(_POST, NOW_MS, _post)
    yield from credentials()
    yield from ciphertexts()
    yield from configurations()


def in_order() -> Iterator[Vector]:
    yield _post("good_post", "Nothing is wrong.", _POST, None)
    yield _post("good_post_in_json", "Nothing is wrong.", _JSON, None)
    yield _post("good_check", "Nothing is wrong.", _CHECK, None)
    bare = f"{PATH}?" + "&".join(f"{name}={value}" for name, value in {**_CHECK_SEAL.query(_ECHO), "echostr": _ECHO}.items())
    yield _post("good_check_with_bare_plus", "A + in a query is itself.", {**_CHECK, "target": bare}, None)
    for name, changed in (
        ("byte_order_mark", b"\xef\xbb\xbf" + body_of(_POST)),
        ("line_end", body_of(_POST) + b"\r\n"),
        ("white_space", body_of(_POST).replace(b"><", b">\n  <")),
    ):
        yield _post(f"good_post_with_{name}", "Only the ciphertext is signed.", with_body(_POST, changed), None)


def spelling() -> Iterator[Vector]:
    for name, comment, advice, changed in (
        ("plus_became_space", "Decoded as a form.", "plus_became_space", lambda text: text.replace("+", " ")),
        ("percent_encoded", "Not decoded, or encoded again.", "encoded_twice", lambda text: quote(text, safe="")),
        ("url_safe", "Another alphabet.", "base64_variant", lambda text: text.replace("+", "-").replace("/", "_")),
        ("unpadded", "Its end is lost.", "base64_variant", lambda text: text.rstrip("=")),
        ("in_lines", "Broken for mail.", "base64_variant", lambda text: "\n".join((text[:76], text[76:]))),
        ("escaped_for_html", "Escaped again.", "escapes_left_in", lambda text: text.replace("+", "&#43;")),
        ("slash_escaped", "Cut out of JSON.", "escapes_left_in", lambda text: text.replace("/", "\\/")),
    ):
        sent = check_request({**_CHECK_SEAL.query(_ECHO), "echostr": changed(_ECHO)})
        yield _post(f"echostr_{name}", comment, sent, advice)
        document = xml_body(changed(_ENCRYPTED)).encode()
        yield _post(f"encrypt_{name}", comment, with_body(_POST, document), advice)
        if name != "slash_escaped":
            yield _post(f"encrypt_in_json_{name}", comment, with_body(_JSON, json_body(changed(_ENCRYPTED)).encode()), advice)
    upper = {**_QUERY, "msg_signature": _QUERY["msg_signature"].upper()}
    yield _post("signature_in_upper_case", "Somebody normalises hex.", {**_POST, "target": target(upper)}, "letter_case_changed")
    cut = {**_QUERY, "msg_signature": _QUERY["msg_signature"][:-1]}
    yield _post("signature_cut", "39 digits.", {**_POST, "target": target(cut)}, "signature_form")


def bodies() -> Iterator[Vector]:
    yield from mishaps.unreadable(_POST, _post, ("bom_as_latin1",))
    for name, document in (
        ("xml_as_lists", {"xml": {"ToUserName": [CORP], "Encrypt": [_ENCRYPTED]}}),
        ("xml_as_object", {"xml": {"ToUserName": CORP, "Encrypt": _ENCRYPTED}}),
        ("xml_with_cdata", {"xml": {"Encrypt": {"$cdata": _ENCRYPTED}}}),
    ):
        yield _post(f"{name}_in_json", "A framework read XML and wrote JSON.", with_body(_POST, compact(document).encode()), "body_rewritten")
    for name, document in (
        ("xml", _MESSAGE),
        ("json", compact({"ToUserName": CORP, "MsgType": "event", "Event": "enter_agent"})),
        ("suite_ticket", "<xml><SuiteId>ww1</SuiteId><InfoType>suite_ticket</InfoType></xml>"),
    ):
        yield _post(f"plaintext_{name}", "The mode is not encrypted.", with_body(_POST, document.encode()), "plaintext_body")


def heads() -> Iterator[Vector]:
    yield _post("post_as_get", "The method was lost.", {**_POST, "method": "GET"}, "method_mismatch")
    yield _post("check_as_post", "The method was lost.", {**_CHECK, "method": "POST"}, "method_mismatch")
    whole = _POST["target"]
    yield _post("path_only", "The query was lost.", {**_POST, "target": PATH}, "no_query")
    yield _post("check_path_only", "The query was lost.", {**_CHECK, "target": PATH}, "no_query")
    for name in ("X-Original-URI", "X-Original-URL", "X-Forwarded-Uri", "X-Envoy-Original-Path"):
        sent = with_headers({**_POST, "target": PATH}, (name, whole))
        yield _post(f"path_only_beside_{name.lower()}", "A proxy kept what it took.", sent, "target_rewritten")
    for name in ("msg_signature", "timestamp", "nonce"):
        rest = {key: value for key, value in _QUERY.items() if key != name}
        yield _post(f"without_{name}", "Part of the query was lost.", {**_POST, "target": target(rest)}, "missing_parameter", contains=[name])
    encoded = PATH + "?" + "&".join(f"{name}={quote(quote(value, safe=''), safe='')}" for name, value in {**_CHECK_SEAL.query(_ECHO), "echostr": _ECHO}.items())
    yield _post("query_encoded_twice", "By a proxy.", {**_CHECK, "target": encoded}, "encoded_twice")


def credentials() -> Iterator[Vector]:
    def keyed(id: str, comment: str, token: str, advice: str) -> Vector:
        settings = config(credentials=credential(token=token))
        return mishaps.diagnosed(id, comment, settings, _POST, advice, excludes=[TOKEN, token.strip(), AES_KEY, "hello"])

    yield from mishaps.slips("token", TOKEN, keyed)
    yield from mishaps.foreign("token", keyed)
    for name, settings, advice in (
        ("token_and_receive_id_swapped", credential(token=CORP, receive_id=TOKEN), "credentials_swapped"),
        ("token_wrong", credential(token="AnotherToken"), "signature_mismatch"),
        ("key_wrong", credential(encoding_aes_key=mishaps.FOREIGN["encoding_aes_key"]), "wrong_encoding_aes_key"),
        ("receive_id_wrong", credential(receive_id="wwanothercorp00002"), "wrong_receive_id"),
        ("receive_id_of_another_case", credential(receive_id=CORP.upper()), "wrong_receive_id"),
        ("receive_id_empty", credential(receive_id=""), "wrong_receive_id"),
    ):
        yield _post(f"credentials_{name}", "Of the same callback.", _POST, advice, settings=config(credentials=settings))
    yield _post(
        "credentials_receive_id_named",
        "The signature has been verified: whom the message names may be said.",
        _POST,
        "wrong_receive_id",
        settings=config(credentials=credential(receive_id="wwanothercorp00002")),
        contains=[CORP],
    )
    nobody = seal_for("diagnose_nobody", receive_id="").post(_MESSAGE)
    yield _post("receive_id_where_none_is_named", "An internal bot.", nobody, "wrong_receive_id", contains=["names nobody"])
    many = [credential(f"token{index}", receive_id=f"ww{index}") for index in range(16)] + [credential(id="late", receive_id="ww17")]
    yield _post("credentials_too_many", "The right one is the seventeenth.", _POST, "too_many_credentials", settings=config(credentials=many))


def ciphertexts() -> Iterator[Vector]:
    def sealed(seal: Seal, encrypted: str) -> Json:
        return request(xml_body(encrypted), NOW_MS, method="POST", target=target(seal.query(encrypted)))

    url_safe = _ENCRYPTED.replace("+", "-").replace("/", "_")
    yield _post("signed_in_url_safe_base64", "The sender's own.", sealed(_SEAL, url_safe), "base64_variant")
    framed = crypto.framed(crypto.random_for("pad"), _MESSAGE.encode(), CORP)
    encrypted = crypto.encrypt_blocks(AES_KEY, crypto.padded(framed, 16))
    yield _post("padded_to_16", "A pad of 1 to 16 bytes is one of 1 to 32.", sealed(_SEAL, encrypted), None)
    old = seal_for("diagnose_microseconds", timestamp=TIME * 1_000_000)
    yield _post("time_in_microseconds", "Seconds are due.", old.post(_MESSAGE), "time_unit")


def configurations() -> Iterator[Vector]:
    for name, settings, words in (
        ("token_and_key_swapped", credential(AES_KEY, TOKEN), ["wrong way round"]),
        ("key_short", credential(encoding_aes_key=AES_KEY[:-1]), ["43 characters", "42"]),
        ("key_with_padding", credential(encoding_aes_key=AES_KEY + "="), ["43 characters", "44", "="]),
        ("key_with_other_letters", credential(encoding_aes_key=AES_KEY[:-1] + "*"), ["43 characters", "letters"]),
    ):
        yield Vector(
            id=f"config_{name}",
            comment="What the configuration shows by itself is said when the receiver is made.",
            call="receiver_new",
            inputs={"config": config(credentials=settings)},
            expect=failure(101, contains=["encoding_aes_key", *words], excludes=[AES_KEY[:-1], TOKEN]),
        )


def _post(id: str, comment: str, sent: Json, advice: str | None, *, settings: Json = None, **more: Json) -> Vector:
    hidden = [TOKEN, AES_KEY, _QUERY["msg_signature"], _CHECK_SEAL.query(_ECHO)["msg_signature"], "hello", _NUMBER]
    return mishaps.diagnosed(id, comment, settings or config(), sent, advice, excludes=hidden, **more)
