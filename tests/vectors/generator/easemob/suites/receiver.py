"""`receiver_new`: configurations that are taken, and mistakes that are named without showing a secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector, failure
from ..body import APPKEY, SECRET, config, credential


def vectors() -> Iterator[Vector]:
    yield from taken()
    yield from unknown_keys()
    yield from wrong_values()
    yield from wrong_credentials()


def taken() -> Iterator[Vector]:
    everything = config(
        credentials=[credential(id="a", appkey=APPKEY), credential("another secret")],
        tolerance_seconds=300,
        max_body_bytes=4096,
        max_payload_bytes=65536,
        max_depth=16,
        raw="omit",
        format="cloudevents",
        allow_unverified=["thread", "reaction", "push"],
    )
    for name, settings in {
        "minimal": {"platform": "easemob"},
        "one_credential": config(),
        "every_key": everything,
        "nothing_unverified": config(allow_unverified=[]),
        "only_unverified": {"platform": "easemob", "allow_unverified": ["thread"]},
        "credentials_empty": config(credentials=[]),
        "defaults_written_out": config(raw="embed", format="delivery", tolerance_seconds=0),
        "same_secret_twice": config(credentials=[credential(), credential()]),
        "short_secret": config(credentials=credential("s")),
    }.items():
        yield Vector(
            id=f"config_{name}",
            comment="A configuration that is taken.",
            call="receiver_new",
            inputs={"config": settings},
            expect={"status": 0},
        )


def unknown_keys() -> Iterator[Vector]:
    for name, settings, key in (
        ("unknown_key", config(tolerence_seconds=300), "tolerence_seconds"),
        ("key_of_another_platform", config(require_kso1=True), "require_kso1"),
        ("secret_outside_credentials", config(secret=SECRET), "secret"),
        ("verification", config(verification="none"), "verification"),
        ("unknown_credential_key", config(credentials=credential(app_key="x")), "app_key"),
        ("unknown_key_in_list", config(credentials=[credential(), credential(token="x")]), "token"),
    ):
        yield _refused(f"config_{name}", "A key that nobody knows here is named.", {"config": settings}, [key])


def wrong_values() -> Iterator[Vector]:
    wrong: dict[str, list[Json]] = {
        "tolerance_seconds": [-1, Verbatim("1.5"), "300", True],
        "raw": ["drop", True],
        "format": ["xml", 1],
        "allow_unverified": [
            "thread",
            ["message"],
            ["card"],
            ["Thread"],
            ["thread", "chat"],
            [1],
            True,
            {"thread": True},
        ],
    }
    for key, values in wrong.items():
        for number, value in enumerate(values):
            yield _refused(
                f"config_{key}_wrong_{number}",
                "A value that its key does not take.",
                {"config": {**config(), key: value}},
                [key],
            )


def wrong_credentials() -> Iterator[Vector]:
    for name, credentials, key in (
        ("text", SECRET, "credentials"),
        ("number", 7, "credentials"),
        ("list_of_text", [SECRET], "credentials"),
        ("without_secret", {"appkey": APPKEY}, "secret"),
        ("secret_empty", {"secret": ""}, "secret"),
        ("secret_number", {"secret": 98765}, "secret"),
        ("secret_null", {"secret": None}, "secret"),
        ("secret_list", {"secret": [SECRET, "another"]}, "secret"),
        ("appkey_number", {"secret": SECRET, "appkey": 1}, "appkey"),
        ("appkey_list", {"secret": SECRET, "appkey": [APPKEY]}, "appkey"),
        ("id_number", {"id": 1, **credential()}, "id"),
        ("same_id_twice", [credential(id="a"), credential("another", id="a")], "id"),
        ("second_without_secret", [credential(), {"appkey": APPKEY}], "secret"),
    ):
        yield _refused(
            f"config_credentials_{name}",
            "Credentials of the wrong shape.",
            {"config": config(credentials=credentials)},
            [key],
        )


def _refused(id: str, comment: str, inputs: Json, names: Iterable[str] = ()) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        flags=("Malformed",),
        call="receiver_new",
        inputs=inputs,
        expect=failure(101, contains=names, excludes=[SECRET, "98765"]),
    )
