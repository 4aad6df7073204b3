"""Each command on what it is for: a recorded request of every platform, a stored payload, a specification."""

import json

import pytest
from program import ALL, ARCHIVE, CALLBACKS, EASEMOB, RECORDS, ROOT, WPS, imhook

SPECS = sorted((ROOT / "examples/specs").glob("*.json"))


@pytest.mark.parametrize("callback", ALL, ids=str)
def test_receive(callback):
    delivery = callback.run("receive").only()
    assert delivery["schema"] == "imhook.delivery/1"
    assert delivery["kind"] in ("events", "decision")
    assert delivery["events"] and delivery["reply"]["status"] == 200


@pytest.mark.parametrize("callback", ALL, ids=str)
def test_verify(callback):
    report = callback.run("verify").only()
    assert report["schema"] == "imhook.verification/1"
    assert report["auth"] == callback.run("receive").only()["auth"]


@pytest.mark.parametrize("callback", ALL, ids=str)
def test_decrypt_gives_what_parse_takes(callback):
    plaintext = callback.run("decrypt")
    assert (plaintext.status, plaintext.err) == (0, "")
    if callback.config.stem not in ("wps", "wecom_kf"):
        assert plaintext.out == callback.body
    parsed = imhook("parse", "--config", callback.config, stdin=plaintext.out).only()
    received = callback.run("receive").only()
    assert parsed["auth"]["scheme"] == "not_checked"
    assert [event.get("message") for event in parsed["events"]] == [event.get("message") for event in received["events"]]


@pytest.mark.parametrize("callback", ALL, ids=str)
def test_diagnose(callback):
    report = callback.run("diagnose", "--json").only()
    assert (report["schema"], report["ok"]) == ("imhook.diagnosis/1", True)
    readable = callback.run("diagnose")
    assert (readable.status, readable.err) == (0, "")
    words = readable.out.decode()
    assert words.startswith(f"{report['platform']}: the request is accepted\n")
    for step in report["steps"]:
        assert f"  {step['name']:<8} {step['result']}" in words


def test_diagnose_says_why_a_request_is_refused():
    broken = WPS.text.replace(b'"nonce":"9c1f', b'"nonce":"9c1e')
    report = WPS.run("diagnose", "--json", text=broken)
    assert (report.status, report.err) == (1, "")
    (diagnosis,) = report.lines()
    assert not diagnosis["ok"] and diagnosis["advice"]
    readable = WPS.run("diagnose", text=broken)
    assert (readable.status, readable.err) == (1, "")
    words = readable.out.decode()
    assert "the request is refused" in words and "  verify   fail     signature_mismatch: " in words
    for number, advice in enumerate(diagnosis["advice"], 1):
        assert f"\n  {number}. {advice['code']}\n     {advice['text']}\n" in words


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_what_is_sealed_is_received(spec):
    config = ("--config", CALLBACKS / spec.name)
    sealed = imhook("seal", *config, spec)
    assert (sealed.status, sealed.err) == (0, "")
    head, _, body = sealed.out.partition(b"\r\n\r\n")
    assert head.startswith(b"POST /") and b"\r\nHost: localhost\r\n" in head
    assert head.endswith(b"\r\nContent-Length: %d" % len(body))
    assert imhook("receive", *config, stdin=sealed.out).only()["events"]

    as_object = imhook("seal", *config, "--json", stdin=spec.read_bytes())
    assert set(as_object.only()) == {"method", "target", "headers", "body"}
    assert imhook("receive", *config, stdin=as_object.out).only()["events"]
    assert imhook("receive", *config, "--lines", stdin=as_object.out).only()["events"]


def test_a_reply_is_sealed_as_a_response():
    spec = {"kind": "reply", "payload": {"valid": True}}
    sealed = imhook("seal", "--config", EASEMOB.config, stdin=json.dumps(spec).encode())
    head, _, body = sealed.out.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n") and json.loads(body)["valid"] is True


def test_a_message_is_sealed_for_the_host_that_it_goes_to(tmp_path):
    vectors = json.loads((ROOT / "tests/vectors/yach/seal.json").read_text(encoding="utf-8"))["vectors"]
    sent = [vector for vector in vectors if "://" in vector["expect"].get("sealed", {}).get("target", "")]
    assert sent
    for vector in sent:
        config = tmp_path / "yach.json"
        config.write_text(json.dumps(vector["config"]))
        sealed = imhook("seal", "--config", config, stdin=json.dumps(vector["spec"]).encode())
        target = vector["expect"]["sealed"]["target"]
        head = f"POST {target} HTTP/1.1\r\nHost: {target.split('/')[2]}\r\n"
        assert sealed.status == 0 and sealed.out.startswith(head.encode())


def test_parse_of_one_payload(tmp_path):
    record = tmp_path / "record.json"
    record.write_bytes(RECORDS.read_bytes().splitlines()[0])
    assert imhook("parse", "-c", ARCHIVE, record).only()["events"]


def test_a_file_and_standard_input_give_the_same():
    named = imhook("receive", "--config", WPS.config, "--now", WPS.now, WPS.file)
    assert named == WPS.run("receive") == WPS.run("receive", "-")


def test_now_is_milliseconds_or_a_date():
    dated = imhook("receive", "-c", WPS.config, "--now", "2024-01-01T10:00:00+08:00", WPS.file)
    assert dated == WPS.run("receive")


def test_version():
    printed = imhook("version")
    assert printed == imhook("--version")
    version = next(line for line in (ROOT / "Cargo.toml").read_text().splitlines() if line.startswith("version"))
    assert printed.out.decode() == f"imhook {version.split(chr(34))[1]} (C ABI 1)\n"
