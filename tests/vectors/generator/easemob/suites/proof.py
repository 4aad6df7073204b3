"""`security`: the forms it is accepted in, forged and tampered requests, and the order in which a request is judged."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector
from .. import sources
from ..body import APPKEY, OMIT, SECRET, TIMESTAMP, call_id, config, credential, security, signed, unsigned
from ..cases import message_case, refused, text_message, txt

_CALL_ID = "easemob-demo#test_0990a64f-dp01-6c50-8696-cf3b48b20e7e"
_TEXT = {
    "eventType": "chat",
    "chat_type": "chat",
    "from": "user1",
    "to": "user2",
    "msg_id": "1",
    "payload": txt("hi"),
}


def vectors() -> Iterator[Vector]:
    yield from accepted()
    yield from timestamps()
    yield from not_covered()
    yield from missing()
    yield from forged()
    yield from order_of_judgement()


def accepted() -> Iterator[Vector]:
    yield _accepted(
        "proof_known_digest",
        "MD5 of callId, secret and timestamp in a row: f23ab7a537130e234cf94bbf6ce12714.",
        root={"callId": _CALL_ID, "timestamp": TIMESTAMP},
        flags=("PublishedAlgorithm",),
    )
    unicode = '密钥 #&/\\" with spaces'
    yield _accepted(
        "proof_secret_of_any_characters",
        "A secret is its UTF-8 bytes.",
        secret=unicode,
        settings=config(credentials=credential(unicode)),
    )
    yield _accepted(
        "proof_call_id_of_any_characters",
        "So is the callId, once its escapes are read.",
        root={"callId": f'{APPKEY}_"回调\\1"'},
    )
    escaped = call_id("proof_call_id_escaped").replace("#", "\\u0023")
    yield _accepted(
        "proof_call_id_escaped",
        "An escape in callId stands for its character.",
        rewrite=lambda text: text.replace(call_id("proof_call_id_escaped"), escaped),
    )
    yield _accepted(
        "proof_security_first",
        "The order of the keys does not matter.",
        rewrite=_security_first,
    )


def timestamps() -> Iterator[Vector]:
    timestamp: Json
    for name, timestamp, time_ms in (
        ("string", str(TIMESTAMP), TIMESTAMP),
        ("seconds", 1600060847, 1600060847000),
        ("seconds_string", "1600060847", 1600060847000),
        ("largest_seconds", 99999999999, 99999999999000),
        ("smallest_milliseconds", 100000000000, 100000000000),
        ("zero", 0, 0),
    ):
        yield _accepted(
            f"proof_timestamp_{name}",
            "The digits are signed as they are written; below 10^11 they are seconds.",
            root={"timestamp": timestamp},
            fields={"time_ms": time_ms},
            flags=("TypeConflict",),
        )
    for name, timestamp in {
        "fraction": Verbatim("1600060847294.0"),
        "exponent": Verbatim("1.600060847294e12"),
        "negative": -1,
        "text": "yesterday",
        "empty": "",
        "spaces": " 1600060847294 ",
        "sign": "+1600060847294",
        "fraction_text": "1600060847294.5",
        "hexadecimal": "0x17490000",
        "true": True,
        "object": {},
        "array": [TIMESTAMP],
        "null": None,
        "beyond_64_bits": "99999999999999999999",
    }.items():
        id = f"proof_timestamp_is_{name}"
        body = {**unsigned(id, {**_TEXT, "timestamp": timestamp}), "security": "0" * 32}
        yield refused(id, "A timestamp is a whole number, or its digits in a string.", body, 400, flags=("Malformed",))


def not_covered() -> Iterator[Vector]:
    """What makes this proof weak, written down: only callId and timestamp are proven."""
    unproven: Json = {"source": sources.OVERVIEW, "flags": ("Hostile", "Unproven")}
    yield _accepted(
        "proof_tampered_payload_accepted",
        "The text was changed on the way: the digest does not cover it, and auth says so.",
        rewrite=lambda text: text.replace('"msg":"hi"', '"msg":"send me money"'),
        text="send me money",
        **unproven,
    )
    yield _accepted(
        "proof_tampered_sender_accepted",
        "Nor does it cover who sent it.",
        rewrite=lambda text: text.replace('"from":"user1"', '"from":"boss"'),
        fields={"sender": {"id": "boss", "kind": "user"}},
        **unproven,
    )
    yield _accepted(
        "proof_tampered_appkey_accepted",
        "Nor the app, unless the credential names it.",
        rewrite=lambda text: text.replace(f'"appkey":"{APPKEY}"', '"appkey":"other#app"'),
        fields={"tenant_id": "other#app"},
        **unproven,
    )


def missing() -> Iterator[Vector]:
    for name, value in (("missing", OMIT), ("null", None), ("empty", "")):
        id = f"proof_security_{name}"
        body = unsigned(id, {**_TEXT, "security": value})
        yield refused(id, "A message without security is not believed.", body, 200, flags=("Hostile",))
    for name, value in {"number": 7, "object": {}, "array": [], "true": True}.items():
        id = f"proof_security_is_{name}"
        yield refused(
            id, "security is a string.", unsigned(id, {**_TEXT, "security": value}), 400, flags=("Malformed",)
        )
    for name, value in {"missing": OMIT, "null": None, "empty": "", "number": 7, "object": {}, "array": []}.items():
        id = f"proof_call_id_{name}"
        body = unsigned(id, {**_TEXT, "callId": value, "security": "0" * 32})
        yield refused(id, "What is signed must be there, and be text.", body, 400, flags=("Malformed",))
    id = "proof_timestamp_missing"
    body = unsigned(id, {**_TEXT, "timestamp": OMIT, "security": "0" * 32})
    yield refused(id, "So must the timestamp.", body, 400, flags=("Malformed",))


def forged() -> Iterator[Vector]:
    change: Json
    body = signed("proof_forged", _TEXT)
    genuine = body["security"]
    id = body["callId"]
    for name, value in {
        "zeros": "0" * 32,
        "one_character": genuine[:-1] + ("0" if genuine[-1] != "0" else "1"),
        "upper_case": genuine.upper(),
        "short": genuine[:-1],
        "long": genuine + "0",
        "space_before": " " + genuine,
        "line_end_after": genuine + "\n",
        "nul_after": genuine + "\0",
        "prefix": genuine[:16],
        "other_secret": security(id, str(TIMESTAMP), "this is another secret"),
        "empty_secret": security(id, str(TIMESTAMP), ""),
        "without_timestamp": security(id, ""),
        "other_order": security(str(TIMESTAMP), id),
        "not_hex": "z" * 32,
        "not_ascii": "ｆ" * 32,
        "masked": "203e3cXXXX0ebdbd776d8aa9cc057b2d",
        "huge": "f" * 10_000,
    }.items():
        yield refused(
            f"proof_security_{name}",
            "Not the lower case hexadecimal digest.",
            {**body, "security": value},
            201,
            source=sources.OVERVIEW,
            flags=("Hostile",),
            excludes=[SECRET, genuine],
        )
    for name, change in {
        "call_id": {"callId": f"{APPKEY}_other"},
        "timestamp": {"timestamp": TIMESTAMP + 1},
        "timestamp_zero_before": {"timestamp": f"0{TIMESTAMP}"},
    }.items():
        yield refused(
            f"proof_tampered_{name}",
            "What the digest covers was changed.",
            {**body, **change},
            201,
            source=sources.OVERVIEW,
            flags=("Hostile",),
            excludes=[SECRET, genuine],
        )


def order_of_judgement() -> Iterator[Vector]:
    strict = config(tolerance_seconds=10)
    stale = signed("proof_before_freshness", _TEXT)
    yield refused(
        "proof_before_freshness",
        "Forged and stale: forged.",
        {**stale, "security": "0" * 32},
        201,
        settings=strict,
        now_ms=TIMESTAMP + 60_000,
    )
    named = config(credentials=credential(appkey="other#app"))
    yield refused(
        "proof_before_appkey",
        "Forged and of another app: forged.",
        {**stale, "security": "0" * 32},
        201,
        settings=named,
    )
    yield refused(
        "appkey_before_freshness",
        "Of another app and stale: of another app.",
        stale,
        203,
        settings=config(credentials=credential(appkey="other#app"), tolerance_seconds=10),
        now_ms=TIMESTAMP + 60_000,
    )
    for call in ("receive", "verify", "decrypt"):
        yield refused(
            f"{call}_without_credentials",
            "Nothing to prove it with.",
            stale,
            204,
            call=call,
            settings={"platform": "easemob"},
        )
    yield refused(
        "without_credentials_malformed",
        "That comes before everything about the body.",
        "hello",
        204,
        settings={"platform": "easemob"},
    )
    yield refused("malformed_before_proof", "A cut body is no body, whoever signed it.", compact(stale)[:-1], 400)


def _security_first(text: str) -> str:
    head, _, digest = text.rpartition(',"security":')
    return f'{{"security":{digest[:-1]},{head[1:]}}}'


def _accepted(id: str, comment: str, *, root: Json = None, text: str = "hi", **more: Json) -> Vector:
    more = {"source": sources.OVERVIEW, **more}
    return message_case(id, comment, "txt", txt("hi"), text_message(text), root=root, **more)
