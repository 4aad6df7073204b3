"""The shared secret: where it may stand, what refuses it, several at once, and receivers without any."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...json_text import Json, compact
from ...vector import Vector
from ..cases import received, refused
from ..push import BARE, CREATED_MS, HEADER, MESSAGE_ID, OPEN, SECRET, native, proven, push, secret_credential

_BODY = push(21, {"tenant_id": "wp1"})
_FIELDS = {
    "type": "record.updated",
    "time_ms": CREATED_MS,
    "tenant_id": "wp1",
    "data": {"action": "updated"},
    "native": native(21),
}
_IN_HEADER = {**BARE, "credentials": secret_credential()}
_IN_QUERY = {**BARE, "credentials": secret_credential(place="query:token")}
_ODD = "a b+c/d=é%&"
_ODD_ENCODED = "a%20b%2Bc%2Fd%3D%C3%A9%25%26"


def vectors() -> Iterator[Vector]:
    yield from headers()
    yield from queries()
    yield from headers_refused()
    yield from queries_refused()
    yield from several()
    yield from none()
    yield from order()


def headers() -> Iterator[Vector]:
    for name, headers in {
        "header": [(HEADER, SECRET)],
        "header_of_other_case": [("x-hook-secret", SECRET)],
        "header_in_upper_case": [(HEADER.upper(), SECRET)],
        "header_with_space": [(HEADER, f"  {SECRET}\t ")],
        "header_among_others": [("Host", "example.com"), (HEADER, SECRET), ("Accept", "*/*"), ("Accept", "x")],
    }.items():
        yield _proven(f"secret_in_{name}", "The value, white space around it dropped.", _IN_HEADER, headers=headers)
    yield _proven(
        "secret_in_header_beside_query",
        "The query is not looked at.",
        _IN_HEADER,
        headers=[(HEADER, SECRET)],
        target="/hook?token=wrong&token=again",
    )
    yield _proven("secret_in_header_of_get", "Nor is the method.", _IN_HEADER, headers=[(HEADER, SECRET)], method="GET")
    odd = {**BARE, "credentials": secret_credential("é + %41")}
    yield _proven("secret_in_header_verbatim", "A header is not decoded.", odd, headers=[(HEADER, "é + %41")])


def queries() -> Iterator[Vector]:
    for name, target in {
        "query": f"/hook?token={SECRET}",
        "query_among_others": f"/hook?a=1&token={SECRET}&b=2&a=3",
        "query_of_absolute_url": f"https://hook.example.com/x?token={SECRET}",
        "query_alone": f"?token={SECRET}",
        "query_before_fragment": f"/hook?token={SECRET}#x",
        "query_name_escaped": f"/hook?%74oken={SECRET}",
    }.items():
        yield _proven(f"secret_in_{name}", "The parameter, decoded once.", _IN_QUERY, target=target)
    odd = {**BARE, "credentials": secret_credential(_ODD, "query:token")}
    yield _proven("secret_in_query_encoded", "Characters of every kind.", odd, target=f"/?token={_ODD_ENCODED}")
    plus = _ODD_ENCODED.replace("%20", "+")
    yield _proven("secret_in_query_plus", "A plus is a space.", odd, target=f"/?token={plus}")
    yield _proven(
        "secret_in_query_beside_header",
        "Headers are not looked at.",
        _IN_QUERY,
        target=f"/?token={SECRET}",
        headers=[("token", "wrong"), (HEADER, "x"), (HEADER, "y")],
    )


def headers_refused() -> Iterator[Vector]:
    for name, headers, status in (
        ("missing", [], 200),
        ("missing_among_others", [("Host", "example.com")], 200),
        ("empty", [(HEADER, "")], 200),
        ("blank", [(HEADER, " \t")], 200),
        ("wrong", [(HEADER, "wrong")], 201),
        ("of_other_case", [(HEADER, SECRET.upper())], 201),
        ("cut", [(HEADER, SECRET[:-1])], 201),
        ("longer", [(HEADER, SECRET + "x")], 201),
        ("doubled_value", [(HEADER, f"{SECRET},{SECRET}")], 201),
        ("quoted", [(HEADER, f'"{SECRET}"')], 201),
        ("bearer", [(HEADER, f"Bearer {SECRET}")], 201),
        ("twice", [(HEADER, SECRET), (HEADER, SECRET)], 400),
        ("twice_other_value", [(HEADER, SECRET), (HEADER.lower(), "wrong")], 400),
        ("twice_first_empty", [(HEADER, ""), (HEADER, SECRET)], 400),
    ):
        yield _refused(f"secret_header_{name}", "A forged or broken request.", status, _IN_HEADER, headers=headers)
    yield _refused(
        "secret_in_query_not_header",
        "The right secret in the wrong place.",
        200,
        _IN_HEADER,
        target=f"/?{HEADER}={SECRET}&token={SECRET}",
    )
    inside = {**_BODY, HEADER: SECRET, "shared_secret": SECRET}
    yield _refused("secret_in_body", "The body proves nothing.", 200, _IN_HEADER, inside)


def queries_refused() -> Iterator[Vector]:
    for name, target, status in (
        ("missing", "/hook", 200),
        ("missing_among_others", "/hook?a=1", 200),
        ("empty", "/hook?token=", 200),
        ("valueless", "/hook?token", 200),
        ("of_other_case", f"/hook?Token={SECRET}", 200),
        ("in_path", f"/token={SECRET}", 200),
        ("wrong", "/hook?token=wrong", 201),
        ("cut", f"/hook?token={SECRET[:-1]}", 201),
        ("encoded_twice", "/hook?token=" + "".join(f"%25{ord(letter):02X}" for letter in SECRET), 201),
        ("twice", f"/hook?token={SECRET}&token={SECRET}", 400),
        ("twice_other_value", f"/hook?token=wrong&token={SECRET}", 400),
        ("twice_escaped", f"/hook?token={SECRET}&%74oken={SECRET}", 400),
    ):
        yield _refused(f"secret_query_{name}", "A forged or broken request.", status, _IN_QUERY, target=target)
    yield _refused(
        "secret_in_header_not_query",
        "The right secret in the wrong place.",
        200,
        _IN_QUERY,
        headers=[("token", SECRET), (HEADER, SECRET)],
    )


def several() -> Iterator[Vector]:
    old, new = secret_credential("before-rotation"), secret_credential("after-rotation")
    query = secret_credential("in-query", "query:token", id="by-query")
    for name, credentials, headers, target, credential in (
        ("list_of_one", [old], [(HEADER, "before-rotation")], None, "0"),
        ("first", [old, new], [(HEADER, "before-rotation")], None, "0"),
        ("second", [old, new], [(HEADER, "after-rotation")], None, "1"),
        ("named", [{"id": "old", **old}, {"id": "new", **new}], [(HEADER, "after-rotation")], None, "new"),
        ("single_named", {"id": "only", **old}, [(HEADER, "before-rotation")], None, "only"),
        ("other_place", [old, query], [], "/?token=in-query", "by-query"),
        ("other_place_beside_wrong", [old, query], [(HEADER, "wrong")], "/?token=in-query", "by-query"),
        ("same_secret_twice", [old, old], [(HEADER, "before-rotation")], None, "0"),
        (
            "last_of_sixteen",
            [secret_credential(f"secret-{number}") for number in range(16)],
            [(HEADER, "secret-15")],
            None,
            "15",
        ),
    ):
        yield _proven(
            f"secrets_{name}",
            "credential is the configured id, else the index as text.",
            {**BARE, "credentials": credentials},
            credential=credential,
            headers=headers,
            target=target,
        )
    both = {**BARE, "credentials": [old, query]}
    seventeen = {**BARE, "credentials": [secret_credential(f"secret-{number}") for number in range(17)]}
    yield _refused(
        "secrets_seventeenth_not_tried", "The 17th is not tried.", 201, seventeen, headers=[(HEADER, "secret-16")]
    )
    yield _refused("secrets_none_matches", "No configured secret.", 201, both, headers=[(HEADER, "wrong")])
    yield _refused("secrets_none_given", "No place is filled.", 200, both, target="/?other=1")
    yield _refused(
        "secrets_in_each_others_place",
        "Each secret where the other belongs.",
        201,
        both,
        headers=[(HEADER, "in-query")],
        target="/?token=before-rotation",
    )
    yield _refused(
        "secrets_one_place_twice",
        "A place that is configured, filled twice.",
        400,
        both,
        headers=[(HEADER, "before-rotation")],
        target="/?token=a&token=b",
    )


def none() -> Iterator[Vector]:
    for name, settings in {
        "nothing": BARE,
        "empty_list": {**BARE, "credentials": []},
    }.items():
        yield _refused(f"unverifiable_{name}", "A push proves nothing of itself.", 204, settings)
        yield _refused(
            f"unverifiable_{name}_with_header", "Nor with a header.", 204, settings, headers=[(HEADER, SECRET)]
        )
    event = expected.event("21", MESSAGE_ID, _FIELDS)
    yield received("waived", "The configuration takes pushes without a proof, and the event says so.", _BODY, [event])
    yield received(
        "waived_ignores_request",
        "Nothing of the request is looked at.",
        _BODY,
        [event],
        settings=OPEN,
        method="PUT",
        target="/?token=a&token=b",
        headers=[("X", "1"), ("X", "2")],
    )


def order() -> Iterator[Vector]:
    for name, body in {"empty": "", "text": "hello", "deep": "[" * 200, "binary": bytes(range(256))}.items():
        yield _refused(
            f"secret_before_body_{name}",
            "A forged request's body is not looked at.",
            201,
            _IN_HEADER,
            body,
            headers=[(HEADER, "wrong")],
        )
        yield _refused(f"unverifiable_before_body_{name}", "Nor when nothing can be proven.", 204, BARE, body)
    yield _refused(
        "size_before_secret",
        "A body over the cap is refused before everything.",
        500,
        {**_IN_HEADER, "max_body_bytes": 16},
        headers=[(HEADER, "wrong")],
    )
    size = len(compact(_BODY).encode())
    yield _proven(
        "size_at_limit",
        "Exactly max_body_bytes.",
        {**_IN_HEADER, "max_body_bytes": size},
        headers=[(HEADER, SECRET)],
    )
    yield _refused(
        "size_over_limit",
        "One byte more.",
        500,
        {**_IN_HEADER, "max_body_bytes": size - 1},
        headers=[(HEADER, SECRET)],
    )


def _proven(id: str, comment: str, settings: Json, *, credential: str = "0", **parts: Json) -> Vector:
    event = expected.event("21", MESSAGE_ID, _FIELDS)
    return received(id, comment, _BODY, [event], settings=settings, auth=proven(credential), **parts)


def _refused(
    id: str, comment: str, status: int, settings: Json, body: Json | str | bytes = None, **parts: Json
) -> Vector:
    content = _BODY if body is None else body
    secrets = [SECRET, "before-rotation", "after-rotation", "in-query"]
    return refused(id, comment, content, status, settings=settings, flags=("Hostile",), excludes=secrets, **parts)
