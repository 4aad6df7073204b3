"""Pushes of changes: customers, groups, orders, receipts, fields, members, sensitive words."""

from __future__ import annotations

from collections.abc import Iterator

from ... import archive_delivery as expected
from ...archive_case import CUSTOMER, CUSTOMER_PARTY, ROBOT, ROOM, STAFF, STAFF_PARTY
from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..cases import event_case, received
from ..push import CREATED_MS, MESSAGE_ID, native, push

_TENANT = "wpvvExampleTenant"


def vectors() -> Iterator[Vector]:
    yield from customers()
    yield from groups()
    yield from orders_and_receipts()
    yield from custom_fields()
    yield from members()
    yield from sensitive_words()


def customers() -> Iterator[Vector]:
    change = {
        "tenant_id": _TENANT,
        "state": "qr-7",
        "info_type": "change_external_contact",
        "user_id": STAFF,
        "external_user_id": CUSTOMER,
    }
    data = {"target_id": CUSTOMER, "state": "qr-7", "info_type": "change_external_contact"}
    source = {"source": sources.CUSTOMER}
    for change_type, action in (
        ("add_external_contact", "created"),
        ("edit_external_contact", "updated"),
        ("del_external_contact", "deleted"),
        ("send_gift", "updated"),
    ):
        yield _change(
            f"customer_{change_type}",
            "A member's customer.",
            15,
            {**change, "change_type": change_type},
            "contact.updated",
            {**data, "action": action, "native_action": change_type, "actor": STAFF_PARTY},
            flags=("Unknown",) if change_type == "send_gift" else (),
            **source,
        )
    yield _change(
        "customer_del_follow_user",
        "The customer has dropped the member.",
        15,
        {**change, "change_type": "del_follow_user"},
        "contact.updated",
        {
            **data,
            "action": "deleted",
            "native_action": "del_follow_user",
            "actor": CUSTOMER_PARTY,
            "user_id": STAFF,
        },
        **source,
    )
    yield _change(
        "customer_without_change_type",
        "Something has changed.",
        15,
        change,
        "contact.updated",
        {**data, "action": "updated", "actor": STAFF_PARTY},
        **source,
    )
    yield _change(
        "customer_minimal",
        "Empty and null are absent.",
        15,
        {"tenant_id": _TENANT, "state": "", "change_type": "", "user_id": None, "external_user_id": ""},
        "contact.updated",
        {"action": "updated", "state": ""},
        **source,
    )


def groups() -> Iterator[Vector]:
    change = {
        "tenant_id": _TENANT,
        "chat_id": ROOM,
        "change_type": 18,
        "user_id": "test_d099673840d7",
        "user_type": 85,
        "join_scene": 3,
        "join_time": 70,
        "invitor": "test_3483c6794734",
        "group_nick_name": "小王",
        "name": "王",
    }
    room = {"conversation": {"id": ROOM, "kind": "group"}}
    rest = {"join_scene": 3, "join_time": 70, "invitor": "test_3483c6794734", "group_nick_name": "小王"}
    for name, user_id, user_type, kind in (
        ("unpublished_type", "test_d099673840d7", 85, "user"),
        ("member", "lisi", 1, "user"),
        ("customer", "x1", 2, "external"),
        ("customer_as_text", "x1", "2", "external"),
        ("customer_by_id", CUSTOMER, 85, "external"),
        ("robot_by_id", ROBOT, None, "bot"),
    ):
        data = {
            "action": "updated",
            "native_action": "18",
            "subjects": [{"id": user_id, "kind": kind, "name": "王"}],
            **({} if user_type is None else {"user_type": user_type}),
            **rest,
        }
        yield _change(
            f"group_{name}",
            "Somebody in a customer group; what the numbers of the changes mean is unpublished.",
            16,
            {**change, "user_id": user_id, "user_type": user_type},
            "conversation.updated",
            data,
            fields=room,
            source=sources.GROUP,
        )
    yield _change(
        "group_minimal",
        "A group, and a change as text.",
        16,
        {"tenant_id": _TENANT, "chat_id": ROOM, "change_type": "18", "name": "王"},
        "conversation.updated",
        {"action": "updated", "native_action": "18", "name": "王"},
        fields=room,
        source=sources.GROUP,
    )
    yield _change(
        "group_without_id",
        "A group that is not named.",
        16,
        {"tenant_id": _TENANT},
        "conversation.updated",
        {"action": "updated"},
        fields={"conversation": {"kind": "group"}},
        source=sources.GROUP,
    )


