"""Diagnoses: a good push, broken in each way that is known, and the advice that must come first."""

from __future__ import annotations

from collections.abc import Iterator

from ... import mishaps
from ...json_text import Json, compact
from ...mishaps import renamed
from ...vector import Vector, request
from ..push import BARE, HEADER, OPEN, SECRET, push, secret_credential

_BODY = compact(push(21, {"tenant_id": "hello"}))
_IN_HEADER = {**BARE, "credentials": secret_credential()}
_IN_QUERY = {**BARE, "credentials": secret_credential("a+b/c=-s3cret", "query:token")}
_GOOD = request(_BODY, 0, method="POST", target="/hook", headers=[(HEADER, SECRET)])
_QUERY = request(_BODY, 0, method="POST", target="/hook?token=a%2Bb%2Fc%3D-s3cret")


def vectors() -> Iterator[Vector]:
    yield _push("good_header", "Nothing is wrong.", _GOOD, None)
    yield _push("good_query", "Nothing is wrong.", _QUERY, None, settings=_IN_QUERY)
    yield from places()
    yield from mishaps.unreadable(_GOOD, _push, ("in_a_string",))
    yield from credentials()


def places() -> Iterator[Vector]:
    for name, rename in (
        ("of_cgi", lambda name: "HTTP_" + name.upper().replace("-", "_")),
        ("with_underscores", lambda name: name.replace("-", "_")),
        ("with_prefix", lambda name: "X-Forwarded-" + name),
    ):
        yield _push(f"header_{name}", "A gateway's name.", renamed(_GOOD, rename), "header_renamed")
    yield _push("headers_none", "None were handed on.", {**_GOOD, "headers": []}, "no_headers")
    others = {**_GOOD, "headers": [["Host", "example.com"]]}
    yield _push("header_dropped", "A proxy dropped it.", others, "header_missing", contains=[HEADER])
    underscored = {**BARE, "credentials": secret_credential(place="header:hook_secret")}
    yield _push("header_with_underscore_dropped", "As nginx does.", others, "header_missing", settings=underscored, contains=["underscores_in_headers"])
    moved = {**_GOOD, "headers": [["Authorization", SECRET]]}
    yield _push("secret_in_another_header", "Configured is another.", moved, "secret_elsewhere", contains=["header:authorization"])
    in_query = {**_GOOD, "headers": [], "target": f"/hook?key={SECRET}"}
    yield _push("secret_in_query", "Configured is a header.", in_query, "secret_elsewhere", contains=["query:key"])
    for name, target, advice in (
        ("plus", "/hook?token=a+b%2Fc%3D-s3cret", "plus_became_space"),
        ("encoded_twice", "/hook?token=a%252Bb%252Fc%253D-s3cret", "encoded_twice"),
        ("path_only", "/hook", "no_query"),
        ("parameter_missing", "/hook?a=b", "missing_parameter"),
        ("parameter_empty", "/hook?token=", "missing_parameter"),
    ):
        yield _push(f"query_{name}", "On its way.", {**_QUERY, "target": target}, advice, settings=_IN_QUERY)
    kept = {**_QUERY, "target": "/", "headers": [["X-Original-URI", _QUERY["target"]]]}
    yield _push("query_kept_by_proxy", "A proxy kept what it took.", kept, "target_rewritten", settings=_IN_QUERY)


def credentials() -> Iterator[Vector]:
    def keyed(id: str, comment: str, secret: str, advice: str) -> Vector:
        settings = {**BARE, "credentials": secret_credential(secret, "query:token")}
        sent = {**_QUERY, "target": f"/hook?token={SECRET}"}
        return mishaps.diagnosed(id, comment, settings, sent, advice, excludes=[SECRET, secret.strip(), "hello"])

    yield from (vector for vector in mishaps.slips("shared_secret", SECRET, keyed) if "line_end" not in vector.id)
    wrong = {**BARE, "credentials": secret_credential("another secret")}
    yield _push("shared_secret_wrong", "Nothing explains it.", _GOOD, "signature_mismatch", settings=wrong)
    yield _push("nothing_chosen", "Neither a secret nor its absence is configured.", _GOOD, "choose_verification", settings=BARE)
    yield _push("open_good", "No proof is asked for.", _GOOD, None, settings=OPEN)
    many = [secret_credential(f"secret{index}") for index in range(16)] + [secret_credential(id="late")]
    yield _push("credentials_too_many", "The right one is the seventeenth.", _GOOD, "too_many_credentials", settings={**BARE, "credentials": many})


def _push(id: str, comment: str, sent: Json, advice: str | None, *, settings: Json = None, **more: Json) -> Vector:
    hidden = [SECRET, "a+b/c=-s3cret", "hello"]
    return mishaps.diagnosed(id, comment, settings or _IN_HEADER, sent, advice, excludes=hidden, **more)
