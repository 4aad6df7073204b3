"""Several credentials at once, for rotation and tenants: which one proves the request."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import delivery, sources
from ..cases import message_case, refused, text_message
from ..envelope import config, credential, seal_for

_HI = {"type": "text", "content": {"text": {"content": "hi"}}}
_OLD = credential("AK123456", "sk-before-rotation")
_NEW = credential("AK123456", "sk-after-rotation")
_OTHER = credential("AK777777", "sk777777")


def vectors() -> Iterator[Vector]:
    yield _proven_by("credential_list_of_one", [_OLD], _OLD, "0")
    yield _proven_by("credential_first", [_OLD, _NEW], _OLD, "0")
    yield _proven_by("credential_second_key_of_one_app", [_OLD, _NEW], _NEW, "1")
    yield _proven_by("credential_second_app", [_OLD, _OTHER], _OTHER, "1")
    named = [{"id": "before", **_OLD}, {"id": "after", **_NEW}]
    yield _proven_by("credential_named", named, _NEW, "after")
    yield _proven_by("credential_some_named", [named[0], _NEW], _NEW, "1")
    yield _proven_by("credential_single_named", {"id": "only", **_OLD}, _OLD, "only")
    sixteen = [credential("AK123456", f"sk{number}") for number in range(16)]
    yield _proven_by("credential_last_of_sixteen", sixteen, sixteen[15], "15")
    yield refused(
        "credential_none_matches",
        "No configured key proves it.",
        seal_for("credential_none_matches").envelope(b"{}"),
        201,
        settings=config(credentials=[_OLD, _NEW, _OTHER]),
        source=sources.EVENT_SECURITY,
        flags=("Hostile",),
    )
    mixed = seal_for("credential_parts_mixed", app_id=_OLD["app_id"], app_key=_OTHER["app_key"])
    yield refused(
        "credential_parts_mixed",
        "The app id of one credential with the key of another.",
        mixed.envelope(b"{}"),
        201,
        settings=config(credentials=[_OLD, _OTHER]),
        source=sources.EVENT_SECURITY,
        flags=("Hostile",),
    )


def _proven_by(id: str, configured: Json, used: dict[str, str], name: str) -> Vector:
    return message_case(
        id,
        "credential is the configured id, else the index as text.",
        _HI,
        text_message("hi"),
        seal=seal_for(id, app_id=used["app_id"], app_key=used["app_key"]),
        auth=delivery.event_proof(credential=name),
        settings=config(credentials=configured),
        source=sources.EVENT_SECURITY,
    )
