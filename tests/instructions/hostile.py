"""Input made to cost more than its length: much of one thing, at every place that reads what a stranger sends.

Each shape is made with a count, and twice the count is twice the length. What is parsed stands for what a verified sender
sends; what is received is unsigned, and read by whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from counter import Call
from timing import EASEMOB, NONCE, QIWEI, WECOM, WPS, YACH

Shape = tuple[str, Callable[[int], Call]]

NO_CAP = {"max_body_bytes": 1 << 30, "max_payload_bytes": 1 << 30}
# The same length whatever the number, and the same beginning: what a hash without a key of its own would put together.
FORM = "k{:010d}"


def members(count: int, key: str = FORM) -> str:
    return ",".join(f'"{key.format(at)}":{at % 10}' for at in range(count))


def shapes() -> Iterator[Shape]:
    for name, json_of in json_shapes():
        yield (
            f"wps payload: {name}",
            lambda count, json_of=json_of: parsed("wps", f'{{"message":{{"id":"m"}},"a":{json_of(count)}}}'),
        )
        yield (
            f"wecom_kf JSON payload: {name}",
            lambda count, json_of=json_of: parsed("wecom_kf", f'{{"MsgType":"text","a":{json_of(count)}}}'),
        )
        yield (
            f"archive record: {name}",
            lambda count, json_of=json_of: parsed("wecom_archive", f'{{"msgid":"1","msgtype":"text","a":{json_of(count)}}}'),
        )
        yield (
            f"unsigned wps body: {name}",
            lambda count, json_of=json_of: unsigned(WPS, f'{{"topic":"t","a":{json_of(count)}}}'),
        )
        yield (
            f"unsigned easemob body: {name}",
            lambda count, json_of=json_of: unsigned(EASEMOB, f'{{"callId":"1","a":{json_of(count)}}}'),
        )
        yield (
            f"unsigned wecom_kf body: {name}",
            lambda count, json_of=json_of: unsigned(WECOM, f'{{"encrypt":"AAAA","a":{json_of(count)}}}', QUERY),
        )
    for name, text_of in xml_shapes():
        yield (
            f"wecom_kf XML payload: {name}",
            lambda count, text_of=text_of: parsed("wecom_kf", f"<xml><MsgType>text</MsgType>{text_of(count)}</xml>"),
        )
        yield (
            f"unsigned wecom_kf XML: {name}",
            lambda count, text_of=text_of: unsigned(WECOM, f"<xml><Encrypt>AAAA</Encrypt>{text_of(count)}</xml>", QUERY),
        )
    yield (
        "query of a request",
        lambda count: unsigned(
            WECOM, "<xml><Encrypt>A</Encrypt></xml>", QUERY + "".join(f"&{FORM.format(at)}=%41" for at in range(count))
        ),
    )
    yield "header of a request", lambda count: unsigned(YACH, "{}", headers=f"timestamp: 1\r\nsign: {'x' * count}\r\n")
    yield (
        "header lines of a request",
        lambda count: unsigned(QIWEI, "{}", headers="".join(f"X-{at}: 1\r\n" for at in range(count))),
    )
    yield "form of yach", lambda count: form("&".join(f"{FORM.format(at)}=%41" for at in range(count)))
    yield "form of yach, one key", lambda count: form("&".join(f"content={at % 10}" for at in range(count)))
    yield "stream of yach", lambda count: parsed("yach", 'data: {"content":"x"}\n\n' * count)
    yield (
        "mentions",
        lambda count: parsed(
            "wps", f'{{"message":{{"id":"m","type":"text","content":{{"text":{{"content":"{mentioned(count)}"}}}}}}}}'
        ),
    )
    yield "rich text elements", lambda count: parsed("wps", rich_text(count))
    yield "messages passed on", lambda count: parsed("wecom_archive", passed_on(count))


def json_shapes() -> Iterator[tuple[str, Callable[[int], str]]]:
    yield "members", lambda count: f"{{{members(count)}}}"
    yield "members of one name", lambda count: f"{{{members(count, 'k')}}}"
    yield "members, each twice", lambda count: f"{{{members(count // 2)},{members(count // 2)}}}"
    yield "members with escaped names", lambda count: f"{{{members(count, chr(92) + 'u0041{:010d}')}}}"
    yield "empty lists", lambda count: f"[{','.join(['[]'] * count)}]"
    yield "empty objects", lambda count: f"[{','.join(['{}'] * count)}]"
    yield "lists as deep as is allowed", lambda count: f"[{','.join(['[' * 50 + ']' * 50] * (count // 50))}]"
    yield "lists deeper than is allowed", lambda count: "[" * count + "]" * count
    yield "objects deeper than is allowed", lambda count: '{"a":' * count + "1" + "}" * count
    yield "a list that does not end", lambda count: "[" + "1," * count
    yield "digits of one number", lambda count: "1" * count
    yield "digits of a fraction", lambda count: "0." + "1" * count
    yield "digits of an exponent", lambda count: "1e" + "9" * count
    yield "numbers", lambda count: f"[{','.join(['123456789012345678901234567890'] * (count // 10))}]"
    yield "letters of one string", lambda count: f'"{"x" * count}"'
    yield "escapes", lambda count: f'"{chr(92) + "u0041"}{(chr(92) + "n") * count}"'
    yield "escapes of half a pair", lambda count: f'"{(chr(92) + "ud800") * count}"'
    yield "quotes escaped", lambda count: f'"{(chr(92) + chr(34)) * count}"'
    yield "backslashes before the end", lambda count: f'"{(chr(92) * 2) * count}"'
    yield "control characters", lambda count: f'"{chr(1) * count}"'
    yield "white space", lambda count: " " * count + "1"
    yield "a key", lambda count: f'{{"{"x" * count}":1}}'


def xml_shapes() -> Iterator[tuple[str, Callable[[int], str]]]:
    yield "elements", lambda count: "".join(f"<{FORM.format(at)}>1</{FORM.format(at)}>" for at in range(count))
    yield "elements of one name", lambda count: "<a>1</a>" * count
    yield "elements inside one", lambda count: "<b>" + "".join(f"<{FORM.format(at)}/>" for at in range(count)) + "</b>"
    yield "elements deeper than is allowed", lambda count: "<a>" * count + "</a>" * count
    yield "elements that do not end", lambda count: "<a>" * count
    yield "attributes", lambda count: "<a " + " ".join(f'{FORM.format(at)}="1"' for at in range(count)) + "/>"
    yield "attributes of one name", lambda count: "<a " + 'b="1" ' * count + "/>"
    yield "comments", lambda count: "<!-- x -->" * count
    yield "a comment", lambda count: f"<!-- {'- ' * count} -->"
    yield "instructions", lambda count: "<?a b?>" * count
    yield "CDATA sections", lambda count: f"<a>{'<![CDATA[x]]>' * count}</a>"
    yield "ends of CDATA", lambda count: f"<a><![CDATA[{']]' * count}]]></a>"
    yield "references", lambda count: f"<a>{'&lt;&#65;' * count}</a>"
    yield "an entity that nobody defines", lambda count: f"<a>&{'x' * count};</a>"
    yield "text", lambda count: f"<a>{'x' * count}</a>"
    yield "a name", lambda count: f"<{'x' * count}/>"
    yield "white space", lambda count: " " * count
    yield (
        "DOCTYPE with entities",
        lambda count: "<!DOCTYPE a [" + "".join(f'<!ENTITY e{at + 1} "&e{at};&e{at};">' for at in range(count)) + "]>",
    )


QUERY = f"/?msg_signature={'0' * 40}&timestamp=1704074400&nonce={NONCE}"


def parsed(platform: str, payload: str) -> Call:
    return Call("parse", {"platform": platform, **NO_CAP}, payload.encode())


def unsigned(config: dict[str, Any], body: str, target: str = "", headers: str = "") -> Call:
    return Call("receive", {**config, **NO_CAP}, body.encode(), target, headers)


def form(body: str) -> Call:
    headers = "Content-Type: application/x-www-form-urlencoded\r\n"
    config = {"platform": "yach", "verification": "none", **NO_CAP}
    return Call("receive", config, body.encode(), headers=headers)


def mentioned(count: int) -> str:
    return "".join(f'<at id=\\"{at}\\">x</at>' for at in range(count))


def rich_text(count: int) -> str:
    element = '{"type":"text","text_content":{"content":"x"}}'
    return f'{{"message":{{"id":"m","type":"rich_text","content":{{"rich_text":{{"elements":[{",".join([element] * count)}]}}}}}}}}'


def passed_on(count: int) -> str:
    item = '{"type":"ChatRecordText","content":"{\\"content\\":\\"x\\"}"}'
    return f'{{"msgid":"1","msgtype":"chatrecord","chatrecord":{{"item":[{",".join([item] * count)}]}}}}'
