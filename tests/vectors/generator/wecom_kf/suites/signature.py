"""The signature: what it covers, forged and tampered requests, and the order in which a request is judged."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector, request
from .. import sources
from ..cases import event_case, refused
from ..envelope import (
    AES_KEY,
    CORP,
    NOW_MS,
    PATH,
    TIME,
    TOKEN,
    Seal,
    check_request,
    json_body,
    seal_for,
    target,
    xml_body,
)

_MESSAGE = "<xml><MsgType>event</MsgType><Event>enter_agent</Event></xml>"
_SECRETS = (TOKEN, AES_KEY)


def vectors() -> Iterator[Vector]:
    yield from tampered()
    yield from signatures()
    yield from byte_order()
    yield from order_of_judgement()


def tampered() -> Iterator[Vector]:
    seal = seal_for("tampered")
    encrypted = seal.encrypt(_MESSAGE)
    query = seal.query(encrypted)
    changed = ("B" if encrypted[0] == "A" else "A") + encrypted[1:]
    for name, altered, body in (
        ("timestamp", {"timestamp": str(TIME + 1)}, encrypted),
        ("nonce", {"nonce": query["nonce"] + "0"}, encrypted),
        ("encrypt", {}, changed),
    ):
        yield _refused(f"tampered_{name}", "A signed value was changed.", {**query, **altered}, body)
    yield refused(
        "tampered_echostr",
        "A signed value was changed.",
        check_request({**query, "echostr": changed}),
        201,
        source=sources.CRYPTO,
        flags=("Hostile",),
    )


def signatures() -> Iterator[Vector]:
    seal = seal_for("signatures")
    encrypted = seal.encrypt(_MESSAGE)
    query = seal.query(encrypted)
    signature = query["msg_signature"]
    for name, value in {
        "other_digit": ("b" if signature[0] == "a" else "a") + signature[1:],
        "cut": signature[:-1],
        "long": signature + "0",
        "upper_case": signature.upper(),
        "space_before": " " + signature,
        "not_hex": "z" * 40,
        "not_ascii": "密" * 40,
        "sha256": "0" * 64,
    }.items():
        yield _refused(
            f"signature_{name}",
            "Only the 40 lowercase digits are the signature.",
            {**query, "msg_signature": value},
            encrypted,
        )
    for name, other in {
        "other_token": seal_for("signatures", token="OtherToken"),
        "token_of_other_case": seal_for("signatures", token=TOKEN.lower()),
        "empty_token": seal_for("signatures", token=""),
    }.items():
        yield _refused(f"signature_of_{name}", "Signed by somebody else.", other.query(encrypted), encrypted)
    for name, query_part in {
        "missing": {key: value for key, value in query.items() if key != "msg_signature"},
        "empty": {**query, "msg_signature": ""},
        "under_the_name_signature": {
            **{k: v for k, v in query.items() if k != "msg_signature"},
            "signature": signature,
        },
    }.items():
        for method in ("POST", "GET"):
            parts = {**query_part, "echostr": encrypted} if method == "GET" else query_part
            body = "" if method == "GET" else xml_body(encrypted)
            yield refused(
                f"signature_{name}_{method.lower()}",
                "No signature.",
                request(body, NOW_MS, method=method, target=target(parts)),
                200,
                source=sources.CRYPTO,
                flags=("Malformed",),
            )
    for name, address in {"no_query": PATH, "empty_query": PATH + "?", "no_target": None, "empty_target": ""}.items():
        yield refused(
            f"signature_{name}",
            "No parameters at all.",
            request(xml_body(encrypted), NOW_MS, method="POST", target=address),
            200,
            source=sources.CRYPTO,
            flags=("Malformed",),
        )


def byte_order() -> Iterator[Vector]:
    """The four values are sorted by their bytes: not as numbers, not by letters regardless of case."""
    for name, parts in {
        "digits": {"nonce": "9", "timestamp": TIME},
        "upper_before_lower": {"nonce": "Zulu", "token": "alpha"},
        "punctuation": {"nonce": "_under", "token": "~tilde"},
        "prefix": {"nonce": "1704", "timestamp": TIME},
        "same_values": {"nonce": str(TIME), "timestamp": TIME},
        "beyond_ascii": {"nonce": "随机数"},
        "astral_after_bmp": {"nonce": "\U0001f600", "token": "\ufffd"},
        "escaped": {"nonce": "a b&c=d%2B+/"},
    }.items():
        id = f"sorted_{name}"
        seal = seal_for(id, **parts)
        settings = {"platform": "wecom_kf", "credentials": _credential(seal)}
        yield event_case(
            id,
            "The four values are sorted by their bytes and joined.",
            ("enter_agent",),
            [("EventKey", "")],
            {"type": "session.entered", "data": _entered()},
            sender="zhangsan",
            seal=seal,
            settings=settings,
            source=sources.CRYPTO,
        )


def order_of_judgement() -> Iterator[Vector]:
    stale = NOW_MS + 3_600_000
    seal = seal_for("order")
    other = seal_for("order", token="OtherToken")
    late = Seal(nonce=seal.nonce, timestamp="soon")
    cases = (
        ("signature_before_all", "Forged, stale, no base64.", other.query("***"), 201, stale),
        (
            "signature_before_timestamp",
            "Forged, and the timestamp no number.",
            {**late.query("***"), "nonce": "1"},
            201,
            NOW_MS,
        ),
        ("timestamp_form_before_base64", "Signed, the timestamp no number, no base64.", late.query("***"), 400, NOW_MS),
        ("freshness_before_ciphertext", "Signed, stale, no base64.", seal.query("***"), 202, stale),
        ("ciphertext_last", "Signed, fresh, no base64.", seal.query("***"), 301, NOW_MS),
        ("missing_signature_before_others", "No signature, no timestamp.", {"nonce": "1"}, 200, stale),
        (
            "missing_timestamp_before_signature",
            "Forged, no timestamp.",
            {"msg_signature": "0" * 40, "nonce": "1"},
            400,
            NOW_MS,
        ),
    )
    for name, comment, query, status, now_ms in cases:
        yield refused(
            f"order_{name}",
            comment,
            request(xml_body("***"), now_ms, method="POST", target=target(query)),
            status,
            source=sources.CRYPTO,
            excludes=_SECRETS,
        )
    encrypted = seal_for("order_body_before_signature").encrypt(_MESSAGE)
    yield refused(
        "order_body_form_before_signature",
        "Forged, and the body carries no Encrypt: there is nothing that a signature could be of.",
        request(_MESSAGE, NOW_MS, method="POST", target=target(other.query(encrypted))),
        400,
        source=sources.CRYPTO,
        flags=("Hostile",),
    )
    mismatch = seal_for("order_receive_id_before_payload", receive_id="wwother")
    yield refused(
        "order_receive_id_before_payload",
        "For another receiver, and no payload either.",
        mismatch.post("hello"),
        203,
        source=sources.CRYPTO,
        flags=("Hostile",),
    )


def _refused(id: str, comment: str, query: dict[str, str], encrypted: str) -> Vector:
    body = json_body(encrypted) if len(id) % 2 else xml_body(encrypted)
    return refused(
        id,
        comment,
        request(body, NOW_MS, method="POST", target=target(query)),
        201,
        source=sources.CRYPTO,
        flags=("Hostile",),
        excludes=[*_SECRETS, query["msg_signature"]],
    )


def _credential(seal: Seal) -> Json:
    return {"token": seal.token, "encoding_aes_key": seal.aes_key, "receive_id": CORP}


def _entered() -> Json:
    return {"action": "entered", "native_action": "enter_agent", "event_key": ""}
