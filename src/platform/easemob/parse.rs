//! From a body to its delivery.

use smallvec::{SmallVec, smallvec};

use super::case::{Case, Facts, Read};
use super::family::Family;
use super::verify::{Envelope, Received};
use super::{Easemob, alert, followup, group_operation, message, muc, presence, push, reaction, roster, thread};
use crate::config::Policy;
use crate::error::{Error, Result, Status};
use crate::event::{Auth, Delivery, DeliveryKind, Event, EventType, Few, Identity, NativeType, Reply};
use crate::json::number;
use crate::platform::{Payload, Platform, Verified, time};

/// Lets a message pass.
const ALLOWED: &str = r#"{"valid":true}"#;

/// What any other callback is answered with.
const ACKNOWLEDGED: &str = "{}";

pub(super) fn parse<'p>(verified: Verified<'p, Envelope<'p>>) -> Result<Delivery<'p>> {
    let Verified { auth, kind, envelope } = verified;
    let mut delivery = delivery(envelope.read, auth, Status::MalformedRequest)?;
    let body = if kind == DeliveryKind::Decision { ALLOWED } else { ACKNOWLEDGED };
    delivery.reply = Some(Reply { status: 200, content_type: "application/json", body });
    Ok(delivery)
}

/// A body.
pub(super) fn parse_trusted<'p>(payload: Payload<'p>, policy: &Policy) -> Result<Delivery<'p>> {
    const TELLS: [&str; 4] = ["chat_type", "eventType", "event", "step"];
    let read = Received::read(payload, policy, Status::MalformedPayload)?;
    if read.body.call_id.value.is_none() && !TELLS.iter().any(|tell| read.body.members.has(tell)) {
        return Err(Error::new(Status::MalformedPayload, "payload is not one of Easemob's")
            .hint("expected a callback body with callId, chat_type, eventType, event or step"));
    }
    delivery(read, Auth::NOT_CHECKED, Status::MalformedPayload)
}

fn delivery<'p>(read: Received<'p>, auth: Auth<'p>, status: Status) -> Result<Delivery<'p>> {
    let mut delivery = Delivery::new(Easemob::ID, read.kind(), auth);
    let payload = read.payload;
    let (events, case) = events(read).map_err(|fault| fault.within("body", status))?;
    delivery.events = events;
    delivery.warnings = payload.warnings(case.reader.warnings);
    Ok(delivery)
}

fn events<'p>(read: Received<'p>) -> Read<(Few<Event<'p>>, Case<'p>)> {
    let pending = read.kind() == DeliveryKind::Decision;
    let Received { payload, reader, record, body, family } = read;
    let (call_id, timestamp) = (body.call_id.text(reader.arena()), body.timestamp.value);
    let mut case = Case::new(reader, body, family);
    let time = timestamp.and_then(|value| value.text(case.reader.arena())).unwrap_or_default();
    let time_ms = number::integer(time).map(time::unix_ms);
    let id = call_id.or_else(|| case.root.said("msg_id", case.reader.arena()));

    let facts: SmallVec<[Facts<'p>; 1]> = match family {
        Family::GroupOperation => smallvec![group_operation::read(&mut case)?],
        Family::KeywordAlert => smallvec![alert::keyword(&mut case)?],
        Family::Moderation => smallvec![alert::moderation(&mut case)?],
        Family::Push => smallvec![push::read(&mut case)?],
        Family::UserStatus => smallvec![presence::read(&mut case)?],
        Family::Message => smallvec![message::read(&mut case, pending)?],
        Family::Receipt => smallvec![followup::receipt(&mut case)?],
        Family::Recall => smallvec![followup::recall(&mut case)?],
        Family::Edit => smallvec![followup::edit(&mut case)?],
        Family::Muc => smallvec![muc::read(&mut case)?],
        Family::Roster => smallvec![roster::read(&mut case)?],
        Family::Thread => smallvec![thread::read(&mut case)?],
        Family::Reaction => reaction::read(&mut case)?.into(),
        Family::Unknown => smallvec![unknown(&mut case)],
    };
    let several = facts.len() > 1;
    let mut leftovers = case.leftovers();
    let events = facts.into_iter().enumerate().map(|(index, facts)| {
        let Facts { kind, native_type, conversation, sender, recipients, message, mut data, .. } = facts;
        let [second, third] = facts.identity;
        let identity = match id {
            Some(id) => Identity::Native(id, second, third),
            None => Identity::digest(payload.record_bytes(record), time),
        };
        data.rest = if several { leftovers.clone() } else { std::mem::take(&mut leftovers) };
        for members in facts.leftovers {
            members.leave_in(&mut data.rest);
        }
        Event {
            part: several.then_some(index),
            time_ms: facts.time_ms.or(time_ms),
            tenant_id: case.appkey,
            conversation,
            sender,
            recipients,
            message,
            data: (!data.is_empty()).then(|| Box::new(data)),
            ..Event::new(kind, native_type, identity, payload.json_record(record))
        }
    });
    Ok((events.collect(), case))
}

/// A body that no tell explains: everything that it says is kept.
fn unknown<'p>(case: &mut Case<'p>) -> Facts<'p> {
    case.unknown_event();
    let tell = ["chat_type", "event", "eventType"].into_iter().find(|tell| case.root.word(tell).is_some());
    let word = tell.and_then(|tell| case.root.text(&mut case.reader, tell));
    let word = word.unwrap_or("unknown");
    let noticed = case.payload.said("type", case.reader.arena()).filter(|_| word == "notify");
    Facts::new(EventType::Unknown, NativeType::new(word).and(noticed))
}
