"""Streamed answers: server-sent events, each a chunk; joined when finished, split anywhere, cut off at the end."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, present, text_or_base64
from .. import delivery, sources
from ..callback import BARE
from ..cases import BOT, text_message


def vectors() -> Iterator[Vector]:
    yield from well_formed()
    yield from framing()
    yield from joining()
    yield from incomplete()
    yield from odd_chunks()
    yield from malformed()
    yield from not_utf8()
    yield from omitted()


def well_formed() -> Iterator[Vector]:
    frame = _frame("m", "知", False)
    yield _stream("single", "One chunk.", [frame], [_chunk("m", 0, "知", False)])
    frames = [_frame("m", "知", False), _frame("m", "音", False), _frame("m", "楼", True)]
    chunks = [_chunk("m", 0, "知", False), _chunk("m", 1, "音", False), _chunk("m", 2, "楼", True, "知音楼")]
    yield _stream("several", "The last says the whole.", frames, chunks)
    yield _stream(
        "trailing_comma",
        "The comma before the brace of the vendor's sample.",
        ['data: {"msg_id":"m","content":"知","is_finished": true,}\n\n'],
        [_chunk("m", 0, "知", True, "知")],
        flags=("Published",),
    )
    yield _stream(
        "trailing_comma_spaced",
        "With white space around it.",
        ['data: {"msg_id":"m","content":"a,}" , \t}\n\n'],
        [_chunk("m", 0, "a,}")],
    )


def framing() -> Iterator[Vector]:
    data = compact({"msg_id": "m", "content": "hi"})
    chunk = [_chunk("m", 0, "hi")]
    for name, frame in (
        ("crlf", f"data: {data}\r\n\r\n"),
        ("cr", f"data: {data}\r\r"),
        ("mixed_ends", f"data: {data}\r\n\n"),
        ("without_space", f"data:{data}\n\n"),
        ("two_spaces", f"data:  {data}\n\n"),
        ("other_fields", f"event: message\nid: 7\nretry: 10\ndata: {data}\nother: x\n\n"),
        ("comment_inside", f"data: {data}\n: comment\n\n"),
        ("blank_before", f"\n\n\ndata: {data}\n\n"),
        ("comment_before", f": hello\n\ndata: {data}\n\n"),
        ("event_first", f"event: chunk\ndata: {data}\n\n"),
        ("id_first", f"id: 1\ndata: {data}\n\n"),
        ("retry_first", f"retry: 1\ndata: {data}\n\n"),
    ):
        yield _stream(name, "As server-sent events are framed.", [frame], chunk)
    split = 'data: {"msg_id":"m",\ndata: "content":"hi"\ndata: }\n\n'
    yield _stream("split_data", "Data over several lines.", [split], chunk)
    frames = [_frame("m", "a"), ": keep-alive\n\n" + _frame("m", "b")]
    yield _stream(
        "comment_between",
        "A block without data gives nothing; its text goes with the next.",
        frames,
        [_chunk("m", 0, "a"), _chunk("m", 1, "b")],
    )
    yield _stream(
        "empty_blocks_between",
        "Nor do empty lines.",
        [_frame("m", "a"), "\n\n" + _frame("m", "b")],
        [_chunk("m", 0, "a"), _chunk("m", 1, "b")],
    )
    yield _stream("comment_alone", "Nothing happened.", [": hello\n\n"], [], raw=[])
    yield _stream(
        "bom", "A byte order mark is dropped.", ["\ufeff" + _frame("m", "hi")], chunk, raw=[_frame("m", "hi")]
    )


def joining() -> Iterator[Vector]:
    frames = [_frame("a", "1"), _frame("b", "x"), _frame("a", "2", True), _frame("b", "y", True)]
    chunks = [
        _chunk("a", 0, "1"),
        _chunk("b", 0, "x"),
        _chunk("a", 1, "2", True, "12"),
        _chunk("b", 1, "y", True, "xy"),
    ]
    yield _stream("interleaved", "Each message is joined by itself.", frames, chunks)
    frames = [_frame("m", "a", True), _frame("m", "b", True)]
    yield _stream(
        "after_finish",
        "What comes after the end begins anew.",
        frames,
        [_chunk("m", 0, "a", True, "a"), _chunk("m", 1, "b", True, "b")],
        warnings=["chunk_after_finish"],
        flags=("Malformed",),
    )
    yield _stream(
        "empty_content",
        "A last chunk that only says that it is the last.",
        [_frame("m", "a"), _frame("m", "", True)],
        [_chunk("m", 0, "a"), _chunk("m", 1, "", True, "a")],
    )
    yield _stream(
        "line_breaks_in_content",
        "Escaped in JSON, they are content.",
        [_frame("m", "a\nb\r\n", True)],
        [_chunk("m", 0, "a\nb\r\n", True, "a\nb\r\n")],
    )
    yield _stream(
        "id_number",
        "An id as a number keeps its digits.",
        [_frame(Verbatim("58230675760877818"), "a")],
        [_chunk("58230675760877818", 0, "a")],
        flags=("TypeConflict",),
    )


def incomplete() -> Iterator[Vector]:
    whole = _frame("m", "知", True)
    chunk = _chunk("m", 0, "知", True, "知")
    for name, tail in (
        ("data_cut", 'data: {"msg_id":"m","con'),
        ("no_blank_line", "data: {}\n"),
        ("field_cut", "dat"),
        ("line_end_alone", "data: x\r\n"),
    ):
        yield _stream(
            f"incomplete_{name}",
            "What is not ended is not read.",
            [whole, tail],
            [chunk],
            raw=[whole],
            warnings=["incomplete_frame"],
            flags=("Malformed",),
        )
    yield _stream(
        "incomplete_alone",
        "Nothing is ended.",
        ['data: {"msg_id":"m"}'],
        [],
        raw=[],
        warnings=["incomplete_frame"],
        flags=("Malformed",),
    )
    yield _stream("blank_tail", "White space at the end is nothing.", [whole, " \n \t"], [chunk], raw=[whole])


def odd_chunks() -> Iterator[Vector]:
    frame = f"data: {compact({'msg_id': 'm', 'content': 'a', 'usage': {'n': 1}, 'roleName': 'bot'})}\n\n"
    yield _stream(
        "more_keys",
        "Keys that nobody documents.",
        [frame],
        [_chunk("m", 0, "a", data={"usage": {"n": 1}, "role_name": "bot"})],
        flags=("Unknown",),
    )
    frame = _frame("m", 12)
    yield _stream(
        "content_number", "A number reads as its digits.", [frame], [_chunk("m", 0, "12")], flags=("TypeConflict",)
    )


def malformed() -> Iterator[Vector]:
    for name, data in (
        ("words", "hello"),
        ("done", "[DONE]"),
        ("cut", '{"msg_id":"m"'),
        ("no_id", '{"content":"a"}'),
        ("empty_id", '{"msg_id":"","content":"a"}'),
        ("list", '[{"msg_id":"m"}]'),
        ("two_commas", '{"msg_id":"m","content":"a",,}'),
        ("empty", ""),
    ):
        frame = f"data: {data}\n\n"
        yield _stream(
            f"malformed_{name}",
            "A frame that is no chunk is an unknown event.",
            [frame],
            [_odd(frame, 0)],
            warnings=["malformed_frame"],
            flags=("Malformed",),
        )
    odd = "data: hello\n\n"
    yield _stream(
        "malformed_between",
        "It costs nothing of the others; twice the same are two.",
        [_frame("m", "a"), odd, odd, _frame("m", "b", True)],
        [_chunk("m", 0, "a"), _odd(odd, 1), _odd(odd, 2), _chunk("m", 1, "b", True, "ab")],
        warnings=["malformed_frame", "malformed_frame"],
        flags=("Malformed",),
    )


def not_utf8() -> Iterator[Vector]:
    bad = b'data: {"msg_id":"m","content":"a\xffb"}\n\n'
    good = _frame("m", "c", True)
    chunks = [{**_chunk("m", 0, "a\ufffdb"), "raw_format": "base64"}, _chunk("m", 1, "c", True, "a\ufffdbc")]
    yield _stream(
        "invalid_utf8",
        "The frame's bytes as base64; the others stay text.",
        [bad, good.encode()],
        chunks,
        raw=[base64.b64encode(bad).decode(), good],
        warnings=["invalid_utf8"],
        flags=("Malformed",),
    )


def omitted() -> Iterator[Vector]:
    odd = "data: hello\n\n"
    yield _stream(
        "raw_omitted",
        'With raw "omit" only what is not understood keeps its text.',
        [_frame("m", "a"), odd],
        [{**_chunk("m", 0, "a"), "raw_format": None}, _odd(odd, 1)],
        raw=[None, odd],
        warnings=["malformed_frame"],
        settings={**BARE, "raw": "omit"},
    )


def _frame(msg_id: Json, content: Json, is_finished: bool | None = None) -> str:
    return f"data: {compact(present(msg_id=msg_id, content=content, is_finished=is_finished))}\n\n"


def _chunk(
    msg_id: str,
    position: int,
    content: str,
    is_finished: bool | None = None,
    joined: str | None = None,
    data: Json = None,
) -> Json:
    """The event of a chunk."""
    facts = {**present(is_finished=is_finished, joined=joined), **(data or {})}
    return delivery.event(
        "stream",
        f"{msg_id}#{position}",
        present(
            type="message.stream_chunk",
            direction="out",
            sender=BOT,
            message={"id": msg_id, **text_message(content)},
            data=facts or None,
        ),
        raw_format="sse",
    )


def _odd(frame: str, index: int) -> Json:
    """The event of a frame that is no chunk."""
    return delivery.event(
        "stream", f"{delivery.digest_id(frame.strip())}#{index}", {"type": "unknown"}, raw_format="sse"
    )


def _stream(
    name: str,
    comment: str,
    frames: list[str] | list[bytes],
    events: list[Json],
    *,
    raw: list[str | None] | None = None,
    warnings: Iterable[str] = (),
    settings: Json = None,
    flags: tuple[str, ...] = (),
) -> Vector:
    """Frames in a row, each the raw of its event unless `raw` says otherwise."""
    payload = b"".join(frame if isinstance(frame, bytes) else frame.encode() for frame in frames)
    shown = [present(**event) for event in events]
    return Vector(
        id=f"stream_{name}",
        comment=comment,
        source=sources.SSE,
        flags=flags,
        call="parse",
        inputs={"config": settings or BARE, **text_or_base64("payload", payload)},
        expect=delivery.success(
            delivery.delivery(shown, auth=delivery.NOT_CHECKED, warnings=warnings), frames if raw is None else raw
        ),
    )
