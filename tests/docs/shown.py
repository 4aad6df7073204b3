"""What a page shows of the recorded callbacks and the vectors: the one that its words name last before a block."""

import json
import re
from dataclasses import dataclass
from functools import cache

import imhook
from pages import ROOT

NAMED = re.compile(r"`(examples/(?:callbacks|pages)/[\w.-]+\.(?:http|ndjson))`|\bvector\s`(\w+)`")


@dataclass
class Source:
    """A recorded request, or stored records, and the configuration that they are read with."""

    config: dict
    request: str | None = None
    now_ms: int = 0
    records: tuple = ()

    def outcomes(self):
        """The delivery of the request, or of each record; the error object of one that is refused."""
        with imhook.Receiver.from_config(self.config) as receiver:
            if self.request is None:
                return [receiver.parse(record.encode()) for record in self.records]
            head, _, body = self.request.partition("\n\n")
            start, *lines = head.split("\n")
            method, target, *_ = start.split(" ")
            headers = [tuple(line.split(": ", 1)) for line in lines]
            request = imhook.Request(body.encode(), headers, method, target, now_ms=self.now_ms)
            return receiver.receive_batch([request])


def source(block):
    """What the block stands for, by the words before it."""
    named = NAMED.findall(block.before)
    assert named, f"{block}: the words before it name no recorded callback and no vector"
    path, vector = named[-1]
    if vector:
        return of_vector(block.page, vector)
    return of_file(path)


@cache
def of_file(path):
    place = ROOT / path
    platform = re.match(r"[a-z_]+", place.stem)[0]
    config = json.loads((ROOT / f"examples/callbacks/{platform}.json").read_text())
    if path.endswith(".ndjson"):
        return Source(config, records=tuple(place.read_text(encoding="utf-8").splitlines()))
    request = place.read_bytes().decode().replace("\r\n", "\n")
    return Source(config, request, int(place.with_suffix(".now").read_text()))


@cache
def of_vector(page, name):
    platform = re.search(r"(\w+)\.md$", page)[1]
    for path in sorted((ROOT / "tests/vectors" / platform).glob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
            if vector["id"] == name:
                return from_vector(vector)
    raise AssertionError(f"{page}: there is no vector {name} of {platform}")


def from_vector(vector):
    config = vector["config"]
    if "request" not in vector:
        return Source(config, records=(vector["payload"],))
    request = vector["request"]
    lines = [f"{request.get('method', 'POST')} {request.get('target', '/')} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in request.get("headers", [])]
    return Source(config, "\n".join(lines) + "\n\n" + request.get("body", ""), request["now_ms"])
