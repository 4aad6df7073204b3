//! One entry of `msg_list`: a message, or with `msgtype` `event` something that happened.
//!
//! | member | place |
//! | --- | --- |
//! | `msgid`, `send_time` (seconds) | id, time |
//! | `external_userid`, `open_kfid`; of an event inside `event` | conversation: the customer, at the service account |
//! | `origin` 3 customer, 4 system, 5 servicer; `servicer_userid` | direction, sender, recipients |
//! | the member named like `msgtype` | segment |
//! | everything else | `data` |

use super::{entry_events, entry_messages};
use crate::event::{
    Conversation, ConversationKind, Data, Direction, Event, EventType, Few, Identity, Message, NativeType, Party,
    PartyKind, Segment, Text,
};
use crate::json::{Fault, Field, Kind, Raw, Reader, Rest, number};
use crate::platform::{Payload, time};

pub(super) type Read<T> = Result<T, Fault>;

/// The `msgtype` of what is no message.
const EVENT: &str = "event";

/// Reads an entry, whatever it holds.
pub(super) fn read<'p>(reader: &mut Reader<'p>, payload: &Payload<'p>) -> Read<Event<'p>> {
    let mut members = Members::default();
    let is_object = reader.kind() == Kind::Object;
    let ((), record) = reader.spanned(|reader| match is_object {
        true => reader.members(|reader, field| members.read(reader, field)),
        false => Ok(()),
    })?;
    let time_text = members.send_time.and_then(Raw::unescaped).unwrap_or_default();
    let identity = match &members.msgid {
        Some(id) => Identity::native(id),
        None => Identity::digest(payload.record_bytes(record), &time_text),
    };
    let mut event = Event::new(EventType::Unknown, NativeType::new("unknown"), identity, payload.json_record(record));
    if !is_object {
        reader.warn_of(record, "unexpected_type", "an entry that is not an object; kept whole");
        return Ok(event);
    }
    event.time_ms = members.time(reader);

    let mut data = Data::default();
    let (mut open_kfid, mut customer) = (members.open_kfid.take(), members.external_userid.take());
    match members.msgtype.take() {
        Some(name) if name == EVENT => {
            let value = members.rest.take(EVENT);
            let told = entry_events::read(value, record, customer.take(), reader)?;
            event.kind = told.kind;
            event.native_type = NativeType::new(EVENT).and(told.event_type);
            open_kfid = told.open_kfid.or(open_kfid);
            customer = told.customer;
            data = told.data;
        }
        Some(name) => {
            event.kind = EventType::MessageCreated;
            event.native_type = NativeType::new(name);
            let segment = match (members.segment.take(), members.rest.take(name)) {
                (Some(segment), _) => segment,
                (None, Some(value)) => reader.again(value, |reader| entry_messages::read(name, reader))?,
                (None, None) => entry_messages::absent(name, record, reader),
            };
            let (id, segments) = (members.msgid.take(), Few::One(segment));
            event.message = Some(Message { id, segments, ..Message::default() });
        }
        None => reader.warn_of(record, "unknown_message_type", "an entry without msgtype; kept whole"),
    }
    members.tell_parties(&customer, &mut event, reader);
    event.conversation = (customer.is_some() || open_kfid.is_some()).then(|| Conversation {
        id: customer,
        kind: Some(ConversationKind::Service),
        parent_id: open_kfid,
        ..Conversation::default()
    });
    merge(&mut data.rest, members.rest);
    event.data = (!data.is_empty()).then(|| Box::new(data));
    Ok(event)
}

/// The members of an entry.
#[derive(Default)]
struct Members<'p> {
    msgid: Option<Text<'p>>,
    msgtype: Option<Text<'p>>,
    send_time: Option<Raw<'p>>,
    origin: Option<Raw<'p>>,
    servicer: Option<Raw<'p>>,
    open_kfid: Option<Text<'p>>,
    external_userid: Option<Text<'p>>,
    segment: Option<Segment<'p>>,
    rest: Rest<'p>,
}

impl<'p> Members<'p> {
    fn read(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let rest = &mut self.rest;
        match f.name {
            "msgid" => self.msgid = r.text(f, rest)?,
            "msgtype" => self.msgtype = r.text(f, rest)?,
            "send_time" => self.send_time = present(r.raw()?),
            "origin" => self.origin = present(r.raw()?),
            "servicer_userid" => self.servicer = present(r.raw()?),
            "open_kfid" => self.open_kfid = r.text(f, rest)?,
            "external_userid" => self.external_userid = r.text(f, rest)?,
            // The content, where its type came before it; otherwise it is read again at the end.
            name if name != EVENT && self.msgtype == Some(name) => {
                self.segment = Some(entry_messages::read(name, r)?);
            }
            _ => r.keep_in(rest, f)?,
        }
        Ok(())
    }

    fn time(&mut self, reader: &mut Reader<'p>) -> Option<i64> {
        let value = self.send_time?;
        let text = value.text(reader.arena()).filter(|text| !text.is_empty());
        let time_ms = text.and_then(number::integer).map(time::unix_ms);
        if time_ms.is_none() && value.text(reader.arena()) != Some("") {
            reader.warn_of(value, "unexpected_type", "send_time is not a whole number; kept as it stands");
            self.rest.keep("send_time", value, false);
        }
        time_ms
    }

    /// Who spoke to whom. What does not say it stays in the data.
    fn tell_parties(&mut self, customer: &Option<Text<'p>>, event: &mut Event<'p>, reader: &mut Reader<'p>) {
        let servicer = self.servicer.and_then(|value| value.text(reader.arena())).filter(|id| !id.is_empty());
        let mut servicer_is_told = true;
        match self.origin.and_then(Raw::unescaped).as_deref() {
            Some("3") => {
                event.direction = Some(Direction::In);
                event.sender = Some(Party::new(PartyKind::External, *customer));
                event.recipients.extend(servicer.map(|id| Party::new(PartyKind::Agent, Some(id))));
            }
            Some("5") => {
                event.direction = Some(Direction::Out);
                event.sender = Some(Party::new(PartyKind::Agent, servicer));
            }
            other => {
                servicer_is_told = false;
                match other {
                    Some("4") => event.sender = Some(Party::new(PartyKind::System, None)),
                    _ => {
                        self.origin.into_iter().for_each(|value| self.rest.keep("origin", value, false));
                    }
                }
            }
        }
        if let Some(value) = self.servicer {
            let is_text = value.text(reader.arena()).is_some();
            if !is_text {
                reader.warn_of(value, "unexpected_type", "servicer_userid is not text; kept as it stands");
            }
            if !servicer_is_told || !is_text {
                self.rest.keep("servicer_userid", value, false);
            }
        }
    }
}

fn present(value: Raw<'_>) -> Option<Raw<'_>> {
    Some(value).filter(|value| !value.is_null())
}

/// Adds what stands at the root of an entry; of one name that inside `event` counts.
fn merge<'p>(rest: &mut Rest<'p>, root: Rest<'p>) {
    if rest.is_empty() {
        *rest = root;
        return;
    }
    for member in root.members().iter() {
        if rest.get(member.name).is_none() {
            rest.keep(member.name, member.value, false);
        }
    }
}
