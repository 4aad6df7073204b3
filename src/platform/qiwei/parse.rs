//! From push to delivery.

use super::Qiwei;
use super::outer::{ARCHIVE, Outer};
use super::verify::Push;
use crate::config::Policy;
use crate::error::{Error, Result, Status};
use crate::event::{Auth, Delivery, DeliveryKind, Event, Few, Reply};
use crate::json::{Fault, Raw, Reader};
use crate::platform::archive::Record;
use crate::platform::{Payload, Platform, Verified};

/// What the vendor takes for an acknowledgement.
const ACKNOWLEDGED: &str = "SUCCESS";

pub(super) fn parse<'p>(
    verified: Verified<'p, Push<'p>>,
    payload: Payload<'p>,
    policy: &Policy,
) -> Result<Delivery<'p>> {
    let mut delivery = Delivery::new(Qiwei::ID, verified.kind, verified.auth);
    delivery.reply = Some(Reply { status: 200, content_type: "text/plain", body: ACKNOWLEDGED });
    read(&mut delivery, &payload, policy, |outer, whole, reader| Ok(outer.into_unknown(whole, &payload, reader)))?;
    Ok(delivery)
}

/// A push, or the record inside one of type 101.
pub(super) fn parse_trusted<'p>(payload: Payload<'p>, policy: &Policy) -> Result<Delivery<'p>> {
    let mut delivery = Delivery::new(Qiwei::ID, DeliveryKind::Events, Auth::NOT_CHECKED);
    read(&mut delivery, &payload, policy, |_, _, _| {
        Err(Error::new(Status::MalformedPayload, "payload is no push and no archive record").hint(
            "expected {\"message_id\",\"type\",\"content\",\"gmt_create\"}, or the content of a push of type 101",
        ))
    })?;
    Ok(delivery)
}

/// Reads JSON into the delivery; `other` tells what becomes of it when it is neither a push nor a record.
fn read<'p>(
    delivery: &mut Delivery<'p>,
    payload: &Payload<'p>,
    policy: &Policy,
    other: impl FnOnce(Outer<'p>, Raw<'p>, &mut Reader<'p>) -> Result<Event<'p>>,
) -> Result<()> {
    let not_json = |fault: Fault| fault.within("payload", Status::MalformedPayload);
    let mut reader = payload.json(policy.max_depth);
    let outer = Outer::read(&mut reader).and_then(|outer| reader.end().map(|()| outer));
    let (outer, whole) = outer.map_err(not_json)?;
    delivery.events = if outer.is_push() {
        outer.into_events(whole, payload, &mut reader)
    } else if outer.is_record() {
        let (record, _) = reader.again(whole, Record::read).map_err(not_json)?;
        let identity = record.identity(payload.record_bytes(whole));
        Few::One(record.into_event(Some(ARCHIVE), identity, payload.json_record(whole)))
    } else {
        Few::One(other(outer, whole, &mut reader)?)
    };
    delivery.warnings = payload.warnings(reader.warnings);
    Ok(())
}
