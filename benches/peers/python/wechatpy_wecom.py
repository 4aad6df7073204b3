"""wechatpy, the library that most Python services on WeCom use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from turns import Callback, Message, serve
from wechatpy.enterprise import parse_message
from wechatpy.enterprise.crypto import WeChatCrypto

callback = Callback.read(Path(sys.argv[1]))
credentials = callback.config["credentials"]
crypto = WeChatCrypto(credentials["token"], credentials["encoding_aes_key"], credentials["receive_id"])


def receive() -> Any:
    query = parse_qs(urlsplit(callback.target).query)
    xml = crypto.decrypt_message(callback.body, query["msg_signature"][0], query["timestamp"][0], query["nonce"][0])
    return parse_message(xml)


def messages(message: Any) -> list[Message]:
    return [(message.source, "", str(message.id), 1000 * message.time, message.content)]


serve(receive, messages)
