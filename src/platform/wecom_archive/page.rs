//! The answer of `GetChatData` (path/91774): `{errcode, errmsg, chatdata[{seq, msgid, publickey_ver,
//! encrypt_random_key, encrypt_chat_msg}]}`. Its entries stay encrypted; what they are is told all the same.

use crate::event::{Data, Event, EventType, Few, Identity, NativeType, Page, PageError, Text};
use crate::json::{Fault, Kind, Reader, Rest};
use crate::platform::Payload;

/// The name of an entry: it has no type before it is decrypted.
const CHATDATA: &str = "chatdata";

/// Reads an object. Gives nothing when it is no such answer.
pub(super) fn read<'p>(
    reader: &mut Reader<'p>,
    payload: &Payload<'p>,
) -> Result<Option<(Page<'p>, Few<Event<'p>>)>, Fault> {
    let (mut errcode, mut errmsg, mut list, mut is_other) = (None, None, None, false);
    let mut rest = Rest::default();
    reader.members(|r, f| {
        match (f.name, r.kind()) {
            ("errcode", _) => errcode = r.text(f, &mut rest)?,
            ("errmsg", _) => errmsg = r.text(f, &mut rest)?,
            (CHATDATA, Kind::Null) => list = Some(Few::None),
            (CHATDATA, Kind::Array) => {
                let mut events = Few::None;
                r.elements(|r, _| {
                    events.push(entry(r, payload)?);
                    Ok(())
                })?;
                list = Some(events);
            }
            (CHATDATA, _) => is_other = true,
            _ => {}
        }
        Ok(())
    })?;
    if is_other || errcode.is_none() && list.is_none() {
        return Ok(None);
    }
    let events = list.unwrap_or_default();
    let mut page = Page { next_cursor: highest(&events), ..Page::default() };
    match errcode.filter(|code| *code != "0") {
        Some(code) => page.error = Some(PageError { code: Some(code), message: errmsg }),
        None => page.has_more = Some(!events.is_empty()),
    }
    Ok(Some((page, events)))
}

/// Reads an element of `chatdata`.
fn entry<'p>(reader: &mut Reader<'p>, payload: &Payload<'p>) -> Result<Event<'p>, Fault> {
    let (mut seq, mut msgid) = (None, None);
    let mut data = Data::default();
    let kind = reader.kind();
    let ((), record) = reader.spanned(|r| match kind {
        Kind::Object => r.members(|r, f| {
            let rest = &mut data.rest;
            match f.name {
                "seq" => seq = r.text(f, rest)?,
                "msgid" => msgid = r.text(f, rest)?,
                _ => r.keep_in(rest, f)?,
            }
            Ok(())
        }),
        _ => Ok(()),
    })?;
    let kind = match kind {
        Kind::Object => EventType::RecordEncrypted,
        _ => {
            reader.warn_of(record, "unexpected_type", "an entry that is no object");
            EventType::Unknown
        }
    };
    let identity = match &msgid {
        Some(msgid) => Identity::native(Text::clone(msgid)),
        None => Identity::digest(payload.record_bytes(record), ""),
    };
    let native_type = NativeType::new(CHATDATA);
    let mut event = Event::new(kind, native_type, identity, payload.json_record(record));
    event.sequence = seq;
    data.target_id = msgid;
    event.data = (!data.is_empty()).then(|| Box::new(data));
    Ok(event)
}

/// The highest sequence number, by its digits: it may be longer than any integer.
fn highest<'p>(events: &[Event<'p>]) -> Option<Text<'p>> {
    let numbers = events.iter().filter_map(|event| event.sequence.as_ref());
    let numbers = numbers.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    numbers.max_by(|one, other| rank(one).cmp(&rank(other))).cloned()
}

/// What orders whole numbers by their digits.
fn rank<'d>(digits: &'d Text<'_>) -> (usize, &'d str) {
    let significant = digits.trim_start_matches('0');
    (significant.len(), significant)
}
