"""What a shell and a terminal see: completions, help, progress, a reader that leaves."""

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from program import ARCHIVE, ENVIRONMENT, PROGRAM, RECORDS, WPS, imhook

COMMANDS = ["receive", "verify", "decrypt", "diagnose", "parse", "seal", "completions", "version"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command):
    shown = imhook(command, "--help")
    assert (shown.status, shown.err) == (0, "")
    words = shown.out.decode()
    assert f"Usage: imhook {command}" in words
    assert "\x1b" not in words
    if command != "version":
        assert f"imhook {command}" in words.partition("Example")[2]
    assert f"\n  {command} " in imhook("--help").out.decode()
    assert max(map(len, words.splitlines())) <= 100


def test_help_tells_the_exit_statuses():
    words = imhook("--help").out.decode()
    assert all(f"\n  {status}  " in words.partition("Exit status:")[2] for status in (0, 1, 2))


def test_completions_load_in_bash_and_complete():
    script = imhook("completions", "bash")
    assert script.status == 0
    ask = """
        source /dev/stdin <<< "$SCRIPT"
        complete -p imhook
        COMP_WORDS=(imhook dia) COMP_CWORD=1
        _imhook imhook dia imhook; echo "${COMPREPLY[*]}"
        COMP_WORDS=(imhook parse --thr) COMP_CWORD=2
        _imhook imhook --thr parse; echo "${COMPREPLY[*]}"
    """
    environment = {**ENVIRONMENT, "SCRIPT": script.out.decode()}
    loaded = subprocess.run(["bash", "-c", ask], env=environment, capture_output=True, text=True, check=True)
    assert loaded.stdout.splitlines()[1:] == ["diagnose", "--threads"]
    assert "-F _imhook" in loaded.stdout


def test_completions_of_other_shells():
    assert imhook("completions", "zsh").out.startswith(b"#compdef imhook\n")
    assert b"complete -c imhook" in imhook("completions", "fish").out


def test_manual_pages(tmp_path):
    assert imhook("manual", tmp_path).status == 0
    pages = {page.name for page in tmp_path.iterdir()}
    assert pages == {"imhook.1"} | {f"imhook-{command}.1" for command in COMMANDS}
    assert "diagnose" in (tmp_path / "imhook.1").read_text()
    assert imhook("manual", tmp_path / "missing").status == 2


def on_terminal(arguments, stdout):
    """What a run shows on the terminal that its standard error is, and whether that its output is."""
    ours, theirs = pty.openpty()
    command = [PROGRAM, *map(str, arguments)]
    environment = {**ENVIRONMENT, "TERM": "xterm"}
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout or theirs, stderr=theirs, env=environment) as run:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side is closed.
                break
            if not part:
                break
            shown += part
        run.wait()
    os.close(ours)
    return run.returncode, shown.decode()


def test_progress_is_shown_on_a_terminal():
    status, shown = on_terminal(["parse", "-c", ARCHIVE, "--lines", RECORDS], subprocess.DEVNULL)
    assert status == 0
    assert re.search(r"100 %\s+[\d.]+ KiB of [\d.]+ KiB\s+[\d.]+ .?i?B/s\s+5 lines, 0 refused", shown), shown


def test_progress_is_not_mixed_into_output():
    status, shown = on_terminal(["parse", "-c", ARCHIVE, "--lines", RECORDS], None)
    assert status == 0
    assert shown.replace("\r\n", "\n").encode() == imhook("parse", "-c", ARCHIVE, "--lines", RECORDS).out


def test_plaintext_on_a_terminal_ends_its_line():
    arguments = ["decrypt", "-c", WPS.config, "--now", WPS.now, WPS.file]
    plaintext = WPS.run("decrypt").out.decode()
    assert not plaintext.endswith("\n")
    assert on_terminal(arguments, None) == (0, plaintext + "\r\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse", "-c", ARCHIVE, "--lines", "/dev/stdin"],
        ["receive", "-c", WPS.config, "--now", WPS.now, WPS.file],
        ["diagnose", "-c", WPS.config, "--now", WPS.now, WPS.file],
        ["completions", "bash"],
        ["version"],
        ["--help"],
    ],
)
def test_a_reader_that_leaves_is_no_mistake(arguments, tmp_path):
    records = tmp_path / "records.ndjson"
    records.write_bytes(RECORDS.read_bytes() * 2000)
    reading, writing = os.pipe()
    os.close(reading)
    with records.open("rb") as stdin:
        run = subprocess.run(
            [PROGRAM, *map(str, arguments)], stdin=stdin, stdout=writing, stderr=subprocess.PIPE, env=ENVIRONMENT, timeout=300
        )
    os.close(writing)
    assert (run.returncode, run.stderr) == (0, b"")


def test_a_full_disk_is_said():
    with Path("/dev/full").open("wb") as full:
        command = [PROGRAM, "parse", "-c", ARCHIVE, "--lines", RECORDS]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT)
    assert run.returncode == 2
    assert run.stderr.startswith(b"imhook: cannot write to standard output: ")
