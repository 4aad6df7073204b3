//! From plaintext to delivery.

use super::events::{self, Around};
use super::verify::{self, Envelope};
use super::{Wps, card, message};
use crate::config::Policy;
use crate::error::{Error, Result, Status};
use crate::event::{Auth, Delivery, DeliveryKind, Reply, Text};
use crate::json::{Fault, Kind};
use crate::platform::{Payload, Platform, Verified};

/// What WPS takes for an acknowledgement.
const ACKNOWLEDGED: &str = r#"{"code":0}"#;

pub(super) fn parse<'p>(
    verified: Verified<'p, Envelope<'p>>,
    payload: Payload<'p>,
    policy: &Policy,
) -> Result<Delivery<'p>> {
    let Verified { auth, kind, envelope } = verified;
    let mut delivery = Delivery::new(Wps::ID, kind, auth);
    let mut reader = payload.json(policy.max_depth);
    delivery.reply = Some(acknowledgement(ACKNOWLEDGED));
    match envelope {
        Envelope::Event(envelope) => {
            let verify::Event { topic, operation, time, id, native, warnings, .. } = envelope;
            delivery.warnings = warnings;
            let around = Around { topic, operation, time, id, native };
            events::read(around, &payload, &mut reader, &mut delivery).and_then(|()| reader.end()).map_err(not_json)?;
        }
        Envelope::Card { date, signed, .. } => {
            let named = card::read(&date, signed.as_ref(), &payload, &mut reader, &mut delivery).map_err(not_json)?;
            reader.end().map_err(not_json)?;
            if let (Some(signed), Some(named)) = (signed, named)
                && named != signed.app_id
            {
                return Err(Error::new(
                    Status::ReceiverMismatch,
                    "the card names another application than the one that signed it",
                ));
            }
        }
        Envelope::Challenge { challenge, .. } => {
            let body = serde_json::json!({ "challenge": challenge }).to_string();
            delivery.reply = Some(acknowledgement(payload.arena.keep(body)));
            return Ok(delivery);
        }
    }
    delivery.warnings.append(payload.warnings(reader.warnings));
    Ok(delivery)
}

/// `{"topic","operation","time"?,"payload":{…}}`, a bare payload holding `message`, or a card body.
pub(super) fn parse_trusted<'p>(payload: Payload<'p>, policy: &Policy) -> Result<Delivery<'p>> {
    let mut delivery = Delivery::new(Wps::ID, DeliveryKind::Events, Auth::NOT_CHECKED);
    let mut reader = payload.json(policy.max_depth);
    let mut around = Around::default();
    let (mut inner, mut is_message, mut is_card) = (None, false, false);
    if reader.kind() != Kind::Object {
        return Err(unrecognised());
    }
    let ((), whole) = reader
        .spanned(|reader| {
            reader.members(|reader, field| {
                let value = reader.raw()?;
                let text = || {
                    Some(value)
                        .filter(|value| value.kind() == Kind::String)
                        .and_then(|value| value.text(reader.arena()))
                };
                match field.name {
                    "payload" => {
                        inner = Some(value);
                        return Ok(());
                    }
                    "topic" => around.topic = text().unwrap_or_default(),
                    "operation" => around.operation = text(),
                    "time" => around.time = value.text(reader.arena()).unwrap_or_default(),
                    "id" => around.id = value.text(reader.arena()).filter(|id| !id.is_empty()),
                    "message" => is_message = true,
                    "callback_name" => is_card = text().is_some_and(|name| !name.is_empty()),
                    _ => {}
                }
                around.native.keep(field.name, value, field.repeated());
                Ok(())
            })
        })
        .and_then(|read| reader.end().map(|()| read))
        .map_err(not_json)?;

    let read = match inner {
        Some(value) if !around.topic.is_empty() && around.operation.is_some() => {
            reader.again(value, |reader| events::read(around, &payload, reader, &mut delivery))
        }
        _ if is_card => reader.again(whole, |reader| card::read("", None, &payload, reader, &mut delivery).map(drop)),
        _ if is_message => {
            let topic = message::TOPIC;
            let around = Around { topic, operation: Some("create"), ..Around::default() };
            reader.again(whole, |reader| events::read(around, &payload, reader, &mut delivery))
        }
        _ => return Err(unrecognised()),
    };
    read.map_err(not_json)?;
    delivery.warnings = payload.warnings(reader.warnings);
    Ok(delivery)
}

fn acknowledgement(body: Text<'_>) -> Reply<'_> {
    Reply { status: 200, content_type: "application/json", body }
}

fn not_json(fault: Fault) -> Error {
    fault.within("payload", Status::MalformedPayload)
}

fn unrecognised() -> Error {
    Error::new(Status::MalformedPayload, "payload is not one of WPS's").hint(
        "expected {\"topic\",\"operation\",\"time\"?,\"payload\"}, an event payload that holds \"message\", or a card callback",
    )
}
