"""`receiver_new`: configurations that are taken, and mistakes that are named without showing a secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector, failure
from ..envelope import APP_ID, APP_KEY, config, credential


def vectors() -> Iterator[Vector]:
    yield from taken()
    yield from not_an_object()
    yield from unknown_keys()
    yield from wrong_values()
    yield from wrong_credentials()


def taken() -> Iterator[Vector]:
    everything = config(
        credentials=[credential(id="a"), credential("AK777777", "sk777777")],
        tolerance_seconds=0,
        max_body_bytes=4096,
        max_payload_bytes=65536,
        max_depth=16,
        raw="omit",
        format="cloudevents",
        require_kso1=True,
        allow_unverified=["card"],
    )
    for name, settings in {
        "minimal": {"platform": "wps"},
        "one_credential": config(),
        "every_key": everything,
        "nothing_unverified": config(allow_unverified=[]),
        "defaults_written_out": config(raw="embed", format="delivery", require_kso1=False, tolerance_seconds=300),
    }.items():
        yield Vector(
            id=f"config_{name}",
            comment="A configuration that is taken.",
            call="receiver_new",
            inputs={"config": settings},
            expect={"status": 0},
        )


def not_an_object() -> Iterator[Vector]:
    for name, text in {
        "empty": "",
        "text": "platform=wps",
        "cut": '{"platform":"wps"',
        "array": '[{"platform":"wps"}]',
        "string": '"wps"',
        "null": "null",
        "trailing_text": '{"platform":"wps"} x',
        "nested_too_deep": '{"platform":"wps","credentials":' + "[" * 200 + "]" * 200 + "}",
    }.items():
        yield _refused(f"config_is_{name}", "A configuration is one JSON object.", {"config_text": text})


def unknown_keys() -> Iterator[Vector]:
    for name, settings, key in (
        ("unknown_key", config(tolerence_seconds=300), "tolerence_seconds"),
        ("key_of_another_platform", config(token="x"), "token"),
        ("unknown_credential_key", config(credentials=credential(secret="x")), "secret"),
        (
            "unknown_key_in_list",
            config(credentials=[credential(), credential(encoding_aes_key="x")]),
            "encoding_aes_key",
        ),
    ):
        yield _refused(f"config_{name}", "A key that nobody knows is named.", {"config": settings}, [key])


def wrong_values() -> Iterator[Vector]:
    yield _refused("config_platform_missing", "The platform is required.", {"config": {}}, ["platform"])
    wrong: dict[str, list[Json]] = {
        "platform": ["telegram", "WPS", "", 7, None],
        "tolerance_seconds": [-1, Verbatim("1.5"), "300", True],
        "max_body_bytes": [-1, "1 MiB", []],
        "max_payload_bytes": [-1, "64 MiB"],
        "max_depth": [-1, "64"],
        "raw": ["drop", True],
        "format": ["xml", 1],
        "require_kso1": ["yes", 1],
        "allow_unverified": ["card", ["message"], [1], True],
        "verification": ["none"],
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
        ("text", f"{APP_ID}:{APP_KEY}", "credentials"),
        ("number", 7, "credentials"),
        ("list_of_text", [APP_KEY], "credentials"),
        ("list_of_lists", [[APP_ID, APP_KEY]], "credentials"),
        ("without_app_key", {"app_id": APP_ID}, "app_key"),
        ("without_app_id", {"app_key": APP_KEY}, "app_id"),
        ("app_key_number", {"app_id": APP_ID, "app_key": 98765}, "app_key"),
        ("app_id_object", {"app_id": {}, "app_key": APP_KEY}, "app_id"),
        ("id_number", {"id": 1, **credential()}, "id"),
        ("second_without_app_key", [credential(), {"app_id": "AK777777"}], "app_key"),
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
        expect=failure(101, contains=names, excludes=[APP_KEY, "98765"]),
    )