def orders_and_receipts() -> Iterator[Vector]:
    order = {1: "created", 2: "updated", 3: "updated", 4: "updated", 5: "deleted", 6: "updated"}
    receipt = {1: "created", 2: "updated", 3: "updated", 5: "updated"}
    for type, key, actions, source in (
        (19, "order_id", order, sources.ORDER),
        (20, "receipt_id", receipt, sources.RECEIPT),
    ):
        for number, action in actions.items():
            known = number <= (5 if type == 19 else 3)
            yield _change(
                f"{key.removesuffix('_id')}_{number}",
                "The kind of change is a number.",
                type,
                {"tenant_id": _TENANT, key: "1539894490753098754", "change_type": number},
                "record.updated",
                {"action": action, "native_action": str(number), "target_id": "1539894490753098754"},
                source=source,
                flags=() if known else ("Unknown",),
            )
        yield _change(
            f"{key.removesuffix('_id')}_as_text",
            "The number in a string, the id as a number.",
            type,
            {"tenant_id": _TENANT, key: 1539894490753098754, "change_type": "1", "extraKey": [1]},
            "record.updated",
            {"action": "created", "native_action": "1", "target_id": "1539894490753098754", "extra_key": [1]},
            source=source,
            flags=("TypeConflict",),
        )


def custom_fields() -> Iterator[Vector]:
    for name, keys in {"one": ["clue"], "several": ["clue", "order", "customer"], "none": []}.items():
        yield _change(
            f"fields_{name}",
            "Modules whose own fields have changed.",
            21,
            {"tenant_id": _TENANT, "module_keys": keys},
            "record.updated",
            {"action": "updated", "module_keys": keys},
            source=sources.FIELDS,
        )


def members() -> Iterator[Vector]:
    for number, action in {1: "created", 2: "deleted", 3: "updated", 4: "updated", 9: "updated"}.items():
        old = {"old_user_id": "wpOld"} if number == 4 else {}
        yield _change(
            f"member_{number}",
            "A member of the company.",
            38,
            {
                "tenant_id": _TENANT,
                "user_id": "wpDkExample",
                "old_user_id": old.get("old_user_id"),
                "change_type": number,
            },
            "contact.updated",
            {"action": action, "native_action": str(number), "target_id": "wpDkExample", **old},
            source=sources.USER,
            flags=("Unknown",) if number == 9 else (),
        )
    invalid = f'{{"tenant_id":"{_TENANT}","user_id":wpDkExample,"old_user_id":null,"change_type":3}}'
    yield event_case(
        "member_content_invalid",
        "A value without its quotes, as in the vendor's sample: the text is kept.",
        38,
        invalid,
        {"type": "contact.updated", "time_ms": CREATED_MS, "data": {"content": invalid}},
        warnings=["malformed_content"],
        flags=("Published", "Malformed"),
        source=sources.USER,
    )


