"""What is refused, what cannot be done, how the program says so, and what it never says."""

import json

import pytest
from program import ALL, ARCHIVE, CALLBACKS, RECORDS, WECOM, WPS, imhook

COMMANDS = ["receive", "verify", "decrypt", "diagnose", "parse", "seal"]


def test_an_old_request():
    run = imhook("receive", "-c", WPS.config, WPS.file)
    assert (run.status, run.out) == (1, b"")
    assert "stale_timestamp: " in run.err and "hint: check the clocks; for an old capture, give --now" in run.err


@pytest.mark.parametrize("command", ["receive", "verify", "decrypt"])
def test_a_wrong_signature(command):
    run = WECOM.run(command, text=WECOM.text.replace(b"msg_signature=a", b"msg_signature=b"))
    assert (run.status, run.out) == (1, b"")
    assert run.err.startswith("imhook: signature_mismatch: ") and "\nhint: " in run.err


def test_several_payloads_without_lines():
    run = imhook("parse", "-c", ARCHIVE, RECORDS)
    assert run.status == 1 and "hint: several payloads, one on each line, are read with --lines" in run.err


def test_a_specification_that_is_none():
    run = imhook("seal", "-c", WPS.config, stdin=b'{"kind":"letter"}')
    assert (run.status, run.out) == (1, b"")
    assert run.err.startswith("imhook: invalid_argument: ")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("config", "message"),
    [
        ('{"platform":"wps","credentials":{"app_id":"AK1","app_key":"s3cret","app_kee":"s3cret"}}', "app_kee"),
        ('{"platform":"nobody"}', "platform"),
        ('{"platform":', ""),
        ("", ""),
    ],
)
def test_a_wrong_configuration(command, config, message, tmp_path):
    file = tmp_path / "config.json"
    file.write_text(config)
    run = imhook(command, "--config", file)
    assert (run.status, run.out) == (2, b"")
    assert run.err.startswith("imhook: invalid_config: ") and message in run.err and "s3cret" not in run.err


@pytest.mark.parametrize("command", COMMANDS)
def test_files_that_cannot_be_read(command, tmp_path):
    missing = tmp_path / "missing"
    run = imhook(command, "--config", missing)
    assert (run.status, run.err) == (2, f"imhook: cannot read {missing}: No such file or directory (os error 2)\n")
    run = imhook(command, "--config", WPS.config, missing)
    assert (run.status, run.err) == (2, f"imhook: cannot read {missing}: No such file or directory (os error 2)\n")
    run = imhook(command, "--config", WPS.config, tmp_path)
    assert (run.status, run.err) == (2, f"imhook: cannot read {tmp_path}: it is a folder\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["recieve"],
        ["receive"],
        ["receive", "-c", WPS.config, "--now", "yesterday"],
        ["receive", "-c", WPS.config, "--threads", "2"],
        ["verify", "-c", WPS.config, "--lines"],
        ["parse", "-c", ARCHIVE, "--lines", "--threads", "many"],
        ["completions", "cmd"],
    ],
)
def test_wrong_usage(arguments):
    run = imhook(*arguments)
    assert (run.status, run.out) == (2, b"")
    assert "Usage: imhook" in run.err or "--help" in run.err


def secrets(value):
    """The values of a configuration that must not be seen."""
    if isinstance(value, dict):
        found = [text for key, text in value.items() if key in HIDDEN and isinstance(text, str)]
        return found + [text for part in value.values() for text in secrets(part)]
    return []


HIDDEN = {"app_key", "token", "encoding_aes_key", "secret", "shared_secret"}


@pytest.mark.parametrize("callback", ALL, ids=str)
def test_no_secret_is_printed(callback):
    hidden = secrets(json.loads(callback.config.read_text()))
    assert hidden
    cut, spoiled = callback.text[:-40], callback.text.replace(b"sign", b"sing").replace(b"Secret", b"Sceret")
    for text in (callback.text, cut, spoiled, callback.body):
        for command in ("receive", "verify", "decrypt", "diagnose"):
            run = callback.run(command, text=text)
            printed = run.out.decode(errors="replace") + run.err
            assert not [secret for secret in hidden if secret in printed], f"{command} prints a secret"


def test_every_configuration_of_the_examples_has_its_secrets_watched():
    configs = {callback.config for callback in ALL}
    assert configs == {path for path in CALLBACKS.glob("*.json") if path != ARCHIVE}
