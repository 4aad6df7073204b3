"""The answer of GetChatData: a page of records that are still encrypted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ... import archive_delivery as expected
from ...archive_sources import OFFICIAL
from ...json_text import Json, Verbatim, compact
from ...vector import Vector, present
from ..cases import BARE, parsed, refused


def vectors() -> Iterator[Vector]:
    yield from whole_pages()
    yield from cursors()
    yield from errors()
    yield from odd_entries()
    yield from not_pages()


def whole_pages() -> Iterator[Vector]:
    one, two = _entry(196), _entry(197)
    yield _page(
        "page",
        "Two records to decrypt.",
        [one, two],
        [_event(one), _event(two)],
        {"next_cursor": "197", "has_more": True},
    )
    yield _page("page_empty", "The end of the archive.", [], [], {"has_more": False})
    for name, page in {
        "chatdata_null": {"errcode": 0, "errmsg": "ok", "chatdata": None},
        "chatdata_absent": {"errcode": 0, "errmsg": "ok"},
        "errcode_as_text": {"errcode": "0", "errmsg": "ok", "chatdata": []},
        "errcode_absent": {"chatdata": []},
    }.items():
        yield _given(f"page_{name}", "No records.", page, [], {"has_more": False}, raw=[])
    yield _given(
        "page_errcode_null",
        "No code is no error.",
        {"errcode": None, "chatdata": [one]},
        [_event(one)],
        {"next_cursor": "196", "has_more": True},
        raw=[compact(one)],
    )
    spaced = compact({"errcode": 0, "errmsg": "ok", "chatdata": [one, two]}).replace(",", " ,\n")
    record = compact(one).replace(",", " , ")
    other = compact(two).replace(",", " , ")
    yield _given(
        "page_spaces",
        "raw is each entry as it stands, line breaks as spaces.",
        "\ufeff " + spaced,
        [_event(one), _event(two)],
        {"next_cursor": "197", "has_more": True},
        raw=[record, other],
    )
    yield _given(
        "page_raw_omitted",
        "Everything of an entry is in data.",
        {"errcode": 0, "chatdata": [one]},
        [{key: value for key, value in _event(one).items() if key != "raw_format"}],
        {"next_cursor": "196", "has_more": True},
        raw=[None],
        settings={**BARE, "raw": "omit"},
    )


def cursors() -> Iterator[Vector]:
    for name, seqs, cursor in (
        ("unordered", [3, 11, 7], "11"),
        ("as_text", ["9", "10"], "10"),
        ("long", [Verbatim("18446744073709551617"), Verbatim("18446744073709551616")], "18446744073709551617"),
        ("zero", [0], "0"),
    ):
        entries = [_entry(seq, msgid=f"m{index}") for index, seq in enumerate(seqs)]
        yield _page(
            f"page_cursor_{name}",
            "The next page begins after the highest seq.",
            entries,
            [_event(entry) for entry in entries],
            {"next_cursor": cursor, "has_more": True},
        )
    entry = _entry(None)
    yield _page("page_cursor_none", "An entry without seq.", [entry], [_event(entry)], {"has_more": True})


def errors() -> Iterator[Vector]:
    error = {"error": {"code": "301052", "message": "chat archive expired"}}
    yield _given(
        "page_error",
        "The platform's own error.",
        {"errcode": 301052, "errmsg": "chat archive expired"},
        [],
        error,
        raw=[],
    )
    yield _given(
        "page_error_as_text",
        "Its code in a string.",
        {"errcode": "301052", "errmsg": "chat archive expired", "chatdata": []},
        [],
        error,
        raw=[],
    )
    yield _given("page_error_without_message", "A code alone.", {"errcode": -1}, [], {"error": {"code": "-1"}}, raw=[])
    entry = _entry(196)
    yield _given(
        "page_error_with_records",
        "Records that came all the same.",
        {"errcode": 301052, "errmsg": "chat archive expired", "chatdata": [entry]},
        [_event(entry)],
        {"next_cursor": "196", **error},
        raw=[compact(entry)],
    )


def odd_entries() -> Iterator[Vector]:
    entry = _entry(196)
    more = {**entry, "newKey": {"a": 1}, "nothing": None}
    yield _page(
        "page_entry_unknown_key",
        "A key that nobody knows.",
        [more],
        [_event(more, new_key={"a": 1})],
        {"next_cursor": "196", "has_more": True},
        flags=("Unknown",),
    )
    minimal = {"seq": 196, "msgid": "m1"}
    yield _page(
        "page_entry_minimal",
        "An order and an id.",
        [minimal],
        [_event(minimal)],
        {"next_cursor": "196", "has_more": True},
    )
    nameless = {"seq": 196, "encrypt_chat_msg": "x"}
    yield _page(
        "page_entry_without_id",
        "It is named by its digest.",
        [nameless],
        [_event(nameless)],
        {"next_cursor": "196", "has_more": True},
    )
    for name, value in {"text": "hello", "number": 7, "list": []}.items():
        unknown = expected.event("chatdata", expected.digest_id(compact(value)), {"type": "unknown"})
        yield _page(
            f"page_entry_{name}",
            "What is no entry is kept as an unknown event.",
            [value, entry],
            [unknown, _event(entry)],
            {"next_cursor": "196", "has_more": True},
            warnings=["unexpected_type"],
            flags=("Malformed",),
        )


def not_pages() -> Iterator[Vector]:
    for name, value in {"object": {}, "text": "x", "number": 1}.items():
        yield refused(f"page_chatdata_{name}", "No list of records.", {"errcode": 0, "chatdata": value})
    record = {"msgtype": "text", "text": {"content": "hi"}, "msgid": "m1", "errcode": 0}
    fields = {
        "type": "message.created",
        "conversation": {"kind": "direct"},
        "message": {"id": "m1", "kind": "text", "text": "hi", "segments": [{"type": "text", "text": "hi"}]},
        "data": {"errcode": 0},
    }
    yield parsed(
        "page_or_record", "What has a message type is a record.", record, [expected.event("text", "m1", fields)]
    )


def _entry(seq: Json, msgid: str | None = None) -> Json:
    return present(
        seq=seq,
        msgid=msgid or f"CAQQ2fbb4QUY0On2rYSAgAMgip/{seq}=",
        publickey_ver=3,
        encrypt_random_key="ftJ+uz3n/z1DsxlkwxNgE+mL38H42==",
        encrypt_chat_msg="898WSfGMnIeytTsea7Rc0WsOocs0bIAer",
    )


def _event(entry: Json, **more: Json) -> Json:
    """What becomes of an entry."""
    msgid = entry.get("msgid")
    kept = ("publickey_ver", "encrypt_random_key", "encrypt_chat_msg")
    seq = entry.get("seq")
    return expected.event(
        "chatdata",
        msgid or expected.digest_id(compact(entry)),
        present(
            type="record.encrypted",
            sequence=None if seq is None else compact(seq).strip('"'),
            data=present(target_id=msgid, **{key: entry.get(key) for key in kept}, **more) or None,
        ),
    )


def _page(id: str, comment: str, entries: list[Json], events: Iterable[Json], page: Json, **more: Json) -> Vector:
    answer = {"errcode": 0, "errmsg": "ok", "chatdata": entries}
    return _given(id, comment, answer, events, page, raw=[compact(entry) for entry in entries], **more)


def _given(id: str, comment: str, answer: Json, events: Iterable[Json], page: Json, **more: Json) -> Vector:
    return parsed(id, comment, answer, events, kind="page", page=page, **{"source": OFFICIAL, **more})
