//! Something happened to a message of a thread (Thread callback): it was sent, recalled or edited, and nothing says
//! which.
//!
//! `payload{type "thread", data{id, name, from, msg_parent_id?, muc_parent_id, message_count, operation "update_msg",
//! timestamp, last_message{from, id, to, timestamp, payload{ext, bodies[], meta, from, to, type}}}}`
//!
//! The document contradicts itself, and both ways are taken: its table puts `meta` into `last_message`, its sample into
//! `last_message.payload`; its table has a body's type under `txt`, its sample under `type`.

use super::body::{Last, Payload, Thread};
use super::case::{Case, Facts, Read};
use super::ids::party;
use super::message::segments;
use crate::event::{Conversation, ConversationKind, EventType, LastMessage, Message, NativeType};
use crate::json::Rest;

pub(super) fn read<'p>(case: &mut Case<'p>) -> Read<Facts<'p>> {
    case.payload.take("type");
    let Thread { mut members, last } = match case.thread.take() {
        Some(thread) => {
            case.payload.take("data");
            *thread
        }
        None => Thread::default(),
    };
    let operation = members.text(&mut case.reader, "operation");
    let known = operation == Some("update_msg");
    let kind = if known { EventType::ThreadUpdated } else { EventType::Unknown };
    let mut facts = Facts::new(kind, NativeType::new("notify").and(Some("thread")).and(operation));
    if known {
        facts.data.action = Some("updated");
        facts.data.native_action = operation;
    } else {
        case.unknown_event();
    }

    let reader = &mut case.reader;
    facts.time_ms = members.time_ms(reader, "timestamp");
    let name = members.text(reader, "name");
    let [id, parent, from] = ["id", "muc_parent_id", "from"].map(|key| members.text(reader, key));
    let [id, parent, from] = [id, parent, from].map(|id| id.map(|id| case.bare(id)));
    let to = case.id("to");
    facts.conversation =
        Some(Conversation { id, kind: Some(ConversationKind::Thread), parent_id: parent.or(to), name });
    facts.data.actor = from.map(party);

    match last {
        Some(last) => {
            members.take("last_message");
            facts.leftovers.push(members);
            last_message(case, last, &mut facts)?;
        }
        None => {
            facts.leftovers.push(members);
            case.missing("the thread has no last message");
        }
    }
    Ok(facts)
}

fn last_message<'p>(case: &mut Case<'p>, last: Last<'p>, facts: &mut Facts<'p>) -> Read<()> {
    let Last { mut members, payload } = last;
    let whole = members.get("payload");
    if payload.is_some() {
        members.take("payload");
    }
    let Payload { members: mut inner, mut bodies } = payload.unwrap_or_default();
    let reader = &mut case.reader;
    let sender = members.text(reader, "from");
    members.text(reader, "to");
    for key in ["from", "to", "type"] {
        inner.text(reader, key);
    }
    let id = members.text(reader, "id");
    let time_ms = members.time_ms(reader, "timestamp");
    let mut ext = Rest::default();
    if let Some(given) = inner.object(reader, "ext")? {
        given.leave_in(&mut ext);
    }
    if !bodies.is_empty() {
        inner.take("bodies");
    }
    let (_, segments) = segments(reader, &mut bodies, whole)?;
    if inner.has("meta") {
        members.take("meta");
    }

    facts.sender = sender.map(|sender| party(case.bare(sender)));
    facts.data.target_id = id;
    let message = Message { id, segments, ext, ..Message::default() };
    facts.data.last_message = Some(Box::new(LastMessage { sender: facts.sender.clone(), time_ms, message }));
    facts.leftovers.extend([members, inner]);
    Ok(())
}
