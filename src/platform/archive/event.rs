//! The event that a record tells of.

use super::party::{is_external, party};
use super::record::{RECALL, Record, SEND};
use crate::event::{
    self, Conversation, ConversationKind, Direction, Event, EventType, Identity, Message, NativeType, Party, PartyKind,
    Text,
};
use crate::platform::time;

impl<'p> Record<'p> {
    /// What it is recognised by, where nothing around it has an id.
    pub fn identity(&self, bytes: &[u8]) -> Identity<'p> {
        match self.msgid {
            Some(msgid) => Identity::native(msgid),
            None => {
                let mut digits = itoa::Buffer::new();
                let time = self.msgtime.or(self.time).map_or("", |time| digits.format(time));
                Identity::digest(bytes, time)
            }
        }
    }

    pub fn msgid(&self) -> Option<&Text<'p>> {
        self.msgid.as_ref()
    }

    /// The event that the record tells of. `prefix` goes before its type.
    pub fn into_event(
        self,
        prefix: Option<&'static str>,
        identity: Identity<'p>,
        record: event::Record<'p>,
    ) -> Event<'p> {
        let kind = match self.row {
            _ if self.is_switch() => EventType::PresenceUpdated,
            _ if self.msgtype.is_none() => EventType::Unknown,
            _ if self.action == Some(RECALL) => EventType::MessageRecalled,
            Some(row) => row.kind,
            None => EventType::MessageCreated,
        };
        let native_type = match prefix {
            Some(prefix) => NativeType::new(prefix).and(self.native_type()),
            None => NativeType::new(self.native_type().unwrap_or_default()),
        };
        let mut event = Event::new(kind, native_type, identity, record);
        event.time_ms = [self.msgtime, self.time].into_iter().flatten().find(|&time| time != 0).map(time::unix_ms);
        event.sequence = self.sequence;
        event.tenant_id = self.corpid.or(self.tenant_id);
        event.sender = self.from.map(|from| {
            let sender = party(from);
            match sender.kind {
                Some(PartyKind::User) if self.is_from_external => Party { kind: Some(PartyKind::External), ..sender },
                _ => sender,
            }
        });
        event.conversation = match self.room {
            None if kind == EventType::PresenceUpdated => None,
            None => Some(Conversation { kind: Some(ConversationKind::Direct), ..Conversation::default() }),
            id => Some(Conversation { id, kind: Some(ConversationKind::Group), ..Conversation::default() }),
        };
        let mut data = self.data;
        data.action = match kind {
            EventType::MessageRecalled => Some("recalled"),
            EventType::ConsentGranted => Some("granted"),
            EventType::ConsentDenied => Some("denied"),
            EventType::CallEnded => Some("ended"),
            EventType::PresenceUpdated => Some("switched"),
            _ => None,
        };
        match kind {
            EventType::MessageCreated => {
                event.direction = direction(event.sender.as_ref(), &self.recipients);
                data.native_action = self.action.filter(|action| *action != SEND);
            }
            EventType::MessageRecalled | EventType::ConsentGranted | EventType::ConsentDenied => {
                data.actor = data.actor.or_else(|| event.sender.clone());
                data.native_action = self.action;
            }
            _ => data.native_action = self.action,
        }
        if matches!(kind, EventType::MessageCreated | EventType::CallEnded) {
            event.message = Some(Message { id: self.msgid, segments: self.segments, ..Message::default() });
        }
        event.recipients = self.recipients;
        event.data = (!data.is_empty()).then(|| Box::new(data));
        event
    }
}

/// Into the tenant when the sender is a customer, out of it when a recipient is.
fn direction(sender: Option<&Party<'_>>, recipients: &[Party<'_>]) -> Option<Direction> {
    match sender?.kind? {
        PartyKind::External => Some(Direction::In),
        PartyKind::User => recipients.iter().any(is_external).then_some(Direction::Out),
        _ => None,
    }
}
