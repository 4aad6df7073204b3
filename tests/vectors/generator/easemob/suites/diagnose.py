"""Diagnoses: a good callback, broken in each way that is known, and the advice that must come first."""

from __future__ import annotations

from collections.abc import Iterator

from ... import mishaps
from ...json_text import Json, Verbatim, compact
from ...mishaps import body_of, with_body
from ...vector import Vector, request
from ..body import APPKEY, SECRET, TIMESTAMP, config, credential, signed
from ..cases import txt

_PARTS = {"eventType": "chat", "chat_type": "chat", "from": "user1", "to": "user2", "msg_id": "1", "payload": txt("hello")}
_BODY = signed("diagnose", _PARTS)
_GOOD = request(compact(_BODY), TIMESTAMP)
_TIMELY = config(tolerance_seconds=300)

_LONG_SECRET = "IFFGyBsx5pvtQYRd"


def vectors() -> Iterator[Vector]:
    yield from in_order()
    yield from spelling()
    yield from mishaps.unreadable(_GOOD, _callback)
    yield from mishaps.clocks(_GOOD, TIMESTAMP, _timely)
    yield from credentials()


def in_order() -> Iterator[Vector]:
    yield _callback("good", "Nothing is wrong.", _GOOD, None)
    for name, text in mishaps.rewritings(_BODY):
        yield _callback(f"good_{name}", "The digest covers two fields.", with_body(_GOOD, text.encode()), None)
    body = body_of(_GOOD)
    yield _callback("good_with_byte_order_mark", "Read past.", with_body(_GOOD, b"\xef\xbb\xbf" + body), None)
    yield _callback("good_with_line_end", "Read past.", with_body(_GOOD, body + b"\n"), None)


def spelling() -> Iterator[Vector]:
    for name, parts, advice in (
        ("security_in_upper_case", {"security": _BODY["security"].upper()}, "letter_case_changed"),
        ("security_masked", {"security": "*" * 32}, "signature_form"),
        ("security_cut", {"security": _BODY["security"][:31]}, "signature_form"),
        ("call_id_percent_encoded", {"callId": _BODY["callId"].replace("#", "%23")}, "encoded_twice"),
        ("timestamp_as_float", {"timestamp": Verbatim(mishaps.exponent(str(TIMESTAMP)))}, "body_rewritten"),
        ("timestamp_with_fraction", {"timestamp": Verbatim(f"{TIMESTAMP}.0")}, "body_rewritten"),
        ("without_security", {"security": ""}, "missing_signature"),
    ):
        yield _callback(name, "On its way.", with_body(_GOOD, compact({**_BODY, **parts}).encode()), advice)


def credentials() -> Iterator[Vector]:
    def keyed(id: str, comment: str, secret: str, advice: str) -> Vector:
        good = request(compact(signed("diagnose_secret", _PARTS, _LONG_SECRET)), TIMESTAMP)
        settings = config(credentials=credential(secret))
        return mishaps.diagnosed(id, comment, settings, good, advice, excludes=[_LONG_SECRET, secret.strip(), "hello"])

    yield from mishaps.slips("secret", _LONG_SECRET, keyed)
    yield from mishaps.foreign("secret", keyed)
    for name, settings, advice in (
        ("swapped", credential(APPKEY, appkey=SECRET), "credentials_swapped"),
        ("appkey_wrong", credential(appkey="easemob-demo#other"), "other_application"),
        ("of_another_application", credential("other", appkey="easemob-demo#other"), "other_application"),
        ("of_another_rule", credential("another rule's"), "signature_mismatch"),
    ):
        yield _callback(f"credentials_{name}", "Of the same rule.", _GOOD, advice, settings=config(credentials=settings))
    many = [credential(f"secret{index}") for index in range(16)] + [credential(id="late")]
    yield _callback("credentials_too_many", "The right one is the seventeenth.", _GOOD, "too_many_credentials", settings=config(credentials=many))


def _timely(id: str, comment: str, sent: Json, advice: str, **more: Json) -> Vector:
    return _callback(id, comment, sent, advice, settings=_TIMELY, **more)


def _callback(id: str, comment: str, sent: Json, advice: str | None, *, settings: Json = None, **more: Json) -> Vector:
    hidden = [SECRET, _BODY["security"], "hello"]
    return mishaps.diagnosed(id, comment, settings or config(), sent, advice, excludes=hidden, **more)
