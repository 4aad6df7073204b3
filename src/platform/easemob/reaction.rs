//! Reactions to messages (Reaction callback): one event for each message that they belong to.
//!
//! `payload{type "reaction", num, channel_type, data:[{messageId, from, to, ts, channel_type,
//! reactions:[{reaction, userList[], count, op?:[{reactionType create|delete, operator}]}]}]}`

use super::case::{Case, Facts, Read};
use super::ids::party;
use super::members::Members;
use crate::event::{ConversationKind, EventType, NativeType, Text};
use crate::json::{Kind, Raw, Reader};
use crate::limits::MAX_EVENTS_OF_RECORD;

/// `channel_type`: what kind of a place the message stands in.
const CHANNELS: &[(&str, ConversationKind)] =
    &[("chat", ConversationKind::Direct), ("groupchat", ConversationKind::Group), ("chatroom", ConversationKind::Room)];

/// `reactionType`, action.
const OPERATIONS: &[(&str, &str)] = &[("create", "created"), ("delete", "deleted")];

pub(super) fn read<'p>(case: &mut Case<'p>) -> Read<Vec<Facts<'p>>> {
    case.payload.take("type");
    let mut entries = Vec::new();
    let list = case.payload.get("data");
    if let Some(list) = list {
        case.reader.again(list, |reader| match reader.kind() {
            Kind::Array => reader.elements(|reader, index| {
                if index < MAX_EVENTS_OF_RECORD {
                    entries.push(entry(reader)?);
                } else if index == MAX_EVENTS_OF_RECORD {
                    reader.warn_record("events_truncated", "more reactions than events of one record; all are in raw");
                }
                Ok(())
            }),
            Kind::Object => {
                entries.push(entry(reader)?);
                Ok(())
            }
            _ => Ok(()),
        })?;
    }
    if list.is_some_and(|list| matches!(list.kind(), Kind::Array | Kind::Object)) {
        case.payload.take("data");
    }
    if entries.is_empty() {
        case.missing("there are no reactions");
        let mut nothing = Facts::new(EventType::ReactionUpdated, native_type());
        nothing.data.action = Some("updated");
        return Ok(vec![nothing]);
    }
    let channel = case.payload.take("channel_type");
    Ok(entries.into_iter().map(|entry| facts(case, entry, channel)).collect())
}

/// An element of `data`, and what somebody did.
#[derive(Default)]
struct Entry<'p> {
    members: Members<'p>,
    kind: Option<Text<'p>>,
    operator: Option<Text<'p>>,
}

fn facts<'p>(case: &mut Case<'p>, entry: Entry<'p>, channel: Option<Raw<'p>>) -> Facts<'p> {
    let Entry { mut members, kind, operator } = entry;
    if let Some(channel) = channel.filter(|_| !members.has("channel_type")) {
        members.put("channel_type", channel);
    }
    let mut facts = Facts::new(EventType::ReactionUpdated, native_type());
    let action = OPERATIONS.iter().find(|(word, _)| Some(*word) == kind);
    facts.data.action = Some(action.map_or("updated", |(_, action)| action));
    facts.data.native_action = kind;
    facts.data.actor = operator.map(|id| party(case.bare(id)));
    let reader = &mut case.reader;
    facts.time_ms = members.time_ms(reader, "ts");
    facts.data.target_id = members.text(reader, "messageId");
    let (from, to) = (members.text(reader, "from"), members.text(reader, "to"));
    facts.sender = from.map(|id| party(case.bare(id)));
    let word = members.word("channel_type");
    let place = CHANNELS.iter().find(|(known, _)| Some(*known) == word.as_deref());
    facts.place(place.map(|(_, kind)| *kind), to.map(|id| case.bare(id)));
    facts.leftovers.push(members);
    facts
}

fn native_type<'p>() -> NativeType<'p> {
    NativeType::new("notify").and(Some("reaction"))
}

fn entry<'p>(reader: &mut Reader<'p>) -> Read<Entry<'p>> {
    let mut entry = Entry::default();
    if reader.kind() != Kind::Object {
        let value = reader.raw()?;
        reader.warn_of(value, "unexpected_type", "not an object; it stands in raw");
        return Ok(entry);
    }
    reader.members(|r, f| {
        let ((), value) = r.spanned(|r| match (f.name, r.kind()) {
            ("reactions", Kind::Array) => r.elements(|r, _| each(r, |r| operations(r, &mut entry))),
            _ => Ok(()),
        })?;
        entry.members.keep(f, value);
        Ok(())
    })?;
    Ok(entry)
}

/// `{reaction, userList[], count, op?}`: `op` is a list, or the only one.
fn operations<'p>(reader: &mut Reader<'p>, entry: &mut Entry<'p>) -> Read<()> {
    reader.members(|r, f| match (f.name, r.kind()) {
        ("op", Kind::Array) => r.elements(|r, _| each(r, |r| operation(r, entry))),
        ("op", Kind::Object) => operation(r, entry),
        _ => Ok(()),
    })
}

/// `{reactionType, operator}`: of several the first counts.
fn operation<'p>(reader: &mut Reader<'p>, entry: &mut Entry<'p>) -> Read<()> {
    let operation = Members::read(reader)?;
    if entry.kind.is_none() && entry.operator.is_none() {
        entry.kind = operation.said("reactionType", reader.arena());
        entry.operator = operation.said("operator", reader.arena());
    }
    Ok(())
}

/// Reads an element that is an object; another is passed over.
fn each<'p>(reader: &mut Reader<'p>, read: impl FnOnce(&mut Reader<'p>) -> Read<()>) -> Read<()> {
    if reader.kind() == Kind::Object { read(reader) } else { Ok(()) }
}
