"""Diagnoses: a good callback, broken in each way that is known, and the advice that must come first."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator

from ... import mishaps
from ...json_text import Json, compact
from ...mishaps import renamed
from ...vector import Vector, request
from ..callback import APP_KEY, FORM, JSON, SECRET, TIMESTAMP, config, credential, fields, percent, signed, written
from ..crypto import sign

_FIELDS = fields("diagnose", {"content": "hello"})
_SIGN = sign(SECRET, str(TIMESTAMP))
_GOOD = request(written(_FIELDS, JSON), TIMESTAMP, method="POST", target="/hook", headers=signed())
_FORM = request(written(_FIELDS, FORM), TIMESTAMP, method="POST", target="/hook", headers=signed())
_TIMELY = config(tolerance_seconds=300)
assert "+" in _SIGN

_LONG_SECRET = "SEC0f8c1b7e5a2d49638e1fa07cb3d95e64"
# No proof covers the body, and a body like these is one.
_READ_AS_SOMETHING = ("as_form_value", "as_form_name", "url_encoded", "in_a_string")


def vectors() -> Iterator[Vector]:
    for name, good in (("json", _GOOD), ("form", _FORM)):
        yield _callback(f"good_{name}", "Nothing is wrong.", good, None)
    yield from spelling()
    yield from heads()
    yield from mishaps.unreadable(_GOOD, _callback, _READ_AS_SOMETHING)
    yield from mishaps.clocks(_GOOD, TIMESTAMP, _timely)
    yield from credentials()
    yield from formulas()


def spelling() -> Iterator[Vector]:
    for name, text, advice in (
        ("percent_encoded", percent(_SIGN), "encoded_twice"),
        ("plus_became_space", _SIGN.replace("+", " "), "plus_became_space"),
        ("url_safe", _SIGN.replace("+", "-").replace("/", "_"), "base64_variant"),
        ("unpadded", _SIGN.rstrip("="), "base64_variant"),
    ):
        yield _callback(f"sign_{name}", "On its way.", _with_sign(text), advice)
    headers = [("timestamp", mishaps.exponent(str(TIMESTAMP))), ("sign", _SIGN)]
    yield _callback("timestamp_as_float", "Read into a double.", {**_GOOD, "headers": [list(one) for one in headers]}, "body_rewritten")


def heads() -> Iterator[Vector]:
    for name, rename in (
        ("of_cgi", lambda name: "HTTP_" + name.upper()),
        ("with_prefix", lambda name: "X-Yach-" + name),
    ):
        yield _callback(f"headers_{name}", "A gateway's names.", renamed(_GOOD, rename), "header_renamed")
    yield _callback("headers_none", "None were handed on.", {**_GOOD, "headers": []}, "no_headers")
    for name in ("sign", "timestamp"):
        headers = [header for header in _GOOD["headers"] if header[0] != name]
        yield _callback(f"without_{name}", "A proxy dropped it.", {**_GOOD, "headers": headers}, "header_missing", contains=[name])


def credentials() -> Iterator[Vector]:
    def keyed(id: str, comment: str, secret: str, advice: str) -> Vector:
        good = {**_GOOD, "headers": [list(header) for header in signed(secret=_LONG_SECRET)]}
        settings = config(credentials=credential(secret))
        return mishaps.diagnosed(id, comment, settings, good, advice, excludes=[_LONG_SECRET, secret.strip(), "hello"])

    yield from mishaps.slips("secret", _LONG_SECRET, keyed)
    yield from mishaps.foreign("secret", keyed, ("robot_secret",))
    for name, settings, advice in (
        ("swapped", credential(APP_KEY, app_key=SECRET), "credentials_swapped"),
        ("of_another_robot", credential("SECanother0123456789"), "unconfirmed_scheme"),
    ):
        yield _callback(f"credentials_{name}", "Of the same robot.", _GOOD, advice, settings=config(credentials=settings))
    judged = [credential("SECanother0123456789"), {"secret": SECRET, "id": "silent"}]
    yield _callback("credential_without_sign", "It only signs.", _GOOD, "credential_without_sign", settings=config(credentials=judged), contains=["silent"])
    many = [credential(f"secret{index}") for index in range(16)] + [credential(id="late")]
    yield _callback("credentials_too_many", "The right one is the seventeenth.", _GOOD, "too_many_credentials", settings=config(credentials=many))


def formulas() -> Iterator[Vector]:
    text = str(TIMESTAMP)
    for name, key, message in (
        ("message_as_key", f"{text}\n{SECRET}", ""),
        ("timestamp_alone", SECRET, text),
        ("timestamp_and_body", SECRET, f"{text}\n{compact(_FIELDS)}"),
    ):
        tag = hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()
        sent = _with_sign(base64.b64encode(tag).decode())
        yield _callback(f"formula_{name}", "The vendor's is not published.", sent, "another_formula")


def _with_sign(text: str) -> Json:
    return {**_GOOD, "headers": [["timestamp", str(TIMESTAMP)], ["sign", text]]}


def _timely(id: str, comment: str, sent: Json, advice: str, **more: Json) -> Vector:
    return _callback(id, comment, sent, advice, settings=_TIMELY, **more)


def _callback(id: str, comment: str, sent: Json, advice: str | None, *, settings: Json = None, **more: Json) -> Vector:
    return mishaps.diagnosed(id, comment, settings or config(), sent, advice, excludes=[SECRET, _SIGN, "hello"], **more)
