"""The vendor's own samples of the message event, sealed character for character."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...json_text import Json
from ...vector import Vector
from .. import sources
from ..cases import event_case, mixed, one_segment, refused, text_message

_SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def vectors() -> Iterator[Vector]:
    yield masked_envelope()
    yield text()
    yield group_mention()
    yield image()
    yield file_local()
    yield file_cloud()
    yield rich_text_images()
    yield rich_text_styles()


def masked_envelope() -> Vector:
    envelope = {
        "topic": "kso.app_chat.message",
        "operation": "create",
        "time": 1704074400,
        "nonce": "71***********7",
        "signature": "w6**********6Q",
        "encrypted_data": "B7**********iA==",
    }
    return refused(
        "sample_masked_envelope",
        "The vendor masked the values of this sample: the signature is judged first and does not match.",
        envelope,
        201,
        source=sources.MESSAGE_EVENT,
        flags=("Published",),
    )


def text() -> Vector:
    return _sample(
        "text",
        "A text message of one user.",
        "w7i5fgFzh6uRtOTN",
        _event("8225957", "direct", "eueue", 1734426254026, "erueru", text_message("666")),
    )


def group_mention() -> Vector:
    bot = {"id": "AK20241127SUGTFW", "kind": "bot", "name": "News"}
    segments = [{"type": "mention", "target": bot}, {"type": "text", "text": " 12323[**]"}]
    message = mixed("@News 12323[**]", segments, mentions=[bot])
    return _sample(
        "group_mention",
        "A group message that mentions the bot: mentions[].type says user, identity.type says app.",
        "B2iofLuEfxCmhOfg",
        _event("8205341", "group", "uduu", 1734943955071, "dududu", message),
    )


def image() -> Vector:
    media = {
        "id": "DD1****************************************bWc=",
        "mime": "image/png",
        "name": "xiezuodomain20241223-162623.png",
        "size_bytes": 35092,
        "width": 782,
        "height": 433,
    }
    return _sample(
        "image",
        "An image without a thumbnail.",
        "B2iofLuEfdF5t5uX",
        _event("8225957", "direct", "eyeyey", 1734942384583, "eyeyey", _only("image", "[image]", media=media)),
    )


def file_local() -> Vector:
    media = {
        "id": "DD1AFB29YmV0YS8zMWQ1ZDQ5NDQxNDFkZDJlNTNmOGNkNzQwYzIyZWU5ZDprczM6a29hLWltZw==",
        "name": "**.p12",
        "size_bytes": 3483,
    }
    return _sample(
        "file_local",
        "A file of the sender's own disk.",
        "kYi1fEu6fxuOf2t8",
        _event(
            "8225957", "direct", "euyeuyeye", 1734942995610, "fuerureu", _only("file", "[file] **.p12", media=media)
        ),
    )


def file_cloud() -> Vector:
    url = "https://kdocs.cn/l/cohiPYx868pl"
    document = _only(
        "document",
        f"[document] {url}",
        id="hCDZ*******************nT1h",
        url=url,
        link_id="cohiPYx868pl",
    )
    return _sample(
        "file_cloud",
        "A cloud document, sent as a file.",
        "kYi1fEu6fxuwhETb",
        _event("8225957", "direct", "eyeeye", 1734943103950, "eeeeer", document),
    )


def rich_text_images() -> Vector:
    segments = [
        _line(_text("1")),
        _line(_text("2")),
        _line(_picture("DD1AFB***************************************9hLWltZw==")),
        _line(_text("[**][**]")),
    ]
    return _sample(
        "rich_text_images",
        "Text and an image, which WPS turns into rich text: four lines.",
        "jji2fZuLfguQiZSp",
        _event("8225957", "direct", "duddu", 1734943195838, "yeyweey", mixed("1\n2\n[image]\n[**][**]", segments)),
    )


def rich_text_styles() -> Vector:
    segments = [
        _line({**_text("2234"), "style": {"bold": True}}),
        _paragraph("ordered", 0, _text("1")),
        _paragraph("ordered", 1, _text("2")),
        _paragraph("ordered", 2, _text("3")),
        _paragraph("unordered", 0, _text("lol")),
        _paragraph("unordered", 0, _text("wangzhe")),
        _line(_picture("DD1AFB*******************************9hLWltZw==")),
        _line({"type": "emoji", "text": "[**]"}, {"type": "emoji", "text": "[**]"}),
    ]
    text = "2234\n1. 1\n2. 2\n3. 3\n- lol\n- wangzhe\n[image]\n[**][**]"
    return _sample(
        "rich_text_styles",
        "Rich text with bold text, two lists, an image and two emoji.",
        "9ViOfWukfZClFBfb",
        _event("erer", "direct", "dudu", 1734943548129, "euyreur", mixed(text, segments)),
    )


def _sample(name: str, comment: str, message_id: str, event: Json) -> Vector:
    plaintext = (_SAMPLES / f"{name}.json").read_text(encoding="utf-8").rstrip("\n")
    event["message"] = {"id": message_id, **event["message"]}
    return event_case(
        f"sample_{name}",
        f"{comment} Its line breaks are spaces in raw.",
        plaintext,
        event,
        native_id=message_id,
        raw=plaintext.replace("\n", " "),
        source=sources.MESSAGE_EVENT,
        flags=("Published", "TypeConflict"),
    )


def _event(chat: str, kind: str, company: str, time_ms: int, sender: str, message: Json) -> Json:
    return {
        "type": "message.created",
        "time_ms": time_ms,
        "direction": "in",
        "tenant_id": company,
        "conversation": {"id": chat, "kind": kind},
        "sender": {"id": sender, "kind": "user"},
        "message": message,
    }


def _only(kind: str, text: str, **fields: Json) -> Json:
    return one_segment({"type": kind, **fields}, text)


def _text(text: str) -> Json:
    return {"type": "text", "text": text}


def _line(*segments: Json) -> Json:
    return _paragraph("line", 0, *segments)


def _paragraph(style: str, index: int, *segments: Json) -> Json:
    return {"type": "paragraph", "style": style, "index": index, "indent": 0, "segments": list(segments)}


def _picture(storage_key: str) -> Json:
    media = {
        "id": storage_key,
        "mime": "image/png",
        "name": "d7a87aa182412f26fbdb0adc1e57d4b7.png",
        "size_bytes": 35092,
        "width": 782,
        "height": 433,
    }
    return {"type": "image", "media": media}
