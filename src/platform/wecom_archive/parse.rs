//! From a decrypted record, or a page of encrypted ones, to delivery.

use super::{WecomArchive, page};
use crate::config::Policy;
use crate::error::{Error, Result, Status};
use crate::event::{Auth, Delivery, DeliveryKind};
use crate::json::{Fault, Kind};
use crate::platform::archive::Record;
use crate::platform::{Payload, Platform};

/// A record as the vendor's `DecryptData` gives it, or the answer of `GetChatData`.
pub(super) fn parse_trusted<'p>(payload: Payload<'p>, policy: &Policy) -> Result<Delivery<'p>> {
    let mut delivery = Delivery::new(WecomArchive::ID, DeliveryKind::Events, Auth::NOT_CHECKED);
    let mut reader = payload.json(policy.max_depth);
    if reader.kind() != Kind::Object {
        // What is no JSON at all is told as that.
        reader.raw().and_then(|_| reader.end()).map_err(not_json)?;
        return Err(unrecognised());
    }
    let (record, whole) = Record::read(&mut reader).and_then(|read| reader.end().map(|()| read)).map_err(not_json)?;
    if record.is_recognised() {
        let identity = record.identity(payload.record_bytes(whole));
        delivery.events.push(record.into_event(None, identity, payload.json_record(whole)));
    } else {
        reader.warnings = Default::default();
        let page = reader.again(whole, |reader| page::read(reader, &payload)).map_err(not_json)?;
        let (page, events) = page.ok_or_else(unrecognised)?;
        delivery.kind = DeliveryKind::Page;
        delivery.page = Some(page);
        delivery.events = events;
    }
    delivery.warnings = payload.warnings(reader.warnings);
    Ok(delivery)
}

fn not_json(fault: Fault) -> Error {
    fault.within("payload", Status::MalformedPayload)
}

fn unrecognised() -> Error {
    Error::new(Status::MalformedPayload, "payload is no archive record and no page of them")
        .hint("expected an object with \"msgtype\", one with \"action\":\"switch\", or GetChatData's \"chatdata\"")
}
