"""`receiver_new`: configurations that are taken, and mistakes that are named without showing a secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...json_text import Json
from ...vector import Vector, failure
from ..envelope import AES_KEY, CORP, TOKEN, config, credential


def vectors() -> Iterator[Vector]:
    yield from taken()
    yield from unknown_keys()
    yield from wrong_values()
    yield from wrong_keys()
    yield from wrong_receive_ids()
    yield from wrong_credentials()


def taken() -> Iterator[Vector]:
    everything = config(
        credentials=[credential(id="a"), credential("OtherToken", receive_id="*", id="b")],
        tolerance_seconds=0,
        max_body_bytes=4096,
        max_payload_bytes=65536,
        max_depth=16,
        raw="omit",
        format="cloudevents",
    )
    for name, settings in {
        "minimal": {"platform": "wecom_kf"},
        "one_credential": config(),
        "every_key": everything,
        "receive_id_empty": config(credentials=credential(receive_id="")),
        "receive_id_any": config(credentials=credential(receive_id="*")),
        "receive_id_list": config(credentials=credential(receive_id=[CORP, "wwsuite"])),
        "same_token_twice": config(credentials=[credential(), credential()]),
        "key_with_space": config(credentials=credential(encoding_aes_key=f"\t{AES_KEY} \r\n")),
        "key_without_spare_bits": config(credentials=credential(encoding_aes_key="A" * 43)),
        "token_of_one_letter": config(credentials=credential("t")),
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
        ("unknown_key", config(corp_id=CORP), "corp_id"),
        ("key_of_another_platform", config(require_kso1=True), "require_kso1"),
        ("allow_unverified", config(allow_unverified=["card"]), "allow_unverified"),
        ("verification_none", config(verification="none"), "verification"),
        ("unknown_credential_key", config(credentials=credential(app_key="x")), "app_key"),
        ("corpid_for_receive_id", config(credentials={**credential(), "corpid": CORP}), "corpid"),
    ):
        yield _refused(f"config_{name}", "A key that nobody knows is named.", {"config": settings}, [key])


def wrong_values() -> Iterator[Vector]:
    for key, values in {
        "tolerance_seconds": [-1, "300"],
        "max_body_bytes": [-1, "1 MiB"],
        "max_depth": [0, "64"],
        "raw": ["drop"],
        "format": ["xml", "json"],
    }.items():
        for number, value in enumerate(values):
            yield _refused(
                f"config_{key}_wrong_{number}",
                "A value that its key does not take.",
                {"config": config(**{key: value})},
                [key],
            )


def wrong_keys() -> Iterator[Vector]:
    for name, key in {
        "missing": None,
        "empty": "",
        "short": AES_KEY[:-1],
        "long": AES_KEY + "A",
        "with_equals_sign": AES_KEY + "=",
        "url_safe": "-_" + AES_KEY[2:],
        "sign_inside": AES_KEY[:20] + "!" + AES_KEY[21:],
        "chinese": "密" * 43,
        "chinese_of_43_bytes": "密" * 14 + "A",
        "hex": "00" * 32,
        "number": 7,
        "list": [AES_KEY],
    }.items():
        wrong = credential(encoding_aes_key=key)
        if key is None:
            del wrong["encoding_aes_key"]
        yield _refused(
            f"config_encoding_aes_key_{name}",
            "A key of 43 base64 characters.",
            {"config": config(credentials=wrong)},
            ["encoding_aes_key"],
        )


def wrong_receive_ids() -> Iterator[Vector]:
    for name, value in {
        "null": None,
        "number": 7,
        "boolean": True,
        "object": {},
        "list_empty": [],
        "list_of_numbers": [1],
        "list_with_any": [CORP, "*"],
        "list_nested": [[CORP]],
    }.items():
        yield _refused(
            f"config_receive_id_{name}",
            'A string, a list of strings, or "*"; the empty one must be written out.',
            {"config": config(credentials=credential(receive_id=value))},
            ["receive_id"],
        )
    without = {key: value for key, value in credential().items() if key != "receive_id"}
    yield _refused(
        "config_receive_id_missing",
        "Whom messages are for is never left open in silence.",
        {"config": config(credentials=without)},
        ["receive_id"],
    )


def wrong_credentials() -> Iterator[Vector]:
    for name, credentials, key in (
        ("text", TOKEN, "credentials"),
        ("list_of_text", [TOKEN], "credentials"),
        ("without_token", {key: value for key, value in credential().items() if key != "token"}, "token"),
        ("token_empty", credential(""), "token"),
        ("token_number", {**credential(), "token": 7}, "token"),
        ("id_number", credential(id=1), "id"),
        ("second_without_token", [credential(), {"encoding_aes_key": AES_KEY, "receive_id": CORP}], "token"),
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
        expect=failure(101, contains=names, excludes=[TOKEN, AES_KEY]),
    )
