"""Pushes as the vendor sends them, the archive record inside, and what proves a sender."""

from __future__ import annotations

from ..archive_case import CUSTOMER, MSGTIME, STAFF, Case, as_text
from ..json_text import Json, compact

PLATFORM = "qiwei"
MESSAGE_ID = "1531161872865219346"
CREATED = 1656037941
CREATED_MS = CREATED * 1000
CORP = "ww1037exampleexam1"
SECRET = "s3cret-for-tests"
HEADER = "X-Hook-Secret"

# A receiver that takes pushes without a proof, and one that wants none configured.
OPEN = {"platform": PLATFORM, "verification": "none"}
BARE = {"platform": PLATFORM}

ACKNOWLEDGED = {"status": 200, "content_type": "text/plain", "body": "SUCCESS"}
UNPROVEN = {"verified": False, "scheme": "none", "covers": [], "uncovered": ["body"], "content": "unsigned"}

# Every key of the vendor's table, in its order.
_KEYS = (
    "id corpid msgid seq action from from_avatar roomid tolist msgtime msgtype content user time voiceid voipid text "
    "image revoke agree voice video card location emotion file link weapp chatrecord todo vote collect redpacket "
    "meeting doc info news calendar mixed meeting_voice_call voip_doc_share sphfeed is_grp is_rb is_ext is_from_ext"
).split()

# What the flags of a direct message from a customer become: real booleans.
FLAGS_DATA = {"is_grp": False, "is_rb": False, "is_ext": False, "is_from_ext": True}


def secret_credential(secret: str = SECRET, place: str = f"header:{HEADER}", **more: str) -> Json:
    return {**more, "shared_secret": secret, "shared_secret_in": place}


def proven(credential: str = "0") -> Json:
    """What a shared secret proves: that the sender knows it, and nothing about the body."""
    return {
        "verified": True,
        "scheme": "shared-secret",
        "covers": [],
        "uncovered": ["body"],
        "content": "unsigned",
        "credential": credential,
    }


def push(type: Json, content: Json | str, **replaced: Json) -> Json:
    """A push whose content is JSON text inside a string; a text is taken as it is."""
    text = content if isinstance(content, str) else compact(content)
    return {"message_id": MESSAGE_ID, "type": type, "content": text, "gmt_create": CREATED, **replaced}


def native(type: Json, **replaced: Json) -> Json:
    """The envelope's own keys, as the event repeats them."""
    fields = {"message_id": MESSAGE_ID, "type": type, "gmt_create": CREATED, **replaced}
    return {key: value for key, value in fields.items() if value is not None}


def record_of(case: Case, *, official: bool = False) -> Json:
    """The record of a case: every key of the table there, null where it says nothing, all values text.

    `official` writes it as the archive itself does: real numbers, no nulls.
    """
    base = {
        "corpid": CORP,
        "msgid": native_id(case),
        "seq": 25825,
        "action": case.action,
        "from": CUSTOMER,
        "roomid": "",
        "tolist": [STAFF] if official else STAFF,
        "msgtime": MSGTIME,
        "msgtype": case.msgtype,
        "is_grp": False,
        "is_rb": False,
        "is_ext": False,
        "is_from_ext": True,
    }
    if official:
        return {**base, **case.root}
    empty = {key: None for key in _KEYS}
    return {**empty, "content": "", **as_text(base), **as_text(case.root)}


def native_id(case: Case) -> str:
    return f"{case.id}_1691386670520_external"
