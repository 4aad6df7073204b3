"""`seal`: messages to send, callbacks as Yach would send them, and answers, whole or streamed."""

from __future__ import annotations

from collections.abc import Iterator

from ...json_text import Json, Verbatim, compact
from ...vector import Vector, failure
from .. import sources
from ..callback import APP_KEY, BARE, SECRET, TIMESTAMP, config, credential, form, percent
from ..cases import in_order
from ..crypto import encrypt, sign

_JSON = {"Content-Type": "application/json"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
_SIGN = sign(SECRET, str(TIMESTAMP))
_PROOF = {"timestamp": str(TIMESTAMP), "sign": _SIGN}
_SEND = "https://yach-oapi.zhiyinlou.com/robot/send"
_TEXT = {"msgtype": "text", "text": {"content": "你好 / hi"}}
_CALLBACK = {
    "chatbotUserId": "b1",
    "content": "你好/a+b&c=d",
    "conversationId": "c1",
    "conversationType": "2",
    "createAt": "1577262236000",
    "msgId": "m1",
    "msgtype": "text",
    "senderId": "58230675760877818",
}
_IDS = ("senderId", "conversationId", "msgId", "chatbotUserId")


def vectors() -> Iterator[Vector]:
    yield from sends()
    yield from sends_refused()
    yield from callbacks()
    yield from callbacks_refused()
    yield from replies()
    yield from replies_refused()
    yield from streams()
    yield from streams_refused()


def sends() -> Iterator[Vector]:
    query = "access_token=tok&timestamp=1577262236757&sign=qf9HvUVEFxf%2BO0pPV0GZyLnmFi8MooZl79QO82mcZBk%3D"
    yield _sent("seal_send", "The known sign, escaped for a query.", _TEXT, f"{_SEND}?{query}", access_token="tok")
    spec = {"kind": "send", "message": ' {"msgtype" : "text","text":{"content":"hi"},"n":1.10}\n'}
    spec |= {"access_token": "tok", "timestamp_ms": TIMESTAMP}
    yield _sealed(
        "seal_send_message_string",
        "A string is the body's text, white space and all.",
        spec,
        "POST",
        f"{_SEND}?{query}",
        _JSON,
        spec["message"],
    )
    odd = "a b/+&=?#%é~-._*"
    yield _sent(
        "seal_send_token_escaped",
        "A token of any characters.",
        _TEXT,
        f"{_SEND}?access_token={percent(odd)}&timestamp={TIMESTAMP}&sign={percent(_SIGN)}",
        access_token=odd,
    )
    for name, base, url in (
        ("other", "https://gateway.example/yach", "https://gateway.example/yach/robot/send"),
        ("slash", "https://gateway.example/", "https://gateway.example/robot/send"),
        ("http", "http://localhost:8080", "http://localhost:8080/robot/send"),
    ):
        yield _sent(
            f"seal_send_base_url_{name}", "Another address.", _TEXT, f"{url}?{query}", access_token="tok", base_url=base
        )
    second = config(credentials=[credential(), {"secret": "another", "id": "second"}])
    for name, id, secret in (("first", None, SECRET), ("named", "second", "another")):
        more = {"credential": id} if id else {}
        yield _sent(
            f"seal_send_{name}_credential",
            "credential picks the secret, else the first.",
            _TEXT,
            f"{_SEND}?access_token=tok&timestamp={TIMESTAMP}&sign={percent(sign(secret, str(TIMESTAMP)))}",
            settings=second,
            access_token="tok",
            **more,
        )
    yield _sent(
        "seal_send_without_sign_in_config",
        "To send, a secret is enough.",
        _TEXT,
        f"{_SEND}?{query}",
        settings=config(credentials={"secret": SECRET}),
        access_token="tok",
    )
    for type, body in (
        ("markdown", {"image": "https://x.example/i.png", "text": "# t", "title": "t"}),
        ("action_card", {"btn_json_list": [{"action_url": "u", "title": "b"}], "btn_orientation": "0", "title": "t"}),
        ("image", {"url": "u"}),
        ("link", {"message_url": "u", "title": "题" * 101}),
        ("audio", {"duration": 59, "ext": "amr", "size": 1, "url": "u"}),
        ("file", {"name": "a", "size": 1, "url": "u"}),
        ("video", {"url": "https://v.example/v.mp4"}),
        ("custom", {"body": {"url": "u"}, "type": "1"}),
        ("tips", {"text": "t"}),
        ("stream", {"quote_msg_id": "q", "stream_id": "s"}),
    ):
        message = {"msgtype": type, type: body}
        yield _sent(
            f"seal_send_{type}", "Every type; advice stops nothing.", message, f"{_SEND}?{query}", access_token="tok"
        )
    message = {"at": {"atMobiles": ["15012345678"], "isAtAll": True}, **_TEXT, "traceId": "t"}
    yield _sent("seal_send_at", "With whom it calls.", message, f"{_SEND}?{query}", access_token="tok")


def sends_refused() -> Iterator[Vector]:
    for name, message, words in (
        ("list", [_TEXT], []),
        ("number", 7, []),
        ("words", "hello", []),
        ("cut", '{"msgtype":"text"', []),
        ("empty_object", {}, ["msgtype"]),
        ("msgtype_empty", {"msgtype": ""}, ["msgtype"]),
        ("msgtype_number", {"msgtype": 1}, ["msgtype"]),
        ("msgtype_unknown", {"hologram": {}, "msgtype": "hologram"}, ["msgtype"]),
        ("body_missing", {"msgtype": "text"}, ["text"]),
        ("body_text", {"msgtype": "text", "text": "hi"}, ["text"]),
        ("content_missing", {"msgtype": "text", "text": {}}, ["content"]),
        ("tips_text_missing", {"msgtype": "tips", "tips": {}}, ["tips"]),
    ):
        spec = {"kind": "send", "message": message, "access_token": "tok", "timestamp_ms": TIMESTAMP}
        yield _refused(f"seal_send_{name}", "Nothing that can be sent.", spec, 600, words)
    spec = {"kind": "send", "message": _TEXT, "access_token": "tok", "timestamp_ms": TIMESTAMP}
    for name, change, status, words in (
        ("without_token", {"access_token": None}, 100, ["access_token"]),
        ("empty_token", {"access_token": ""}, 100, ["access_token"]),
        ("token_number", {"access_token": 7}, 100, ["access_token"]),
        ("without_message", {"message": None}, 100, ["message"]),
        ("payload_for_message", {"payload": _TEXT}, 100, ["payload"]),
        ("base_url_ftp", {"base_url": "ftp://x.example"}, 100, ["base_url"]),
        ("base_url_query", {"base_url": "https://x.example?a=1"}, 100, ["base_url"]),
        ("base_url_fragment", {"base_url": "https://x.example#a"}, 100, ["base_url"]),
        ("base_url_words", {"base_url": "x.example"}, 100, ["base_url"]),
        ("timestamp_negative", {"timestamp_ms": -1}, 100, ["timestamp_ms"]),
        ("timestamp_text", {"timestamp_ms": "1"}, 100, ["timestamp_ms"]),
        ("unknown_credential", {"credential": "third"}, 100, ["credential"]),
        ("unknown_key", {"topic": "x"}, 100, ["topic"]),
    ):
        yield _refused(f"seal_send_{name}", "A spec that is none.", {**spec, **change}, status, words)
    for name, settings in (("credentials", BARE), ("secret", {**BARE, "credentials": {"app_key": APP_KEY}})):
        yield _refused(f"seal_send_without_{name}", "No secret to sign with.", spec, 204, settings=settings)


def callbacks() -> Iterator[Vector]:
    plain = {**BARE}
    both = config(credentials=credential(app_key=APP_KEY))
    sealed = {key: encrypt(APP_KEY, value) if key in _IDS else value for key, value in _CALLBACK.items()}
    for name, settings, members, headers in (
        ("bare", plain, _CALLBACK, {}),
        ("signed", config(), _CALLBACK, _PROOF),
        ("send_only", config(credentials={"secret": SECRET}), _CALLBACK, _PROOF),
        ("encrypted", {**BARE, "credentials": {"app_key": APP_KEY}}, sealed, {}),
        ("signed_and_encrypted", both, sealed, _PROOF),
    ):
        for shape, type, body in (
            ("form", _FORM, form(members)),
            ("json", _JSON, compact(members)),
            ("wrapped", _JSON, compact({"value": members})),
        ):
            spec = {"kind": "callback", "payload": _CALLBACK, "timestamp_ms": TIMESTAMP, "format": shape}
            yield _sealed(
                f"seal_callback_{name}_{shape}",
                "With a secret it is signed, with an app key its ids are encrypted.",
                spec,
                "POST",
                "/",
                {**type, **headers},
                body,
                settings=settings,
            )
    spec = {"kind": "callback", "payload": _CALLBACK, "timestamp_ms": TIMESTAMP}
    yield _sealed(
        "seal_callback_default_form",
        "A form, unless said otherwise.",
        spec,
        "POST",
        "/",
        {**_FORM, **_PROOF},
        form(_CALLBACK),
    )
    yield _sealed(
        "seal_callback_payload_string",
        "A string holds the fields.",
        {**spec, "payload": compact(_CALLBACK)},
        "POST",
        "/",
        {**_FORM, **_PROOF},
        form(_CALLBACK),
    )
    for type, content in (("file", encrypt(APP_KEY, "https://x.example/a")), ("image", "https://x.example/a")):
        payload = {"content": "https://x.example/a", "msgtype": type}
        yield _sealed(
            f"seal_callback_content_of_{type}",
            "Only a file's content is encrypted.",
            {**spec, "payload": payload, "format": "json"},
            "POST",
            "/",
            {**_JSON, **_PROOF},
            compact({"content": content, "msgtype": type}),
            settings=both,
        )
    rich = {"a": 1, "b": True, "c": {"x": [1, "y"]}, "d": [], "e": "文", "f": None}
    yield _sealed(
        "seal_callback_values_form",
        "Numbers as their digits, objects as JSON, null not at all.",
        {**spec, "payload": rich},
        "POST",
        "/",
        {**_FORM, **_PROOF},
        form({key: value for key, value in rich.items() if value is not None}),
    )
    second = config(credentials=[credential(), credential("another", id="second")])
    yield _sealed(
        "seal_callback_named_credential",
        "credential picks the secret.",
        {**spec, "credential": "second"},
        "POST",
        "/",
        {**_FORM, "timestamp": str(TIMESTAMP), "sign": sign("another", str(TIMESTAMP))},
        form(_CALLBACK),
        settings=second,
    )


def callbacks_refused() -> Iterator[Vector]:
    spec = {"kind": "callback", "timestamp_ms": TIMESTAMP}
    for name, payload in {"list": [1], "number": 7, "words": "hello", "cut": '{"a":1', "true": True}.items():
        yield _refused(f"seal_callback_{name}", "A callback is an object.", {**spec, "payload": payload}, 600)
    yield _refused(
        "seal_callback_format_xml",
        "A form that nobody sends.",
        {**spec, "payload": {"a": 1}, "format": "xml"},
        100,
        ["format"],
    )
    yield _refused("seal_callback_without_payload", "Nothing to seal.", spec, 100, ["payload"])
    yield _refused("seal_unknown_kind", "A kind that nobody knows.", {"kind": "push", "payload": {}}, 100, ["kind"])


def replies() -> Iterator[Vector]:
    for name, payload in (
        ("text", _TEXT),
        ("markdown", {"markdown": {"text": "# t"}, "msgtype": "markdown"}),
        ("stream", {"msgtype": "stream", "stream": {"stream_id": "s"}}),
    ):
        yield _reply(f"seal_reply_{name}", "A message as the answer; no secret is needed.", payload, compact(payload))
    text = '{"text": {"content": "hi"}, "msgtype": "text"}'
    yield _reply("seal_reply_string", "A string is the body's text.", text, text)


def replies_refused() -> Iterator[Vector]:
    for name, payload, words in (
        ("list_of_words", ["hi"], []),
        ("number", 7, []),
        ("words", "hello", []),
        ("msgtype_unknown", {"msgtype": "hologram"}, ["msgtype"]),
        ("body_missing", {"msgtype": "text"}, ["text"]),
        (
            "over_limit",
            {"markdown": {"text": "t", "title": "题" * 101}, "msgtype": "markdown"},
            ["markdown.title", "101", "100"],
        ),
    ):
        yield _refused(
            f"seal_reply_{name}", "No message.", {"kind": "reply", "payload": payload}, 600, words, settings=BARE
        )


def streams() -> Iterator[Vector]:
    chunk = {"content": "知", "is_finished": False, "msg_id": "m"}
    frame = 'data: {"msg_id":"m","content":"知","is_finished":false}\n\n'
    yield _frames("seal_stream_chunk", "One frame.", chunk, frame)
    yield _frames("seal_stream_string", "A string holds it.", compact(chunk), frame)
    last = {"content": "", "is_finished": True, "msg_id": "m"}
    end = 'data: {"msg_id":"m","content":"","is_finished":true}\n\n'
    yield _frames("seal_stream_several", "Frames in a row.", [chunk, last], frame + end)
    number = {**chunk, "msg_id": 58230675760877818}
    yield _frames("seal_stream_id_number", "An id is text.", number, frame.replace('"m"', '"58230675760877818"'))
    breaks = {**chunk, "content": 'a\n\nb\r"\\'}
    body = 'data: {"msg_id":"m","content":"a\\n\\nb\\r\\"\\\\","is_finished":false}\n\n'
    yield _frames("seal_stream_line_breaks", "A line break cannot end the frame.", breaks, body, flags=("Hostile",))


def streams_refused() -> Iterator[Vector]:
    good = {"content": "知", "is_finished": False, "msg_id": "m"}
    for name, change, word in (
        ("without_id", {"msg_id": None}, "msg_id"),
        ("empty_id", {"msg_id": ""}, "msg_id"),
        ("id_object", {"msg_id": {"a": 1}}, "msg_id"),
        ("content_null", {"content": None}, "content"),
        ("content_number", {"content": 7}, "content"),
        ("finished_null", {"is_finished": None}, "is_finished"),
        ("finished_text", {"is_finished": "true"}, "is_finished"),
        ("finished_number", {"is_finished": 1}, "is_finished"),
        ("unknown_key", {"usage": 1}, "usage"),
    ):
        spec = {"kind": "reply", "payload": in_order({**good, **change})}
        yield _refused(f"seal_stream_{name}", "No chunk.", spec, 600, [word], settings=BARE)
    for key in good:
        payload = {name: value for name, value in good.items() if name != key}
        yield _refused(
            f"seal_stream_{key}_missing",
            "All three are needed.",
            {"kind": "reply", "payload": payload},
            600,
            [key],
            settings=BARE,
        )
    second = {"kind": "reply", "payload": [good, {**good, "content": 7}]}
    yield _refused("seal_stream_second_bad", "One bad chunk spoils them all.", second, 600, ["content"], settings=BARE)


def _sent(id: str, comment: str, message: Json, target: str, *, settings: Json = None, **more: str) -> Vector:
    message = in_order(message)
    spec = {"kind": "send", "message": message, "timestamp_ms": TIMESTAMP, **more}
    return _sealed(id, comment, spec, "POST", target, _JSON, compact(message), settings=settings)


def _reply(id: str, comment: str, payload: Json, body: str) -> Vector:
    return _sealed(id, comment, {"kind": "reply", "payload": payload}, "", "", _JSON, body, settings=BARE)


def _frames(id: str, comment: str, payload: Json, body: str, flags: tuple[str, ...] = ()) -> Vector:
    spec = {"kind": "reply", "payload": payload}
    headers = {"Content-Type": "text/event-stream"}
    return _sealed(id, comment, spec, "", "", headers, body, settings=BARE, source=sources.FORMATS, flags=flags)


def _sealed(
    id: str,
    comment: str,
    spec: Json,
    method: str,
    target: str,
    headers: Json,
    body: str,
    *,
    settings: Json = None,
    source: str = sources.ROBOT,
    flags: tuple[str, ...] = (),
) -> Vector:
    """`spec` is printed on one line: its text, spaces included, is the input."""
    return Vector(
        id=id,
        comment=comment,
        source=source,
        flags=flags,
        call="seal",
        inputs={"config": settings or config(), "spec": Verbatim(compact(spec))},
        expect={"status": 0, "sealed": {"method": method, "target": target, "headers": headers, "body": body}},
    )


def _refused(
    id: str, comment: str, spec: Json, status: int, names: list[str] | None = None, *, settings: Json = None
) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.ROBOT,
        flags=("Malformed",),
        call="seal",
        inputs={"config": settings or config(), "spec": Verbatim(compact(spec))},
        expect=failure(status, contains=names or [], excludes=[SECRET]),
    )
