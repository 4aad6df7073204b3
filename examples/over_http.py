#!/usr/bin/env python3
"""Starts a receiver and calls it over HTTP as the platforms would, showing each event as it arrives.

    over_http.py CONFIG DATABASE SERVER…

CONFIG and DATABASE are those of the server; SERVER… is the command that starts it, without them."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import imhook
from events import rows, show

SPECS = Path(__file__).with_name("specs")


def sealed(path, config):
    """What the platform would send to that path: target, headers, body."""
    spec = json.loads((SPECS / f"{config['platform']}.json").read_bytes())
    with imhook.Receiver.from_config(config) as receiver:
        request = receiver.seal(spec)
    return path + request["target"].removeprefix("/"), request["headers"], request["body"]


def post(url, target, headers, body):
    """The status and the body of the answer."""
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=10)) as connection:
        connection.request("POST", target, body.encode(), headers)
        answer = connection.getresponse()
        return f"{answer.status} {answer.read().decode()}"


def arrived(database, last):
    """The events that came after the row `last`, as an application would take them up."""
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT rowid, event FROM events WHERE rowid > ? ORDER BY rowid"
        return connection.execute(query, [last]).fetchall()


def main(config, database, *server):
    configs = json.loads(Path(config).read_bytes())
    receiver = subprocess.Popen([*server, config, database, "--port", "0"], stdout=subprocess.PIPE, text=True)
    listening = receiver.stdout.readline()
    print(listening, flush=True)
    url, last = listening.split()[-1], 0

    def call(target, headers, body):
        nonlocal last
        answer = post(url, target, headers, body)
        new = arrived(database, last)
        last = max([last, *(row for row, _ in new)])
        show([("came in", f"POST {target}"), ("", body), ("answer", answer)])
        show(rows({"events": [json.loads(event) for _, event in new]}) if new else [("event", "none that is new")])
        print(flush=True)
        return answer.startswith("200 ")

    requests = [sealed(path, configs[path]) for path in configs]
    taken = [call(*request) for request in requests]
    target, headers, body = requests[0]
    print("The first once more, as platforms do when they doubt that it came; then forged.\n", flush=True)
    taken.append(call(target, headers, body))
    is_right = all(taken) and not call(target, headers, body.replace('"nonce":"', '"nonce":"0'))

    receiver.terminate()
    return receiver.wait() if is_right else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
