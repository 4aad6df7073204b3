"""The proof: `sign` over the timestamp and the secret. It covers nothing of the body; its formula is not published."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import delivery, sources
from ..callback import APP_KEY, FORM, JSON, SECRET, TIMESTAMP, TRUSTING, config, credential, fields, form, signed
from ..cases import message_case, refused, text_message
from ..crypto import sign

_SIGN = "qf9HvUVEFxf+O0pPV0GZyLnmFi8MooZl79QO82mcZBk="
_BODY = form(fields("proof", {}))
_HOSTILE = ("Hostile",)
_DAY_MS = 86_400_000


def vectors() -> Iterator[Vector]:
    yield from accepted()
    yield from missing()
    yield from wrong()
    yield from repeated()
    yield from freshness()
    yield from order()
    yield from credentials()
    yield from unverifiable()
    yield from waived()


def accepted() -> Iterator[Vector]:
    yield _accepted("known_value", [("timestamp", str(TIMESTAMP)), ("sign", _SIGN)])
    yield _accepted("header_case", [("TimeStamp", str(TIMESTAMP)), ("SIGN", _SIGN)])
    yield _accepted("other_order", [("sign", _SIGN), ("X-Other", "1"), ("timestamp", str(TIMESTAMP))])
    yield _accepted("seconds", signed(TIMESTAMP // 1000))
    yield _accepted("body_not_covered", signed(), {"content": "whatever"})


def missing() -> Iterator[Vector]:
    for name, headers in (
        ("none", []),
        ("sign_absent", [("timestamp", str(TIMESTAMP))]),
        ("sign_empty", [("timestamp", str(TIMESTAMP)), ("sign", "")]),
        ("sign_absent_timestamp_bad", [("timestamp", "x")]),
    ):
        yield refused(f"proof_missing_{name}", "No proof.", _BODY, 200, headers=headers, flags=_HOSTILE)
    for name, headers in (
        ("absent", [("sign", _SIGN)]),
        ("empty", [("timestamp", ""), ("sign", _SIGN)]),
        ("words", signed("now")),
        ("negative", signed("-1577262236757")),
        ("plus", signed("+1577262236757")),
        ("fraction", signed("1577262236757.0")),
        ("full_width", signed("\uff11577262236757")),
        ("hex", signed("0x16f3d1a2b35")),
        ("inner_space", signed("1577262 236757")),
    ):
        yield refused(
            f"timestamp_{name}", "A timestamp is decimal digits.", _BODY, 400, headers=headers, flags=("Malformed",)
        )


def wrong() -> Iterator[Vector]:
    stamp = ("timestamp", str(TIMESTAMP))
    for name, value in (
        ("other_timestamp", sign(SECRET, "1577262236758")),
        ("other_secret", sign("another secret", str(TIMESTAMP))),
        ("unpadded", _SIGN.rstrip("=")),
        ("url_alphabet", _SIGN.replace("+", "-").replace("/", "_")),
        ("url_encoded", "qf9HvUVEFxf%2BO0pPV0GZyLnmFi8MooZl79QO82mcZBk%3D"),
        ("lower_case", _SIGN.lower()),
        ("cut", _SIGN[:-1]),
        ("longer", _SIGN + "A"),
        ("first_character", "A" + _SIGN[1:]),
        ("not_base64", "***"),
        ("hex", "a9ff47bd4544171"),
    ):
        yield refused(
            f"proof_wrong_{name}",
            "Not the proof of this timestamp.",
            _BODY,
            201,
            headers=[stamp, ("sign", value)],
            flags=_HOSTILE,
            excludes=[SECRET, _SIGN],
        )


def repeated() -> Iterator[Vector]:
    good = signed()
    for name, headers in (
        ("timestamp_same", [*good, good[0]]),
        ("timestamp_other", [("Timestamp", "1"), *good]),
        ("sign_same", [*good, good[1]]),
        ("sign_other", [*good, ("Sign", "x")]),
    ):
        yield refused(
            f"repeated_{name}",
            "A header of the proof twice: which one a reader takes is no question to ask.",
            _BODY,
            400,
            headers=headers,
            flags=_HOSTILE,
        )


def freshness() -> Iterator[Vector]:
    hour = 3_600_000
    for name, offset, settings in (
        ("past_edge", hour, config()),
        ("future_edge", -hour, config()),
        ("configured", 10_000, config(tolerance_seconds=10)),
        ("off", 1000 * _DAY_MS, config(tolerance_seconds=0)),
    ):
        yield message_case(
            f"fresh_{name}",
            "An hour either way, or as configured.",
            {},
            text_message("hi"),
            settings=settings,
            now_ms=TIMESTAMP + offset,
            source=sources.ROBOT,
        )
    for name, offset, settings in (
        ("past", hour + 1, config()),
        ("future", -hour - 1, config()),
        ("configured", 10_001, config(tolerance_seconds=10)),
    ):
        yield refused(
            f"stale_{name}",
            "One millisecond too far.",
            _BODY,
            202,
            settings=settings,
            now_ms=TIMESTAMP + offset,
            flags=_HOSTILE,
        )
    for name, timestamp in (
        ("zero", "0"),
        ("largest", "9223372036854775807"),
        ("hundred_digits", "9" * 100),
    ):
        yield refused(
            f"stale_{name}",
            "A signed time that must neither pass nor overflow.",
            _BODY,
            400 if name == "hundred_digits" else 202,
            headers=signed(timestamp),
            flags=_HOSTILE,
        )


def order() -> Iterator[Vector]:
    stamp = ("timestamp", str(TIMESTAMP))
    late = {"now_ms": TIMESTAMP + _DAY_MS}
    yield refused(
        "order_wrong_before_stale",
        "The proof comes before the clock.",
        _BODY,
        201,
        headers=[stamp, ("sign", "x")],
        flags=_HOSTILE,
        **late,
    )
    yield refused("order_stale_before_body", "The clock comes before the body.", "{", 202, flags=_HOSTILE, **late)
    yield refused(
        "order_wrong_before_body",
        "Nor is a body read without proof.",
        "{",
        201,
        headers=[stamp, ("sign", "x")],
        flags=_HOSTILE,
    )
    yield refused("order_missing_before_body", "The same.", "", 200, headers=[], flags=_HOSTILE)
    yield refused(
        "order_repeated_before_missing", "Repeated before missing.", _BODY, 400, headers=[stamp, stamp], flags=_HOSTILE
    )


def credentials() -> Iterator[Vector]:
    old, new = credential("before rotation"), credential()
    for name, configured, proven in (
        ("second", [old, new], "1"),
        ("named", [old, {"id": "after", **new}], "after"),
        ("same_twice", [new, {"id": "again", **new}], "0"),
        ("beside_send_only", [{"secret": SECRET}, new], "1"),
        ("beside_app_key_only", [{"app_key": APP_KEY}, new], "1"),
        ("sixteenth", [*(credential(f"s{number}") for number in range(15)), new], "15"),
        ("behind_sixteen_send_only", [*({"secret": f"s{number}"} for number in range(16)), new], "16"),
    ):
        yield message_case(
            f"credential_{name}",
            "The first that makes the proof.",
            {},
            text_message("hi"),
            settings=config(credentials=configured),
            auth=delivery.proof(proven),
            source=sources.ROBOT,
        )
    yield message_case(
        "credential_sign_at_root",
        "Said once for all.",
        {},
        text_message("hi"),
        settings={"platform": "yach", "sign": "timestamp_secret", "credentials": [{"secret": "x"}, {"secret": SECRET}]},
        auth=delivery.proof("1"),
        source=sources.ROBOT,
    )
    for name, configured in (
        ("none_matches", [old, credential("of nobody")]),
        ("send_only_not_tried", [old, {"secret": SECRET}]),
        ("seventeenth", [*(credential(f"s{number}") for number in range(16)), new]),
    ):
        yield refused(
            f"credential_{name}",
            "None that is tried makes it.",
            _BODY,
            201,
            settings=config(credentials=configured),
            flags=_HOSTILE,
        )


def unverifiable() -> Iterator[Vector]:
    for name, settings in (
        ("without_credentials", {"platform": "yach"}),
        ("empty_credentials", {"platform": "yach", "credentials": []}),
        ("without_sign", {"platform": "yach", "credentials": {"secret": SECRET}}),
        ("app_key_only", {"platform": "yach", "credentials": {"app_key": APP_KEY}}),
    ):
        yield refused(
            f"unverifiable_{name}", "Nothing says how to prove it.", _BODY, 204, settings=settings, flags=_HOSTILE
        )
        yield refused(
            f"unverifiable_{name}_unsigned",
            "Not even without a proof.",
            _BODY,
            204,
            settings=settings,
            headers=[],
            flags=_HOSTILE,
        )


def waived() -> Iterator[Vector]:
    settings: list[tuple[str, Json, Json]] = [
        ("no_headers", TRUSTING, []),
        ("wrong_sign", TRUSTING, [("timestamp", "1"), ("sign", "x")]),
        ("repeated_headers", TRUSTING, [*signed(), *signed()]),
        ("with_credentials", {**TRUSTING, "credentials": {"secret": SECRET}}, []),
    ]
    for name, configured, headers in settings:
        yield message_case(
            f"waived_{name}",
            "The configuration says that nothing is proven.",
            {},
            text_message("hi"),
            settings=configured,
            headers=headers,
            trusting=True,
            now_ms=TIMESTAMP + 365 * _DAY_MS,
            shape=JSON if headers else FORM,
            source=sources.ROBOT,
            flags=("Unproven",),
        )


def _accepted(name: str, headers: Json, parts: Json = None) -> Vector:
    parts = parts or {}
    return message_case(
        f"proof_{name}",
        "The proof of this timestamp.",
        parts,
        text_message(parts.get("content", "hi")),
        headers=headers,
        source=sources.ROBOT,
    )
