"""XML as it should not be: marks, white space, control characters, references, repeated and strange elements."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator

from ...json_text import Json
from ...vector import Vector, failure
from .. import delivery, sources
from ..cases import one_segment, received_case
from ..envelope import CORP, TIME, config, seal_for

_HEAD = f"<ToUserName>{CORP}</ToUserName><FromUserName>zhangsan</FromUserName><CreateTime>{TIME}</CreateTime>"


def vectors() -> Iterator[Vector]:
    yield from text_forms()
    yield from around_the_root()
    yield from control_characters()
    yield from repeated_elements()
    yield from not_utf8()
    yield from not_well_formed()
    yield from hostile()
    yield from limits()


def text_forms() -> Iterator[Vector]:
    for name, inside, text in (
        ("cdata", "<![CDATA[hi]]>", "hi"),
        ("space_before_cdata", " <![CDATA[hi]]>", "hi"),
        ("space_after_cdata", "<![CDATA[hi]]>\n\t", "hi"),
        ("space_in_cdata", "<![CDATA[ hi ]]>", " hi "),
        ("cdata_twice", "<![CDATA[hi ]]><![CDATA[there]]>", "hi there"),
        ("cdata_twice_spaced", "<![CDATA[hi ]]> \n <![CDATA[there]]>", "hi there"),
        ("cdata_end_split", "<![CDATA[a]]]]><![CDATA[>b]]>", "a]]>b"),
        ("cdata_and_text", "a <![CDATA[b]]> c", "a b c"),
        ("cdata_not_unescaped", "<![CDATA[&lt;&#20320;&unknown;]]>", "&lt;&#20320;&unknown;"),
        ("references", "&lt;&gt;&amp;&quot;&apos;&#x4f60;&#22909;&#128077;", "<>&\"'你好👍"),
        ("escaped_reference", "&amp;lt;", "&lt;"),
        ("comment_inside", "a<!-- b -->c", "ac"),
        ("instruction_inside", "a<?b c?>d", "ad"),
        ("empty_cdata", "<![CDATA[]]>", ""),
        ("only_spaces", "  \n ", ""),
        ("only_spaces_in_cdata", "<![CDATA[  ]]>", "  "),
        ("markup_in_cdata", "<![CDATA[</Content><MsgType>event</MsgType>]]>", "</Content><MsgType>event</MsgType>"),
    ):
        yield _text(f"xml_text_{name}", "What an element says.", _message(inside), text)
    yield _text(
        "xml_keyword_spaced",
        "White space around the CDATA of a keyword.",
        f"<xml>{_HEAD}<MsgType> <![CDATA[text]]>\n</MsgType><Content>hi</Content><MsgId> 1 </MsgId></xml>",
        "hi",
    )
    yield _text(
        "xml_attributes",
        "Attributes are nobody's, and stay in raw.",
        f'<xml a="1" b=\'2\'>{_HEAD}<MsgType x="y">text</MsgType><Content z="">hi</Content><MsgId>1</MsgId></xml>',
        "hi",
    )


def around_the_root() -> Iterator[Vector]:
    plain = _message("hi")
    for name, plaintext, raw in (
        ("byte_order_mark", "\ufeff" + plain, plain),
        ("mark_and_line_break", "\ufeff\n" + plain, "\n" + plain),
        ("space_before", " \r\n\t" + plain, " \r\n\t" + plain),
        ("space_after", plain + "\n\n", plain + "\n\n"),
        ("declaration", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + plain, None),
        ("comment_before", "<!-- 企业微信 -->" + plain, None),
        ("comment_after", plain + "<!-- end -->", None),
        ("instruction_before", '<?xml-stylesheet href="x"?>' + plain, None),
        ("indented", plain.replace("><", ">\n    <"), None),
        ("crlf", plain.replace("><", ">\r\n<"), None),
        ("other_root", plain.replace("xml>", "message>"), None),
    ):
        yield _text(
            f"xml_{name}",
            "raw is the text as it came; a byte order mark is dropped.",
            plaintext,
            "hi",
            raw=raw,
        )
    nameless = f"<xml>{_HEAD}<MsgType>event</MsgType><Event>enter_agent</Event></xml>"
    for name, plaintext in {
        "mark": "\ufeff" + nameless,
        "space": f"\n {nameless}\r\n",
        "mark_and_space": f"\ufeff\n{nameless}\n",
    }.items():
        fields = _fields(type="session.entered", data={"action": "entered", "native_action": "enter_agent"})
        event = delivery.event("event.enter_agent", delivery.digest_id(nameless, TIME), fields, raw_format="xml")
        yield received_case(
            f"xml_digest_without_{name}",
            "A mark and white space around the record are no part of the digest.",
            plaintext,
            event,
            raw=plaintext.removeprefix("\ufeff"),
        )


def control_characters() -> Iterator[Vector]:
    for name, character in {"start_of_heading": "\x01", "bell": "\x07", "escape": "\x1b", "unit": "\x1f"}.items():
        yield _text(
            f"xml_control_character_{name}",
            "XML forbids it, WeCom sends it: kept, with a warning.",
            _message(f"<![CDATA[a{character}b]]>"),
            f"a{character}b",
            warnings=["control_character"],
            flags=("Malformed", "PublishedFailure"),
        )
    for name, text in {"tab": "a\tb", "line_feed": "a\nb", "delete": "a\x7fb", "c1": "a\x85b"}.items():
        yield _text(f"xml_allowed_character_{name}", "This one is allowed.", _message(f"<![CDATA[{text}]]>"), text)


def repeated_elements() -> Iterator[Vector]:
    type, said, id = "<MsgType>text</MsgType>", "<Content>hi</Content>", "<MsgId>1</MsgId>"
    for name, children in {
        "content": f"{_HEAD}{type}<Content>first</Content>{said}{id}",
        "type": f"{_HEAD}<MsgType>event</MsgType>{type}{said}{id}",
        "id": f"{_HEAD}{type}{said}<MsgId>9</MsgId>{id}",
        "sender": f"<FromUserName>lisi</FromUserName>{_HEAD}{type}{said}{id}",
    }.items():
        yield _text(
            f"xml_repeated_{name}",
            "An element that says one thing, twice: the last wins.",
            f"<xml>{children}</xml>",
            "hi",
            warnings=["duplicate_key"],
            flags=("Malformed",),
        )
    yield _text(
        "xml_repeated_other",
        "An element of which nothing is known, twice: a list in order.",
        f"<xml>{_HEAD}<MsgType>text</MsgType><Tag>a</Tag><Content>hi</Content><Tag>b</Tag><Tag/><MsgId>1</MsgId></xml>",
        "hi",
        data={"tag": ["a", "b", ""]},
        flags=("Unknown",),
    )


def not_utf8() -> Iterator[Vector]:
    plaintext = _message("a?b").encode().replace(b"?", b"\xff")
    yield _text(
        "xml_invalid_utf8",
        "Bytes that are no UTF-8: raw is their base64, text has U+FFFD.",
        plaintext,
        "a\ufffdb",
        raw=base64.b64encode(plaintext).decode(),
        raw_format="base64",
        warnings=["invalid_utf8"],
        flags=("Malformed",),
    )
    nameless = f"<xml>{_HEAD}<MsgType>event</MsgType><Event>enter_agent</Event><Key>?</Key></xml>".encode()
    nameless = nameless.replace(b"?", b"\xff")
    fields = _fields(
        type="session.entered", data={"action": "entered", "native_action": "enter_agent", "key": "\ufffd"}
    )
    event = delivery.event("event.enter_agent", delivery.digest_id(nameless, TIME), fields, raw_format="base64")
    yield received_case(
        "xml_invalid_utf8_digest",
        "The digest is over the bytes as received.",
        nameless,
        event,
        raw=base64.b64encode(nameless).decode(),
        warnings=["invalid_utf8"],
        flags=("Malformed",),
    )


def not_well_formed() -> Iterator[Vector]:
    plain = _message("hi")
    for name, plaintext in {
        "cut": plain[:-1],
        "cut_in_cdata": _message("<![CDATA[hi")[:-20],
        "text_after": plain + "x",
        "text_before": "x" + plain,
        "two_roots": plain + plain,
        "no_root": '<?xml version="1.0"?>',
        "comment_alone": "<!-- -->",
        "tags_crossed": "<xml><A><B></A></B></xml>",
        "end_tag_missing": "<xml><MsgType>text</xml>",
        "end_tag_too_many": plain + "</xml>",
        "end_tag_of_other_case": "<xml><MsgType>text</msgtype></xml>",
        "bare_ampersand": _message("a & b"),
        "unknown_entity": _message("&nbsp;"),
        "entity_unclosed": _message("&lt b"),
        "reference_to_nul": _message("&#0;"),
        "reference_to_surrogate": _message("&#xD800;"),
        "reference_out_of_range": _message("&#x110000;"),
        "reference_empty": _message("&#;"),
        "bare_less_than": _message("a < b"),
        "empty_tag": "<xml><></></xml>",
        "text": "hello",
        "blank": " \n ",
        "empty": "",
        "number": "1616140317555161061x",
        "nul": "\0",
    }.items():
        yield _refused(f"xml_not_well_formed_{name}", "Verified and decrypted, but no XML.", plaintext, 401)


def hostile() -> Iterator[Vector]:
    plain = _message("hi")
    laughs = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};&l{n - 1};&l{n - 1};">' for n in range(1, 10))
    for name, plaintext in {
        "alone": "<!DOCTYPE xml>" + plain,
        "external": '<!DOCTYPE xml SYSTEM "http://hook.example.com/x.dtd">' + plain,
        "file": '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + _message("&x;"),
        "parameter_entity": '<!DOCTYPE xml [<!ENTITY % x SYSTEM "http://hook.example.com/"> %x;]>' + plain,
        "expansion": f'<!DOCTYPE xml [<!ENTITY l0 "lol">{laughs}]>' + _message("&l9;"),
        "after_declaration": '<?xml version="1.0"?><!DOCTYPE xml>' + plain,
        "after_comment": "<!-- x --><!DOCTYPE xml>" + plain,
        "inside": plain.replace("<MsgType>", "<!DOCTYPE xml><MsgType>"),
        "after": plain + "<!DOCTYPE xml>",
        "of_a_page": "<!DOCTYPE html><html><body>502</body></html>",
    }.items():
        yield _refused(
            f"xml_doctype_{name}",
            "Any document type is refused.",
            plaintext,
            401,
            flags=("Hostile", "PublishedFailure"),
        )


def limits() -> Iterator[Vector]:
    for name, depth, status in (("within", 30, 0), ("over", 100, 501), ("far_over", 2_000, 501)):
        nested = "<A>" * depth + "x" + "</A>" * depth
        plaintext = f"<xml>{_HEAD}<MsgType>text</MsgType><Content>hi</Content><MsgId>1</MsgId>{nested}</xml>"
        if status:
            yield _refused(f"xml_depth_{name}", "Nested past the cap.", plaintext, status, flags=("Hostile",))
        else:
            value: Json = "x"
            for _ in range(depth - 1):
                value = {"A": value}
            yield _text(f"xml_depth_{name}", "Nested within the cap.", plaintext, "hi", data={"a": value})


def _message(content: str) -> str:
    return f"<xml>{_HEAD}<MsgType>text</MsgType><Content>{content}</Content><MsgId>1</MsgId></xml>"


def _fields(**more: Json) -> Json:
    return {
        "time_ms": TIME * 1000,
        "tenant_id": CORP,
        "sender": {"id": "zhangsan", "kind": "user"},
        **more,
    }


def _text(
    id: str,
    comment: str,
    plaintext: str | bytes,
    text: str,
    *,
    data: Json = None,
    raw_format: str = "xml",
    **more: Json,
) -> Vector:
    """A text message with id 1 that says `text`."""
    fields = _fields(
        type="message.created",
        direction="in",
        conversation={"kind": "direct"},
        message={"id": "1", **one_segment({"type": "text", "text": text}, text)},
        **({"data": data} if data else {}),
    )
    return received_case(
        id,
        comment,
        plaintext,
        delivery.event("text", "1", fields, raw_format=raw_format),
        **{"source": sources.PUBLIC_FAILURES, **more},
    )


def _refused(id: str, comment: str, plaintext: str, status: int, flags: Iterable[str] = ("Malformed",)) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.PUBLIC_FAILURES,
        flags=tuple(flags),
        call="receive",
        inputs={"config": config(), "request": seal_for(id).post(plaintext)},
        expect=failure(status),
    )
