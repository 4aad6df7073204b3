"""Records that are no messages: recalls, consent, calls."""

from __future__ import annotations

from collections.abc import Iterator

from .archive_case import CUSTOMER, CUSTOMER_PARTY, STAFF, STAFF_PARTY, Case
from .archive_sources import OFFICIAL, PUSH
from .json_text import Json

_SDK_FILE = "CpsBKjAqd0xhb2JWRUExample=="


def events() -> Iterator[Case]:
    yield from recalls()
    yield from consent()
    yield from calls()


def recalls() -> Iterator[Case]:
    recalled = {"action": "recalled", "native_action": "recall", "actor": CUSTOMER_PARTY}
    revoke = {"revoke": {"pre_msgid": "14822339130656386894_1603875600"}}
    target = {"target_id": "14822339130656386894_1603875600"}
    yield _recall("revoke", "The message recalled is named.", "revoke", revoke, {**recalled, **target})
    yield _recall(
        "revoke_without_action",
        "The message type says enough.",
        "revoke",
        revoke,
        {**recalled, **target, "native_action": "send"},
        action="send",
        flags=("Unknown",),
    )
    yield _recall(
        "revoke_unknown_key",
        "A key of the body that nobody knows.",
        "revoke",
        {"revoke": {"pre_msgid": "1", "revokeScope": "all", "nothing": None}},
        {**recalled, "target_id": "1", "revoke_scope": "all"},
        flags=("Unknown",),
    )
    yield _recall("revoke_empty_target", "An empty target is none.", "revoke", {"revoke": {"pre_msgid": ""}}, recalled)
    yield _recall(
        "revoke_without_body", "It is not said what is recalled.", "revoke", {}, recalled, warnings=("missing_content",)
    )
    yield _recall(
        "recall_of_text",
        "The action recall on a message of another type: nothing was said, something was taken back.",
        "text",
        {"text": {"content": "hi"}},
        {**recalled, "text": {"content": "hi"}},
        flags=("Unknown",),
    )


def consent() -> Iterator[Case]:
    for msgtype, type, action in (
        ("agree", "consent.granted", "granted"),
        ("disagree", "consent.denied", "denied"),
    ):
        data = {"action": action, "native_action": "send", "actor": CUSTOMER_PARTY}
        time = {f"{msgtype}_time": 1603875826656}
        yield _event(
            msgtype,
            "A customer says whether the archive may keep what they write.",
            msgtype,
            {msgtype: {"userid": CUSTOMER, **time}},
            type,
            {**data, **time},
        )
        yield _event(
            f"{msgtype}_minimal",
            "Without a userid it is the sender who says it.",
            msgtype,
            {msgtype: {"userid": ""}},
            type,
            data,
        )
        yield _event(
            f"{msgtype}_of_member",
            "A colleague.",
            msgtype,
            {msgtype: {"userid": STAFF, "channelId": "x"}},
            type,
            {**data, "actor": STAFF_PARTY, "channel_id": "x"},
            flags=("Unknown",),
        )
        yield _event(
            f"{msgtype}_without_body", "The type says enough.", msgtype, {}, type, data, warnings=("missing_content",)
        )
    yield _event(
        "disagree_under_agree",
        "The push's table has no body for a refusal but that of consent.",
        "disagree",
        {"agree": {"userid": CUSTOMER, "agree_time": 1603875826656}},
        "consent.denied",
        {"action": "denied", "native_action": "send", "actor": CUSTOMER_PARTY, "agree_time": 1603875826656},
        source=PUSH,
    )


def calls() -> Iterator[Case]:
    for number, kind in ((1, "video"), (2, "voice"), (3, "group_video"), (4, "group_voice"), (5, "5")):
        yield _call(
            f"voiptext_{kind}",
            "A call has ended; its length in seconds.",
            "voiptext",
            {"info": {"callduration": 62, "invitetype": number}},
            {"type": "call", "kind": kind, "duration_ms": 62000},
            flags=("Unknown",) if kind == "5" else (),
        )
    yield _call(
        "voiptext_minimal",
        "A call that nobody took.",
        "voiptext",
        {"info": {"callduration": 0}},
        {"type": "call", "duration_ms": 0},
    )
    yield _call(
        "meeting_voice_call",
        "The recording of a call, with what was shown; times in seconds.",
        "meeting_voice_call",
        {
            "voiceid": "grb8a4c48a3c094a70982c518d55e40557",
            "meeting_voice_call": {
                "endtime": 1594197635,
                "sdkfileid": _SDK_FILE,
                "demofiledata": [
                    {
                        "filename": "65eb1cdd.docx",
                        "demooperator": CUSTOMER,
                        "starttime": 1594197599,
                        "endtime": 1594197609,
                    },
                    {"filename": "2.pdf"},
                ],
                "sharescreendata": [{"share": STAFF, "starttime": 1594197624, "endtime": 1594197625}],
                "attachment": "https://files.example.com/archive/call.mp3",
            },
        },
        {
            "type": "call",
            "id": "grb8a4c48a3c094a70982c518d55e40557",
            "end_ms": 1594197635000,
            "media": {"id": _SDK_FILE, "attachment": "https://files.example.com/archive/call.mp3"},
            "shared_files": [
                {
                    "name": "65eb1cdd.docx",
                    "operator": CUSTOMER,
                    "start_ms": 1594197599000,
                    "end_ms": 1594197609000,
                },
                {"name": "2.pdf"},
            ],
            "screen_shares": [{"id": STAFF, "start_ms": 1594197624000, "end_ms": 1594197625000}],
        },
    )
    yield _call(
        "meeting_voice_call_minimal",
        "Nothing but its end.",
        "meeting_voice_call",
        {"meeting_voice_call": {"endtime": 1594197635, "demofiledata": [], "sharescreendata": None}},
        {"type": "call", "end_ms": 1594197635000},
    )
    yield _call(
        "meeting_voice_call_unknown_key",
        "Lists with keys that nobody knows are kept whole beside what was understood.",
        "meeting_voice_call",
        {
            "meeting_voice_call": {
                "demofiledata": [{"filename": "a", "pages": 3}],
                "sharescreendata": [{"share": "lisi", "fps": 30}],
            }
        },
        {
            "type": "call",
            "shared_files": [{"name": "a"}],
            "screen_shares": [{"id": "lisi"}],
            "extra": {
                "demofiledata": [{"filename": "a", "pages": 3}],
                "sharescreendata": [{"share": "lisi", "fps": 30}],
            },
        },
        flags=("Unknown",),
    )


def _recall(id: str, comment: str, msgtype: str, root: Json, data: Json, **more: Json) -> Case:
    return _event(id, comment, msgtype, root, "message.recalled", data, **{"action": "recall", **more})


def _event(id: str, comment: str, msgtype: str, root: Json, type: str, data: Json, **more: Json) -> Case:
    return Case(id, comment, msgtype, root, type=type, data=data, **{"source": OFFICIAL, **more})


def _call(id: str, comment: str, msgtype: str, root: Json, segment: Json, **more: Json) -> Case:
    data = {"action": "ended", "native_action": "send"}
    return Case(id, comment, msgtype, root, [segment], "[call]", "call.ended", data, **{"source": OFFICIAL, **more})
