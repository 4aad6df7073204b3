"""Every vector through the program: the same statuses as through the library."""

import json
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
        lone = [vector for vector in group if vector.get("payload", "\n").strip() and "\n" not in vector.get("payload", "\n")]
        run = imhook("parse", "--config", config(text), "--lines", stdin="".join(vector["payload"] + "\n" for vector in lone).encode())
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
            elif "plaintext" in expect:
                assert run.out == expect["plaintext"].encode(), vector["id"]


def test_seal(config):
    for text, group in vectors("seal"):
        for vector in group:
            run = imhook("seal", "--json", "--config", config(text), stdin=json.dumps(vector["spec"], ensure_ascii=False).encode())
            expect = vector["expect"]
            assert run.status == int(expect["status"] != 0), vector["id"]
            if not expect["status"]:
                assert set(run.only()) == {"method", "target", "headers", "body"}
