"""WeCom archive records are fetched, not received: whoever calls learns that the endpoint is configured wrongly."""

from __future__ import annotations

from collections.abc import Iterator

import imhook
from case import Answer, Case, Request
from endpoint import Endpoint


class WecomArchive(Endpoint):
    platform = "wecom_archive"
    path = "/archive"
    takes_events = False

    def __init__(self) -> None:
        self.config = {"platform": self.platform}
        imhook.Receiver.from_config(self.config).close()

    def hostile(self, number: int) -> Iterator[Case]:
        record = b'{"msgid":"%d","action":"send","from":"zhangsan","msgtype":"text","text":{"content":"forged"}}' % number
        yield Case(f"{self.path} record {number}", Request("POST", self.path, (), record), Answer(500, "unsupported"))
