"""The other events of WeCom, by MsgType, Event and ChangeType, or by InfoType: typed if known, whole otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector, present
from .. import sources
from ..cases import CREATE_TIME, callback_case, event_case
from ..envelope import CORP
from ..xml_text import Value

_CONTACT = "change_contact"
_EXTERNAL = "change_external_contact"
_CHAT = "change_external_chat"
_TAG = "change_external_tag"

# Event, ChangeType, canonical type, action.
_TYPED: list[tuple[str, str | None, str, str | None]] = [
    ("enter_agent", None, "session.entered", "entered"),
    ("subscribe", None, "contact.updated", "subscribed"),
    ("unsubscribe", None, "contact.updated", "unsubscribed"),
    ("click", None, "interaction.submitted", "submitted"),
    ("view", None, "interaction.submitted", "submitted"),
    ("template_card_event", None, "interaction.submitted", "submitted"),
    (_CONTACT, "create_user", "contact.updated", "created"),
    (_CONTACT, "update_user", "contact.updated", "updated"),
    (_CONTACT, "delete_user", "contact.updated", "deleted"),
    (_CONTACT, "create_party", "organization.updated", "created"),
    (_CONTACT, "update_party", "organization.updated", "updated"),
    (_CONTACT, "delete_party", "organization.updated", "deleted"),
    (_CONTACT, "update_tag", "organization.updated", "updated"),
    (_EXTERNAL, "add_external_contact", "contact.updated", "created"),
    (_EXTERNAL, "add_half_external_contact", "contact.updated", "created"),
    (_EXTERNAL, "edit_external_contact", "contact.updated", "updated"),
    (_EXTERNAL, "transfer_fail", "contact.updated", "updated"),
    (_EXTERNAL, "del_external_contact", "contact.updated", "deleted"),
    (_EXTERNAL, "del_follow_user", "contact.updated", "deleted"),
    (_EXTERNAL, "msg_audit_approved", "consent.granted", "granted"),
    (_TAG, "create", "record.updated", "created"),
    (_TAG, "update", "record.updated", "updated"),
    (_TAG, "delete", "record.updated", "deleted"),
    ("open_approval_change", None, "record.updated", "updated"),
    ("sys_approval_change", None, "record.updated", "updated"),
    ("batch_job_result", None, "record.updated", "updated"),
    ("modify_calendar", None, "record.updated", "updated"),
    ("delete_calendar", None, "record.updated", "deleted"),
    ("add_schedule", None, "record.updated", "created"),
    ("modify_schedule", None, "record.updated", "updated"),
    ("delete_schedule", None, "record.updated", "deleted"),
    ("conversation_new_message", None, "sync.required", None),
    ("hit_keyword", None, "sync.required", None),
    ("chat_archive_audit_approved_single", None, "consent.granted", "granted"),
    ("suite_ticket", None, "organization.updated", "updated"),
    ("create_auth", None, "organization.updated", "created"),
    ("change_auth", None, "organization.updated", "updated"),
    ("cancel_auth", None, "organization.updated", "deleted"),
]


def vectors() -> Iterator[Vector]:
    yield from typed()
    yield from group_chats()
    yield from by_info_type()
    yield from bodies()
    yield from unknown()
    yield from names()


def typed() -> Iterator[Vector]:
    for event, change, canonical, action in _TYPED:
        words = (event, change) if change else (event,)
        yield event_case(
            "_".join(("event", *words)),
            "An event by its name.",
            words,
            [("UserID", "zhangsan"), ("AgentID", 1)],
            {"type": canonical, "data": {**_acted(action, words[-1]), "user_id": "zhangsan", "agent_id": "1"}},
            source=sources.EVENTS,
        )
        info = [("SuiteId", "wwsuite"), ("AuthCorpId", CORP), ("InfoType", event), ("TimeStamp", CREATE_TIME)]
        data = {**_acted(action, words[-1]), "suite_id": "wwsuite", "state": "s"}
        if change:
            info.append(("ChangeType", change))
        yield callback_case(
            "_".join(("info", *words)),
            "The same event as a provider gets it; native_type is InfoType alone.",
            [*info, ("State", "s")],
            event,
            {"type": canonical, "time_ms": CREATE_TIME * 1000, "tenant_id": CORP, "data": data},
            envelope=[],
            source=sources.EVENTS,
        )


def group_chats() -> Iterator[Vector]:
    for change, canonical, action in (
        ("create", "conversation.created", "created"),
        ("update", "conversation.updated", "updated"),
        ("dismiss", "conversation.deleted", "deleted"),
    ):
        yield event_case(
            f"event_{_CHAT}_{change}",
            "A group with customers.",
            (_CHAT, change),
            [("ChatId", "wrChat1"), ("UpdateDetail", "add_member"), ("MemChangeCnt", 10)],
            {
                "type": canonical,
                "conversation": {"id": "wrChat1", "kind": "group"},
                "data": {**_acted(action, change), "update_detail": "add_member", "mem_change_cnt": "10"},
            },
            source=sources.EVENTS,
        )


def by_info_type() -> Iterator[Vector]:
    for name, head, tenant, time, data in (
        (
            "of_suite",
            [("SuiteId", "wwsuite"), ("InfoType", "suite_ticket"), ("TimeStamp", CREATE_TIME), ("SuiteTicket", "T")],
            None,
            CREATE_TIME,
            {"suite_id": "wwsuite", "suite_ticket": "T"},
        ),
        (
            "of_corp",
            [("InfoType", "suite_ticket"), ("AuthCorpId", "wwauth"), ("TimeStamp", CREATE_TIME)],
            "wwauth",
            CREATE_TIME,
            {},
        ),
        (
            "with_receiver_too",
            [("ToUserName", CORP), ("AuthCorpId", "wwauth"), ("InfoType", "suite_ticket"), ("TimeStamp", CREATE_TIME)],
            "wwauth",
            CREATE_TIME,
            {"to_user_name": CORP},
        ),
        (
            "same_receiver",
            [("ToUserName", CORP), ("AuthCorpId", CORP), ("InfoType", "suite_ticket"), ("TimeStamp", CREATE_TIME)],
            CORP,
            CREATE_TIME,
            {},
        ),
        ("with_create_time", [("InfoType", "suite_ticket"), ("CreateTime", CREATE_TIME)], None, CREATE_TIME, {}),
        (
            "with_both_times",
            [("InfoType", "suite_ticket"), ("CreateTime", 5), ("TimeStamp", CREATE_TIME)],
            None,
            CREATE_TIME,
            {"create_time": "5"},
        ),
    ):
        yield callback_case(
            f"info_type_{name}",
            "A provider's event: the authorising company is the tenant, TimeStamp the time.",
            head,
            "suite_ticket",
            present(
                type="organization.updated",
                time_ms=CREATE_TIME * 1000,
                tenant_id=tenant,
                data={**_acted("updated", "suite_ticket"), **data},
            ),
            envelope=[],
            time=time,
            source=sources.EVENTS,
        )


def bodies() -> Iterator[Vector]:
    selected: Value = [
        ("SelectedItem", [("QuestionKey", "Q1"), ("OptionIds", [("OptionId", "1"), ("OptionId", "2")])]),
        ("SelectedItem", [("QuestionKey", "Q2"), ("OptionIds", [("OptionId", "3")])]),
    ]
    yield event_case(
        "event_with_lists",
        "Elements of one name are a list, an element with children is an object, under the names they have.",
        ("template_card_event",),
        [("EventKey", "key1"), ("TaskId", "task1"), ("SelectedItems", selected)],
        {
            "type": "interaction.submitted",
            "data": {
                **_acted("submitted", "template_card_event"),
                "event_key": "key1",
                "task_id": "task1",
                "selected_items": {
                    "SelectedItem": [
                        {"QuestionKey": "Q1", "OptionIds": {"OptionId": ["1", "2"]}},
                        {"QuestionKey": "Q2", "OptionIds": {"OptionId": "3"}},
                    ]
                },
            },
        },
        sender="zhangsan",
        source=sources.EVENTS,
    )
    yield event_case(
        "event_with_nested_body",
        "A body three levels deep, with empty elements.",
        ("batch_job_result",),
        [("BatchJob", [("JobId", "J"), ("ErrCode", 0), ("ErrMsg", ""), ("A", [("B", [("C", "d")])])])],
        {
            "type": "record.updated",
            "data": {
                **_acted("updated", "batch_job_result"),
                "batch_job": {"JobId": "J", "ErrCode": "0", "ErrMsg": "", "A": {"B": {"C": "d"}}},
            },
        },
        source=sources.EVENTS,
    )


def unknown() -> Iterator[Vector]:
    for name, words in {
        "event": ("teleport",),
        "event_with_change_type": ("teleport", "arrive"),
        "change_type": (_CONTACT, "promote_user"),
        "change_type_missing": (_EXTERNAL,),
        "other_case": ("KF_MSG_OR_EVENT",),
    }.items():
        yield event_case(
            f"unknown_{name}",
            "An event that no document names: every element is kept.",
            words,
            [("Where", "北京"), ("Size", 3)],
            {"type": "unknown", "data": {"where": "北京", "size": "3"}},
            warnings=["unknown_event_type"],
            flags=("Unknown",),
        )
    yield event_case(
        "unknown_event_missing",
        "An event without its name.",
        (),
        [("Where", "北京")],
        {"type": "unknown", "data": {"where": "北京"}},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    yield callback_case(
        "unknown_info_type",
        "An InfoType that no document names; its ChangeType is not in the native type and stays.",
        [("InfoType", "teleport"), ("ChangeType", "arrive"), ("TimeStamp", CREATE_TIME), ("Where", "北京")],
        "teleport",
        {"type": "unknown", "time_ms": CREATE_TIME * 1000, "data": {"change_type": "arrive", "where": "北京"}},
        envelope=[],
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )
    yield callback_case(
        "unknown_of_no_type",
        "Verified XML without MsgType and InfoType never fails for its content.",
        [("Where", "北京")],
        "unknown",
        {"type": "unknown", "data": {"where": "北京"}},
        warnings=["unknown_event_type"],
        flags=("Unknown",),
    )


def names() -> Iterator[Vector]:
    yield event_case(
        "event_with_message_id",
        "An event that has an id is named by it.",
        ("enter_agent",),
        [("MsgId", "77")],
        {"type": "session.entered", "data": _acted("entered", "enter_agent")},
        sender="zhangsan",
        native_id="77",
    )
    yield event_case(
        "event_names_in_snake_case",
        "Names of elements become snake_case.",
        ("enter_agent",),
        [
            ("AgentID", 1),
            ("URLValue", "u"),
            ("v2Name", "n"),
            ("ExternalUserID", "e"),
            ("OpenKfId", "wk1"),
            ("消息Id", "m"),
        ],
        {
            "type": "session.entered",
            "data": {
                **_acted("entered", "enter_agent"),
                "agent_id": "1",
                "url_value": "u",
                "v2_name": "n",
                "external_user_id": "e",
                "open_kfid": "wk1",
                "消息_id": "m",
            },
        },
        sender="zhangsan",
    )
    yield callback_case(
        "message_type_before_info_type",
        "MsgType says what it is when there is InfoType too.",
        [("InfoType", "suite_ticket"), ("MsgType", "event"), ("Event", "enter_agent")],
        "event.enter_agent",
        {"type": "session.entered", "data": {**_acted("entered", "enter_agent"), "info_type": "suite_ticket"}},
        flags=("Unknown",),
    )


def _acted(action: str | None, word: str) -> Json:
    return {"action": action, "native_action": word} if action else {}
