"""Whom an incoming text calls: `<at id="X">name</at>` splits it."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json
from ...vector import Vector
from .. import crypto
from ..callback import APP_KEY, FORM, JSON, config, credential
from ..cases import message_case, mixed, one_segment, parsed_case, text_message, user

_BOT = {"chatbotUserId": "b1", "chatbotUserName": "小助手"}
_ROBOT = {"id": "b1", "kind": "bot", "name": "小助手"}


def vectors() -> Iterator[Vector]:
    yield from robots()
    yield from users()
    yield from not_tags()
    yield from encrypted()


def robots() -> Iterator[Vector]:
    hi = {"type": "text", "text": " hi"}
    for name, parts, target in (
        ("named", _BOT, _ROBOT),
        ("named_by_tag", {"chatbotUserId": "b1"}, {"id": "b1", "kind": "bot", "name": "标签"}),
    ):
        for shape in (FORM, JSON):
            yield _case(
                f"mention_robot_{name}_{shape}",
                '<at id="b1">标签</at> hi',
                parts,
                [{"type": "mention", "target": target}, hi],
                f"@{target['name']} hi",
                [target],
                shape=shape,
            )
    target = {"id": "b1", "kind": "bot"}
    yield _case(
        "mention_robot_without_name",
        '<at id="b1"></at> hi',
        {"chatbotUserId": "b1"},
        [{"type": "mention", "target": target}, hi],
        "@b1 hi",
        [target],
    )
    for type in ("reply", "callback", "fold"):
        yield _case(
            f"mention_in_{type}",
            '<at id="b1"></at> hi',
            {"msgtype": type, **_BOT},
            [{"type": "mention", "target": _ROBOT}, hi],
            "@小助手 hi",
            [_ROBOT],
        )


def users() -> Iterator[Vector]:
    a, b = user("171765", name="张三"), user("171766")
    yield _case(
        "mention_users",
        '问<at id="171765">张三</at>和<at id="171766"></at>!',
        _BOT,
        [
            {"type": "text", "text": "问"},
            {"type": "mention", "target": a},
            {"type": "text", "text": "和"},
            {"type": "mention", "target": b},
            {"type": "text", "text": "!"},
        ],
        "问@张三和@171766!",
        [a, b],
    )
    yield _case(
        "mention_twice",
        '<at id="171765">张三</at><at id="171765">张三</at>',
        {},
        [{"type": "mention", "target": a}] * 2,
        "@张三@张三",
        [a],
    )
    yield parsed_case(
        "mention_alone",
        "A mention and nothing else.",
        {"content": '<at id="171765">张三</at>'},
        one_segment({"type": "mention", "target": a}, "@张三", mentions=[a]),
    )


def not_tags() -> Iterator[Vector]:
    for name, text in (
        ("without_id", "<at>x</at>"),
        ("unquoted", "<at id=1>x</at>"),
        ("open", '<at id="1">x'),
        ("cut", '<at id="1'),
        ("escaped", "&lt;at id=&quot;1&quot;&gt;"),
        ("words", "a < b @c"),
    ):
        yield parsed_case(f"mention_not_{name}", "No whole tag stays text.", {"content": text}, text_message(text))


def encrypted() -> Iterator[Vector]:
    """With an app key the robot's id comes encrypted; the tag names it either way."""
    sealed = crypto.encrypt(APP_KEY, "b1")
    settings = config(credentials=credential(app_key=APP_KEY))
    for name, id in (("decrypted", "b1"), ("as_received", sealed)):
        yield _case(
            f"mention_robot_{name}_id",
            f'<at id="{id}"></at> hi',
            {"chatbotUserId": sealed, "chatbotUserName": "小助手"},
            [{"type": "mention", "target": _ROBOT}, {"type": "text", "text": " hi"}],
            "@小助手 hi",
            [_ROBOT],
            settings=settings,
        )


def _case(id: str, content: str, parts: Json, segments: Json, text: str, called: Json, **more: Json) -> Vector:
    recipient = {"id": "b1", "kind": "bot", **({"name": "小助手"} if "chatbotUserName" in parts else {})}
    return message_case(
        id,
        "A mention stands between the text.",
        {"content": content, **parts},
        mixed(text, segments, mentions=called),
        outcome={"recipients": [recipient]} if "chatbotUserId" in parts else None,
        **more,
    )
