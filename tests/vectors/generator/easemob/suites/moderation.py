"""Content alerts: keyword_alert (a word of the list) and moderation (a service's judgement)."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim
from ...vector import Vector
from .. import sources
from ..body import OMIT
from ..cases import GROUP_ID, event_case, somebody, user

_ALERT = {
    "alertReason": "intercepted",
    "contentReceiver": "easemob-demo#test_test1@easemob.com",
    "eventType": "keyword_alert",
    "sensitiveWords": ["12"],
    "contentOwner": "easemob-demo#test_test2@easemob.com",
    "contentUri": "msync:1218049329273505228",
    "host": "msync@example",
    "contentType": "message",
    "chatType": "chat:user:text",
    "status": "refuse",
}
_ALERT_DATA = {
    "action": "rejected",
    "native_action": "intercepted",
    "target_id": "1218049329273505228",
    "sensitive_words": ["12"],
    "content_uri": "msync:1218049329273505228",
    "content_type": "message",
    "chat_type": "chat:user:text",
    "status": "refuse",
    "host": "msync@example",
}
_JUDGED = {
    "moderationResult": "PASS",
    "providerResult": "PASS",
    "messageType": "txt",
    "messageId": "1F4MX6iSdI7VFnN7Hm0vrcr3Uwr",
    "targetType": "chat",
    "source": {},
    "riskType": "广告",
    "eventType": "moderation",
    "from": "qa2",
    "to": "qa1",
    "url": "",
    "msg": "你好",
}
_JUDGED_DATA = {
    "action": "passed",
    "native_action": "PASS",
    "target_id": "1F4MX6iSdI7VFnN7Hm0vrcr3Uwr",
    "provider_result": "PASS",
    "message_type": "txt",
    "target_type": "chat",
    "source": {},
    "risk_type": "广告",
    "url": "",
    "msg": "你好",
}


def vectors() -> Iterator[Vector]:
    yield from alerts()
    yield from alert_places()
    yield from judgements()
    yield from judged_places()
    yield from tells()


def alerts() -> Iterator[Vector]:
    for id, reason, status, action in (
        ("through", "through", "pass", "passed"),
        ("intercepted", "intercepted", "refuse", "rejected"),
        ("replaced", "replaced", "replace", "replaced"),
        ("intercepted_but_replaced", "intercepted", "replace", "replaced"),
        ("without_status", "replaced", None, "replaced"),
        ("unknown_status", "through", "shrug", "passed"),
        ("unknown_both", "shrugged", "shrug", None),
    ):
        words = [] if reason == "through" else ["12", "词"]
        yield _alert(
            f"alert_{id}",
            "status is what was done; one sample says intercepted and replace at once.",
            {"alertReason": reason, "status": status, "sensitiveWords": words},
            {},
            {"action": action, "native_action": reason, "status": status, "sensitive_words": words},
            flags=("TypeConflict",) if "but" in id else (),
        )
    yield _alert(
        "alert_uri_without_scheme",
        "A contentUri that is the bare id.",
        {"contentUri": "1218049329273505228"},
        {},
        {"content_uri": "1218049329273505228"},
    )
    yield _alert(
        "alert_uri_of_other_scheme",
        "Another scheme is part of the id.",
        {"contentUri": "rest:7"},
        {},
        {"content_uri": "rest:7", "target_id": "rest:7"},
        flags=("Unknown",),
    )
    yield _alert("alert_uri_missing", "No message.", {"contentUri": OMIT}, {}, {"content_uri": None, "target_id": None})
    yield _alert(
        "alert_of_other_appkey",
        "A sample's prefix is not of the body's appkey.",
        {"appkey": "easemob-demo#restys"},
        {"tenant_id": "easemob-demo#restys"},
        {},
        flags=("TypeConflict",),
    )


def alert_places() -> Iterator[Vector]:
    group = f"easemob-demo#test_{GROUP_ID}@conference.easemob.com"
    for place, kind in (("group", "group"), ("room", "room")):
        yield _alert(
            f"alert_in_{place}",
            "chatType says what the receiver is.",
            {"chatType": f"chat:{place}:text", "contentReceiver": group},
            {"conversation": {"id": GROUP_ID, "kind": kind}, "recipients": None},
            {"chat_type": f"chat:{place}:text"},
        )
    for id, chat_type in (("chat", "chat"), ("groupchat", "groupchat"), ("missing", OMIT)):
        shown = None if chat_type is OMIT else chat_type
        yield _alert(
            f"alert_chat_type_{id}",
            "The table's words for chatType are not those of its samples: they tell nothing here.",
            {"chatType": chat_type},
            {"conversation": None, "recipients": [somebody("test1")]},
            {"chat_type": shown},
            flags=("TypeConflict",),
        )


def judgements() -> Iterator[Vector]:
    for result, action in (
        ("PASS", "passed"),
        ("REJECT", "rejected"),
        ("EXCHANGE", "replaced"),
        ("RECALL", "recalled"),
        ("REVIEW", None),
        ("pass", None),
    ):
        name = "unknown_case" if result == "pass" else result.lower()
        yield _judged(
            f"moderation_{name}",
            "The judgement; a word that no document has gives no action.",
            {"moderationResult": result, "providerResult": "REVIEWED"},
            {},
            {"action": action, "native_action": result, "provider_result": "REVIEWED"},
            flags=("Unknown",) if action is None else (),
        )
    yield _judged(
        "moderation_of_image",
        "Of a picture there is an address.",
        {"messageType": "img", "msg": OMIT, "url": "https://example.com/i", "source": {"label": ["ad"]}},
        {},
        {"message_type": "img", "msg": None, "url": "https://example.com/i", "source": {"label": ["ad"]}},
    )
    yield _judged(
        "moderation_id_number",
        "A message id that is a number becomes its digits.",
        {"messageId": Verbatim("1218049329273505228")},
        {},
        {"target_id": "1218049329273505228"},
        flags=("TypeConflict",),
    )


def judged_places() -> Iterator[Vector]:
    for target, where in (
        ("groupchat", {"conversation": {"id": GROUP_ID, "kind": "group"}, "recipients": None}),
        ("chatroom", {"conversation": {"id": GROUP_ID, "kind": "room"}, "recipients": None}),
        ("galaxy", {"conversation": None, "recipients": [somebody(GROUP_ID)]}),
    ):
        yield _judged(
            f"moderation_in_{target}",
            "targetType says what `to` is.",
            {"targetType": target, "to": GROUP_ID},
            where,
            {"target_type": target},
        )


def tells() -> Iterator[Vector]:
    yield _judged(
        "moderation_before_presence",
        "eventType is asked before status, reason and user.",
        {"status": "online", "reason": "login", "user": "u"},
        {},
        {"status": "online", "reason": "login", "user": "u"},
        flags=("Hostile",),
    )
    yield event_case(
        "moderation_result_missing",
        "No result.",
        "moderation",
        {"eventType": "moderation", "messageId": "m1", "from": "qa2"},
        {"type": "moderation.decided", "sender": user("qa2"), "data": {"target_id": "m1"}},
        source=sources.MODERATION,
        flags=("Malformed",),
    )


def _alert(id: str, comment: str, root: Json, fields: Json, data: Json, **more: Json) -> Vector:
    body = {**_ALERT, **root}
    event = {
        "type": "moderation.decided",
        "conversation": {"kind": "direct"},
        "sender": user("test2"),
        "recipients": [user("test1")],
        **fields,
        "data": {key: value for key, value in {**_ALERT_DATA, **data}.items() if value is not None},
    }
    native_type = f"keyword_alert.{body['alertReason']}"
    return event_case(id, comment, native_type, body, event, **{"source": sources.KEYWORD, **more})


def _judged(id: str, comment: str, root: Json, fields: Json, data: Json, **more: Json) -> Vector:
    body = {**_JUDGED, **root}
    event = {
        "type": "moderation.decided",
        "conversation": {"kind": "direct"},
        "sender": user("qa2"),
        "recipients": [user("qa1")],
        **fields,
        "data": {key: value for key, value in {**_JUDGED_DATA, **data}.items() if value is not None},
    }
    native_type = f"moderation.{body['moderationResult']}"
    return event_case(id, comment, native_type, body, event, **{"source": sources.MODERATION, **more})
