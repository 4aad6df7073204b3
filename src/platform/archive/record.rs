//! A record: the fields around the body, and the event that they become.
//!
//! | field | place in the event |
//! | --- | --- |
//! | msgid | id, message.id |
//! | seq | sequence |
//! | corpid, tenant_id | tenant_id |
//! | msgtime; of a switch log time | time_ms |
//! | from, is_from_ext | sender |
//! | tolist | recipients |
//! | roomid | conversation |
//! | action | type, data.native_action |
//! | msgtype and the body under its key | type, message |
//! | user of a switch log | data.actor |
//! | voiceid of a call | the call's id |
//! | id, from_avatar, content, voipid, is_grp, is_rb, is_ext, is_from_ext, what is unknown | data |

use std::borrow::Cow;

use super::bodies::{self, VOTE_MEMBERS};
use super::body;
use super::party::{is_external, party, recipients};
use super::types::{Content, Facts, Read, Row, TEXT, VOICE_CALL, VOTE, find, is_key_of_a_body};
use crate::event::{
    self, Body, Conversation, ConversationKind, Data, Direction, Event, EventType, Few, Identity, Message, NativeType,
    Party, PartyKind, Segment, Text,
};
use crate::json::{Field, Kind, Raw, Reader, Rest};
use crate::platform::time;

/// The native type of a record that says that the archive was switched on for someone.
const SWITCH: &str = "switch";
const RECALL: &str = "recall";
const SEND: &str = "send";

/// A record as read.
#[derive(Default)]
pub(crate) struct Record<'p> {
    msgtype: Option<Text<'p>>,
    row: Option<&'static Row>,
    action: Option<Text<'p>>,
    msgid: Option<Text<'p>>,
    sequence: Option<Text<'p>>,
    corpid: Option<Text<'p>>,
    tenant_id: Option<Text<'p>>,
    from: Option<Text<'p>>,
    is_from_external: bool,
    recipients: Vec<Party<'p>>,
    room: Option<Text<'p>>,
    msgtime: Option<i64>,
    time: Option<i64>,
    /// Where the body was read in place: its key, and its text for the case that it turns out to be none.
    body: Option<(&'p str, Raw<'p>)>,
    segments: Few<Segment<'p>>,
    data: Data<'p>,
}

impl<'p> Record<'p> {
    /// Reads an object, and gives its text too.
    pub fn read(reader: &mut Reader<'p>) -> Read<(Self, Raw<'p>)> {
        let mut record = Self::default();
        let ((), whole) = reader.spanned(|r| r.members(|r, f| record.member(r, f)))?;
        record.settle(whole, reader)?;
        Ok((record, whole))
    }

    /// Whether it says what it is: a type, or the action of a switch log.
    pub fn is_recognised(&self) -> bool {
        self.msgtype.is_some() || self.is_switch()
    }

    fn is_switch(&self) -> bool {
        self.msgtype.is_none() && self.action.as_deref() == Some(SWITCH)
    }

