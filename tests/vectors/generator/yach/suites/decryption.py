"""Encrypted fields: senderId, conversationId, msgId, chatbotUserId, a file's content. No integrity, and no error."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector
from .. import delivery, sources
from ..callback import APP_KEY, BARE, FORM, JSON, TRUSTING, WRAPPED, config, credential, fields
from ..cases import message_case, one_segment, text_message, usual_fields
from ..crypto import encrypt, encrypt_blocks

_ID = "58230675760877818"
_SHORT = "shortkey10"
_LONG = "0123456789abcdef and more"
_UNDECRYPTED = "field_not_decrypted"


def vectors() -> Iterator[Vector]:
    yield from published_values()
    yield from every_field()
    yield from files()
    yield from passed_through()
    yield from not_decrypted()
    yield from keys()
    yield from parsed()


def published_values() -> Iterator[Vector]:
    for name, key, shape, value in (
        ("sixteen_bytes", APP_KEY, FORM, "ftnwCKAnSfEkyj3+z4SyRXXzjudf3WkQJvtTtEa+mPE="),
        ("short", _SHORT, JSON, "V41btU4nO+4QO711p7k/NEUvBGMv8BYWhd6VVaBM1Dc="),
        ("cut_to_sixteen", _LONG, WRAPPED, "ftnwCKAnSfEkyj3+z4SyRXXzjudf3WkQJvtTtEa+mPE="),
    ):
        yield _case(
            f"decrypt_key_{name}",
            "The key's bytes are cut or filled with zeros to sixteen.",
            {"senderId": value},
            {"sender": {"id": _ID, "kind": "user"}},
            key,
            shape=shape,
        )


def every_field() -> Iterator[Vector]:
    for shape in (FORM, JSON):
        yield message_case(
            f"decrypt_every_field_{shape}",
            "The four ids; raw keeps what came.",
            {
                "senderId": encrypt(APP_KEY, _ID),
                "conversationId": encrypt(APP_KEY, "c1"),
                "msgId": encrypt(APP_KEY, "m1"),
                "chatbotUserId": encrypt(APP_KEY, "b1"),
            },
            text_message("hi"),
            native_id="m1",
            outcome={"sender": {"id": _ID, "kind": "user"}, "recipients": [{"id": "b1", "kind": "bot"}]},
            settings=config(credentials=credential(app_key=APP_KEY)),
            shape=shape,
            source=sources.FIELD_CIPHER,
        )
    yield _case(
        "decrypt_only_these",
        "Nothing else is decrypted.",
        {"content": encrypt(APP_KEY, "x"), "replyMsgId": encrypt(APP_KEY, "r"), "appID": encrypt(APP_KEY, "a")},
        {"tenant_id": encrypt(APP_KEY, "a")},
        APP_KEY,
        message=text_message(encrypt(APP_KEY, "x"), reply_to=encrypt(APP_KEY, "r")),
    )
    yield _case(
        "decrypt_chinese",
        "Any UTF-8.",
        {"senderId": encrypt(APP_KEY, "张三")},
        {"sender": {"id": "张三", "kind": "user"}},
        APP_KEY,
    )
    yield _case("decrypt_empty", "An empty id is no id.", {"senderId": encrypt(APP_KEY, "")}, {"sender": None}, APP_KEY)


def files() -> Iterator[Vector]:
    url = "https://yach-xstatic.zhiyinlou.com/online/周报.docx"
    for shape in (FORM, JSON):
        yield _case(
            f"decrypt_file_content_{shape}",
            "The url of a file.",
            {"msgtype": "file", "content": encrypt(APP_KEY, url), "originName": "周报.docx"},
            {},
            APP_KEY,
            message=one_segment({"type": "file", "media": {"url": url, "name": "周报.docx"}}, "[file] 周报.docx"),
            shape=shape,
        )
    sealed = encrypt(APP_KEY, url)
    yield _case(
        "decrypt_not_image_content",
        "Of no other type.",
        {"msgtype": "image", "content": sealed},
        {},
        APP_KEY,
        message=one_segment({"type": "image", "media": {"url": sealed}}, "[image]"),
    )


def passed_through() -> Iterator[Vector]:
    sealed = encrypt(APP_KEY, _ID)
    yield message_case(
        "decrypt_without_key",
        "Without an app key it is handed on.",
        {"senderId": sealed},
        text_message("hi"),
        outcome={"sender": {"id": sealed, "kind": "user"}},
        source=sources.FIELD_CIPHER,
    )
    for name, value in (
        ("plain", "u1"),
        ("digits", _ID),
        ("sixteen_letters", "abcdefghijklmnop"),
        ("unpadded", sealed.rstrip("=")),
        ("url_alphabet", sealed.replace("+", "-").replace("/", "_")),
        ("fifteen_bytes", base64.b64encode(b"x" * 15).decode()),
        ("seventeen_bytes", base64.b64encode(b"x" * 17).decode()),
        ("with_space", f"{sealed[:8]} {sealed[8:]}"),
        ("not_canonical", sealed[:-2] + "F="),
    ):
        yield _case(
            f"decrypt_passes_{name}",
            "What is no ciphertext is plain: no warning.",
            {"senderId": value},
            {"sender": {"id": value, "kind": "user"}},
            APP_KEY,
        )


def not_decrypted() -> Iterator[Vector]:
    blocks = {
        "padding_zero": b"u1".ljust(16, b"\0"),
        "padding_seventeen": b"u1".ljust(16, b"\x11"),
        "padding_uneven": b"u1".ljust(15, b"\x0e") + b"\x0f",
        "not_utf8": b"\xff\xfe".ljust(16, b"\x0e"),
    }
    values = {name: encrypt_blocks(APP_KEY, block) for name, block in blocks.items()}
    for name, value in {**values, "other_key": encrypt("another app key!", _ID)}.items():
        yield _case(
            f"decrypt_fails_{name}",
            "What does not decrypt stays as it is.",
            {"senderId": value},
            {"sender": {"id": value, "kind": "user"}},
            APP_KEY,
            warnings=[_UNDECRYPTED],
            flags=("Malformed",),
        )
    value = encrypt("another app key!", "x")
    yield _case(
        "decrypt_fails_twice",
        "One warning for each field.",
        {"senderId": value, "conversationId": value},
        {"sender": {"id": value, "kind": "user"}, "conversation": {"id": value, "kind": "direct"}},
        APP_KEY,
        warnings=[_UNDECRYPTED, _UNDECRYPTED],
        flags=("Malformed",),
    )
    yield _case(
        "decrypt_some",
        "The others are decrypted all the same.",
        {"senderId": value, "conversationId": encrypt(APP_KEY, "c2")},
        {"sender": {"id": value, "kind": "user"}, "conversation": {"id": "c2", "kind": "direct"}},
        APP_KEY,
        warnings=[_UNDECRYPTED],
        flags=("Malformed",),
    )


def keys() -> Iterator[Vector]:
    """Which app key decrypts."""
    sealed = {"senderId": encrypt(APP_KEY, _ID), "conversationId": encrypt(APP_KEY, "c2")}
    plain = {"sender": {"id": _ID, "kind": "user"}, "conversation": {"id": "c2", "kind": "direct"}}
    kept = {
        "sender": {"id": sealed["senderId"], "kind": "user"},
        "conversation": {"id": sealed["conversationId"], "kind": "direct"},
    }
    right, wrong = {"app_key": APP_KEY}, {"app_key": "another app key!"}
    yield message_case(
        "decrypt_key_of_proof",
        "Proven: the key of the credential that proved it.",
        sealed,
        text_message("hi"),
        outcome=plain,
        settings=config(credentials=[credential("other", **wrong), credential(**right)]),
        auth=delivery.proof("1"),
        source=sources.FIELD_CIPHER,
    )
    yield message_case(
        "decrypt_key_of_another",
        "No other credential's key is tried.",
        sealed,
        text_message("hi"),
        outcome=kept,
        settings=config(credentials=[credential(), right]),
        source=sources.FIELD_CIPHER,
    )
    for name, credentials in (
        ("one", right),
        ("second", [wrong, right]),
        ("second_without_secret", [{"secret": "s"}, right]),
        ("first_of_two_that_do", [{**right, "id": "a"}, {**right, "id": "b"}]),
    ):
        yield message_case(
            f"decrypt_unproven_{name}",
            "Unproven: the first key that decrypts most.",
            sealed,
            text_message("hi"),
            outcome=plain,
            settings={**TRUSTING, "credentials": credentials},
            trusting=True,
            source=sources.FIELD_CIPHER,
            flags=("Unproven",),
        )
    mixed = {
        "senderId": encrypt("another app key!", "u9"),
        **{"conversationId": encrypt(APP_KEY, "c2"), "chatbotUserId": encrypt(APP_KEY, "b2")},
    }
    yield message_case(
        "decrypt_unproven_most",
        "The second key decrypts two of three.",
        mixed,
        text_message("hi"),
        outcome={
            "sender": {"id": mixed["senderId"], "kind": "user"},
            "conversation": {"id": "c2", "kind": "direct"},
            "recipients": [{"id": "b2", "kind": "bot"}],
        },
        settings={**TRUSTING, "credentials": [wrong, right]},
        trusting=True,
        warnings=[_UNDECRYPTED],
        source=sources.FIELD_CIPHER,
        flags=("Hostile", "Unproven"),
    )
    many = [{"app_key": f"another app key {number}"} for number in range(16)]
    for name, credentials, outcome, warnings in (
        ("sixteenth", [*many[:15], right], plain, []),
        ("seventeenth", [*many, right], kept, [_UNDECRYPTED, _UNDECRYPTED]),
    ):
        yield message_case(
            f"decrypt_unproven_{name}",
            "At most sixteen keys are tried.",
            sealed,
            text_message("hi"),
            outcome=outcome,
            settings={**TRUSTING, "credentials": credentials},
            trusting=True,
            warnings=warnings,
            source=sources.FIELD_CIPHER,
            flags=("Unproven",),
        )


def parsed() -> Iterator[Vector]:
    id = "decrypt_parsed"
    text = compact(fields(id, {"msgId": encrypt(_SHORT, "m1"), "senderId": encrypt(_SHORT, _ID)}))
    event = delivery.event(
        "text",
        "m1",
        {**usual_fields(), "sender": {"id": _ID, "kind": "user"}, "message": {"id": "m1", **text_message("hi")}},
    )
    yield Vector(
        id=id,
        comment="parse decrypts too.",
        source=sources.FIELD_CIPHER,
        call="parse",
        inputs={"config": {**BARE, "credentials": [{"app_key": APP_KEY}, {"app_key": _SHORT}]}, "payload": text},
        expect=delivery.success(delivery.delivery([event], auth=delivery.NOT_CHECKED), [text]),
    )


def _case(id: str, comment: str, parts: Json, outcome: Json, key: str, *, message: Json = None, **more: Json) -> Vector:
    return message_case(
        id,
        comment,
        parts,
        message or text_message("hi"),
        outcome=outcome,
        settings=config(credentials=credential(app_key=key)),
        source=sources.FIELD_CIPHER,
        **more,
    )
