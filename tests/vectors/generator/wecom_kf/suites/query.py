"""The query: one level of percent-decoding, extra parameters, repeated ones, and what layers in front do to it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from ...json_text import Json
from ...vector import Vector, failure, request
from .. import delivery, sources
from ..cases import refused
from ..envelope import NOW_MS, PATH, Seal, config, target, xml_body

_ECHO = "1616140317555161061"
_PLAINTEXT = "<xml><MsgType>event</MsgType></xml>"


def vectors() -> Iterator[Vector]:
    yield from spellings()
    yield from spoilt()
    yield from extra_parameters()
    yield from repeated()
    yield from missing()
    yield from targets()


def spellings() -> Iterator[Vector]:
    query, echo = _check_with_plus()
    for name, value in {
        "escaped": quote(echo, safe=""),
        "escaped_lower_case": quote(echo, safe="").replace("%2B", "%2b").replace("%2F", "%2f"),
        "plus_left": quote(echo, safe="+"),
        "slash_left": quote(echo, safe="/"),
        "equals_left": quote(echo, safe="="),
        "nothing_escaped": echo,
        "everything_escaped": "".join(f"%{byte:02X}" for byte in echo.encode()),
    }.items():
        yield _accepted(
            f"query_{name}",
            "One level of percent-decoding; a plus sign is a plus sign, since base64 has no spaces.",
            f"{PATH}?{_joined(query)}&echostr={value}",
        )
    yield _accepted(
        "query_other_order",
        "The order of the parameters does not count.",
        f"{PATH}?echostr={quote(echo, safe='')}&{_joined(query)}",
    )


def spoilt() -> Iterator[Vector]:
    query, echo = _check_with_plus()
    for name, value in {
        "plus_became_space": quote(echo.replace("+", " "), safe=""),
        "plus_became_bare_space": echo.replace("+", " "),
        "escaped_twice": quote(quote(echo, safe=""), safe=""),
        "padding_lost": quote(echo.rstrip("="), safe=""),
    }.items():
        yield _refused(
            f"query_{name}",
            "A layer in front has changed echostr: the signature no longer matches.",
            f"{PATH}?{_joined(query)}&echostr={value}",
            201,
        )
    broken = Seal(nonce="100%zz")
    encrypted = broken.encrypt(_ECHO)
    yield _accepted(
        "query_bad_escape_kept",
        "A percent sign without two digits stands for itself.",
        f"{PATH}?{_joined(broken.query(encrypted))}&echostr={quote(encrypted, safe='')}".replace("100%25zz", "100%zz"),
    )
    yield _refused(
        "query_not_utf8",
        "A signed value that is not UTF-8.",
        f"{PATH}?msg_signature={'0' * 40}&timestamp=1&nonce=%FF%FE&echostr=AAAA",
        400,
    )


def extra_parameters() -> Iterator[Vector]:
    query, echo = _check_with_plus()
    signed = f"{_joined(query)}&echostr={quote(echo, safe='')}"
    for name, address in {
        "corpid": f"{PATH}?corpid=ww1&{signed}",
        "after": f"{PATH}?{signed}&from=wecom",
        "without_value": f"{PATH}?debug&{signed}",
        "repeated": f"{PATH}?a=1&a=2&{signed}",
        "empty_pairs": f"{PATH}?&&{signed}&",
        "token": f"{PATH}?token=x&encrypt=y&{signed}",
    }.items():
        yield _accepted(
            f"query_extra_{name}",
            "Other parameters are legal and not signed.",
            address,
            flags=("PublishedFailure",),
            source=sources.CALLBACK,
        )
    seal = Seal(nonce="extra_post")
    encrypted = seal.encrypt(_PLAINTEXT)
    yield Vector(
        id="query_extra_on_post",
        comment="On a POST echostr is such a parameter, even twice.",
        source=sources.CALLBACK,
        flags=("PublishedFailure",),
        call="decrypt",
        inputs={
            "config": config(),
            "request": request(
                xml_body(encrypted),
                NOW_MS,
                method="POST",
                target=target([("echostr", "x"), *seal.query(encrypted).items(), ("echostr", "y")]),
            ),
        },
        expect={"status": 0, "plaintext": _PLAINTEXT},
    )


def repeated() -> Iterator[Vector]:
    query, echo = _check_with_plus()
    pairs = [*query.items(), ("echostr", echo)]
    for name, value in pairs:
        for kind, other in {"same": value, "other": "1"}.items():
            yield _refused(
                f"query_repeated_{name}_{kind}",
                "A signed parameter twice: which one a layer reads is no question to ask.",
                target([*pairs, (name, other)]),
                400,
            )
    spelt = f"{target(pairs)}&%6Eonce=1"
    yield _refused("query_repeated_nonce_escaped", "The same parameter, spelt with an escape.", spelt, 400)


def missing() -> Iterator[Vector]:
    query, echo = _check_with_plus()
    pairs = {**query, "echostr": echo}
    for name in ("timestamp", "nonce", "echostr"):
        without = {key: value for key, value in pairs.items() if key != name}
        for kind, address in {"missing": target(without), "empty": target({**pairs, name: ""})}.items():
            yield refused(
                f"query_{name}_{kind}",
                "A signed parameter is not there.",
                request("", NOW_MS, method="GET", target=address),
                400,
                source=sources.CRYPTO,
                flags=("Malformed",),
            )
    seal = Seal(nonce="1")
    encrypted = seal.encrypt(_PLAINTEXT)
    for name in ("timestamp", "nonce"):
        without = {key: value for key, value in seal.query(encrypted).items() if key != name}
        yield refused(
            f"query_{name}_missing_on_post",
            "A signed parameter is not there.",
            request(xml_body(encrypted), NOW_MS, method="POST", target=target(without)),
            400,
            source=sources.CRYPTO,
            flags=("Malformed",),
        )


def targets() -> Iterator[Vector]:
    query, echo = _check_with_plus()
    signed = f"{_joined(query)}&echostr={quote(echo, safe='')}"
    for name, address in {
        "absolute": f"https://hook.example.com{PATH}?{signed}",
        "query_alone": f"?{signed}",
        "root": f"/?{signed}",
        "path_with_escapes": f"/%E5%9B%9E%E8%B0%83?{signed}",
        "question_mark_in_value": f"{PATH}?note=a?b&{signed}",
    }.items():
        yield _accepted(f"target_{name}", "The query of a target in each form.", address)


def _check_with_plus() -> tuple[dict[str, str], str]:
    """A check of the address whose ciphertext has what percent-encoding is about: `+`, `/` and `=`."""
    seals = (Seal(nonce=f"plus{number}") for number in range(1000))
    seal = next(seal for seal in seals if {"+", "/", "="} <= set(seal.encrypt(_ECHO)))
    echo = seal.encrypt(_ECHO)
    return seal.query(echo), echo


def _joined(query: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())


def _accepted(id: str, comment: str, address: str, **more: Json) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        **{"source": sources.CALLBACK, **more},
        call="receive",
        inputs={"config": config(), "request": request("", NOW_MS, method="GET", target=address)},
        expect=delivery.success(delivery.challenge(_ECHO), []),
    )


def _refused(id: str, comment: str, address: str, status: int) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.CALLBACK,
        flags=("Hostile",) if status == 400 else ("PublishedFailure",),
        call="receive",
        inputs={"config": config(), "request": request("", NOW_MS, method="GET", target=address)},
        expect=failure(status),
    )
