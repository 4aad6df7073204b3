"""More receivers than are tried: the envelope, or the address, names the one, and what is inside must name it again."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from ...json_text import Json, compact
from ...vector import Vector, failure, request
from .. import delivery, sources
from ..envelope import NOW_MS, config, credential, seal_for, target
from ..xml_text import document

_TENANTS = [credential(f"Token{number}", receive_id=f"wwtenant{number:02}") for number in range(17)]
_LAST = _TENANTS[16]
_OTHER_KEY = "AnotherKeyForVectors0123456789abcdefghijklZ"
_ROTATED = [
    *_TENANTS,
    credential("TokenAfterRotation", _OTHER_KEY, _LAST["receive_id"]),
]
_NAMELESS = [*_TENANTS, credential("TokenOfBot", receive_id="")]
_ANYONES = [*_TENANTS, credential("TokenOfAny", receive_id="*")]
_SHARED = [{**tenant, "token": "OneToken"} for tenant in _TENANTS]
_PLAINTEXT = "<xml><MsgType>event</MsgType></xml>"


def vectors() -> Iterator[Vector]:
    yield from named()
    yield from misnamed()
    yield from addresses()


def named() -> Iterator[Vector]:
    last = _LAST["receive_id"]
    yield _received(
        "tenant_of_first_sixteen",
        "Who is among the first 16 need not be named.",
        _TENANTS[15],
        None,
    )
    yield _received("tenant_seventeenth_named", "ToUserName names it.", _LAST, last)
    yield _received(
        "tenant_seventeenth_named_in_json",
        "The same in JSON.",
        _LAST,
        last,
        form="json",
    )
    yield _received(
        "tenant_rotated_old",
        "Two credentials of one name: the old one.",
        _LAST,
        last,
        _ROTATED,
    )
    yield _received(
        "tenant_rotated_new",
        "Two credentials of one name: the new one.",
        _ROTATED[17],
        last,
        _ROTATED,
    )
    yield _received(
        "tenant_of_one_token",
        "One token for all: the name tells the receiver.",
        _SHARED[16],
        last,
        _SHARED,
    )
    yield _received(
        "tenant_without_name",
        'Who names nobody goes first to receive_id "".',
        _NAMELESS[17],
        None,
        _NAMELESS,
    )
    anyone = {**_ANYONES[17], "receive_id": "wwelsewhere"}
    yield _received(
        "tenant_of_anyone",
        "Who takes anyone is tried before those of other names.",
        anyone,
        "wwelsewhere",
        _ANYONES,
    )


def misnamed() -> Iterator[Vector]:
    first, last = _TENANTS[0]["receive_id"], _LAST["receive_id"]
    yield _received(
        "tenant_named_wrongly",
        "A name orders the search and proves nothing.",
        _TENANTS[0],
        last,
    )
    yield _received("tenant_seventeenth_unnamed", "The 17th is not tried.", _LAST, None, status=201)
    yield _received(
        "tenant_seventeenth_named_as_first",
        "The 17th under another's name.",
        _LAST,
        first,
        status=201,
    )
    yield _received("tenant_of_nobody", "A name that nobody has.", _LAST, "wwnobody", status=201)
    inside = {**_LAST, "receive_id": first}
    yield _received(
        "tenant_named_outside_only",
        "Inside, the message names another.",
        inside,
        last,
        status=203,
    )
    shared = {**_SHARED[0], "receive_id": first}
    yield _received(
        "tenant_renamed_under_one_token",
        "A changed name costs the message.",
        shared,
        last,
        _SHARED,
        status=203,
    )


def addresses() -> Iterator[Vector]:
    for name, used, query, proven_by in (
        ("first_sixteen", _TENANTS[15], [], "15"),
        ("seventeenth_unnamed", _LAST, [], None),
        ("seventeenth_named", _LAST, [("corpid", _LAST["receive_id"])], "16"),
        (
            "seventeenth_named_as_first",
            _LAST,
            [("corpid", _TENANTS[0]["receive_id"])],
            None,
        ),
        ("seventeenth_named_twice", _LAST, [("corpid", _LAST["receive_id"])] * 2, None),
    ):
        id = f"tenant_check_of_{name}"
        check = _seal(id, used).get("hello")
        added = "".join(f"&{key}={quote(value)}" for key, value in query)
        report = delivery.report("challenge", delivery.proof(proven_by, "echostr")) if proven_by else None
        yield _vector(
            id,
            "The check of an address has no envelope: the address may name the receiver.",
            "verify",
            {**check, "target": check["target"] + added},
            _TENANTS,
            {"status": 0, "report": report} if report else failure(201),
        )


def _received(
    id: str,
    comment: str,
    used: Json,
    named: str | None,
    configured: Json = None,
    *,
    form: str = "xml",
    status: int = 0,
) -> Vector:
    """A message whose envelope names someone; the plaintext comes out only when inside it names who is configured."""
    seal = _seal(id, used)
    encrypted = seal.encrypt(_PLAINTEXT)
    if form == "json":
        body = compact({"tousername": named, "encrypt": encrypted})
    else:
        body = document(*([("ToUserName", named)] if named else []), ("Encrypt", encrypted))
    sent = request(body, NOW_MS, method="POST", target=target(seal.query(encrypted)))
    expect = failure(status) if status else {"status": 0, "plaintext": _PLAINTEXT}
    return _vector(id, comment, "decrypt", sent, configured or _TENANTS, expect)


def _vector(id: str, comment: str, call: str, sent: Json, configured: Json, expect: Json) -> Vector:
    return Vector(
        id=id,
        comment=comment,
        source=sources.CRYPTO,
        flags=("Hostile",) if expect["status"] else (),
        call=call,
        inputs={"config": config(credentials=configured), "request": sent},
        expect=expect,
    )


def _seal(id: str, used: Json):
    return seal_for(
        id,
        token=used["token"],
        aes_key=used["encoding_aes_key"],
        receive_id=used["receive_id"],
    )
