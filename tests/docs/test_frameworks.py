"""The applications that docs/deployment.md shows receive every platform's callbacks over HTTP, and refuse forged ones."""

import hashlib
import hmac
import http.client
import json
import subprocess
import sys
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path

import imhook
import pytest
from pages import ROOT, blocks_of

PAGE = "docs/deployment.md"
FILES = {block.file: block for block in blocks_of(PAGE) if block.file}
APPLICATIONS = [name for name in FILES if name.endswith("_app.py")]
SHOWN = json.loads(FILES["receivers.json"].text)
# Beside the paths that the page shows, one that a framework would spell anew if it were asked for the address.
CONFIGURATIONS = {**SHOWN, "/%e5%91%a8/wps": SHOWN["/wps"]}


def sealed(platform, receiver):
    """The platform's message and, where the address is checked by GET, checks: one of a few has a + in its base64."""
    spec = json.loads((ROOT / f"examples/specs/{platform}.json").read_text(encoding="utf-8"))
    checks = [{"kind": "callback", "echo": f"echo {number}"} for number in range(8)] if platform == "wecom_kf" else []
    return [receiver.seal(each) for each in (spec, *checks)]


def card(target, app_id, app_key):
    """A card callback, signed with its target, path and query."""
    date, kind = formatdate(usegmt=True), "application/json"
    body = json.dumps({"callback_name": "xz_card", "app_id": app_id, "data": {"content": {"action": "a", "a": "1 + 1"}}})
    text = f"KSO-1POST{target}{kind}{date}{hashlib.sha256(body.encode()).hexdigest()}"
    proof = hmac.new(app_key.encode(), text.encode(), "sha256").hexdigest()
    headers = {"Content-Type": kind, "X-Kso-Date": date, "X-Kso-Authorization": f"KSO-1 {app_id}:{proof}"}
    return {"method": "POST", "target": target, "headers": headers, "body": body}


def callbacks():
    """Each callback with the reply that imhook prepares when nothing stands between."""
    for path, config in CONFIGURATIONS.items():
        with imhook.Receiver.from_config(config) as receiver:
            made = [
                {**each, "target": path + each["target"].removeprefix("/")} for each in sealed(config["platform"], receiver)
            ]
            queries = ("", "?to=%e5%91%A8+%2b&to=1//2") if config["platform"] == "wps" else ()
            made += [card(path + query, **config["credentials"]) for query in queries]
            for each in made:
                direct = receiver.receive(each["body"].encode(), each["headers"], each["method"], each["target"])
                yield each, direct["reply"]


def refusals():
    """How each path answers a request that proves nothing: the status, and its name for a body."""
    for path, config in CONFIGURATIONS.items():
        with imhook.Receiver.from_config(config) as receiver, pytest.raises(imhook.Error) as refused:
            receiver.receive(b"{}", target=path)
        yield path, (refused.value.http_status, "text/plain", refused.value.name)


@contextmanager
def serving(name, place):
    for block in FILES.values():
        (place / block.file).write_text(block.text, encoding="utf-8")
    (place / "receivers.json").write_text(json.dumps(CONFIGURATIONS), encoding="utf-8")
    program = [sys.executable, Path(__file__).with_name("serve.py"), name.removesuffix(".py")]
    with subprocess.Popen(program, cwd=place, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()


def send(port, request):
    """Sends a request to the letter: nothing between here and the server encodes anything."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(request["method"], request["target"], request["body"].encode(), request["headers"])
    response = connection.getresponse()
    return response.status, response.getheader("Content-Type").partition(";")[0], response.read().decode()


@pytest.mark.parametrize("name", APPLICATIONS)
def test_application(name, tmp_path):
    with serving(name, tmp_path) as port:
        for request, reply in callbacks():
            assert send(port, request) == (reply["status"], reply["content_type"], reply["body"]), request["target"]
        for path, error in refusals():
            assert send(port, {"method": "POST", "target": path, "headers": {}, "body": "{}"}) == error
        assert send(port, {"method": "POST", "target": "/elsewhere", "headers": {}, "body": "{}"})[0] == 404
