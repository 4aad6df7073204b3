"""Rich text: elements as WPS sends them and the segments that they become."""

from __future__ import annotations

from ..json_text import Json
from ..vector import Vector
from . import sources
from .cases import message_case, mixed, one_segment


def rich_text_case(
    id: str, comment: str, elements: list[Json], segments: list[Json], text: str, **more: Json
) -> Vector:
    """A rich text message with these elements, and the segments and text that must come of it."""
    message = {"type": "rich_text", "content": {"rich_text": {"elements": elements}}}
    normalised = one_segment(segments[0], text) if len(segments) == 1 else mixed(text, segments)
    if named := mentioned(segments):
        normalised["mentions"] = named
    return message_case(id, comment, message, normalised, **{"source": sources.MESSAGE_CONTENT, **more})


def mentioned(segments: list[Json]) -> list[Json]:
    """Those whom the segments mention by id, in reading order."""
    named = []
    for segment in segments:
        target = segment.get("target", {})
        if "id" in target:
            named.append({key: target[key] for key in ("id", "kind", "name") if key in target})
        named += mentioned(segment.get("segments", []))
    return named


def one_element_case(id: str, comment: str, element: Json, segment: Json, text: str) -> Vector:
    """The same for one element on a line."""
    return rich_text_case(id, comment, [block("nl", element)], [line(segment)], text)


# As WPS sends them.


def block(type: str, *elements: Json, index: int = 0, indent: int = 0) -> Json:
    """A line or list item: `nl`, `ol` or `ul`."""
    return {"alt_text": "", "elements": list(elements), "indent": indent, "index": index, "type": type}


def text_element(content: str) -> Json:
    return {"alt_text": "", "indent": 0, "index": 0, "text_content": {"content": content}, "type": "text"}


def mention_element(content: Json) -> Json:
    return {"type": "mention", "mention_content": content}


# As a delivery holds them.


def text_segment(text: str) -> Json:
    return {"type": "text", "text": text}


def mention_segment(target: Json) -> Json:
    return {"type": "mention", "target": target}


def line(*segments: Json) -> Json:
    return paragraph("line", *segments)


def paragraph(style: str, *segments: Json, index: int = 0, indent: int = 0) -> Json:
    return {"type": "paragraph", "style": style, "index": index, "indent": indent, "segments": list(segments)}
