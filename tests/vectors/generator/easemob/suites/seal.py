"""`seal`: the bodies that Easemob would send, byte for byte, and verdicts on messages that wait."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, failure
from .. import sources
from ..body import APPKEY, SECRET, TIMESTAMP, config, credential, security

_JSON = {"Content-Type": "application/json"}
_CALL_ID = f"{APPKEY}_1"
_PAYLOAD = {
    "appkey": APPKEY,
    "callId": _CALL_ID,
    "chat_type": "chat",
    "eventType": "chat",
    "from": "user1",
    "msg_id": "1",
    "payload": {"bodies": [{"msg": "你好 / hi", "type": "txt"}], "ext": {}},
    "to": "user2",
}
_BARE = {"platform": "easemob"}


def vectors() -> Iterator[Vector]:
    yield from callbacks()
    yield from callbacks_refused()
    yield from replies()
    yield from replies_refused()
    yield _refused("seal_send", "There is nothing to send.", {"kind": "send", "message": {"a": 1}}, 402)


def callbacks() -> Iterator[Vector]:
    yield _callback("seal_callback", "timestamp and security stand at the end.", _PAYLOAD, TIMESTAMP)
    yield _callback(
        "seal_callback_pre_send",
        "Any body will do.",
        {"callId": _CALL_ID, "chat_type": "chat", "payload": {"msg": "hi", "type": "txt"}},
        TIMESTAMP,
    )
    spec = {"kind": "callback", "payload": compact(_PAYLOAD), "timestamp_ms": TIMESTAMP}
    yield _sealed("seal_callback_payload_string", "A string holds the body's text.", spec, _body(_PAYLOAD, TIMESTAMP))
    timed = {**_PAYLOAD, "timestamp": 1709093585046}
    yield _sealed(
        "seal_callback_own_timestamp",
        "Without timestamp_ms the body's own time is signed.",
        {"kind": "callback", "payload": timed},
        _body(_PAYLOAD, 1709093585046),
    )
    replaced = {**_PAYLOAD, "security": "0" * 32, "timestamp": 1709093585046}
    yield _sealed(
        "seal_callback_replaces",
        "A timestamp and a security that are there are replaced.",
        {"kind": "callback", "payload": replaced, "timestamp_ms": TIMESTAMP},
        _body(_PAYLOAD, TIMESTAMP),
    )
    second = config(credentials=[credential(), credential("another secret", id="second")])
    for id, name, secret in (("first", None, SECRET), ("named", "second", "another secret")):
        spec = {"kind": "callback", "payload": _PAYLOAD, "timestamp_ms": TIMESTAMP}
        spec |= {"credential": name} if name else {}
        yield _sealed(
            f"seal_callback_{id}_credential",
            "credential picks the secret, else the first.",
            spec,
            _body(_PAYLOAD, TIMESTAMP, secret),
            settings=second,
        )


def callbacks_refused() -> Iterator[Vector]:
    for name, payload in {
        "list": [_PAYLOAD],
        "number": 7,
        "text": "hello",
        "empty_object": {},
        "call_id_missing": {"chat_type": "chat"},
        "call_id_number": {"callId": 7},
        "call_id_empty": {"callId": ""},
    }.items():
        spec = {"kind": "callback", "payload": payload, "timestamp_ms": TIMESTAMP}
        names = ["callId"] if "call_id" in name or name == "empty_object" else []
        yield _refused(f"seal_callback_{name}", "A body is an object with a callId.", spec, 600, names)
    spec = {"kind": "callback", "payload": _PAYLOAD, "timestamp_ms": TIMESTAMP}
    yield _refused("seal_callback_without_credentials", "No secret to sign with.", spec, 204, settings=_BARE)
    yield _refused(
        "seal_callback_unknown_credential", "No such credential.", {**spec, "credential": "third"}, 100, ["credential"]
    )
    yield _refused("seal_callback_unknown_key", "A key that nobody knows.", {**spec, "topic": "x"}, 100, ["topic"])
    yield _refused("seal_callback_without_payload", "Nothing to seal.", {"kind": "callback"}, 100, ["payload"])


def replies() -> Iterator[Vector]:
    for name, payload in {
        "allow": {"valid": True},
        "deny": {"valid": False},
        "deny_with_code": {"code": "HX:10000", "valid": False},
        "deny_with_empty_code": {"code": "", "valid": False},
        "level_high": {"chatroom_msg_level": "high", "valid": True},
        "level_normal": {"chatroom_msg_level": "normal", "valid": True},
        "level_low": {"chatroom_msg_level": "low", "valid": True},
        "changed": {"payload": {"ext": {"a": 1}, "msg": "你好 ***", "type": "txt"}, "valid": True},
        "everything": {
            "chatroom_msg_level": "low",
            "code": "HX:1",
            "payload": {"msg": "x", "type": "txt"},
            "valid": True,
        },
        "exactly_1000": _long(1000),
        "exactly_1000_chinese": _long(1000, "字"),
    }.items():
        yield _reply(f"seal_reply_{name}", "A verdict; no secret is needed.", payload)
    yield _sealed(
        "seal_reply_string",
        "A string holds the verdict's text.",
        {"kind": "reply", "payload": '{"valid":true}'},
        '{"valid":true}',
        is_reply=True,
        settings=_BARE,
        source=sources.PRE_SEND,
    )


def replies_refused() -> Iterator[Vector]:
    for name, payload, named in (
        ("1001", _long(1001), ["1000"]),
        ("1001_chinese", _long(1001, "字"), ["1000"]),
        ("huge", _long(20_000), ["1000"]),
        ("valid_missing", {"code": "x"}, ["valid"]),
        ("valid_null", {"valid": None}, ["valid"]),
        ("valid_text", {"valid": "true"}, ["valid"]),
        ("valid_number", {"valid": 1}, ["valid"]),
        ("code_number", {"code": 10000, "valid": False}, ["code"]),
        ("code_null", {"code": None, "valid": False}, ["code"]),
        ("level_unknown", {"chatroom_msg_level": "urgent", "valid": True}, ["chatroom_msg_level"]),
        ("level_case", {"chatroom_msg_level": "HIGH", "valid": True}, ["chatroom_msg_level"]),
        ("level_number", {"chatroom_msg_level": 1, "valid": True}, ["chatroom_msg_level"]),
        ("payload_text", {"payload": "hi", "valid": True}, ["payload"]),
        ("payload_list", {"payload": [], "valid": True}, ["payload"]),
        ("unknown_key", {"level": "high", "valid": True}, ["level"]),
        ("empty", {}, ["valid"]),
        ("list", [True], []),
        ("true", True, []),
        ("text", "allow", []),
    ):
        yield _refused(
            f"seal_reply_{name}",
            "Easemob would not take it.",
            {"kind": "reply", "payload": payload},
            600,
            named,
            settings=_BARE,
            source=sources.PRE_SEND,
        )
    twice = Verbatim('{"kind":"reply","payload":{"valid":false,"valid":true}}')
    yield _refused(
        "seal_reply_valid_twice",
        "A verdict has one meaning.",
        twice,
        600,
        ["valid"],
        settings=_BARE,
        source=sources.PRE_SEND,
    )


def _long(characters: int, letter: str = "x") -> Json:
    """A verdict whose text has exactly so many characters."""
    empty = len(compact({"code": "", "valid": False}))
    return {"code": letter * (characters - empty), "valid": False}


def _body(payload: Json, timestamp: int, secret: str = SECRET) -> str:
    return compact({**payload, "timestamp": timestamp, "security": security(payload["callId"], str(timestamp), secret)})


def _callback(id: str, comment: str, payload: Json, timestamp: int) -> Vector:
    spec = {"kind": "callback", "payload": payload, "timestamp_ms": timestamp}
    return _sealed(id, comment, spec, _body(payload, timestamp))


def _reply(id: str, comment: str, payload: Json) -> Vector:
    return _sealed(
        id,
        comment,
        {"kind": "reply", "payload": payload},
        compact(payload),
        is_reply=True,
        settings=_BARE,
        source=sources.PRE_SEND,
    )


def _sealed(
    id: str,
    comment: str,
    spec: Json,
    body: str,
    *,
    is_reply: bool = False,
    settings: Json = None,
    source: str = sources.OVERVIEW,
) -> Vector:
    """`spec` is printed on one line: its text, spaces included, is the input."""
    where = {"method": "", "target": ""} if is_reply else {"method": "POST", "target": "/"}
    return Vector(
        id=id,
        comment=comment,
        source=source,
        call="seal",
        inputs={"config": settings or config(), "spec": Verbatim(compact(spec))},
        expect={"status": 0, "sealed": {**where, "headers": _JSON, "body": body}},
    )


def _refused(
    id: str,
    comment: str,
    spec: Json,
    status: int,
    names: list[str] | None = None,
    *,
    settings: Json = None,
    source: str = sources.OVERVIEW,
) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=("Malformed",),
        call="seal",
        inputs={"config": settings or config(), "spec": Verbatim(compact(spec))},
        expect=failure(status, contains=names or [], excludes=[SECRET]),
    )
