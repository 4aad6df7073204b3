"""What is counted: calls that a service makes all day, and shapes that grow.

Requests are sealed with a fixed time and nonce, so that every run counts the same bytes.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("IMHOOK_LIBRARY", str(ROOT / "target/release/libimhook.so"))
sys.path.insert(0, str(ROOT / "bindings/python/src"))

import imhook  # noqa: E402

NOW_MS = 1704074400000
LINE = "今天的构建通过了, the build is green. "
MIB = 1 << 20
# Above every size that is counted here.
NO_CAP = 64 * MIB
BATCH = 64
AGAIN = "(again)"

WPS = {"app_id": "AK00000000EXAMPLE", "app_key": "not-a-real-key-00000000000000000"}
WECOM = {
    "token": "ExampleCallbackToken",
    "encoding_aes_key": "ThisIsNotARealKeyButItHasFortyThreeCharact0",
    "receive_id": "wwexamplecorp00001",
}
EASEMOB = {"secret": "not-a-real-secret"}


@dataclass
class Case:
    """One call and what it is given."""

    name: str
    call: str
    config: dict[str, Any]
    body: bytes
    target: str = ""
    headers: str = ""
    # Requests of a batch.
    count: int = 1
    # A call whose instructions are part of this one's and are not counted.
    less: str = ""

    def write(self, folder: Path) -> None:
        parts = {"config": json.dumps(self.config), "target": self.target, "headers": self.headers, "now_ms": str(NOW_MS)}
        for name, part in parts.items():
            (folder / name).write_text(part)
        (folder / "body").write_bytes(self.body)


def as_json(value: object) -> str:
    """As the platforms write it: without white space, text as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def text(size: int) -> str:
    """About so many bytes of text in two scripts."""
    return LINE * max(1, size // len(LINE.encode()))


def received(name: str, call: str, platform: str, credentials: Any, spec: dict[str, Any], count: int = 1) -> Case:
    """A request as the platform would send it."""
    config = {"platform": platform, "credentials": credentials, "max_body_bytes": NO_CAP}
    with imhook.Receiver.from_config(config) as receiver:
        sealed = receiver.seal({"kind": "callback", "timestamp_ms": NOW_MS, **spec})
    headers = "".join(f"{name}: {value}\r\n" for name, value in sealed["headers"].items())
    return Case(name, call, config, sealed["body"].encode(), sealed["target"], headers, count)


def after_proof(case: Case) -> Case:
    """The same without what `verify` does: the hash, in software here, would hide everything else."""
    return replace(case, name=f"{case.name}, after the proof", less="verify")


def parsed(name: str, platform: str, payload: object) -> Case:
    # A name that Python must hold apart is repeated in the text.
    return Case(name, "parse", {"platform": platform}, as_json(payload).replace(AGAIN, "").encode())


def wps_payload(kind: str, content: object, extra: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "chat": {"id": "8225957", "type": "group"},
        "company_id": "eueue",
        "message": {"content": content, "id": "w7i5fgFzh6uRtOTN", "type": kind, **(extra or {})},
        "send_time": NOW_MS,
        "sender": {"id": "erueru", "type": "user"},
    }


def wps(name: str, kind: str, content: object, call: str = "receive", count: int = 1) -> Case:
    spec = {"topic": "kso.app_chat.message", "operation": "create", "nonce": "71a2b3c4d5e6f707"}
    return received(name, call, "wps", WPS, {**spec, "payload": as_json(wps_payload(kind, content))}, count)


def wps_text(size: int) -> dict[str, Any]:
    """The content of a message whose plaintext is about so long."""
    around = len(as_json(wps_payload("text", {"text": {"content": ""}})))
    return {"text": {"content": text(size - around)}}


def rich_text(count: int) -> dict[str, Any]:
    elements = [
        {"type": "text", "text_content": {"content": "the build is green", "type": "plain"}},
        {"type": "text", "style_text_content": {"text": "今天的构建通过了", "style": {"bold": True}}},
        {"type": "mention", "mention_content": {"text": "@Ling", "type": "user", "identity": {"type": "user", "id": "erueru"}}},
    ]
    return {"rich_text": {"elements": [{**elements[index % 3], "index": index} for index in range(count)]}}


def wecom_xml() -> Case:
    payload = (
        "<xml><ToUserName><![CDATA[wwexamplecorp00001]]></ToUserName><FromUserName><![CDATA[mycreate]]></FromUserName>"
        "<CreateTime>1704074400</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{text(120)}]]></Content><MsgId>1234567890123456</MsgId><AgentID>1</AgentID></xml>"
    )
    return received("WeCom XML", "receive", "wecom_kf", WECOM, {"format": "xml", "payload": payload, "nonce": "71a2b3c4"})


def easemob() -> Case:
    payload = {
        "callId": "org#app_0990a64f", "eventType": "chat", "timestamp": NOW_MS, "chat_type": "chat", "from": "u1", "to": "u2",
        "msg_id": "8924312242322", "payload": {"ext": {"k": "v"}, "bodies": [{"msg": text(120), "type": "txt"}]},
        "securityVersion": "1.0.0", "appkey": "org#app", "host": "h",
    }  # fmt: skip
    return received("Easemob message", "receive", "easemob", EASEMOB, {"payload": payload})


def record(content: dict[str, Any]) -> dict[str, Any]:
    """One message of the archive."""
    return {
        "msgid": "4538352996756104940_1691386670520_external", "action": "send", "from": "wm0", "tolist": ["zhangsan"],
        "roomid": "", "msgtime": NOW_MS, **content,
    }  # fmt: skip


def archived_file() -> dict[str, Any]:
    file = {"sdkfileid": "CoMEKjEqRmRZQmNqWWxrWGl" * 8, "md5sum": "dba562ac49757cbb9b9079d686076a87", "filename": "report.xls"}
    return record({"msgtype": "file", "file": {**file, "fileext": "xls", "filesize": 32768}})


def archive_lines() -> Case:
    lines = as_json(record({"msgtype": "text", "text": {"content": text(120)}})) + "\n" + as_json(archived_file()) + "\n"
    return Case(f"{BATCH} archive lines", "parse_lines", {"platform": "wecom_archive"}, (lines * (BATCH // 2)).encode())


def sync_msg_page(count: int) -> dict[str, Any]:
    entry = {
        "open_kfid": "wk0", "external_userid": "wm0", "send_time": NOW_MS // 1000, "origin": 3, "msgtype": "text",
        "text": {"content": LINE, "menu_id": "1"},
    }  # fmt: skip
    page = {"errcode": 0, "errmsg": "ok", "next_cursor": "c", "has_more": 0}
    return {**page, "msg_list": [{"msgid": f"m{index}", **entry} for index in range(count)]}


def hot() -> list[Case]:
    """The calls whose cost has a baseline."""
    return [
        wps("WPS text, 2 KB, the proof", "text", wps_text(2 << 10), "verify"),
        after_proof(wps("WPS text, 300 B", "text", wps_text(300))),
        after_proof(wps("WPS text, 2 KB", "text", wps_text(2 << 10))),
        after_proof(wps("WPS text, 64 KB", "text", wps_text(64 << 10))),
        after_proof(wps("WPS rich text, 64 KB", "rich_text", rich_text(600))),
        wps(f"{BATCH} times WPS text, 2 KB", "text", wps_text(2 << 10), "receive_batch", BATCH),
        after_proof(wecom_xml()),
        after_proof(easemob()),
        parsed("archive line", "wecom_archive", archived_file()),
        archive_lines(),
        parsed("sync_msg page of 100", "wecom_kf", sync_msg_page(100)),
    ]


def passed_on(count: int) -> dict[str, Any]:
    item = {
        "type": "ChatRecordText",
        "msgtime": NOW_MS // 1000,
        "content": '{"content":"the build is green"}',
        "from_chatroom": False,
    }
    return record({"msgtype": "chatrecord", "chatrecord": {"title": "Release", "item": [item] * count}})


def mixed(count: int) -> dict[str, Any]:
    item = {"type": "text", "content": '{"content":"the build is green"}'}
    return record({"msgtype": "mixed", "mixed": {"item": [item] * count}})


def unknown_members(count: int) -> dict[str, Any]:
    content = {"text": {"content": "the build is green"}}
    return wps_payload("text", content, {f"unknown_{index}": "a value" for index in range(count)})


def repeated_members(count: int) -> dict[str, Any]:
    content = {"text": {"content": "the build is green"}}
    members = {f"unknown_{index // 2}{AGAIN * (index % 2)}": "a value" for index in range(count)}
    return wps_payload("text", content, members)


def warned(count: int) -> dict[str, Any]:
    elements = [{"type": "text", "index": "no number", "text_content": {"content": index}} for index in range(count)]
    return wps_payload("rich_text", {"rich_text": {"elements": elements}})


def nested(count: int) -> dict[str, Any]:
    inside = {"type": "ol", "elements": rich_text(count)["rich_text"]["elements"]}
    return wps_payload("rich_text", {"rich_text": {"elements": [inside]}})


# What a payload may hold many of, and how to make one of so many.
SHAPES: dict[str, tuple[str, Callable[[int], dict[str, Any]]]] = {
    "rich-text elements": ("wps", lambda count: wps_payload("rich_text", rich_text(count))),
    "rich-text elements inside one": ("wps", nested),
    "unknown members": ("wps", unknown_members),
    "unknown members, each twice": ("wps", repeated_members),
    "elements warned of": ("wps", warned),
    "messages passed on": ("wecom_archive", passed_on),
    "pieces of a mixed message": ("wecom_archive", mixed),
    "entries of a page": ("wecom_kf", sync_msg_page),
}


def of_shape(shape: str, count: int) -> Case:
    platform, payload = SHAPES[shape]
    return parsed(f"{count:,} {shape}", platform, payload(count))


# Credentials by their number, and what names one of them to its platform.
TENANTS: dict[str, tuple[Callable[[int], dict[str, str]], Callable[[int], dict[str, Any]]]] = {
    "wps": (
        lambda tenant: {"app_id": f"AK{tenant:06}", "app_key": f"not-a-real-key-{tenant:06}"},
        lambda tenant: {"topic": "kso.app_chat.message", "operation": "create", "payload": "{}"},
    ),
    "wecom_kf": (
        lambda tenant: {**WECOM, "token": f"ExampleToken{tenant}", "receive_id": f"ww{tenant:016}"},
        lambda tenant: {"format": "xml", "payload": "<xml></xml>"},
    ),
    "easemob": (
        lambda tenant: {"secret": f"not-a-real-secret-{tenant}", "appkey": f"org#app{tenant:06}"},
        lambda tenant: {"payload": {"callId": "org#app_0990a64f", "appkey": f"org#app{tenant:06}", "timestamp": NOW_MS}},
    ),
}


def of_tenants(platform: str, count: int) -> Case:
    """The proof of a request that names the last of so many credentials."""
    credential, spec = TENANTS[platform]
    last = count - 1
    sealed = {**spec(last), "nonce": "71a2b3c4d5e6f707", "credential": str(last)}
    name = f"the last of {count} {platform} credentials"
    case = received(name, "verify", platform, [credential(tenant) for tenant in range(count)], sealed)
    return replace(case, target=f"/hook?app_id=AK{last:06}") if platform == "wps" else case


def of_text(size: int) -> Case:
    """A text that is decrypted and parsed."""
    return after_proof(wps(f"{size:,} B of text", "text", {"text": {"content": text(size)}}))
