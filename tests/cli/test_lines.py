"""Long runs: one line for each, in order, whatever the threads; bad lines cost no other; memory does not grow."""

import json
import subprocess
import sys

import pytest
from program import ALL, ARCHIVE, ENVIRONMENT, PROGRAM, RECORDS, ROOT, WPS, imhook
from test_captures import as_object

LINES = RECORDS.read_bytes()


def ids(run):
    return [event["id"] for delivery in run.lines() for event in delivery["events"]]


def test_a_line_for_each_record():
    run = imhook("parse", "--config", ARCHIVE, "--lines", RECORDS)
    assert (run.status, run.err, len(run.lines())) == (0, "", LINES.count(b"\n"))
    assert run.lines() == [imhook("parse", "-c", ARCHIVE, stdin=line).only() for line in LINES.splitlines()]


@pytest.mark.parametrize("threads", [0, 1, 2, 7])
def test_the_order_is_kept_whatever_the_threads(threads):
    record = json.loads(LINES.splitlines()[0])
    # More than one piece of the stream, and more than one share of a thread.
    records = b"".join(json.dumps({**record, "msgid": f"{number}_example"}).encode() + b"\n" for number in range(30_000))
    run = imhook("parse", "-c", ARCHIVE, "--lines", "--threads", threads, stdin=records)
    assert (run.status, run.err) == (0, "")
    assert ids(run) == [f"text:{number}_example" for number in range(30_000)]


def test_line_ends_and_blank_lines():
    crlf = b"\r\n\r\n" + LINES.strip().replace(b"\n", b"\r\n \r\n")
    assert imhook("parse", "-c", ARCHIVE, "--lines", stdin=crlf) == imhook("parse", "-c", ARCHIVE, "--lines", RECORDS)
    nothing = imhook("parse", "-c", ARCHIVE, "--lines", stdin=b"")
    assert (nothing.status, nothing.out, nothing.err) == (0, b"", "")


def test_bad_lines_cost_no_other():
    good = LINES.splitlines()
    run = imhook("parse", "-c", ARCHIVE, "--lines", stdin=b"\n".join([good[0], b"{broken", b"17", good[1]]))
    assert run.status == 1
    assert run.err == "imhook: 2 of 4 lines are refused\nhint: the output has an error object in the place of each\n"
    assert [line.get("error", {}).get("status") for line in run.lines()] == [None, 401, 401, None]


def test_requests_on_lines():
    callbacks = [callback for callback in ALL if callback.config == WPS.config]
    requests = [as_object(callback, now_ms=int(callback.now)) for callback in callbacks]
    stale = as_object(WPS)
    wrong = as_object(WPS, now_ms=int(WPS.now), body=WPS.body.decode().replace('"nonce"', '"once"'))
    bad = ["", "{", '{"header":{}}', "POST / HTTP/1.1", "null", json.dumps(wrong), json.dumps(stale)]
    run = imhook("receive", "-c", WPS.config, "--lines", stdin="\n".join([*bad, *map(json.dumps, requests)]).encode())
    assert run.status == 1
    assert run.err.startswith(f"imhook: 6 of {6 + len(requests)} lines are refused\n")
    refused = [line["error"]["name"] for line in run.lines()[:6]]
    assert refused == ["malformed_request"] * 5 + ["stale_timestamp"]
    assert run.lines()[6:] == [callback.run("receive").only() for callback in callbacks]


def test_now_holds_for_every_line():
    line = json.dumps(as_object(WPS, now_ms=1)).encode()
    assert imhook("receive", "-c", WPS.config, "--lines", "--now", WPS.now, stdin=line) == WPS.run("receive")
    assert imhook("receive", "-c", WPS.config, "--lines", stdin=line).status == 1


def test_a_line_over_the_cap_is_refused_alone(tmp_path):
    config = tmp_path / "config.json"
    config.write_text('{"platform":"wecom_archive","max_payload_bytes":1000}')
    long = b'{"msgid":"' + b"x" * 1000 + b'"}\n'
    run = imhook("parse", "-c", config, "--lines", stdin=long + LINES)
    assert [line.get("error", {}).get("name") for line in run.lines()] == ["too_large"] + [None] * 5


def measured(parts, *arguments):
    """Exit status and highest memory in MiB of a run on these parts, and the lines that it printed."""
    measure = [sys.executable, ROOT / "tests/cli/measure.py", PROGRAM, *map(str, arguments)]
    with subprocess.Popen(measure, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT) as run:
        for part in parts:
            run.stdin.write(part)
        run.stdin.close()
        return json.loads(run.stdout.read())


def test_200_mb_take_little_memory():
    part = LINES * ((1 << 20) // len(LINES))
    parts = -(-200_000_000 // len(part))
    status, memory, lines = measured((part for _ in range(parts)), "parse", "-c", ARCHIVE, "--lines", "--threads", "2")
    assert (status, lines) == (0, parts * part.count(b"\n"))
    assert memory < 96, f"{memory} MiB"


def test_a_file_of_200_mb_takes_little_memory(tmp_path):
    part = LINES * ((1 << 20) // len(LINES))
    parts = -(-200_000_000 // len(part))
    file = tmp_path / "records.ndjson"
    with file.open("wb") as records:
        for _ in range(parts):
            records.write(part)
    status, memory, lines = measured((), "parse", "-c", ARCHIVE, "--lines", "--threads", "2", file)
    file.unlink()
    assert (status, lines) == (0, parts * part.count(b"\n"))
    assert memory < 96, f"{memory} MiB"


def test_200_mb_of_requests_take_little_memory():
    line = json.dumps(as_object(WPS, now_ms=int(WPS.now))).encode() + b"\n"
    part = line * ((1 << 20) // len(line))
    parts = -(-200_000_000 // len(part))
    status, memory, lines = measured((part for _ in range(parts)), "receive", "-c", WPS.config, "--lines", "--threads", "2")
    assert (status, lines) == (0, parts * part.count(b"\n"))
    assert memory < 96, f"{memory} MiB"


def test_a_line_without_end_takes_bounded_memory():
    block = b"x" * (1 << 20)
    status, memory, lines = measured((block for _ in range(700)), "parse", "-c", ARCHIVE, "--lines")
    assert (status, lines) == (1, 1)
    assert memory < 600, f"{memory} MiB"


def test_a_pipe_that_stays_open_is_answered():
    command = [PROGRAM, "parse", "-c", str(ARCHIVE), "--lines"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT) as run:
        for line in LINES.splitlines(keepends=True):
            run.stdin.write(line)
            run.stdin.flush()
            assert json.loads(run.stdout.readline())["schema"] == "imhook.delivery/1"
        run.stdin.close()
        assert run.wait(60) == 0
