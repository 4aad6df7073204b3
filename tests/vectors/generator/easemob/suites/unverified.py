"""Families whose documents show no `security`: refused, or let through by the configuration, which auth then says."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import delivery, sources
from ..body import APPKEY, OMIT, SECRET, config, credential, signed, unsigned
from ..cases import refused, txt
from .push import PUSH, PUSH_EVENT, push_case
from .reaction import REACTION, REACTION_EVENT, reaction_case
from .thread import THREAD, THREAD_EVENT, thread_case

_FAMILIES = {
    "thread": (thread_case, THREAD, THREAD_EVENT),
    "reaction": (reaction_case, REACTION, REACTION_EVENT),
    "push": (push_case, PUSH, PUSH_EVENT),
}
_SOURCES = {"thread": sources.THREAD, "reaction": sources.REACTION, "push": sources.PUSH}


def vectors() -> Iterator[Vector]:
    for name in _FAMILIES:
        yield from allowed(name)
        yield from not_allowed(name)
    yield from other_families()
    yield from apps()


def allowed(name: str) -> Iterator[Vector]:
    case, body, fields = _FAMILIES[name]
    unproven: Json = {"secret": None, "auth": delivery.UNPROVEN, "flags": ("Unproven",)}
    yield case(
        f"unverified_{name}_allowed",
        "Let through by the configuration; nothing is proven.",
        body,
        fields,
        settings=config(allow_unverified=[name]),
        **unproven,
    )
    if name != "push":
        yield case(
            f"unverified_{name}_without_call_id",
            "As its sample is: no callId either, so that msg_id names the event.",
            {**body, "callId": OMIT},
            fields,
            native_id=body["msg_id"],
            settings=config(allow_unverified=[name]),
            **unproven,
        )
    yield case(
        f"unverified_{name}_among_all",
        "All three may be listed.",
        body,
        fields,
        settings=config(allow_unverified=["thread", "reaction", "push"]),
        **unproven,
    )
    for value, security in (("null", None), ("empty", "")):
        yield case(
            f"unverified_{name}_security_{value}",
            "As good as absent.",
            {**body, "security": security},
            fields,
            settings=config(allow_unverified=[name]),
            **unproven,
        )
    yield case(
        f"verified_{name}_although_allowed",
        "A security that is there is judged, and counts.",
        body,
        fields,
        settings=config(allow_unverified=[name]),
    )


def not_allowed(name: str) -> Iterator[Vector]:
    _, body, _ = _FAMILIES[name]
    others = [other for other in _FAMILIES if other != name]
    for id, settings, comment in (
        (f"unverified_{name}_by_default", config(), "No proof, and nothing lets it through."),
        (f"unverified_{name}_others_allowed", config(allow_unverified=others), "Only the others are let through."),
        (f"unverified_{name}_none_allowed", config(allow_unverified=[]), "None is let through."),
    ):
        yield refused(
            id, comment, unsigned(id, body), 200, settings=settings, source=_SOURCES[name], flags=("Hostile",)
        )
    id = f"unverified_{name}_forged"
    yield refused(
        id,
        "A security that is there is judged even where none is needed.",
        {**signed(id, body), "security": "0" * 32},
        201,
        settings=config(allow_unverified=[name]),
        flags=("Hostile",),
    )
    id = f"unverified_{name}_without_credentials"
    yield refused(
        id,
        "Without credentials nothing is received.",
        unsigned(id, body),
        204,
        settings={"platform": "easemob", "allow_unverified": [name]},
    )


def other_families() -> Iterator[Vector]:
    """Everything else needs its proof, whatever is let through, and whatever it pretends."""
    all_allowed = config(allow_unverified=["thread", "reaction", "push"])
    message = {"eventType": "chat", "chat_type": "chat", "from": "user1", "to": "user2", "payload": txt("hi")}
    for name, body in {
        "message": message,
        "pre_send": {"chat_type": "chat", "from": "user1", "to": "user2", "payload": {"type": "txt", "msg": "hi"}},
        "message_of_type_thread": {**message, "payload": {"type": "thread", "data": {}}},
        "notify_of_other_type": {"chat_type": "notify", "payload": {"type": "announcement"}},
        "notify_without_payload": {"chat_type": "notify"},
        "notify_type_list": {"chat_type": "notify", "payload": {"type": ["thread"]}},
        "recall": {"chat_type": "recall", "recall_id": "1", "from": "user1", "to": "user2"},
        "muc": {"chat_type": "muc", "payload": {"operation": "create"}},
        "roster": {"chat_type": "roster", "payload": {"operation": "add"}},
        "presence": {"status": "online", "reason": "login", "user": "u"},
        "group": {"event": "group_op_event", "operation": "DELETE", "id": "1", "type": "GROUP"},
        "group_with_step": {"event": "group_op_event", "operation": "DELETE", "id": "1", "step": "push"},
        "moderation_with_step": {"eventType": "moderation", "moderationResult": "PASS", "step": "push"},
        "step_list": {**message, "step": ["push"]},
        "step_upper_case": {**message, "step": "PUSH"},
        "unknown": {"chat_type": "hologram"},
        "nothing": {},
    }.items():
        id = f"unverified_other_{name}"
        yield refused(
            id, "Its documents show a security.", unsigned(id, body), 200, settings=all_allowed, flags=("Hostile",)
        )


def apps() -> Iterator[Vector]:
    unproven: Json = {"secret": None, "auth": delivery.UNPROVEN, "flags": ("Unproven",)}
    mine, other = credential(appkey=APPKEY), credential("other secret", appkey="other#app")
    for name, credentials in {"own": mine, "one_of_two": [other, mine], "any": [other, credential()]}.items():
        yield thread_case(
            f"unverified_appkey_{name}",
            "Even without a proof the app must be one that is configured.",
            THREAD,
            THREAD_EVENT,
            settings=config(credentials=credentials, allow_unverified=["thread"]),
            **unproven,
        )
    for name, parts, credentials in (
        ("other", {}, other),
        ("missing", {"appkey": OMIT}, mine),
        ("none_of_two", {"appkey": "third#app"}, [mine, other]),
    ):
        id = f"unverified_appkey_{name}"
        yield refused(
            id,
            "The body is of another app, or of none.",
            unsigned(id, {**THREAD, **parts}),
            203,
            settings=config(credentials=credentials, allow_unverified=["thread"]),
            flags=("Hostile",),
            excludes=[SECRET, "other secret"],
        )
