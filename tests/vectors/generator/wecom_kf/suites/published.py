"""Requests published by the vendor's sample programs and by public clients, character for character."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from ...json_text import Json
from ...vector import Vector, failure, request
from .. import crypto, delivery
from ..cases import one_segment
from ..envelope import PATH, credential, target
from ..xml_text import document

_PUBLISHED = json.loads((Path(__file__).resolve().parent.parent / "samples" / "published.json").read_text("utf-8"))


def vectors() -> Iterator[Vector]:
    for sample in _PUBLISHED:
        _check(sample)
        yield _vector(sample, "decrypt", _decrypted(sample))
        if sample["kind"] == "check":
            yield _vector(sample, "receive", delivery.success(delivery.challenge(sample["plaintext"]), []))
        elif sample["kind"] == "event":
            yield _vector(sample, "receive", _received(sample))


def _check(sample: Json) -> None:
    """What is written down below agrees with this generator's own cryptography."""
    if "plaintext" in sample:
        message, receive_id = crypto.decrypt(sample["encoding_aes_key"], sample["encrypt"])
        assert (message.decode(), receive_id.decode()) == (sample["plaintext"], sample["receive_id"])
    if sample.get("status") != 201 and "msg_signature" in sample:
        assert _signature(sample) == sample["msg_signature"]


def _vector(sample: Json, call: str, expect: Json) -> Vector:
    configured = credential(sample["token"], sample["encoding_aes_key"], sample["receive_id"])
    settings = {"platform": "wecom_kf", "tolerance_seconds": 0, "credentials": configured}
    return Vector(
        id=f"{call}_{sample['name']}",
        comment="A published request." if "msg_signature" in sample else "A published ciphertext, signed here.",
        source=sample["source"],
        flags=("Published",) if "status" not in sample else ("Published", "Hostile"),
        call=call,
        inputs={"config": settings, "request": _request(sample)},
        expect=expect,
    )


def _request(sample: Json) -> Json:
    query = {
        "msg_signature": sample.get("msg_signature") or _signature(sample),
        "timestamp": sample["timestamp"],
        "nonce": sample["nonce"],
    }
    now_ms = int(sample["timestamp"]) * 1000
    if sample["kind"] == "check":
        address = f"{PATH}?{sample['query']}" if "query" in sample else target({**query, "echostr": sample["encrypt"]})
        return request("", now_ms, method="GET", target=address)
    return request(_body(sample), now_ms, method="POST", target=target(query))


def _body(sample: Json) -> str:
    return sample.get("body") or document(("Encrypt", sample["encrypt"]))


def _signature(sample: Json) -> str:
    return crypto.sign(sample["token"], sample["timestamp"], sample["nonce"], sample["encrypt"])


def _decrypted(sample: Json) -> Json:
    return failure(sample["status"]) if "status" in sample else {"status": 0, "plaintext": sample["plaintext"]}


def _received(sample: Json) -> Json:
    """A text message: all that is published is one."""
    if "status" in sample:
        return failure(sample["status"])
    plaintext = sample["plaintext"]
    if plaintext.startswith("<"):
        fields = {child.tag: child.text for child in ElementTree.fromstring(plaintext)}
        raw_format = "xml"
    else:
        try:
            fields = json.loads(plaintext)
        except json.JSONDecodeError:
            return failure(401)
        raw_format = "json"
    known = {
        "type": "message.created",
        "time_ms": int(fields["CreateTime"]) * 1000,
        "direction": "in",
        "tenant_id": fields["ToUserName"],
        "conversation": {"kind": "direct"},
        "sender": {"id": fields["FromUserName"], "kind": "user"},
        "message": _text(fields),
        "data": {"agent_id": fields["AgentID"]},
    }
    id = str(fields["MsgId"]) if "MsgId" in fields else delivery.digest_id(plaintext, fields["CreateTime"])
    event = delivery.event("text", id, known, raw_format=raw_format)
    native = _native(_body(sample))
    expected = delivery.received([{**event, **({"native": native} if native else {})}])
    return delivery.success(expected, [plaintext])


def _text(fields: Json) -> Json:
    message = one_segment({"type": "text", "text": fields["Content"]}, fields["Content"])
    return {"id": str(fields["MsgId"]), **message} if "MsgId" in fields else message


def _native(body: str) -> Json:
    """The envelope without its ciphertext."""
    if body.lstrip().startswith("<"):
        fields = {child.tag: child.text for child in ElementTree.fromstring(body)}
    else:
        fields = json.loads(body)
    return {name: value for name, value in fields.items() if name.lower() != "encrypt"}
