"""The columns that come out: one row for each event. The same in Arrow, for the executors, and in Spark's words."""

from __future__ import annotations

import pyarrow as pa

SCHEMA = """
    kind string,
    event_index int,
    id string,
    platform string,
    type string,
    native_type string,
    time timestamp,
    sequence string,
    direction string,
    tenant string,
    auth struct<verified: boolean, content: string, credential: string>,
    conversation struct<id: string, kind: string, parent_id: string, name: string>,
    sender struct<id: string, kind: string, name: string>,
    recipients array<struct<id: string, kind: string, name: string>>,
    message_id string,
    message_kind string,
    reply_to string,
    text string,
    segments array<struct<
        type: string, text: string, id: string, title: string, description: string, url: string, name: string,
        target: struct<id: string, kind: string, name: string>,
        media: struct<id: string, url: string, name: string, mime: string, extension: string, size_bytes: bigint,
                      duration_ms: bigint, md5: string>>>,
    action string,
    target_id string,
    raw_format string,
    raw string,
    warnings array<struct<code: string, path: string, detail: string>>,
    error struct<status: int, name: string, message: string, hint: string, http_status: int, vendor_code: bigint>
"""
"""The columns as Spark declares them; docs/scale.md says what each is."""

TEXT = pa.string()


def struct(*texts: str, **others: pa.DataType) -> pa.StructType:
    """A struct of texts, then of fields of other types."""
    return pa.struct([*((name, TEXT) for name in texts), *others.items()])


PARTY = struct("id", "kind", "name")
MEDIA = pa.struct(
    [
        *((name, TEXT) for name in ("id", "url", "name", "mime", "extension")),
        ("size_bytes", pa.int64()),
        ("duration_ms", pa.int64()),
        ("md5", TEXT),
    ]
)
SEGMENT = struct("type", "text", "id", "title", "description", "url", "name", target=PARTY, media=MEDIA)
WARNINGS = pa.list_(struct("code", "path", "detail"))
ERROR = pa.struct(
    [
        ("status", pa.int32()),
        ("name", TEXT),
        ("message", TEXT),
        ("hint", TEXT),
        ("http_status", pa.int32()),
        ("vendor_code", pa.int64()),
    ]
)
AUTH = pa.struct([("verified", pa.bool_()), ("content", TEXT), ("credential", TEXT)])
CONVERSATION = struct("id", "kind", "parent_id", "name")

EVENT = pa.struct(
    [
        ("id", TEXT),
        ("platform", TEXT),
        ("type", TEXT),
        ("native_type", TEXT),
        ("time_ms", pa.int64()),
        ("sequence", TEXT),
        ("direction", TEXT),
        ("tenant_id", TEXT),
        ("auth", AUTH),
        ("conversation", CONVERSATION),
        ("sender", PARTY),
        ("recipients", pa.list_(PARTY)),
        ("message", struct("id", "kind", "reply_to", "text", segments=pa.list_(SEGMENT))),
        ("data", struct("action", "target_id")),
        ("raw_format", TEXT),
    ]
)
"""What is read of an event, but for its raw record, which is never read but cut out."""

LINE = pa.schema([("kind", TEXT), ("warnings", WARNINGS), ("events", pa.list_(EVENT)), ("error", ERROR)])
"""What is read of a line of output: a delivery, or the error object of a row that failed."""

ROW = pa.schema(
    [
        ("kind", TEXT),
        ("event_index", pa.int32()),
        ("id", TEXT),
        ("platform", TEXT),
        ("type", TEXT),
        ("native_type", TEXT),
        ("time", pa.timestamp("us", tz="UTC")),
        ("sequence", TEXT),
        ("direction", TEXT),
        ("tenant", TEXT),
        ("auth", AUTH),
        ("conversation", CONVERSATION),
        ("sender", PARTY),
        ("recipients", pa.list_(PARTY)),
        ("message_id", TEXT),
        ("message_kind", TEXT),
        ("reply_to", TEXT),
        ("text", TEXT),
        ("segments", pa.list_(SEGMENT)),
        ("action", TEXT),
        ("target_id", TEXT),
        ("raw_format", TEXT),
        ("raw", TEXT),
        ("warnings", WARNINGS),
        ("error", ERROR),
    ]
)
"""`SCHEMA` in Arrow."""
