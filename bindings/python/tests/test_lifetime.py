"""When a receiver ends, and that nothing it needs ends before: threads, closing, forking, the end of the interpreter."""

from __future__ import annotations

import copy
import gc
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

import imhook

SCRIPT_END = 60
"""Seconds after which a script counts as stuck."""


def test_closing_is_idempotent_and_frees_once(fake: ModuleType) -> None:
    before = fake.library.native.fake_receivers()
    receiver = fake.Receiver("wps")
    assert fake.library.native.fake_receivers() == before + 1
    receiver.close()
    receiver.close()
    assert fake.library.native.fake_receivers() == before
    assert repr(receiver) == "<imhook.Receiver closed>"


def test_a_receiver_that_is_forgotten_is_freed(fake: ModuleType) -> None:
    before = fake.library.native.fake_receivers()
    fake.Receiver("wps")
    with fake.Receiver("wps"):
        pass
    gc.collect()
    assert fake.library.native.fake_receivers() == before


def test_a_closed_receiver_says_so(fake: ModuleType) -> None:
    with fake.Receiver("wps") as receiver:
        pass
    for call in (receiver.receive, receiver.decrypt, receiver.parse, receiver.receive_batch, receiver.parse_lines):
        with pytest.raises(fake.InvalidArgument, match="the receiver is closed"):
            call(b"")


def test_an_error_that_is_kept_keeps_no_receiver(fake: ModuleType) -> None:
    before = fake.library.native.fake_receivers()
    with fake.Receiver("wps") as receiver, pytest.raises(fake.TooLarge) as kept:
        receiver.parse(b"500")
    assert kept.value.__traceback__ is not None
    assert fake.library.native.fake_receivers() == before


def test_closing_during_a_call_leaves_the_call_alone(fake: ModuleType) -> None:
    before = fake.library.native.fake_receivers()
    receiver = fake.Receiver("wps")
    begun, begins = os.pipe()
    waits, go_on = os.pipe()
    fake.library.native.fake_hold(begins, waits)
    with ThreadPoolExecutor() as threads:
        call = threads.submit(receiver.diagnose, b"")
        os.read(begun, 1)  # the call is inside the library, and will stay there
        receiver.close()
        receiver.close()
        assert fake.library.native.fake_receivers() == before + 1
        os.write(go_on, b"g")
        assert call.result() == {}
    del call
    assert fake.library.native.fake_receivers() == before
    for descriptor in (begun, begins, waits, go_on):
        os.close(descriptor)


def test_calls_run_at_the_same_time(fake: ModuleType) -> None:
    """Each call of the fake waits for all the others inside the library: one that kept the interpreter would wait forever."""
    together = 8
    fake.library.native.fake_meeting_of(together)
    receiver = fake.Receiver("wps")
    with ThreadPoolExecutor(together) as threads:
        assert list(threads.map(receiver.parse_lines, [b"{}"] * together)) == [[{}]] * together


def test_a_receiver_is_shared_between_threads(root: Path) -> None:
    body, now_ms = recorded(root)
    with imhook.Receiver.from_config(root / "examples/callbacks/wps.json") as receiver:
        expected = receiver.receive_bytes(body, now_ms=now_ms)
        ready = threading.Barrier(16)

        def receive_many() -> bool:
            ready.wait()
            return all(receiver.receive_bytes(body, now_ms=now_ms) == expected for _ in range(200))

        with ThreadPoolExecutor(16) as threads:
            futures = [threads.submit(receive_many) for _ in range(16)]
            assert all(future.result() for future in futures)


def test_receivers_are_closed_under_threads_that_use_them(root: Path) -> None:
    body, now_ms = recorded(root)
    for _ in range(50):
        receiver = imhook.Receiver.from_config(root / "examples/callbacks/wps.json")
        begun = threading.Barrier(5)

        def until_closed(receiver: imhook.Receiver = receiver, begun: threading.Barrier = begun) -> int:
            begun.wait()
            for count in range(1_000_000):
                try:
                    receiver.receive_bytes(body, now_ms=now_ms)
                except imhook.InvalidArgument:
                    return count
            return -1

        with ThreadPoolExecutor(4) as threads:
            futures = [threads.submit(until_closed) for _ in range(4)]
            begun.wait()
            receiver.close()
            assert all(future.result() >= 0 for future in futures)


def test_a_receiver_is_not_copied(root: Path) -> None:
    receiver = imhook.Receiver("wps")
    for copied in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            copied(receiver)
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            copied(imhook.Request(b""))


@pytest.mark.parametrize("script", ["fork", "exit"])
def test_a_process_ends_well(root: Path, binding: Path, tmp_path: Path, script: str) -> None:
    body, now_ms = recorded(root)
    (tmp_path / "body").write_bytes(body)
    arguments = [str(root / "examples/callbacks/wps.json"), str(tmp_path / "body"), str(now_ms)]
    # Newer interpreters warn of a fork beside threads, which is what is tested.
    python = [sys.executable, "-X", "dev", "-W", "ignore::DeprecationWarning"]
    command = [*python, str(binding / f"tests/scripts/{script}.py"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(binding / "src")}
    for _ in range(5):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SCRIPT_END, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


def recorded(root: Path) -> tuple[bytes, int]:
    """The body of a recorded callback and when it came."""
    callbacks = root / "examples/callbacks"
    body = (callbacks / "wps-text.http").read_bytes().partition(b"\r\n\r\n")[2]
    return body, int((callbacks / "wps-text.now").read_text())
