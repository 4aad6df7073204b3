"""Several secrets, one for each callback rule, and appkeys: which one proves the request."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import delivery, sources
from ..body import APPKEY, OMIT, SECRET, config, credential, signed
from ..cases import message_case, pending_case, refused, text_message, txt

_OLD = credential("before rotation")
_NEW = credential("after rotation")
_OTHER = "other#app"
_TEXT = {"eventType": "chat", "chat_type": "chat", "from": "user1", "to": "user2", "msg_id": "1", "payload": txt("hi")}


def vectors() -> Iterator[Vector]:
    yield from rotation()
    yield from appkeys()
    yield from sixteen()


def rotation() -> Iterator[Vector]:
    yield _proven("credential_list_of_one", [_OLD], _OLD, "0")
    yield _proven("credential_first", [_OLD, _NEW], _OLD, "0")
    yield _proven("credential_second", [_OLD, _NEW], _NEW, "1")
    named = [{"id": "before", **_OLD}, {"id": "after", **_NEW}]
    yield _proven("credential_named", named, _NEW, "after")
    yield _proven("credential_some_named", [named[0], _NEW], _NEW, "1")
    yield _proven("credential_single_named", {"id": "post-send rule", **_OLD}, _OLD, "post-send rule")
    yield _proven("credential_same_secret_twice", [_OLD, {"id": "again", **_OLD}], _OLD, "0")
    yield _refused("credential_none_matches", 201, [_OLD, _NEW], credential("of nobody"))


def appkeys() -> Iterator[Vector]:
    mine = credential(appkey=APPKEY)
    yield _proven("appkey_matches", mine, mine, "0")
    yield _refused("appkey_other", 203, credential(appkey=_OTHER), mine)
    yield _refused("appkey_prefix_of_other", 203, credential(appkey=APPKEY + "2"), mine)
    yield _refused("appkey_other_case", 203, credential(appkey=APPKEY.upper()), mine)
    for name, value in {"missing": OMIT, "null": None, "empty": ""}.items():
        yield _refused(f"appkey_{name}", 203, mine, mine, {"appkey": value})
    yield pending_case(
        "appkey_missing_not_asked_for",
        "A pre-send body names no app; a credential that names none takes it.",
        "txt",
        {"msg": "hi", "type": "txt"},
        text_message("hi"),
        root={"appkey": OMIT},
        fields={"tenant_id": None},
    )
    yield _proven(
        "appkey_picks_of_same_secret",
        [credential(appkey=_OTHER, id="other"), credential(appkey=APPKEY, id="mine")],
        mine,
        "mine",
    )
    yield _proven(
        "appkey_named_before_unnamed",
        [credential(id="any"), credential(appkey=APPKEY, id="mine")],
        mine,
        "mine",
    )
    yield _proven(
        "appkey_unnamed_beside_other", [credential(appkey=_OTHER, id="other"), credential(id="any")], mine, "any"
    )
    yield _proven(
        "appkey_match_with_other_secret",
        [{**_OLD, "appkey": APPKEY}, {**_NEW, "id": "any"}],
        _NEW,
        "any",
    )
    yield _refused(
        "appkey_of_one_secret_of_other",
        203,
        [{**_OLD, "appkey": APPKEY}, {**_NEW, "appkey": _OTHER}],
        _NEW,
    )


def sixteen() -> Iterator[Vector]:
    seventeen = [credential(f"secret {number}") for number in range(17)]
    yield _proven("credential_last_of_sixteen", seventeen, seventeen[15], "15")
    yield _refused("credential_seventeenth_not_tried", 201, seventeen, seventeen[16])
    tenants = [credential(f"secret {number}", appkey=f"tenant#{number}") for number in range(40)]
    tenants.append(credential("secret 40", appkey=APPKEY))
    yield _proven("credential_forty_first_named_by_appkey", tenants, tenants[40], "40")
    rotated = [*tenants, credential("after rotation", appkey=APPKEY, id="new")]
    yield _proven("credential_forty_first_before_rotation", rotated, tenants[40], "40")
    yield _proven("credential_forty_first_after_rotation", rotated, rotated[41], "new")
    yield _refused("credential_twentieth_of_others", 201, tenants, tenants[20])
    yield _refused("credential_first_of_others", 203, tenants, tenants[0])
    unnamed = credential("of any", id="any")
    yield _proven("credential_unnamed_behind_forty", [*tenants[:40], unnamed], unnamed, "any")


def _proven(id: str, configured: Json, used: dict[str, str], name: str) -> Vector:
    return message_case(
        id,
        "credential is the configured id, else the index as text; the body's appkey comes first.",
        "txt",
        txt("hi"),
        text_message("hi"),
        secret=used["secret"],
        auth=delivery.proof(name),
        settings=config(credentials=configured),
        source=sources.OVERVIEW,
    )


def _refused(id: str, status: int, configured: Json, used: dict[str, str], parts: Json = None) -> Vector:
    comments = {201: "No secret proves it.", 203: "Proven, but not for this app: the credential names another."}
    return refused(
        id,
        comments[status],
        signed(id, {**_TEXT, **(parts or {})}, used["secret"]),
        status,
        settings=config(credentials=configured),
        source=sources.OVERVIEW,
        flags=("Hostile",),
        excludes=[SECRET, used["secret"]],
    )