def sensitive_words() -> Iterator[Vector]:
    hit = {
        "tenant_id": _TENANT,
        "msg_id": "4538352996756104940_1691386670520",
        "seq": 25825,
        "msg_time": 1656041410123,
        "create_time": 1656041415,
        "user_id": "u1",
        "user_type": 1,
        "receiver_id": "r1",
        "receiver_type": 3,
        "sensitive_strategy_id": 2,
        "strategy_name": "合规",
        "sensitive_id": 45,
        "sensitive_name": "返利",
        "sensitive_rule_type": 1,
    }
    for number, kind in {1: "external", 2: "external", 3: "user", 9: "user"}.items():
        yield _hits(
            f"sensitive_from_{number}",
            "Who has said it.",
            [{**hit, "user_type": number}],
            {"sender": {"id": "u1", "kind": kind}},
        )
    for number, kind in {1: "external", 2: "external", 3: "user", 7: "external", 8: "bot", 9: "user"}.items():
        yield _hits(
            f"sensitive_to_{number}",
            "To whom.",
            [{**hit, "receiver_type": number}],
            {"recipients": [{"id": "r1", "kind": kind}]},
        )
    group = {"recipients": None, "conversation": {"id": "r1", "kind": "group"}}
    for number in (4, 5, 6):
        yield _hits(f"sensitive_to_{number}", "In a group.", [{**hit, "receiver_type": number}], group)
    yield _hits(
        "sensitive_to_room_by_id",
        "Without a type the id says it.",
        [{**hit, "receiver_type": None, "receiver_id": ROOM}],
        {"recipients": None, "conversation": {"id": ROOM, "kind": "group"}},
    )
    yield _hits(
        "sensitive_people_by_id",
        "Without types the ids say it.",
        [{**hit, "user_type": None, "user_id": CUSTOMER, "receiver_type": None, "receiver_id": ROBOT}],
        {"sender": CUSTOMER_PARTY, "recipients": [{"id": ROBOT, "kind": "bot"}]},
    )
    yield _hits("sensitive_several", "One event for each hit.", [hit, {**hit, "msg_id": "other"}], {})
    text = {key: str(value) for key, value in hit.items()}
    yield _hits("sensitive_as_text", "Every value in a string.", [text], {}, flags=("TypeConflict",))
    yield _hits(
        "sensitive_time_of_table",
        "The vendor's table calls the time of the hit gmt_create.",
        [{**{key: value for key, value in hit.items() if key != "create_time"}, "gmt_create": 1656041415}],
        {},
        flags=("TypeConflict",),
    )
    bare = {"msg_id": "m1"}
    data = {"action": "flagged", "target_id": "m1"}
    yield received(
        "sensitive_minimal",
        "Nothing but the message: the time is the push's.",
        push(41, [bare]),
        [_hit_event("#0", {"type": "moderation.decided", "time_ms": CREATED_MS, "data": data})],
        source=sources.SENSITIVE,
    )
    yield received(
        "sensitive_object",
        "One hit without a list.",
        push(41, bare),
        [_hit_event("", {"type": "moderation.decided", "time_ms": CREATED_MS, "data": data})],
        source=sources.SENSITIVE,
        flags=("TypeConflict",),
    )
    yield received(
        "sensitive_none",
        "A list of nothing.",
        push(41, []),
        [_hit_event("", {"type": "moderation.decided", "time_ms": CREATED_MS})],
        warnings=["missing_content"],
        source=sources.SENSITIVE,
    )
    yield received(
        "sensitive_no_object",
        "What is no hit is kept.",
        push(41, ["hello", bare]),
        [
            _hit_event("#0", {"type": "moderation.decided", "time_ms": CREATED_MS, "data": {"content": "hello"}}),
            _hit_event("#1", {"type": "moderation.decided", "time_ms": CREATED_MS, "data": data}),
        ],
        warnings=["unexpected_type"],
        source=sources.SENSITIVE,
        flags=("TypeConflict",),
    )


def _hits(id: str, comment: str, hits: Json, fields: Json, **more: Json) -> Vector:
    """A push of hits; `fields` replace those of every event."""
    events = []
    for index, hit in enumerate(hits):
        kept = ("msg_time", "user_type", "receiver_type", "strategy_name")
        rest = {key: value for key, value in hit.items() if key in kept or key.startswith("sensitive_")}
        event = {
            "type": "moderation.decided",
            "time_ms": 1656041415000,
            "sequence": "25825",
            "tenant_id": _TENANT,
            "conversation": {"kind": "direct"},
            "sender": {"id": "u1", "kind": "external"},
            "recipients": [{"id": "r1", "kind": "user"}],
            "data": {
                "action": "flagged",
                "target_id": hit["msg_id"],
                **{key: value for key, value in rest.items() if value is not None},
            },
            **fields,
        }
        events.append(_hit_event(f"#{index}", event))
    return received(id, comment, push(41, hits), events, **{"source": sources.SENSITIVE, **more})


def _hit_event(part: str, fields: Json) -> Json:
    return expected.event("41", f"{MESSAGE_ID}{part}", {**fields, "native": native(41)})


def _change(
    id: str, comment: str, type: int, content: Json, becomes: str, data: Json, *, fields: Json = None, **more: Json
) -> Vector:
    event = {"type": becomes, "time_ms": CREATED_MS, "tenant_id": _TENANT, **(fields or {}), "data": data}
    return event_case(id, comment, type, content, event, **more)
