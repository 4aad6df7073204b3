"""The program, what it is run on, and what comes of a run."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = os.environ.get("IMHOOK_PROGRAM", str(ROOT / "target/release/imhook"))
CALLBACKS = ROOT / "examples/callbacks"

# Nothing of the terminal that the tests are run from.
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LC_ALL": "C.UTF-8"}


@dataclass
class Run:
    """How a run ended, and what it printed."""

    status: int
    out: bytes
    err: str

    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def only(self):
        """The one line of JSON that was printed, with nothing on standard error."""
        assert (self.status, self.err) == (0, ""), self
        (line,) = self.lines()
        return line


def imhook(*arguments, stdin=b""):
    """Runs the program to its end."""
    command = [PROGRAM, *map(str, arguments)]
    ended = subprocess.run(command, input=stdin, capture_output=True, env=ENVIRONMENT, timeout=300)
    return Run(ended.returncode, ended.stdout, ended.stderr.decode())


@dataclass(frozen=True)
class Callback:
    """A recorded request of examples/callbacks."""

    file: Path

    def __str__(self):
        return self.file.stem

    @property
    def config(self):
        return CALLBACKS / f"{self.file.stem.partition('-')[0]}.json"

    @property
    def now(self):
        return self.file.with_suffix(".now").read_text().strip()

    @property
    def text(self):
        return self.file.read_bytes()

    @property
    def body(self):
        return self.text.partition(b"\r\n\r\n")[2]

    def run(self, command, *more, text=None):
        """The command on this request, at the time when it came."""
        arguments = ["--config", self.config, "--now", self.now, *more]
        return imhook(command, *arguments, stdin=self.text if text is None else text)


ALL = [Callback(file) for file in sorted(CALLBACKS.glob("*.http"))]
WPS = Callback(CALLBACKS / "wps-text.http")
WECOM = Callback(CALLBACKS / "wecom_kf-message.http")
EASEMOB = Callback(CALLBACKS / "easemob-text.http")
ARCHIVE = CALLBACKS / "wecom_archive.json"
RECORDS = CALLBACKS / "wecom_archive.ndjson"
