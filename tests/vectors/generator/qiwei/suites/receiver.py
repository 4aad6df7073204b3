"""`receiver_new`: configurations that are taken, and mistakes that are named without showing a secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...json_text import Json
from ...vector import Vector, failure
from ..push import BARE, OPEN, SECRET, secret_credential


def vectors() -> Iterator[Vector]:
    yield from taken()
    yield from refused()


def taken() -> Iterator[Vector]:
    common = {
        "tolerance_seconds": 0,
        "max_body_bytes": 4096,
        "max_payload_bytes": 65536,
        "max_depth": 16,
        "raw": "omit",
        "format": "cloudevents",
    }
    for name, settings in {
        "minimal": BARE,
        "waived": OPEN,
        "one_credential": {**BARE, "credentials": secret_credential()},
        "query": {**BARE, "credentials": secret_credential(place="query:token")},
        "query_of_any_name": {**BARE, "credentials": secret_credential(place="query:my token:1")},
        "several": {**BARE, "credentials": [secret_credential(id="a"), secret_credential("other")]},
        "every_key": {**BARE, **common, "credentials": [secret_credential(id="a")]},
        "waived_every_key": {**OPEN, **common},
    }.items():
        yield Vector(
            id=f"config_{name}",
            comment="A configuration that is taken.",
            call="receiver_new",
            inputs={"config": settings},
            expect={"status": 0},
        )


def refused() -> Iterator[Vector]:
    for name, value in {"text": "all", "true": True, "list": ["none"], "empty": "", "case": "None"}.items():
        yield _refused(f"verification_{name}", {**BARE, "verification": value}, ["verification"])
    both = {**OPEN, "credentials": secret_credential()}
    yield _refused("verification_beside_credentials", both, ["verification"])
    yield _refused("unknown_key", {**BARE, "allow_unverified": ["push"]}, ["allow_unverified"])
    for name, changed, key in (
        ("secret_missing", {"shared_secret": None}, "shared_secret"),
        ("secret_empty", {"shared_secret": ""}, "shared_secret"),
        ("secret_number", {"shared_secret": 7}, "shared_secret"),
        ("secret_line_feed", {"shared_secret": f"{SECRET}\n"}, "shared_secret"),
        ("secret_outer_space", {"shared_secret": f" {SECRET}"}, "shared_secret"),
        ("place_missing", {"shared_secret_in": None}, "shared_secret_in"),
        ("place_empty", {"shared_secret_in": ""}, "shared_secret_in"),
        ("place_number", {"shared_secret_in": 7}, "shared_secret_in"),
        ("place_name_alone", {"shared_secret_in": "X-Secret"}, "shared_secret_in"),
        ("place_body", {"shared_secret_in": "body:secret"}, "shared_secret_in"),
        ("place_of_other_case", {"shared_secret_in": "Header:X-Secret"}, "shared_secret_in"),
        ("place_header_nameless", {"shared_secret_in": "header:"}, "shared_secret_in"),
        ("place_query_nameless", {"shared_secret_in": "query:"}, "shared_secret_in"),
        ("place_header_space", {"shared_secret_in": "header: X-Secret"}, "shared_secret_in"),
        ("place_header_colon", {"shared_secret_in": "header:X:Secret"}, "shared_secret_in"),
        ("place_header_line_feed", {"shared_secret_in": "header:X\r\nY"}, "shared_secret_in"),
        ("place_header_not_ascii", {"shared_secret_in": "header:密钥"}, "shared_secret_in"),
        ("unknown_credential_key", {"token": "x"}, "token"),
        ("id_number", {"id": 7}, "id"),
    ):
        for form in ("one", "list"):
            credential = {**secret_credential(), **changed}
            if form == "list":
                credential = [secret_credential("first"), credential]
            yield _refused(f"{name}_{form}", {**BARE, "credentials": credential}, [key])
    yield _refused("credentials_text", {**BARE, "credentials": SECRET}, ["credentials"])
    same = [secret_credential(id="a"), secret_credential("other", id="a")]
    yield _refused("credentials_same_id", {**BARE, "credentials": same}, ["id"])


def _refused(name: str, settings: Json, names: Iterable[str]) -> Vector:
    return Vector(
        id=f"config_{name}",
        comment="A key or a value that is none.",
        flags=("Malformed",),
        call="receiver_new",
        inputs={"config": settings},
        expect=failure(101, contains=names, excludes=[SECRET]),
    )
