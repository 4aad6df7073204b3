"""Every vector through the program: the same statuses as through the library."""

import base64
import json
import re
from collections import defaultdict

import pytest
from program import ROOT, imhook


def vectors(call):
    """The vectors of a call, by configuration."""
    found = defaultdict(list)
    for path in sorted((ROOT / "tests/vectors").glob("*/*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
            if vector["call"] == call and "config" in vector:
                found[json.dumps(vector["config"])].append(vector)
    assert found
    return found.items()


@pytest.fixture
def config(tmp_path):
    file = tmp_path / "config.json"

    def write(text):
        file.write_text(text)
        return file

    return write


def statuses(run):
    return [line["error"]["status"] if "error" in line else 0 for line in run.lines()]


def test_receive(config):
    count = 0
    for text, group in vectors("receive"):
        lines = "".join(json.dumps(vector["request"]) + "\n" for vector in group)
        run = imhook("receive", "--config", config(text), "--lines", stdin=lines.encode())
        expected = [vector["expect"]["status"] for vector in group]
        assert statuses(run) == expected, [vector["id"] for vector in group]
        assert run.status == int(any(expected))
        count += len(group)
    assert count > 2000


def test_parse(config):
    count = 0
    for text, group in vectors("parse"):
        # Those whose payload stands on one line.
        lone = [
            vector for vector in group if len(vector.get("payload", "").split("\n")) == 1 and vector.get("payload", "").strip()
        ]
        lines = "".join(vector["payload"] + "\n" for vector in lone)
        run = imhook("parse", "--config", config(text), "--lines", stdin=lines.encode())
        assert statuses(run) == [vector["expect"]["status"] for vector in lone], [vector["id"] for vector in lone]
        count += len(lone)
    assert count > 1000


@pytest.mark.parametrize("call", ["verify", "decrypt"])
def test_one_request(config, call):
    for text, group in vectors(call):
        for vector in group:
            run = imhook(call, "--config", config(text), stdin=json.dumps(vector["request"]).encode())
            expect = vector["expect"]
            assert run.status == int(expect["status"] != 0), vector["id"]
            if expect["status"]:
                assert run.out == b"" and run.err.startswith("imhook: "), vector["id"]
            elif call == "verify":
                assert run.lines() == [expect["report"]], vector["id"]
            else:
                plaintext = expect.get("plaintext", "").encode() or base64.b64decode(expect.get("plaintext_base64", ""))
                assert run.out == plaintext, vector["id"]


SPEC = re.compile(r'^   "spec": (\{.*\}),$', re.MULTILINE)


@pytest.mark.parametrize("path", sorted((ROOT / "tests/vectors").glob("*/seal*.json")), ids=lambda path: path.parent.name)
def test_seal(config, path):
    text = path.read_text(encoding="utf-8")
    sealing = [vector for vector in json.loads(text)["vectors"] if vector["call"] == "seal"]
    # As they stand: a specification may hold a key twice.
    for vector, spec in zip(sealing, SPEC.findall(text), strict=True):
        run = imhook("seal", "--json", "--config", config(json.dumps(vector["config"])), stdin=spec.encode())
        expect = vector["expect"]
        assert run.status == int(expect["status"] != 0), vector["id"]
        if not expect["status"]:
            assert run.only() == expect["sealed"], vector["id"]
