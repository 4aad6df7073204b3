"""The cases: one folder each, which every peer reads. Callbacks are sealed as the platform would send them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

import imhook
from place import ROOT

NOW_MS = 1704074400000
LINES = 64
SENTENCE = "今天的构建通过了, the build is green. "


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    platform: str
    payload: Callable[[], Any]

    def write(self, folder: Path) -> None:
        """Writes the configuration, the target and body of the request, and the time that it is judged by."""
        config = (ROOT / f"examples/callbacks/{self.platform}.json").read_bytes()
        target, body = ("", archive()) if self.platform == "wecom_archive" else sealed(config, self.payload())
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.json").write_bytes(config)
        (folder / "target").write_text(target)
        (folder / "body").write_text(body)
        (folder / "now").write_text(str(NOW_MS))


def sealed(config: bytes, payload: Any) -> tuple[str, str]:
    spec = {"kind": "callback", "payload": payload, "timestamp_ms": NOW_MS, "nonce": "71a2b3c4d5e6f707"}
    platform = json.loads(config)["platform"]
    if platform == "wps":
        spec |= {"topic": "kso.app_chat.message", "operation": "create"}
    if platform == "wecom_kf":
        spec |= {"format": "xml"}
    with imhook.Receiver.from_config(config) as receiver:
        request = receiver.seal(spec)
    return request["target"], request["body"]


def wps(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "chat": {"id": "8205341", "type": "group"},
        "company_id": "ExampleCompany",
        "message": {"content": content, "id": "ExampleMessage01", "type": kind},
        "send_time": NOW_MS,
        "sender": {"id": "ExampleUser", "type": "user"},
    }


def wps_text(size: int) -> Callable[[], dict[str, Any]]:
    """A text message whose plaintext has so many bytes, or one or two less."""

    def payload() -> dict[str, Any]:
        around = len(compact(wps("text", {"text": {"content": ""}})))
        text = (SENTENCE * (size // len(SENTENCE))).encode()[: size - around].decode(errors="ignore")
        return wps("text", {"text": {"content": text}})

    return payload


def wps_rich_text() -> dict[str, Any]:
    """64 KB of lines, each with one styled piece of text."""
    style = {"bold": True, "color": "", "italic": False}
    piece = {"alt_text": "", "indent": 0, "index": 0, "style_text_content": {"style": style, "text": "the build is green"}}
    line = {"alt_text": "", "elements": [{**piece, "type": "text"}], "indent": 0, "index": 0, "type": "nl"}
    return wps("rich_text", {"rich_text": {"elements": [line] * ((64 << 10) // (len(compact(line)) + 1))}})


def wecom_text() -> str:
    return (
        "<xml><ToUserName><![CDATA[wwexamplecorp00001]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName>"
        f"<CreateTime>{NOW_MS // 1000}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{(SENTENCE * 5).strip()}]]></Content><MsgId>1234567890123456</MsgId><AgentID>1</AgentID></xml>"
    )


def easemob_text() -> dict[str, Any]:
    return {
        "callId": "example-org#chatdemo_8924312242322",
        "eventType": "chat",
        "timestamp": NOW_MS,
        "chat_type": "groupchat",
        "group_id": "16934809238921545",
        "from": "zhangsan",
        "to": "16934809238921545",
        "msg_id": "8924312242322",
        "payload": {"ext": {"priority": "high"}, "bodies": [{"msg": SENTENCE, "type": "txt"}]},
        "securityVersion": "1.0.0",
        "appkey": "example-org#chatdemo",
        "host": "msync@example",
        "content_type": "chat:group:text",
    }


def archive() -> str:
    """Lines of text and, every fourth, of a file."""

    def line(number: int) -> dict[str, Any]:
        common = {"msgid": f"{number}_example", "action": "send", "from": "zhangsan", "tolist": ["lisi", "wangwu"]}
        common |= {"roomid": "wrExampleRoom", "msgtime": NOW_MS + number}
        if number % 4:
            return {**common, "msgtype": "text", "text": {"content": SENTENCE * (number % 3 + 1)}}
        file = {"md5sum": "18e93fc2ea884df23b3d2d3b8667b9f0", "filename": "发票.pdf", "fileext": "pdf", "filesize": 18181}
        return {**common, "msgtype": "file", "file": {**file, "sdkfileid": "CtYBExampleFile" * 12}}

    return "".join(compact(line(number)).decode() + "\n" for number in range(LINES))


def compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


CASES = (
    Case("wps-300", "WPS text, 300 B", "wps", wps_text(300)),
    Case("wps-2k", "WPS text, 2 KB", "wps", wps_text(2 << 10)),
    Case("wps-64k", "WPS text, 64 KB", "wps", wps_text(64 << 10)),
    Case("wps-64k-rich", "WPS rich text, 64 KB", "wps", wps_rich_text),
    Case("wecom", "WeCom XML, 500 B", "wecom_kf", wecom_text),
    Case("easemob", "Easemob message", "easemob", easemob_text),
    Case("archive", f"{LINES} archive lines", "wecom_archive", archive),
)
