"""Envelopes that are unusual and accepted all the same, and the limits on body size and depth."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector
from .. import sources
from ..cases import as_bytes, event_case, message_case, refused, text_message
from ..envelope import TIME, Seal, config, seal_for

_HI = {"type": "text", "content": {"text": {"content": "hi"}}}


def vectors() -> Iterator[Vector]:
    yield from spellings()
    yield from keys()
    yield from body_limits()
    yield from depth_limits()
    yield from depth_in_strings()


def spellings() -> Iterator[Vector]:
    yield message_case(
        "time_as_string",
        "time as digits in a string: the signature is over the digits, native keeps the token.",
        _HI,
        text_message("hi"),
        seal=seal_for("time_as_string", time=Verbatim(f'"{TIME}"')),
        flags=("TypeConflict",),
    )
    yield message_case(
        "envelope_spaced",
        "White space between the tokens and around the body.",
        _HI,
        text_message("hi"),
        rewrite=lambda body: "\r\n " + body.replace('","', '"\t,\n  "') + " \n",
    )
    yield message_case(
        "envelope_in_another_order",
        "The order of the keys means nothing.",
        _HI,
        text_message("hi"),
        rewrite=_reversed_keys,
    )


def keys() -> Iterator[Vector]:
    yield message_case(
        "envelope_unknown_keys",
        "Unknown envelope keys are kept in native; an access key is not.",
        _HI,
        text_message("hi"),
        envelope={"retry": 3, "trace": {"id": ["x"]}, "access_key": "AK123456"},
        native={"retry": 3, "trace": {"id": ["x"]}},
        source=sources.THIRD_PARTY,
        flags=("Unknown", "ThirdParty"),
    )
    yield message_case(
        "repeated_operation",
        "A key outside the proof twice: the last wins, with a warning.",
        _HI,
        text_message("hi"),
        rewrite=lambda body: '{"operation":"delete",' + body[1:],
        warnings=["duplicate_key"],
        flags=("Hostile",),
    )
    yield message_case(
        "repeated_unknown_key",
        "The same for a key that no document knows.",
        _HI,
        text_message("hi"),
        rewrite=lambda body: '{"retry":1,"retry":2,' + body[1:],
        native={"retry": 2},
        warnings=["duplicate_key"],
        flags=("Unknown",),
    )


def body_limits() -> Iterator[Vector]:
    body = compact(_future("body_at_limit").envelope(b'{"list":[]}'))
    yield event_case(
        "body_at_limit",
        "A body of exactly max_body_bytes.",
        {"list": []},
        {"type": "unknown", "data": {"list": []}},
        seal=_future("body_at_limit"),
        settings=config(max_body_bytes=len(body)),
        warnings=["unknown_event_type"],
    )
    body = compact(_future("body_over_limit").envelope(b'{"list":[]}'))
    yield refused(
        "body_over_limit",
        "One byte more than max_body_bytes.",
        body,
        500,
        settings=config(max_body_bytes=len(body) - 1),
        flags=("Hostile",),
    )


def depth_limits() -> Iterator[Vector]:
    for name, depth, settings in (("default", 64, config()), ("own", 5, config(max_depth=5))):
        id = f"depth_at_{name}_limit"
        nested = _nested(depth - 1)
        yield event_case(
            id,
            f"{depth} containers inside each other, the outermost included.",
            f'{{"list":{nested}}}',
            {"type": "unknown", "data": {"list": Verbatim(nested)}},
            seal=_future(id),
            settings=settings,
            warnings=["unknown_event_type"],
        )
        yield _too_deep(f"depth_over_{name}_limit", f'{{"list":{_nested(depth)}}}', settings)
    yield _too_deep("depth_10000", f'{{"list":{_nested(10_000)}}}', config())
    yield _too_deep("depth_10000_objects", '{"a":' * 10_000 + "1" + "}" * 10_000, config())
    yield refused(
        "depth_10000_in_body",
        "Before anything is verified.",
        f'{{"topic":{_nested(10_000)}}}',
        501,
        flags=("Hostile",),
    )


def depth_in_strings() -> Iterator[Vector]:
    message = {"id": "m1", "type": "text", "content": compact({"text": {"content": "hi"}})}
    yield event_case(
        "depth_in_string_at_limit",
        "JSON inside a string counts on: payload, message, content, text.",
        {"message": message},
        {"type": "message.created", "message": {"id": "m1", **text_message("hi")}},
        native_id="m1",
        settings=config(max_depth=4),
    )
    id = "depth_in_string_over_limit"
    yield refused(
        id,
        "The same with one level less allowed.",
        seal_for(id).envelope(as_bytes({"message": message})),
        501,
        settings=config(max_depth=3),
        flags=("Hostile",),
    )


def _future(id: str) -> Seal:
    return seal_for(id, topic="kso.future.thing", operation="explode")


def _nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def _too_deep(id: str, payload: str, settings: Json) -> Vector:
    envelope = _future(id).envelope(payload.encode())
    return refused(id, "Deeper than max_depth.", envelope, 501, settings=settings, flags=("Hostile",))


def _reversed_keys(body: str) -> str:
    return compact(dict(reversed(json.loads(body).items())))
