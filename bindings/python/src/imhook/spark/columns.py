"""The columns that come out: one row for each event. The library writes them; docs/scale.md says what each is."""

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
"""The columns as Spark declares them."""
