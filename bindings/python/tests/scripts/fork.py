"""Children use and close the receiver that their parent's threads are using: fork.py CONFIG BODY NOW_MS."""

import os
import sys
import threading
from pathlib import Path

import imhook

config, body, now_ms = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), int(sys.argv[3])
receiver = imhook.Receiver.from_config(config)
expected = receiver.receive_bytes(body, now_ms=now_ms)
stop = threading.Event()


def busy() -> None:
    while not stop.is_set():
        receiver.receive_bytes(body, now_ms=now_ms)


threads = [threading.Thread(target=busy) for _ in range(2)]
for thread in threads:
    thread.start()
for _ in range(10):
    child = os.fork()
    if child == 0:
        same = receiver.receive_bytes(body, now_ms=now_ms) == expected
        receiver.close()
        with imhook.Receiver.from_config(config) as another:
            same = same and another.receive_bytes(body, now_ms=now_ms) == expected
        os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
stop.set()
for thread in threads:
    thread.join()
assert receiver.receive_bytes(body, now_ms=now_ms) == expected
print("done")
