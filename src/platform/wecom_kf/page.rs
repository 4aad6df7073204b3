//! The response of `sync_msg` (document 94670): `{errcode, errmsg, next_cursor, has_more, msg_list[]}`.

use super::entry;
use super::fields::{Fields, Value};
use crate::event::{Event, Few, Page, PageError};
use crate::json::{Fault, Kind, Reader};
use crate::platform::Payload;

/// Whether the members read so far are those of a response.
pub(super) fn is_page(fields: &Fields<'_>) -> bool {
    fields.has("errcode")
}

/// Reads `msg_list`: one event per entry.
pub(super) fn entries<'p>(reader: &mut Reader<'p>, payload: &Payload<'p>) -> Result<Few<Event<'p>>, Fault> {
    let mut events = Vec::new();
    reader.elements(|reader, _| {
        events.push(entry::read(reader, payload)?);
        Ok(())
    })?;
    Ok(Few::Many(events))
}

/// Reads a `msg_list` that was passed over.
pub(super) fn entries_of<'p>(
    fields: &mut Fields<'p>,
    reader: &mut Reader<'p>,
    payload: &Payload<'p>,
) -> Result<Few<Event<'p>>, Fault> {
    match fields.take("msg_list") {
        Some(Value::Json(list)) if list.kind() == Kind::Array => reader.again(list, |reader| entries(reader, payload)),
        Some(_) => {
            fields.warn("msg_list", "unexpected_type", "not a list; it says nothing");
            Ok(Few::None)
        }
        None => Ok(Few::None),
    }
}

/// Reads what stands around the list.
pub(super) fn read<'p>(fields: &mut Fields<'p>) -> Page<'p> {
    let next_cursor = fields.text("next_cursor");
    let code = fields.text("errcode").filter(|code| *code != "0");
    let message = fields.text("errmsg");
    let has_more = fields.converted("has_more", |text| match text {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    });
    match code {
        Some(code) => Page { next_cursor, has_more: None, error: Some(PageError { code: Some(code), message }) },
        None => Page { next_cursor, has_more: Some(has_more.unwrap_or(false)), error: None },
    }
}
