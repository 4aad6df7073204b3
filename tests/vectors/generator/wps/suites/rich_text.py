"""Rich text as layout: lines, lists in lists, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import compact
from ...vector import Vector
from .. import sources
from ..cases import message_case, one_segment
from ..rich import block, line, mention_element, mention_segment, paragraph, rich_text_case, text_element, text_segment

_LI = {"id": "u2", "name": "李四", "type": "user"}
_LI_PARTY = {"id": "u2", "kind": "user", "name": "李四"}


def vectors() -> Iterator[Vector]:
    yield from lines()
    yield from lists()


def lines() -> Iterator[Vector]:
    yield rich_text_case(
        "rich_text_one_line",
        "One paragraph is the kind of the message.",
        [block("nl", text_element("hello"))],
        [line(text_segment("hello"))],
        "hello",
    )
    yield rich_text_case(
        "rich_text_blank_line",
        "An empty paragraph is an empty line.",
        [block("nl", text_element("a")), block("nl"), block("nl", text_element("b"))],
        [line(text_segment("a")), line(), line(text_segment("b"))],
        "a\n\nb",
    )
    yield rich_text_case(
        "rich_text_without_paragraph",
        "Elements outside a paragraph are segments themselves, joined with nothing.",
        [text_element("a"), mention_element({"identity": _LI, "type": "user"}), text_element("b")],
        [text_segment("a"), mention_segment(_LI_PARTY), text_segment("b")],
        "a@李四b",
    )
    yield rich_text_case(
        "rich_text_paragraph_between_texts",
        "A paragraph starts a line and ends it.",
        [text_element("a"), block("nl", text_element("b")), text_element("c")],
        [text_segment("a"), line(text_segment("b")), text_segment("c")],
        "a\nb\nc",
    )
    yield rich_text_case("rich_text_no_elements", "Rich text without content.", [], [], "")
    yield message_case(
        "rich_text_content_as_string",
        "content is documented as a string: the object stands in it as JSON text.",
        {"type": "rich_text", "content": compact({"rich_text": {"elements": [block("nl", text_element('你好 "x"'))]}})},
        one_segment(line(text_segment('你好 "x"')), '你好 "x"'),
        source=sources.MESSAGE_EVENT,
        flags=("TypeConflict",),
    )


def lists() -> Iterator[Vector]:
    yield rich_text_case(
        "rich_text_lists_in_lists",
        "Ordered and unordered lists inside each other keep nesting, order and indent.",
        [
            block(
                "ol",
                text_element("one"),
                block("ul", text_element("a"), block("ol", text_element("deep"), indent=2), indent=1),
                block("ul", text_element("b"), indent=1, index=1),
            ),
            block("ol", text_element("two"), index=1),
        ],
        [
            paragraph(
                "ordered",
                text_segment("one"),
                paragraph(
                    "unordered", text_segment("a"), paragraph("ordered", text_segment("deep"), indent=2), indent=1
                ),
                paragraph("unordered", text_segment("b"), indent=1, index=1),
            ),
            paragraph("ordered", text_segment("two"), index=1),
        ],
        "1. one\n  - a\n    1. deep\n  - b\n2. two",
    )
    yield rich_text_case(
        "rich_text_list_text_after_nested_list",
        "Text that follows a nested list starts a line of its own.",
        [block("ul", text_element("head"), block("ul", text_element("item"), indent=1), text_element("tail"))],
        [
            paragraph(
                "unordered",
                text_segment("head"),
                paragraph("unordered", text_segment("item"), indent=1),
                text_segment("tail"),
            )
        ],
        "- head\n  - item\ntail",
    )
    yield rich_text_case(
        "rich_text_list_numbers_are_given",
        "The number is index + 1 as sent, never counted anew.",
        [block("ol", text_element("five"), index=4), block("ol", text_element("three"), index=2, indent=1)],
        [
            paragraph("ordered", text_segment("five"), index=4),
            paragraph("ordered", text_segment("three"), index=2, indent=1),
        ],
        "5. five\n  3. three",
    )
    yield rich_text_case(
        "rich_text_list_without_index",
        "A minimal paragraph has neither index nor indent; it counts as the first, not indented.",
        [{"type": "ol", "elements": [text_element("x")]}],
        [{"type": "paragraph", "style": "ordered", "segments": [text_segment("x")]}],
        "1. x",
    )
    yield nested_deep()


def nested_deep(levels: int = 12) -> Vector:
    native = block("ul", text_element(str(levels)), indent=levels)
    segment = paragraph("unordered", text_segment(str(levels)), indent=levels)
    for level in range(levels - 1, 0, -1):
        native = block("ul", text_element(str(level)), native, indent=level)
        segment = paragraph("unordered", text_segment(str(level)), segment, indent=level)
    text = "\n".join(f"{'  ' * level}- {level}" for level in range(1, levels + 1))
    return rich_text_case("rich_text_nested_twelve_times", "Far within the depth cap.", [native], [segment], text)
