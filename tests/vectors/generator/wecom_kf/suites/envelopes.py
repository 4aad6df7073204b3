"""The envelope of an event in all its spellings, and what of it stands in `native`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...json_text import Json, compact
from ...vector import Vector, failure, present, request
from .. import delivery, sources
from ..envelope import CORP, NOW_MS, TIME, config, seal_for, target

_PLAINTEXT = (
    f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName>"
    f"<CreateTime>{TIME}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[enter_agent]]></Event></xml>"
)


def vectors() -> Iterator[Vector]:
    yield from xml_forms()
    yield from json_forms()
    yield from unsigned_fields()
    yield from not_an_envelope()
    yield from encrypt_missing()
    yield from encrypt_repeated()
    yield from plaintext_in_place_of_it()
    yield from document_types()
    yield from limits()


def xml_forms() -> Iterator[Vector]:
    corp, agent = {"ToUserName": CORP}, {"AgentID": "1000002"}
    both = f"<ToUserName><![CDATA[{CORP}]]></ToUserName>", "<AgentID><![CDATA[1000002]]></AgentID>"
    for name, body, native in (
        ("alone", "<xml><Encrypt><![CDATA[@]]></Encrypt></xml>", None),
        ("with_both", f"<xml>{both[0]}<Encrypt><![CDATA[@]]></Encrypt>{both[1]}</xml>", {**corp, **agent}),
        ("other_order", f"<xml>{both[1]}{both[0]}<Encrypt><![CDATA[@]]></Encrypt></xml>", {**agent, **corp}),
        (
            "agent_empty",
            f"<xml>{both[0]}<Encrypt><![CDATA[@]]></Encrypt><AgentID><![CDATA[]]></AgentID></xml>",
            {**corp, "AgentID": ""},
        ),
        ("without_cdata", f"<xml><ToUserName>{CORP}</ToUserName><Encrypt>@</Encrypt></xml>", corp),
        ("indented", f"\n<xml>\n  {both[0]}\n\t<Encrypt><![CDATA[@]]></Encrypt>\r\n</xml>\n", corp),
        (
            "space_around_cdata",
            f"<xml><ToUserName>\n <![CDATA[{CORP}]]>\t</ToUserName><Encrypt> <![CDATA[@]]>\n</Encrypt></xml>",
            corp,
        ),
        ("space_around_text", f"<xml><ToUserName> {CORP} </ToUserName><Encrypt>\n@\n</Encrypt></xml>", corp),
        ("declaration", '<?xml version="1.0" encoding="UTF-8"?>\n<xml><Encrypt><![CDATA[@]]></Encrypt></xml>', None),
        ("byte_order_mark", f"\ufeff<xml>{both[0]}<Encrypt><![CDATA[@]]></Encrypt></xml>", corp),
        ("mark_and_declaration", '\ufeff<?xml version="1.0"?><xml><Encrypt><![CDATA[@]]></Encrypt></xml>', None),
        ("comment", "<!-- a --><xml><!-- <Encrypt>no</Encrypt> --><Encrypt><![CDATA[@]]></Encrypt></xml>", None),
        ("cdata_twice", "<xml><Encrypt><![CDATA[@1]]><![CDATA[@2]]></Encrypt></xml>", None),
        ("character_reference", "<xml><Encrypt>@&</Encrypt></xml>", None),
        ("attribute", '<xml version="1"><Encrypt type="cdata"><![CDATA[@]]></Encrypt></xml>', None),
        (
            "unknown_element",
            "<xml><Encrypt><![CDATA[@]]></Encrypt><Extra><A>1</A></Extra></xml>",
            {"Extra": {"A": "1"}},
        ),
        (
            "nested_encrypt",
            "<xml><Extra><Encrypt>no</Encrypt></Extra><Encrypt><![CDATA[@]]></Encrypt></xml>",
            {"Extra": {"Encrypt": "no"}},
        ),
        ("repeated_other", "<xml><A>1</A><Encrypt><![CDATA[@]]></Encrypt><A>2</A></xml>", {"A": ["1", "2"]}),
    ):
        yield _received(f"envelope_xml_{name}", "An event in an XML envelope.", body, native)


def json_forms() -> Iterator[Vector]:
    for name, body, native in (
        ("alone", '{"encrypt":"@"}', None),
        ("capital", '{"Encrypt":"@"}', None),
        (
            "agent_number",
            f'{{"tousername":"{CORP}","encrypt":"@","agentid":218}}',
            {"tousername": CORP, "agentid": 218},
        ),
        (
            "agent_string",
            f'{{"tousername":"{CORP}","encrypt":"@","agentid":"218"}}',
            {"tousername": CORP, "agentid": "218"},
        ),
        ("capitals", f'{{"ToUserName":"{CORP}","Encrypt":"@","AgentID":218}}', {"ToUserName": CORP, "AgentID": 218}),
        ("indented", f'\n{{ "tousername" : "{CORP}",\r\n\t"encrypt" : "@" }}\n', {"tousername": CORP}),
        ("byte_order_mark", '\ufeff{"encrypt":"@"}', None),
        ("escaped_slashes", '{"encrypt":"@/"}', None),
        ("escaped_key", '{"\\u0065ncrypt":"@"}', None),
        ("unknown_key", '{"encrypt":"@","extra":{"a":[1,"2"]},"nothing":null}', {"extra": {"a": [1, "2"]}}),
        ("nested_encrypt", '{"extra":{"encrypt":"no"},"encrypt":"@"}', {"extra": {"encrypt": "no"}}),
        ("other_key_twice", '{"a":1,"encrypt":"@","a":2}', {"a": 2}),
    ):
        yield _received(
            f"envelope_json_{name}",
            "An event in a JSON envelope; agentid as it was sent.",
            body,
            native,
            warnings=["duplicate_key"] if name == "other_key_twice" else (),
            flags=("TypeConflict",) if "agent" in name or "capital" in name else (),
        )


def unsigned_fields() -> Iterator[Vector]:
    yield _received(
        "envelope_fields_are_not_believed",
        "Only Encrypt is signed: a forged receiver shows in native and nowhere else.",
        "<xml><ToUserName>wwforged</ToUserName><MsgType>text</MsgType><Encrypt>@</Encrypt><AgentID>9</AgentID></xml>",
        {"ToUserName": "wwforged", "MsgType": "text", "AgentID": "9"},
        flags=("Hostile",),
    )


def not_an_envelope() -> Iterator[Vector]:
    xml = "<xml><Encrypt><![CDATA[@]]></Encrypt></xml>"
    for name, body in {
        "empty": "",
        "blank": " \r\n\t",
        "mark_alone": "\ufeff",
        "text": "hello",
        "form": "encrypt=@",
        "ciphertext": "@",
        "xml_cut": xml[:-1],
        "xml_cut_in_cdata": xml[:30],
        "xml_text_after": xml + "x",
        "xml_two_roots": xml + xml,
        "xml_text_before": "x" + xml,
        "xml_tags_crossed": "<xml><A><Encrypt>@</A></Encrypt></xml>",
        "xml_end_tag_of_other_case": "<xml><Encrypt>@</encrypt></xml>",
        "xml_bare_ampersand": "<xml><A>a & b</A><Encrypt>@</Encrypt></xml>",
        "xml_unknown_entity": "<xml><A>&nbsp;</A><Encrypt>@</Encrypt></xml>",
        "xml_other_root": "<html><Encrypt>@</Encrypt></html>",
        "xml_declaration_alone": '<?xml version="1.0"?>',
        "json_cut": '{"encrypt":"@"',
        "json_text_after": '{"encrypt":"@"} x',
        "json_two": '{"encrypt":"@"}{"encrypt":"@"}',
        "json_array": '[{"encrypt":"@"}]',
        "json_string": '"@"',
        "json_null": "null",
        "json_single_quotes": "{'encrypt':'@'}",
    }.items():
        yield _refused(f"body_{name}", "No envelope.", body, 400)
    for name, content in {
        "invalid_utf8_xml": b"<xml><Encrypt>AAAA</Encrypt><A>\xff\xfe</A></xml>",
        "invalid_utf8_json": b'{"encrypt":"AAAA","a":"\xff\xfe"}',
        "utf16": xml.encode("utf-16-le"),
        "gbk": "<xml><A>密</A><Encrypt>AAAA</Encrypt></xml>".encode("gbk"),
    }.items():
        yield _refused(f"body_{name}", "A signed request is UTF-8.", content, 400)


def encrypt_missing() -> Iterator[Vector]:
    for name, body in {
        "xml": f"<xml><ToUserName>{CORP}</ToUserName></xml>",
        "xml_root_empty": "<xml/>",
        "xml_empty": "<xml><Encrypt></Encrypt></xml>",
        "xml_empty_cdata": "<xml><Encrypt><![CDATA[]]></Encrypt></xml>",
        "xml_self_closed": "<xml><Encrypt/></xml>",
        "xml_lower_case": "<xml><encrypt>@</encrypt></xml>",
        "xml_only_nested": "<xml><A><Encrypt>@</Encrypt></A></xml>",
        "xml_with_children": "<xml><Encrypt><A>@</A></Encrypt></xml>",
        "xml_in_comment": "<xml><!-- <Encrypt>@</Encrypt> --></xml>",
        "xml_in_cdata": "<xml><![CDATA[<Encrypt>@</Encrypt>]]></xml>",
        "json": f'{{"tousername":"{CORP}"}}',
        "json_empty_object": "{}",
        "json_empty": '{"encrypt":""}',
        "json_null": '{"encrypt":null}',
        "json_number": '{"encrypt":7}',
        "json_object": '{"encrypt":{"a":"@"}}',
        "json_list": '{"encrypt":["@"]}',
        "json_upper_case": '{"ENCRYPT":"@"}',
        "json_only_nested": '{"a":{"encrypt":"@"}}',
    }.items():
        yield _refused(f"encrypt_missing_{name}", "An envelope without its ciphertext.", body, 400)


def encrypt_repeated() -> Iterator[Vector]:
    for name, body in {
        "xml": "<xml><Encrypt>@</Encrypt><Encrypt>@</Encrypt></xml>",
        "xml_other_value": "<xml><Encrypt>AAAA</Encrypt><Encrypt>@</Encrypt></xml>",
        "xml_one_empty": "<xml><Encrypt>@</Encrypt><Encrypt/></xml>",
        "json": '{"encrypt":"@","encrypt":"@"}',
        "json_other_value": '{"encrypt":"AAAA","encrypt":"@"}',
        "json_both_spellings": '{"encrypt":"@","Encrypt":"@"}',
        "json_escaped_key": '{"encrypt":"@","\\u0065ncrypt":"AAAA"}',
    }.items():
        yield _refused(
            f"encrypt_repeated_{name}",
            "The ciphertext twice: which one a reader takes is no question to ask.",
            body,
            400,
            flags=("Hostile",),
        )


def plaintext_in_place_of_it() -> Iterator[Vector]:
    for name, body in {
        "xml": _PLAINTEXT,
        "json": compact({"ToUserName": CORP, "MsgType": "text", "Content": "hi", "MsgId": 1}),
        "page": compact({"errcode": 0, "msg_list": []}),
    }.items():
        yield _refused(
            f"plaintext_{name}_without_encrypt",
            "An event in the clear is never read, whatever the query says.",
            body,
            400,
            flags=("Hostile", "PublishedFailure"),
        )


def document_types() -> Iterator[Vector]:
    bomb = '<!DOCTYPE xml [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;&a;&a;">]>'
    for name, body in {
        "alone": "<!DOCTYPE xml><xml><Encrypt>@</Encrypt></xml>",
        "external": '<!DOCTYPE xml SYSTEM "http://hook.example.com/x.dtd"><xml><Encrypt>@</Encrypt></xml>',
        "file_entity": '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/hostname">]><xml><Encrypt>&x;</Encrypt></xml>',
        "entity_expansion": f"{bomb}<xml><Encrypt>&b;</Encrypt></xml>",
        "after_declaration": '<?xml version="1.0"?>\n<!DOCTYPE xml>\n<xml><Encrypt>@</Encrypt></xml>',
        "lower_case": "<!doctype xml><xml><Encrypt>@</Encrypt></xml>",
        "inside": "<xml><!DOCTYPE xml><Encrypt>@</Encrypt></xml>",
    }.items():
        yield _refused(
            f"doctype_{name}", "Any document type is refused.", body, 400, flags=("Hostile", "PublishedFailure")
        )


def limits() -> Iterator[Vector]:
    deep = "<A>" * 100 + "</A>" * 100
    yield _refused("envelope_xml_too_deep", "Nested past the cap.", f"<xml>{deep}<Encrypt>@</Encrypt></xml>", 501)
    nested = "[" * 100 + "]" * 100
    yield _refused("envelope_json_too_deep", "Nested past the cap.", f'{{"a":{nested},"encrypt":"@"}}', 501)
    body = "<xml><Encrypt>AAAA</Encrypt></xml>"
    small = config(max_body_bytes=len(body) - 1)
    yield _refused("envelope_too_large", "One byte over the cap.", body, 500, settings=small)


def _received(
    id: str,
    comment: str,
    body: str,
    native: Json,
    *,
    warnings: Iterable[str] = (),
    flags: tuple[str, ...] = (),
) -> Vector:
    """`@` in the body stands for the ciphertext; `@1` and `@2` for its parts; `@/` and `@&` for it with escapes."""
    fields = {
        "type": "session.entered",
        "time_ms": TIME * 1000,
        "tenant_id": CORP,
        "sender": {"id": "zhangsan", "kind": "user"},
        "data": {"action": "entered", "native_action": "enter_agent"},
        **present(native=native),
    }
    event = delivery.event("event.enter_agent", delivery.digest_id(_PLAINTEXT, TIME), fields, raw_format="xml")
    return Vector(
        id=id,
        comment=comment,
        source=sources.CRYPTO,
        flags=flags,
        call="receive",
        inputs={"config": config(), "request": _request(id, body)},
        expect=delivery.success(delivery.received([event], warnings=warnings), [_PLAINTEXT]),
    )


def _refused(
    id: str,
    comment: str,
    body: str | bytes,
    status: int,
    *,
    flags: tuple[str, ...] = ("Malformed",),
    settings: Json = None,
) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.CRYPTO,
        flags=flags,
        call="receive",
        inputs={"config": settings or config(), "request": _request(id, body)},
        expect=failure(status),
    )


def _request(id: str, body: str | bytes) -> Json:
    """A POST with a valid signature of the ciphertext that stands for `@`."""
    seal = seal_for(id)
    encrypted = seal.encrypt(_PLAINTEXT)
    address = target(seal.query(encrypted))
    if isinstance(body, str):
        body = _filled(body, encrypted)
    return request(body, NOW_MS, method="POST", target=address)


def _filled(body: str, encrypted: str) -> str:
    if "@&" in body:
        return body.replace("@&", f"&#{ord(encrypted[0])};&#x{ord(encrypted[1]):x};{encrypted[2:]}")
    if "@1" in body:
        return body.replace("@1", encrypted[:40]).replace("@2", encrypted[40:])
    if "@/" in body:
        return body.replace("@/", encrypted.replace("/", "\\/"))
    return body.replace("@", encrypted)
