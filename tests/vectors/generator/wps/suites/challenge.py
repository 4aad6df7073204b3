"""The challenge that WPS posts when a callback address is saved, without and with a required KSO-1 proof."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, compact
from ...vector import Vector, failure, request
from .. import delivery, sources
from ..cases import refused
from ..envelope import NOW_MS, config, kso1_request

_BODY = '{"challenge":"5f1c2a70e9d84b36"}'
_STRICT = config(require_kso1=True)


def vectors() -> Iterator[Vector]:
    yield from unproven()
    yield from proven()
    yield from not_a_challenge()


def unproven() -> Iterator[Vector]:
    for name, challenge in {
        "plain": "5f1c2a70e9d84b36",
        "chinese": "挑战",
        "quotes": 'a"b\\c',
        "at_limit": "x" * 1024,
        "at_limit_in_bytes": "挑" * 341 + "x",
    }.items():
        body = compact({"challenge": challenge})
        yield _answered(
            f"challenge_{name}",
            "The same string is the answer, ready to send.",
            request(body, NOW_MS),
            delivery.challenge(body),
        )
    yield _answered(
        "challenge_spaced",
        "The answer is composed anew, not an echo of the body.",
        request(' { "challenge" : "a\\/b" } ', NOW_MS),
        delivery.challenge('{"challenge":"a/b"}'),
    )
    yield Vector(
        id="challenge_verify",
        comment="verify reports that nothing was proven.",
        source=sources.CALLBACKS,
        call="verify",
        inputs={"config": config(), "request": request(_BODY, NOW_MS)},
        expect={"status": 0, "report": delivery.report("challenge", delivery.NO_PROOF)},
    )


def proven() -> Iterator[Vector]:
    signed = kso1_request(_BODY)
    yield _answered(
        "challenge_kso1_required",
        "Answered because its KSO-1 signature holds.",
        signed,
        delivery.challenge(_BODY, delivery.kso1_proof()),
        _STRICT,
    )
    for name, headers, status in (
        ("missing", [("Content-Type", "application/json")], 200),
        ("wrong", [*signed["headers"][:2], ("X-Kso-Authorization", "KSO-1 AK123456:" + "0" * 64)], 201),
    ):
        yield _refused(
            f"challenge_kso1_{name}",
            "With require_kso1 a challenge needs its proof.",
            {**signed, "headers": [list(header) for header in headers]},
            status,
        )
    yield _refused("challenge_kso1_stale", "Signed an hour ago.", kso1_request(_BODY, now_ms=NOW_MS + 3_600_000), 202)


def not_a_challenge() -> Iterator[Vector]:
    values: dict[str, Json] = {
        "number": 1,
        "null": None,
        "object": {},
        "array": ["x"],
        "boolean": True,
        "over_limit": "x" * 1025,
        "over_limit_in_bytes": "挑" * 342,
    }
    for name, value in values.items():
        yield refused(
            f"challenge_is_{name}",
            "Only a string of at most 1,024 bytes is echoed.",
            {"challenge": value},
            400,
            source=sources.CALLBACKS,
            flags=("Hostile",),
        )
    yield refused(
        "challenge_without_credentials",
        "A receiver without credentials parses, and answers nobody.",
        _BODY,
        204,
        settings={"platform": "wps"},
    )


def _answered(id: str, comment: str, received: Json, expected: Json, settings: Json = None) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.CALLBACKS,
        call="receive",
        inputs={"config": settings or config(), "request": received},
        expect=delivery.success(expected, []),
    )


def _refused(id: str, comment: str, received: Json, status: int) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.CALLBACKS,
        flags=("Hostile",),
        call="receive",
        inputs={"config": _STRICT, "request": received},
        expect=failure(status),
    )