    /// The type, or `switch`; nothing where it says neither.
    pub fn native_type(&self) -> Option<Text<'p>> {
        self.msgtype.clone().or_else(|| self.is_switch().then_some(Cow::Borrowed(SWITCH)))
    }

    /// What it is recognised by, where nothing around it has an id.
    pub fn identity(&self, bytes: &[u8]) -> Identity<'p> {
        match &self.msgid {
            Some(msgid) => Identity::native(msgid.clone()),
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

    fn member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let rest = &mut self.data.rest;
        match f.name {
            "msgid" => self.msgid = r.text(f, rest)?,
            "action" => self.action = r.text(f, rest)?,
            "from" => self.from = r.text(f, rest)?,
            "tolist" => self.recipients = recipients(r, f, rest)?,
            "roomid" => self.room = r.text(f, rest)?,
            "msgtime" => self.msgtime = r.integer(f, rest)?,
            "msgtype" => {
                self.msgtype = match r.kind() {
                    Kind::String => r.text(f, rest)?,
                    _ => r.unexpected(f, rest).map(|()| None)?,
                };
                self.row = self.msgtype.as_deref().and_then(find);
            }
            "seq" => self.sequence = r.text(f, rest)?,
            "corpid" => self.corpid = r.text(f, rest)?,
            "tenant_id" => self.tenant_id = r.text(f, rest)?,
            "time" => self.time = r.integer(f, rest)?,
            "is_from_ext" => self.is_from_external = flag(r, f, rest)?,
            "is_grp" | "is_rb" | "is_ext" => flag(r, f, rest).map(drop)?,
            name => match self.row_to_read_here(r, f) {
                Some(row) => {
                    let (segments, value) = r.spanned(|r| body::segments(r, row, Cow::Borrowed(row.msgtype)))?;
                    self.body = (!segments.is_empty()).then_some((name, value));
                    self.segments = segments;
                }
                None => self.other(r, f)?,
            },
        }
        Ok(())
    }

    /// The row, where this member is the body as it nearly always stands: the type is known, and there is no better
    /// place for it.
    fn row_to_read_here(&self, r: &mut Reader<'p>, f: Field<'p>) -> Option<&'static Row> {
        let row = self.row.filter(|row| row.keys.first() == Some(&f.name) && row.is_message())?;
        let is_read = !f.repeated && self.action.as_deref() != Some(RECALL) && r.kind() != Kind::Null;
        is_read.then_some(row)
    }

    fn other(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        if f.repeated && self.body.is_some_and(|(key, _)| key == f.name) {
            self.body = None;
        }
        let value = r.raw()?;
        let is_empty = value.as_str() == "\"\"" && (OPTIONAL.contains(&f.name) || is_key_of_a_body(f.name));
        if !is_empty || f.repeated {
            self.data.rest.keep(Cow::Borrowed(f.name), if is_empty { Raw::NULL } else { value }, f.repeated);
        }
        Ok(())
    }

    /// Finds what only the whole record tells: where the body is, and what the fields mean for its type.
    fn settle(&mut self, whole: Raw<'p>, reader: &mut Reader<'p>) -> Read<()> {
        if self.msgtype.is_some() && !matches!(self.action.as_deref(), None | Some(SEND | RECALL)) {
            reader.warn_record("unknown_action", "an action that is not documented");
        }
        self.find_body(whole, reader)?;
        let rest = &mut self.data.rest;
        if let Some(Segment { body: Body::Call(call), .. }) = self.segments.first_mut()
            && self.row.is_some_and(|row| row.msgtype == VOICE_CALL)
        {
            call.id = take_text(rest, "voiceid");
        }
        if self.is_switch() {
            self.data.actor = take_text(&mut self.data.rest, "user").map(party);
        }
        let rest = &mut self.data.rest;
        if let (Some(_), Some(second)) = (&self.corpid, &self.tenant_id) {
            rest.keep("tenant_id".into(), reader.arena().string_token(second), false);
        }
        if let (Some(1..), Some(second @ 1..)) = (self.msgtime, self.time) {
            rest.keep("time".into(), reader.arena().number_token(second), false);
        }
        Ok(())
    }

    fn find_body(&mut self, whole: Raw<'p>, reader: &mut Reader<'p>) -> Read<()> {
        let Some(msgtype) = self.msgtype.clone() else { return Ok(()) };
        let rest = &mut self.data.rest;
        if self.action.as_deref() == Some(RECALL) && self.row.is_none_or(Row::is_message) {
            if let Some((key, value)) = self.body.take() {
                rest.keep(Cow::Borrowed(key), value, false);
            }
            self.segments = Few::None;
            return Ok(());
        }
        let Some(row) = self.row else {
            reader.warn_record("unknown_message_type", "a message type that is not documented; kept whole");
            let data = rest.take(&msgtype).filter(|data| !data.is_null());
            self.segments = Few::One(Segment::unknown(msgtype, data));
            return Ok(());
        };
        if self.body.is_some() {
            return Ok(());
        }
        let mut keys = row.keys.iter().copied().chain([row.msgtype]);
        let key = keys.find(|key| rest.get(key).is_some_and(|value| !value.is_null()));
        match (key, row.content) {
            (Some(key), Content::Facts(facts)) => self.read_facts(key, facts, whole, reader),
            (Some(key), _) => {
                rest.take(key);
                // Once more from the start: the body counts its depth from where it stands.
                let segments = &mut self.segments;
                reader.again(whole, |r| {
                    r.members(|r, f| {
                        if f.name == key && r.kind() != Kind::Null {
                            *segments = body::segments(r, row, Cow::Borrowed(row.msgtype))?;
                        }
                        Ok(())
                    })
                })
            }
            (None, _) => self.do_without_body(row, whole, reader),
        }
    }

    fn read_facts(&mut self, key: &str, facts: Facts, whole: Raw<'p>, reader: &mut Reader<'p>) -> Read<()> {
        let (mut target_id, mut actor, mut read) = (None, None, None);
        reader.again(whole, |r| {
            r.members(|r, f| {
                if f.name != key {
                    return Ok(());
                }
                let mut rest = Rest::default();
                let object = body::object(r, |r| {
                    r.members(|r, f| match Some(f.name) {
                        name if name == facts.target => r.text(f, &mut rest).map(|id| target_id = id),
                        name if name == facts.actor => r.text(f, &mut rest).map(|id| actor = id),
                        _ => r.keep_in(&mut rest, f),
                    })
                })?;
                read = object.map(|()| rest);
                Ok(())
            })
        })?;
        let rest = &mut self.data.rest;
        match read {
            Some(leftovers) => {
                rest.take(key);
                // One of the record may have the same name.
                for member in leftovers.members().iter() {
                    rest.keep(member.name.clone(), member.value, true);
                }
            }
            None => reader.warn_record("unexpected_type", "the body is no object; kept as it stands"),
        }
        self.data.target_id = target_id;
        self.data.actor = actor.map(party);
        Ok(())
    }

    /// A record whose type has no body under any of its keys.
    fn do_without_body(&mut self, row: &Row, whole: Raw<'p>, reader: &mut Reader<'p>) -> Read<()> {
        let rest = &mut self.data.rest;
        if row.msgtype == TEXT
            && let Some(text) = take_text(rest, "content")
        {
            self.segments = Few::One(Segment::text(text));
            return Ok(());
        }
        if row.msgtype == VOTE {
            let mut unused = Rest::default();
            let vote = reader.again(whole, |r| bodies::vote(r, &mut unused))?.filter(|vote| !vote.is_empty());
            if let Some(vote) = vote {
                for key in VOTE_MEMBERS.iter().filter(|key| unused.get(key).is_none()) {
                    rest.take(key);
                }
                self.segments = Few::One(Segment::new(vote, Rest::default()));
                return Ok(());
            }
        }
        reader.warn_record("missing_content", "the record has no body of its type");
        if row.is_message() {
            self.segments = Few::One(Segment::unknown(row.msgtype, None));
        }
        Ok(())
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
            _ if self.action.as_deref() == Some(RECALL) => EventType::MessageRecalled,
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
                data.native_action = self.action.filter(|action| action != SEND);
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

/// Fields that say nothing when they are empty.
const OPTIONAL: &[&str] = &["id", "from_avatar", "content", "user", "voiceid", "voipid"];

/// Into the tenant when the sender is a customer, out of it when a recipient is.
fn direction(sender: Option<&Party<'_>>, recipients: &[Party<'_>]) -> Option<Direction> {
    match sender?.kind? {
        PartyKind::External => Some(Direction::In),
        PartyKind::User => recipients.iter().any(is_external).then_some(Direction::Out),
        _ => None,
    }
}

/// Reads a truth value, and keeps it as one.
fn flag<'p>(r: &mut Reader<'p>, f: Field<'p>, rest: &mut Rest<'p>) -> Read<bool> {
    let flag = r.boolean(f, rest)?;
    if let Some(flag) = flag {
        rest.keep(Cow::Borrowed(f.name), Raw::boolean(flag), f.repeated);
    }
    Ok(flag.unwrap_or(false))
}

/// Takes a text out that is there and not empty.
fn take_text<'p>(rest: &mut Rest<'p>, key: &str) -> Option<Text<'p>> {
    let text = rest.get(key)?.text().filter(|text| !text.is_empty())?;
    rest.take(key);
    Some(text)
}
