"""What imhook replaces: the same jobs in Python on the executors, with cryptography and orjson.

They know three kinds of messages of one platform and one kind of the other, and look for nothing that a good sender does
not send. A row is found in the same way by both of the forms in which Spark takes Python: a UDF, which gives one row for one
value, and a function for `mapInArrow`, which builds columns from lists, whole batches at a time. The latter is the quickest
that Python and Arrow have.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timezone
from typing import Any, Callable, Iterator

import orjson
import pyarrow as pa
from columns import ROW
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

AUTH, CONVERSATION, PARTY, ERROR = (ROW.field(name).type for name in ("auth", "conversation", "sender", "error"))
SEGMENT = ROW.field("segments").type.value_type
MEDIA = SEGMENT.field("media").type

Row = tuple[Any, ...]
FIELDS = (
    "id", "type", "native_type", "time", "direction", "tenant", "conversation_id", "conversation_kind", "sender_id",
    "sender_kind", "recipients", "message_id", "message_kind", "text", "media", "action", "target_id", "raw", "error",
)  # fmt: skip
"""What a function tells of a row."""
MALFORMED = (401, "malformed_payload", "payload is not JSON", 400)
FORGED = (201, "signature_mismatch", "the signature is not the one of the key", 401)
KINDS = {"text": "user", "file": "user"}


def archive() -> Callable[[Any], Row]:
    """Decrypted records of the archive."""
    loads = orjson.loads

    def row(value: str) -> Row:
        try:
            record = loads(value)
        except orjson.JSONDecodeError:
            return (*(None,) * 18, MALFORMED)
        kind, number, sender, room = record["msgtype"], record["msgid"], record["from"], record["roomid"]
        recipients = record["tolist"]
        name = text = media = target = action = None
        if kind == "text":
            name, text = "message.created", record["text"]["content"]
        elif kind == "file":
            file = record["file"]
            name, text = "message.created", f"[file] {file['filename']}"
            media = (file["sdkfileid"], file["filename"], file["fileext"], file["filesize"], file["md5sum"])
        else:
            name, action, target = "message.recalled", "recalled", record["revoke"]["pre_msgid"]
        created = text is not None
        return (
            f"{kind}:{number}", name, kind, record["msgtime"] * 1000, direction(sender, recipients) if created else None, None,
            room or None, "group" if room else "direct", sender, party(sender), recipients, number if created else None,
            kind if created else None, text, media, action, target, value, None,
        )  # fmt: skip

    return row


def party(identity: str) -> str:
    return "external" if identity.startswith(("wm", "wo")) else "user"


def direction(sender: str, recipients: list[str]) -> str | None:
    if party(sender) == "external":
        return "in"
    return "out" if any(party(one) == "external" for one in recipients) else None


def callbacks(app_id: str, app_key: str) -> Callable[[Any], Row]:
    """Callbacks of WPS 365 with a text message."""
    loads, key = orjson.loads, app_key.encode()
    algorithm = AES(hashlib.md5(key).hexdigest().encode())

    def row(body: bytes) -> Row:
        envelope = loads(body)
        topic, data, nonce, time = envelope["topic"], envelope["encrypted_data"], envelope["nonce"], envelope["time"]
        signed = f"{app_id}:{topic}:{nonce}:{time}:{data}".encode()
        expected = base64.urlsafe_b64encode(hmac.digest(key, signed, "sha256")).rstrip(b"=")
        if not hmac.compare_digest(expected, envelope["signature"].encode()):
            return (*(None,) * 18, FORGED)
        decryptor = Cipher(algorithm, CBC(nonce[:16].encode())).decryptor()
        plaintext = decryptor.update(base64.b64decode(data)) + decryptor.finalize()
        plaintext = plaintext[: -plaintext[-1]]
        event = loads(plaintext)
        message, sender, chat = event["message"], event["sender"], event["chat"]
        native = f"{topic}.{envelope['operation']}"
        return (
            f"{native}:{message['id']}", "message.created", native, event["send_time"] * 1000, "in", event["company_id"],
            chat["id"], "group" if chat["type"] == "group" else "direct", sender["id"], sender["type"], None, message["id"],
            message["type"], message["content"]["text"]["content"], None, None, None, plaintext, None,
        )  # fmt: skip

    return row


def columns(rows: list[Row], platform: str, auth: tuple[bool, str, str | None]) -> list[pa.Array]:
    """The columns of `ROW`, from rows in the order of `FIELDS`."""
    count = len(rows)
    told = dict(zip(FIELDS, zip(*rows)))
    failed = [error is not None for error in told["error"]]
    good = pa.array(failed)
    text = {
        name: pa.array(told[name], pa.string())
        for name in FIELDS
        if ROW.get_field_index(name) >= 0 and ROW.field(name).type == pa.string()
    }
    nothing = pa.nulls(count, pa.string())

    def same(value: str) -> pa.Array:
        return pa.array([None if bad else value for bad in failed], pa.string())

    made = {
        **text,
        "kind": same("events"),
        "platform": same(platform),
        "raw_format": same("json"),
        "event_index": pa.array([None if bad else 0 for bad in failed], pa.int32()),
        "time": pa.array(told["time"], pa.int64()).cast(ROW.field("time").type),
        "auth": struct(
            AUTH, [pa.array([auth[0]] * count), *(pa.array([word] * count, pa.string()) for word in auth[1:])], good
        ),
        "conversation": struct(
            CONVERSATION,
            [
                pa.array(told["conversation_id"], pa.string()),
                pa.array(told["conversation_kind"], pa.string()),
                nothing,
                nothing,
            ],
            good,
        ),
        "sender": struct(
            PARTY, [pa.array(told["sender_id"], pa.string()), pa.array(told["sender_kind"], pa.string()), nothing], good
        ),
        "recipients": parties(told["recipients"]),
        "segments": segments(told["message_kind"], told["text"], told["media"]),
        "error": errors(told["error"]),
    }
    return [made.get(field.name, pa.nulls(count, field.type)) for field in ROW]


def struct(kind: pa.StructType, arrays: list[pa.Array], absent: pa.Array | None = None) -> pa.StructArray:
    return pa.StructArray.from_arrays(arrays, fields=list(kind), mask=absent)


def parties(lists: tuple[Any, ...]) -> pa.Array:
    ends, flat = [0], []
    for one in lists:
        if one:
            flat.extend(one)
        ends.append(len(flat))
    kinds = pa.array([party(identity) for identity in flat], pa.string())
    items = struct(PARTY, [pa.array(flat, pa.string()), kinds, pa.nulls(len(flat), pa.string())])
    absent = pa.array([one is None for one in lists])
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), items, type=pa.list_(PARTY), mask=absent)


def segments(kinds: tuple[Any, ...], texts: tuple[Any, ...], medias: tuple[Any, ...]) -> pa.Array:
    chosen = [at for at, kind in enumerate(kinds) if kind is not None]
    count = len(chosen)
    files = [medias[at] or (None,) * 5 for at in chosen]
    identity, name, extension, size, digest = zip(*files) if files else ((),) * 5
    nothing, number = pa.nulls(count, pa.string()), pa.nulls(count, pa.int64())
    strings = [pa.array(column, pa.string()) for column in (identity, name, extension, digest)]
    media = struct(
        MEDIA,
        [strings[0], nothing, strings[1], nothing, strings[2], pa.array(size, pa.int64()), number, strings[3]],
        pa.array([medias[at] is None for at in chosen], pa.bool_()),
    )
    words = pa.array([texts[at] if medias[at] is None else None for at in chosen], pa.string())
    kind = pa.array([kinds[at] for at in chosen], pa.string())
    items = struct(SEGMENT, [kind, words, *[nothing] * 5, pa.nulls(count, PARTY), media])
    ends, absent, at = [0], [], 0
    for one in kinds:
        at += one is not None
        ends.append(at)
        absent.append(one is None)
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), items, type=pa.list_(SEGMENT), mask=pa.array(absent))


def errors(failures: tuple[Any, ...]) -> pa.Array:
    names = ("status", "name", "message", "http_status")
    return pa.array([None if failure is None else dict(zip(names, failure)) for failure in failures], ERROR)


def nested(row: Callable[[Any], Row], platform: str, auth: tuple[bool, str, str | None]) -> Callable[[Any], Row]:
    """What a UDF gives for a value: a row with its structs, in the order of `ROW`."""
    utc, fromtimestamp = timezone.utc, datetime.fromtimestamp

    def made(value: Any) -> Row:
        (
            identity, name, native, time, direction, tenant, conversation, conversation_kind, sender, sender_kind, recipients,
            number, kind, text, media, action, target, raw, error,
        ) = row(value)  # fmt: skip
        if error is not None:
            status, word, message, http_status = error
            return (*(None,) * 24, (status, word, message, None, http_status, None))
        segments = None
        if kind is not None:
            file = None if media is None else (media[0], None, media[1], None, media[2], media[3], None, media[4])
            segments = [(kind, text if media is None else None, None, None, None, None, None, None, file)]
        return (
            "events", 0, identity, platform, name, native, None if time is None else fromtimestamp(time / 1e6, utc), None,
            direction, tenant, auth, (conversation, conversation_kind, None, None), (sender, sender_kind, None),
            None if recipients is None else [(one, party(one), None) for one in recipients], number, kind, None, text,
            segments, action, target, "json", raw if isinstance(raw, str) else raw.decode(), None, None,
        )  # fmt: skip

    return made


def job(
    row: Callable[[Any], Row], platform: str, auth: tuple[bool, str, str | None]
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What `mapInArrow` takes; the first column is what a row is made of."""

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = [row(value) for value in batch.column(0).to_pylist()]
            yield pa.RecordBatch.from_arrays(columns(rows, platform, auth), schema=ROW)

    return run
