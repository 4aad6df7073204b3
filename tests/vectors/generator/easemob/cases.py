"""The kinds of vector that the suites are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..json_text import Json, compact
from ..vector import DERIVED, Vector, failure, request
from . import delivery as expected
from . import sources
from .body import APPKEY, NOW_MS, SECRET, TIMESTAMP, call_id, config, signed, unsigned

FROM, TO, MSG_ID = "user1", "user2", "8924312242322"
GROUP_ID = "16934809238921545"


def event_case(
    id: str,
    comment: str,
    native_type: str,
    body: Json,
    fields: Json,
    *,
    events: Json = None,
    native_id: str | None = None,
    kind: str = "events",
    warnings: Iterable[str] = (),
    secret: str | None = SECRET,
    rewrite: Callable[[str], str | bytes] = str,
    raw: str | None = None,
    raw_format: str = "json",
    auth: Json = None,
    settings: Json = None,
    now_ms: int = NOW_MS,
    source: str = DERIVED,
    flags: tuple[str, ...] = (),
) -> Vector:
    """A signed body that is received.

    `body` is the body without callId, timestamp, appkey and security, unless it replaces them.
    `fields` is the event as it must come out, without what nearly every event carries: id,
    platform, native_type, time_ms, tenant_id, auth, raw and raw_format. `events` is instead a
    list of such, one for each event. Without a `secret` nothing is signed. `rewrite` has the last word on the text that is sent.
    """
    sent = rewrite(compact(unsigned(id, body) if secret is None else signed(id, body, secret)))
    usual = {"time_ms": TIMESTAMP, "tenant_id": APPKEY}
    parts = [("", fields)] if events is None else [(f"#{part}", event) for part, event in enumerate(events)]
    outcome = [
        expected.event(
            native_type,
            (native_id or body.get("callId") or call_id(id)) + part,
            {**usual, **event},
            raw_format=raw_format,
        )
        for part, event in parts
    ]
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="receive",
        inputs={"config": settings or config(), "request": request(sent, now_ms)},
        expect=expected.success(
            expected.delivery(outcome, auth=auth or expected.proof(), kind=kind, warnings=warnings),
            [str(sent) if raw is None else raw] * len(outcome),
        ),
    )


def message_case(
    id: str,
    comment: str,
    body_type: str,
    payload: Json,
    message: Json,
    *,
    root: Json = None,
    fields: Json = None,
    native_type: str | None = None,
    **more: Json,
) -> Vector:
    """A post-send message from one user to another.

    `root` and `fields` replace parts of the body and of the expected event.
    """
    body = {
        "eventType": "chat",
        "chat_type": "chat",
        "from": FROM,
        "to": TO,
        "msg_id": MSG_ID,
        "payload": payload,
        **(root or {}),
    }
    event = {**message_fields(message), **(fields or {})}
    native_type = native_type or _joined("chat", body_type)
    return event_case(id, comment, native_type, body, event, **{"source": sources.SEND, **more})


def pending_case(
    id: str,
    comment: str,
    body_type: str,
    payload: Json,
    message: Json,
    *,
    root: Json = None,
    fields: Json = None,
    **more: Json,
) -> Vector:
    """A pre-send message into a group or room: which of the two it does not say."""
    body = {
        "chat_type": "groupchat",
        "group_id": GROUP_ID,
        "from": FROM,
        "to": TO,
        "msg_id": MSG_ID,
        "payload": payload,
        **(root or {}),
    }
    event = {**message_fields(message), "type": "message.pending", "conversation": {"id": GROUP_ID}, **(fields or {})}
    native_type = _joined("groupchat", body_type, "pre_send")
    more = {"source": sources.PRE_SEND, **more}
    return event_case(id, comment, native_type, body, event, kind="decision", **more)


def body_cases(
    id: str, comment: str, body_type: str, body: Json, segment: Json, text: str, **more: Json
) -> Iterator[Vector]:
    """A message body, once after and once before it is sent."""
    message = one_segment(segment, text)
    yield message_case(f"post_{id}", f"{comment} Sent.", body_type, {"ext": {}, "bodies": [body]}, message, **more)
    yield pending_case(f"pre_{id}", f"{comment} About to be sent.", body_type, body, message, **more)


def message_fields(message: Json) -> Json:
    """The fields of a message event between two users."""
    return {
        "type": "message.created",
        "conversation": {"kind": "direct"},
        "sender": user(FROM),
        "recipients": [user(TO)],
        "message": {"id": MSG_ID, **message},
    }


def one_segment(segment: Json, text: str, **more: Json) -> Json:
    """A canonical message that holds one segment."""
    return {"kind": segment["type"], "text": text, "segments": [segment], **more}


def text_message(text: str, **more: Json) -> Json:
    return one_segment({"type": "text", "text": text}, text, **more)


def txt(text: str, **more: Json) -> Json:
    """A payload with one text body."""
    return {**more, "bodies": [{"msg": text, "type": "txt"}]}


def user(id: str) -> Json:
    return {"id": id, "kind": "user"}


def system(id: str) -> Json:
    return {"id": id, "kind": "system"}


def somebody(id: str) -> Json:
    """A user or a group: the body does not tell."""
    return {"id": id, "kind": "unknown"}


def refused(
    id: str,
    comment: str,
    body: Json | str | bytes,
    status: int,
    *,
    call: str = "receive",
    settings: Json = None,
    now_ms: int = NOW_MS,
    source: str = DERIVED,
    flags: tuple[str, ...] = (),
    contains: Iterable[str] = (),
    excludes: Iterable[str] = (SECRET,),
) -> Vector:
    """A request that must fail with the status."""
    content = body if isinstance(body, str | bytes) else compact(body)
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call=call,
        inputs={"config": settings or config(), "request": request(content, now_ms)},
        expect=failure(status, contains=contains, excludes=excludes),
    )


def _joined(*words: str) -> str:
    return ".".join(word for word in words if word)
