"""Captures as people have them: other line ends, chunks, a body that is cut off, what an editor adds."""

import base64
import json

import pytest
from program import EASEMOB, WECOM, WPS

HEAD, _, BODY = WPS.text.partition(b"\r\n\r\n")
GOOD = WPS.run("receive")

REQUEST_LINE, *HEADERS = HEAD.split(b"\r\n")
UNDECLARED = [line for line in HEADERS if not line.startswith(b"Content-Length")]
CHUNKED = b"\r\n".join([REQUEST_LINE, *UNDECLARED, b"Transfer-Encoding: gzip, Chunked"])


LAST_CHUNK = b"0\r\nTrailer: x\r\n\r\n"


def chunks(body, size):
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;name=value\r\n%s\r\n" % (len(part), part) for part in parts) + LAST_CHUNK


def with_lines(end):
    return end.join(HEAD.split(b"\r\n")) + end + end + BODY


KEPT = {
    "LF head": with_lines(b"\n"),
    "a line end behind the body": WPS.text + b"\r\n",
    "several line ends behind the body": WPS.text + b"\n\n \n",
    "byte order mark": b"\xef\xbb\xbf" + WPS.text,
    "blank lines first": b"\r\n\n" + WPS.text,
    "no declared length": b"\r\n".join([REQUEST_LINE, *UNDECLARED, b"", BODY]),
    "no headers": REQUEST_LINE + b"\r\n\r\n" + BODY,
    "absolute URL": WPS.text.replace(b"POST /", b"POST https://hook.example.com/", 1),
    "HTTP/2": WPS.text.replace(b"HTTP/1.1", b"HTTP/2", 1),
    "one chunk": CHUNKED + b"\r\n\r\n" + chunks(BODY, len(BODY)),
    "many chunks": CHUNKED + b"\r\n\r\n" + chunks(BODY, 7),
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_nothing_is_lost(text):
    assert WPS.run("receive", text=text) == GOOD


NOTED = {
    "more than declared": (WPS.text + b"\r\nPOST /", "8 bytes stand behind the 768 of Content-Length: left out"),
    "unchunked by the logger": (
        CHUNKED + b"\r\n\r\n" + BODY,
        "the head says chunked, but the body is not: it is taken as it stands",
    ),
    "last chunk missing": (
        (CHUNKED + b"\r\n\r\n" + chunks(BODY, 100)).removesuffix(LAST_CHUNK),
        "the last chunk is missing: the capture is cut off",
    ),
}


@pytest.mark.parametrize(("text", "note"), NOTED.values(), ids=NOTED)
def test_what_is_odd_is_noted(text, note):
    run = WPS.run("receive", text=text)
    assert (run.status, run.out, run.err) == (0, GOOD.out, f"imhook: {note}\n")


def test_a_body_that_is_cut_off():
    run = WPS.run("receive", text=WPS.text[:-168])
    assert (run.status, run.out) == (1, b"")
    assert run.err.startswith("imhook: the body has 600 of the 768 bytes of Content-Length: the capture is cut off\nimhook: ")
    diagnosis = WPS.run("diagnose", text=WPS.text[:-168])
    assert diagnosis.status == 1 and b"refused" in diagnosis.out and "cut off" in diagnosis.err


def test_a_target_keeps_its_spaces():
    # Decoded by a logger. The signature is intact: it is the library that refuses, not the reader of the capture.
    spaced = WECOM.text.replace(b"&nonce=", b"&comment=a b&nonce=", 1)
    assert WECOM.run("receive", text=spaced).only() == WECOM.run("receive").only()


NO_REQUEST = {
    "empty": (b"", "the capture ends before its head does"),
    "head without end": (HEAD + b"\r\n", "the capture ends before its head does: no blank line follows the headers"),
    "a body alone": (b"<xml></xml>\n", "the first line is not that of an HTTP request, such as `POST /hook HTTP/1.1`"),
    "a response": (b"HTTP/1.1 200 OK\r\n\r\n", "the first line is not that of an HTTP request, such as `POST /hook HTTP/1.1`"),
    "not text": (b"\xff\xfe\x00 / HTTP/1.1\n\n", "the first line is not UTF-8"),
    "a broken header": (b"POST / HTTP/1.1\nHost: a\nbroken line\n\n", "line 3 of the head is no `Name: value`"),
    "too many headers": (b"POST / HTTP/1.1\n" + b"A: b\n" * 129 + b"\n", "the head has more than 128 header lines"),
    "half an object": (b'{"method":"POST"', "not JSON: at line 1, column 16"),
    "another object": (
        b'{"topic":"a"}',
        'no request as {"method","target","headers","body" or "body_base64","now_ms"}: at line 1, column 8',
    ),
    "two bodies": (b'{"body":"a","body_base64":"YQ=="}', "body and body_base64 are both there"),
    "no base64": (b'{"body_base64":"*"}', "body_base64 is not base64"),
    "a header in a header": (
        b'{"headers":{"A":"b\\r\\nC: d"},"body":""}',
        'no request as {"method","target","headers","body" or "body_base64","now_ms"}: at line 1, column 28',
    ),
}


@pytest.mark.parametrize("command", ["receive", "verify", "decrypt", "diagnose"])
@pytest.mark.parametrize(("text", "message"), NO_REQUEST.values(), ids=NO_REQUEST)
def test_what_is_no_request(command, text, message):
    run = WPS.run(command, text=text)
    assert (run.status, run.out) == (1, b"")
    assert run.err.startswith(f"imhook: {message}\nhint: expected an HTTP request as it came (POST /path HTTP/1.1, ")


def as_object(callback, **changes):
    head = callback.text.partition(b"\r\n\r\n")[0].decode()
    line, *headers = head.split("\r\n")
    method, target, _ = line.split(" ")
    pairs = [header.split(": ") for header in headers]
    return {"method": method, "target": target, "headers": pairs, "body": callback.body.decode(), **changes}


def test_a_request_as_json():
    for changes in (
        {},
        {"headers": {}},
        {"body": None, "body_base64": base64.b64encode(EASEMOB.body).decode()},
        {"now_ms": 1},
        {"now_ms": None},
    ):
        text = json.dumps(as_object(EASEMOB, **changes)).encode()
        assert EASEMOB.run("receive", text=b"\n " + text) == EASEMOB.run("receive")
