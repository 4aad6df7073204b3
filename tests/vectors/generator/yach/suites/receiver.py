"""`receiver_new`: configurations that are taken, and mistakes that are named without showing a secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector, failure
from ..callback import APP_KEY, SECRET, config, credential


def vectors() -> Iterator[Vector]:
    yield from taken()
    yield from unknown_keys()
    yield from wrong_values()
    yield from wrong_credentials()


def taken() -> Iterator[Vector]:
    everything = config(
        credentials=[credential(id="a", app_key=APP_KEY), {"app_key": "k"}, {"secret": "s"}],
        tolerance_seconds=300,
        max_body_bytes=4096,
        max_payload_bytes=65536,
        max_depth=16,
        raw="omit",
        format="cloudevents",
    )
    for name, settings in {
        "minimal": {"platform": "yach"},
        "one_credential": config(),
        "every_key": everything,
        "secret_only": config(credentials={"secret": SECRET}),
        "app_key_only": config(credentials={"app_key": APP_KEY}),
        "sign_at_root": {"platform": "yach", "sign": "timestamp_secret", "credentials": {"secret": SECRET}},
        "sign_at_both": config(sign="timestamp_secret"),
        "sign_at_root_beside_app_key": config(
            sign="timestamp_secret", credentials=[{"app_key": APP_KEY}, {"secret": SECRET}]
        ),
        "verification_none": {"platform": "yach", "verification": "none"},
        "verification_none_with_credentials": {
            "platform": "yach",
            "verification": "none",
            "credentials": {"secret": SECRET, "app_key": APP_KEY},
        },
        "credentials_empty": config(credentials=[]),
        "defaults_written_out": config(raw="embed", format="delivery", tolerance_seconds=3600),
        "short_app_key": config(credentials={"app_key": "k"}),
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
        ("key_of_another_platform", config(allow_unverified=["thread"]), "allow_unverified"),
        ("secret_outside_credentials", config(secret=SECRET), "secret"),
        ("app_key_outside_credentials", config(app_key=APP_KEY), "app_key"),
        ("unknown_credential_key", config(credentials=credential(token="x")), "token"),
        ("unknown_key_in_list", config(credentials=[credential(), credential(appkey="x")]), "appkey"),
        ("access_token", config(access_token="t"), "access_token"),
    ):
        yield _refused(f"config_{name}", "A key that nobody knows here is named.", {"config": settings}, [key])


def wrong_values() -> Iterator[Vector]:
    wrong: dict[str, list[Json]] = {
        "tolerance_seconds": [-1, Verbatim("1.5"), "300", True],
        "raw": ["drop", True],
        "format": ["xml", 1],
        "sign": ["hmac", "", True, ["timestamp_secret"], "Timestamp_Secret"],
    }
    for key, values in wrong.items():
        for number, value in enumerate(values):
            yield _refused(
                f"config_{key}_wrong_{number}",
                "A value that its key does not take.",
                {"config": {**config(), key: value}},
                [key],
            )
    for number, value in enumerate(["None", "off", True, ["none"], ""]):
        yield _refused(
            f"config_verification_wrong_{number}",
            "Only the word none.",
            {"config": {"platform": "yach", "verification": value}},
            ["verification"],
        )
    for name, settings in (
        ("credential_sign", config(verification="none")),
        (
            "root_sign",
            {"platform": "yach", "verification": "none", "sign": "timestamp_secret", "credentials": {"secret": SECRET}},
        ),
        ("second_credential_sign", config(verification="none", credentials=[{"app_key": APP_KEY}, credential()])),
    ):
        yield _refused(
            f"config_verification_with_{name}",
            "Proof and none of it contradict.",
            {"config": settings},
            ["verification"],
        )
    for name, more in (
        ("without_credentials", {}),
        ("without_secret", {"credentials": {"app_key": APP_KEY}}),
    ):
        yield _refused(
            f"config_root_sign_{name}",
            "Nothing to sign with.",
            {"config": {"platform": "yach", "sign": "timestamp_secret", **more}},
            ["sign"],
        )
    yield _refused(
        "config_key_twice",
        "A key twice.",
        {"config_text": '{"platform":"yach","verification":"none","verification":"none"}'},
        ["verification"],
    )


def wrong_credentials() -> Iterator[Vector]:
    for name, credentials, key in (
        ("text", SECRET, "credentials"),
        ("number", 7, "credentials"),
        ("list_of_text", [SECRET], "credentials"),
        ("empty_object", {}, "credentials.secret"),
        ("only_sign", {"sign": "timestamp_secret"}, "secret"),
        ("only_id", {"id": "a"}, "secret"),
        ("sign_without_secret", {"app_key": APP_KEY, "sign": "timestamp_secret"}, "secret"),
        ("sign_other", {"secret": SECRET, "sign": "md5"}, "sign"),
        ("sign_true", {"secret": SECRET, "sign": True}, "sign"),
        ("secret_empty", {"secret": ""}, "secret"),
        ("secret_number", {"secret": 98765}, "secret"),
        ("secret_null", {"secret": None}, "secret"),
        ("app_key_empty", {"secret": SECRET, "app_key": ""}, "app_key"),
        ("app_key_number", {"secret": SECRET, "app_key": 98765}, "app_key"),
        ("id_number", {"id": 1, **credential()}, "id"),
        ("same_id_twice", [credential(id="a"), credential("another", id="a")], "id"),
        ("second_without_either", [credential(), {"id": "b"}], "secret"),
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
        expect=failure(101, contains=names, excludes=[SECRET, APP_KEY, "98765"]),
    )
