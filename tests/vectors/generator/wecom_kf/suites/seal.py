"""`seal`: requests as WeCom sends them and passive replies. A nonce that is given fixes the random bytes too."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, failure
from .. import sources
from ..envelope import AES_KEY, CORP, NOW_MS, TIME, TOKEN, Seal, config, credential
from ..xml_text import document

_NONCE = "1372623149"
_PLAINTEXT = document(("ToUserName", CORP), ("MsgType", "event"), ("Event", "kf_msg_or_event"), ("Token", "t"))
_XML = {"Content-Type": "text/xml"}
_JSON = {"Content-Type": "application/json"}


def vectors() -> Iterator[Vector]:
    yield from callbacks()
    yield from checks()
    yield from replies()
    yield from credentials()
    yield from refusals()


def callbacks() -> Iterator[Vector]:
    for name, payload, plaintext in (
        ("xml_text", _PLAINTEXT, _PLAINTEXT),
        ("chinese", "<xml><Content>你好</Content></xml>", "<xml><Content>你好</Content></xml>"),
        ("verbatim", " a\r\n", " a\r\n"),
        ("empty", "", ""),
        ("json_value", {"Event": "x", "MsgType": "event"}, '{"Event":"x","MsgType":"event"}'),
        ("json_list", [1, "二"], '[1,"二"]'),
    ):
        for format in (None, "xml", "json"):
            yield _sealed(
                f"seal_callback_{name}_{format or 'default'}",
                "A string is the plaintext itself, another value its JSON text; the envelope is XML by default.",
                {"kind": "callback", "payload": payload, **_format(format)},
                _callback(_seal(), plaintext, format or "xml"),
            )
    for name, nonce in {
        "with_space": "a b",
        "with_signs": "a+b/c=d&e%f",
        "chinese": "随机",
        "unreserved": "aZ09-._~",
    }.items():
        yield _sealed(
            f"seal_nonce_{name}",
            "The nonce is taken as given, and percent-encoded.",
            {"kind": "callback", "payload": _PLAINTEXT, "nonce": nonce},
            _callback(_seal(nonce=nonce), _PLAINTEXT, "xml"),
        )
    yield _sealed(
        "seal_milliseconds",
        "timestamp is whole seconds.",
        {"kind": "callback", "payload": _PLAINTEXT, "timestamp_ms": NOW_MS + 999},
        _callback(_seal(), _PLAINTEXT, "xml"),
    )


def checks() -> Iterator[Vector]:
    for name, echo in {"digits": "1616140317555161061", "chinese": "你好", "empty": ""}.items():
        sealed = _check(_seal(), echo)
        yield _sealed(
            f"seal_check_{name}", "The check of an address, by its text.", {"kind": "callback", "echo": echo}, sealed
        )
        yield _sealed(
            f"seal_check_{name}_of_payload",
            "Or by the payload.",
            {"kind": "callback", "echo": True, "payload": echo},
            sealed,
        )


def replies() -> Iterator[Vector]:
    text = "<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content></xml>"
    answer = {"msgtype": "text", "text": {"content": "hi"}}
    for name, payload, plaintext, format in (
        ("xml", text, text, "xml"),
        ("default", text, text, None),
        ("json", answer, compact(answer), "json"),
        ("json_text_in_xml", answer, compact(answer), "xml"),
    ):
        yield _sealed(
            f"seal_reply_{name}",
            "A passive reply; the connection is open, so there is no target.",
            {"kind": "reply", "payload": payload, **_format(format)},
            _reply(_seal(), plaintext, format or "xml"),
        )


def credentials() -> Iterator[Vector]:
    second = credential("OtherToken", "AnotherKeyForVectors0123456789abcdefghijklZ", "wwother", id="second")
    seal = _seal(token="OtherToken", aes_key=second["encoding_aes_key"], receive_id="wwother")
    yield _sealed(
        "seal_named_credential",
        "credential picks the keys and the receiver.",
        {"kind": "callback", "payload": _PLAINTEXT, "credential": "second"},
        _callback(seal, _PLAINTEXT, "xml"),
        settings=config(credentials=[credential(), second]),
    )
    for name, receive_id, trailing in (("empty", "", ""), ("any", "*", ""), ("list", ["wwfirst", CORP], "wwfirst")):
        for format in ("xml", "json"):
            yield _sealed(
                f"seal_receiver_{name}_{format}",
                'The receiver of a list is its first; of "*", none.',
                {"kind": "callback", "payload": _PLAINTEXT, "format": format},
                _callback(_seal(receive_id=trailing), _PLAINTEXT, format),
                settings=config(credentials=credential(receive_id=receive_id)),
            )
    yield _sealed(
        "seal_key_with_space",
        "White space in the key is no part of it.",
        {"kind": "callback", "payload": _PLAINTEXT},
        _callback(_seal(), _PLAINTEXT, "xml"),
        settings=config(credentials=credential(encoding_aes_key=f" {AES_KEY}\n")),
    )


def refusals() -> Iterator[Vector]:
    callback = {"kind": "callback", "payload": _PLAINTEXT}
    for name, spec, status, settings in (
        ("send", {"kind": "send", "message": {}}, 402, None),
        ("without_credentials", callback, 204, {"platform": "wecom_kf"}),
        ("reply_without_credentials", {"kind": "reply", "payload": "x"}, 204, {"platform": "wecom_kf"}),
        ("without_payload", {"kind": "callback"}, 100, None),
        ("reply_without_payload", {"kind": "reply"}, 100, None),
        ("format_unknown", {**callback, "format": "yaml"}, 100, None),
        ("format_number", {**callback, "format": 1}, 100, None),
        ("echo_number", {**callback, "echo": 1}, 100, None),
        ("key_of_another_platform", {**callback, "topic": "x"}, 100, None),
        ("unknown_key", {**callback, "agentid": 1}, 100, None),
        ("unknown_credential", {**callback, "credential": "nobody"}, 100, None),
    ):
        yield Vector(
            id=f"seal_refused_{name}",
            comment="A spec that is not taken.",
            flags=("Malformed",),
            call="seal",
            inputs={"config": settings or config(), "spec": Verbatim(compact(spec))},
            expect=failure(status, excludes=[TOKEN, AES_KEY]),
        )


def _seal(**parts: Json) -> Seal:
    return Seal(**{"nonce": _NONCE, "timestamp": TIME, **parts})


def _format(format: str | None) -> Json:
    return {"format": format} if format else {}


def _query(seal: Seal, encrypted: str, **more: str) -> str:
    values = {**seal.query(encrypted), **more}
    return "/?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in values.items())


def _callback(seal: Seal, plaintext: str, format: str) -> Json:
    encrypted = seal.encrypt(plaintext)
    receiver = seal.receive_id
    if format == "json":
        body = compact({**({"tousername": receiver} if receiver else {}), "encrypt": encrypted})
    else:
        body = document(*([("ToUserName", receiver)] if receiver else []), ("Encrypt", encrypted))
    headers = _JSON if format == "json" else _XML
    return {"method": "POST", "target": _query(seal, encrypted), "headers": headers, "body": body}


def _check(seal: Seal, echo: str) -> Json:
    encrypted = seal.encrypt(echo)
    return {"method": "GET", "target": _query(seal, encrypted, echostr=encrypted), "headers": {}, "body": ""}


def _reply(seal: Seal, plaintext: str, format: str) -> Json:
    encrypted = seal.encrypt(plaintext)
    signature = seal.signature(encrypted)
    if format == "json":
        body = compact(
            {"encrypt": encrypted, "msgsignature": signature, "timestamp": seal.timestamp, "nonce": seal.nonce}
        )
    else:
        body = "\n".join(
            [
                "<xml>",
                f"<Encrypt><![CDATA[{encrypted}]]></Encrypt>",
                f"<MsgSignature><![CDATA[{signature}]]></MsgSignature>",
                f"<TimeStamp>{seal.timestamp}</TimeStamp>",
                f"<Nonce><![CDATA[{seal.nonce}]]></Nonce>",
                "</xml>",
            ]
        )
    return {"method": "", "target": "", "headers": _JSON if format == "json" else _XML, "body": body}


def _sealed(id: str, comment: str, spec: Json, sealed: Json, *, settings: Json = None) -> Vector:
    """`spec` is printed on one line: its text, spaces included, is the input."""
    whole = {"timestamp_ms": NOW_MS, "nonce": _NONCE, **spec}
    return Vector(
        id=id,
        comment=comment,
        source=sources.CRYPTO,
        call="seal",
        inputs={"config": settings or config(), "spec": Verbatim(compact(whole))},
        expect={"status": 0, "sealed": sealed},
    )
