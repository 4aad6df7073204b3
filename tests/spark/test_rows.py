"""Rows without Spark: what `receive_rows` and `parse_rows` of a receiver give, and what they refuse."""

from __future__ import annotations

import gc
import json
import threading

import imhook
import pyarrow as pa
import pytest
from callbacks import callback, records


def test_requests_become_rows_in_their_order() -> None:
    one = callback("wps-text")
    now = int(one.now.timestamp() * 1000)
    requests = [imhook.Request(body, one.lines, one.method, one.target, now_ms=now) for body in (one.body, b"", one.body)]
    with imhook.Receiver.from_config(one.config) as receiver:
        rows = receiver.receive_rows(requests)
        delivery = receiver.receive(one.body, one.lines, one.method, one.target, now_ms=now)
    rows.validate(full=True)
    assert rows["input"].to_pylist() == [0, 1, 2]
    assert rows["id"].to_pylist() == [delivery["events"][0]["id"], None, delivery["events"][0]["id"]]
    assert [row and row["name"] for row in rows["error"].to_pylist()] == [None, "malformed_request", None]


def test_payloads_of_any_kind_of_bytes() -> None:
    payloads = [record.encode() for record in records()]
    with imhook.Receiver("wecom_archive") as receiver:
        rows = receiver.parse_rows([bytearray(payloads[0]), memoryview(payloads[1]), *payloads[2:], b"no json"])
        with pytest.raises(TypeError):
            receiver.parse_rows(["text"])
    assert rows["raw"].to_pylist() == [*records(), None]


def test_every_event_of_a_page_is_of_its_input() -> None:
    entry = {"publickey_ver": 1, "encrypt_random_key": "a", "encrypt_chat_msg": "b"}
    page = {"errcode": 0, "errmsg": "ok", "chatdata": [{"seq": n, "msgid": str(n), **entry} for n in range(3)]}
    with imhook.Receiver("wecom_archive") as receiver:
        rows = receiver.parse_rows([records()[0].encode(), json.dumps(page).encode(), b""])
    assert rows["input"].to_pylist() == [0, 1, 1, 1, 2]
    assert rows["event_index"].to_pylist() == [0, 0, 1, 2, None]


def test_rows_outlive_what_they_came_from_and_are_given_back() -> None:
    with imhook.Receiver("wecom_archive") as receiver:
        rows = receiver.parse_rows([records()[0].encode()] * 1000)
    texts = rows["raw"]
    del rows, receiver
    gc.collect()
    assert set(texts.to_pylist()) == {records()[0]}


def test_a_closed_receiver_and_what_is_no_array_are_refused() -> None:
    receiver = imhook.Receiver("wecom_archive")
    with pytest.raises(imhook.InvalidArgument, match="whole structs"):
        receiver.parse_rows_packed(bytearray(7))
    with pytest.raises(TypeError):
        receiver.receive_rows([b"no request"])
    receiver.close()
    with pytest.raises(imhook.InvalidArgument, match="closed"):
        receiver.parse_rows([])


def test_threads_share_a_receiver() -> None:
    payloads = [record.encode() for record in records()] * 200
    with imhook.Receiver("wecom_archive") as receiver:
        expected = receiver.parse_rows(payloads)
        found: list[pa.RecordBatch] = []
        threads = [threading.Thread(target=lambda: found.append(receiver.parse_rows(payloads))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 4
    assert all(rows.equals(expected) for rows in found)
