//! Events by topic (event list): one row, one topic.

use std::borrow::Cow;

use super::message::{Content, NativeMention, Read, identity, party};
use crate::event::{
    Conversation, ConversationKind, Data, Delivery, Direction, Event, EventType, Identity, Message, NativeType, Party,
    PartyKind, Text,
};
use crate::json::{Field, Kind, Reader, Rest};
use crate::platform::{Payload, time};

/// The envelope of an event: what stands around its payload.
#[derive(Default)]
pub(super) struct Around<'p> {
    pub topic: Text<'p>,
    pub operation: Option<Text<'p>>,
    /// Decimal digits, or nothing.
    pub time: Text<'p>,
    pub id: Option<Text<'p>>,
    pub native: Rest<'p>,
}

/// The topics of messages.
pub(super) const MESSAGE: &str = "kso.app_chat.message";
const OLD_MESSAGE: &str = "wps.open.xz.message";

/// A topic whose payload is a few facts.
struct Topic {
    name: &'static str,
    operations: &'static [Operation],
    /// What kind of a place `chat_id` is.
    place: Option<ConversationKind>,
    /// The key of what was acted on.
    target: Option<&'static str>,
    /// Who it happened to, where the payload does not say.
    subject: Option<PartyKind>,
}

struct Operation {
    /// Nothing: whichever, the documents name none.
    native: Option<&'static str>,
    kind: EventType,
    action: &'static str,
}

const fn operation(native: &'static str, kind: EventType, action: &'static str) -> Operation {
    Operation { native: Some(native), kind, action }
}

const ANY_TOPIC: Topic = Topic { name: "", operations: &[], place: None, target: None, subject: None };

const JOINED_AND_LEFT: &[Operation] =
    &[operation("create", EventType::MemberJoined, "joined"), operation("delete", EventType::MemberLeft, "left")];

const TOPICS: &[Topic] = &[
    // The first chat of a user with the application's bot.
    Topic {
        name: "kso.app_chat",
        operations: &[operation("create", EventType::ConversationCreated, "created")],
        place: Some(ConversationKind::Direct),
        ..ANY_TOPIC
    },
    Topic {
        name: "kso.app_chat.message.recall",
        operations: &[Operation { native: None, kind: EventType::MessageRecalled, action: "recalled" }],
        target: Some("id"),
        ..ANY_TOPIC
    },
    // A group was dissolved. One vendor sample of it says `create`: that operation stays unknown.
    Topic {
        name: "kso.xz.app.group_chat",
        operations: &[operation("delete", EventType::ConversationDeleted, "deleted")],
        place: Some(ConversationKind::Group),
        ..ANY_TOPIC
    },
    Topic {
        name: "kso.xz.app.group_chat.member.user",
        operations: JOINED_AND_LEFT,
        place: Some(ConversationKind::Group),
        ..ANY_TOPIC
    },
    Topic {
        name: "kso.xz.app.group_chat.member.robot",
        operations: JOINED_AND_LEFT,
        place: Some(ConversationKind::Group),
        subject: Some(PartyKind::Bot),
        ..ANY_TOPIC
    },
    Topic {
        name: "kso.xz.announce",
        operations: &[
            operation("create", EventType::RecordUpdated, "created"),
            operation("update", EventType::RecordUpdated, "updated"),
            operation("delete", EventType::RecordUpdated, "deleted"),
            operation("recall", EventType::RecordUpdated, "recalled"),
        ],
        ..ANY_TOPIC
    },
    Topic {
        name: "kso.dept",
        operations: &[
            operation("create", EventType::OrganizationUpdated, "created"),
            operation("update", EventType::OrganizationUpdated, "updated"),
            operation("delete", EventType::OrganizationUpdated, "deleted"),
        ],
        ..ANY_TOPIC
    },
    Topic {
        name: "kso.contact.permission_setting",
        operations: &[operation("update", EventType::OrganizationUpdated, "updated")],
        ..ANY_TOPIC
    },
    Topic {
        name: "kso.developer.application.subject",
        operations: &[operation("update", EventType::RecordUpdated, "updated")],
        target: Some("app_id"),
        ..ANY_TOPIC
    },
    Topic {
        name: "kso.user.status",
        operations: &[operation("update", EventType::ContactUpdated, "updated")],
        ..ANY_TOPIC
    },
];

/// Reads the payload of an event, whatever it holds.
pub(super) fn read<'p>(
    around: Around<'p>,
    payload: &Payload<'p>,
    reader: &mut Reader<'p>,
    delivery: &mut Delivery<'p>,
) -> Read<()> {
    let Around { topic, operation, time, id, native } = around;
    let is_message = (topic == MESSAGE || topic == OLD_MESSAGE) && operation.as_deref() == Some("create");
    let mut facts = Facts::default();
    let ((), record) = reader.spanned(|reader| match reader.kind() {
        Kind::Object if is_message => reader.members(|reader, field| facts.message_member(reader, field)),
        Kind::Object => reader.members(|reader, field| facts.member(reader, field)),
        _ => Ok(()),
    })?;

    let row = TOPICS.iter().find(|row| row.name == topic);
    let (kind, action) = match row {
        _ if is_message && facts.is_message => (EventType::MessageCreated, None),
        Some(row) => {
            match row.operations.iter().find(|known| known.native.is_none() || known.native == operation.as_deref()) {
                Some(known) => (known.kind, Some(known.action)),
                None => (EventType::Unknown, None),
            }
        }
        None => (EventType::Unknown, None),
    };
    if kind == EventType::Unknown {
        let contradictory = topic == "kso.xz.app.group_chat" && operation.as_deref() == Some("create");
        match contradictory {
            true => {
                reader.warn_record("contradictory_operation", "documented for a dissolved group, by a sample alone");
            }
            false => {
                reader.warn_record("unknown_event_type", "a topic or operation that is not documented; kept whole");
            }
        }
    }

    let row = row.unwrap_or(&ANY_TOPIC);
    let target_id = row.target.and_then(|key| facts.rest.take(key)).and_then(|value| value.text());
    let native_id = match kind {
        EventType::MessageCreated => facts.message.id.clone(),
        EventType::MessageRecalled => target_id.clone(),
        _ => None,
    };
    if native_id.is_none() && id.is_some() && delivery.auth.verified {
        // The event is recognised by a field that the proof does not cover.
        delivery.auth.uncovered = &["operation", "id"];
    }
    let identity = match native_id.or(id) {
        Some(id) => Identity::native(id),
        None => Identity::digest(payload.record_bytes(record), &time),
    };
    let native_type = NativeType::new(topic).and(operation.clone());
    let mut event = Event::new(kind, native_type, identity, payload.json_record(record));
    event.time_ms = facts.send_time_ms.or_else(|| time.parse().ok().map(time::unix_ms));
    event.tenant_id = facts.company_id;
    event.native = native;
    event.conversation = facts.conversation;
    if let Some(conversation) = &mut event.conversation {
        conversation.kind = conversation.kind.or(row.place);
    }
    let mut data = Data { rest: facts.rest, ..Data::default() };
    if kind == EventType::MessageCreated {
        let from_user = facts.sender.as_ref().is_some_and(|sender| sender.kind == Some(PartyKind::User));
        event.direction = from_user.then_some(Direction::In);
        event.sender = facts.sender;
        let mut message = facts.message;
        let mentioned = facts.mentions.iter().filter(|mention| !mention.everyone);
        message.mentions = mentioned.filter_map(|mention| mention.identity.clone()).collect();
        message.segments = facts.content.into_segments(facts.message_type, &facts.mentions, reader);
        event.message = Some(message);
    } else {
        data.action = action;
        data.native_action = operation.filter(|_| kind != EventType::Unknown);
        data.target_id = target_id.or(facts.announced);
        data.actor = facts.actor;
        data.subjects = facts.users;
        data.subjects.extend(row.subject.map(|kind| Party::new(kind, None)));
    }
    event.data = (!data.is_empty()).then(|| Box::new(data));
    delivery.events.push(event);
    Ok(())
}

/// The members of a payload, of whichever topic.
#[derive(Default)]
struct Facts<'p> {
    company_id: Option<Text<'p>>,
    conversation: Option<Conversation<'p>>,
    send_time_ms: Option<i64>,
    sender: Option<Party<'p>>,
    is_message: bool,
    message: Message<'p>,
    message_type: Option<Text<'p>>,
    content: Content<'p>,
    mentions: Vec<NativeMention<'p>>,
    actor: Option<Party<'p>>,
    users: Vec<Party<'p>>,
    announced: Option<Text<'p>>,
    rest: Rest<'p>,
}

impl<'p> Facts<'p> {
    /// A member of a message event's payload, of the new generation or the old.
    fn message_member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let rest = &mut self.rest;
        match f.name {
            "company_id" => self.company_id = r.text(f, rest)?,
            "send_time" => self.send_time_ms = r.converted(f, rest, time::parse_ms)?,
            "chat" => {
                let mut chat = Conversation::default();
                let read = r.object(f, rest, |r, f, rest| {
                    match f.name {
                        "id" => chat.id = r.text(f, rest)?,
                        "name" => chat.name = r.text(f, rest)?,
                        "type" => chat.kind = r.text(f, rest)?.and_then(|kind| chat_kind(&kind)),
                        _ => {}
                    }
                    Ok(())
                })?;
                self.conversation = read.then_some(chat);
            }
            "sender" => self.sender = sender(r, f, rest, &mut self.company_id)?,
            "message" if r.kind() == Kind::Object => {
                self.is_message = true;
                self.message = Message::default();
                r.members(|r, f| self.body_member(r, f))?;
            }
            // The old generation has the members of the message at the top.
            "chat_id" => self.conversation.get_or_insert_default().id = r.text(f, rest)?,
            "chat_type" => {
                let kind = r.text(f, rest)?.and_then(|kind| chat_kind(&kind));
                self.conversation.get_or_insert_default().kind = kind;
            }
            "message_id" => {
                self.is_message = true;
                self.message.id = r.text(f, rest)?;
            }
            "message_type" => self.message_type = r.text(f, rest)?,
            "content" => self.content = Content::read(r)?,
            "mentions" => self.mentions = mentions(r, f, rest)?,
            _ => r.keep_in(rest, f)?,
        }
        Ok(())
    }

    /// A member of `message`.
    fn body_member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let ext = &mut self.message.ext;
        match f.name {
            "id" => self.message.id = r.text(f, ext)?,
            "type" => self.message_type = r.text(f, ext)?,
            "content" => self.content = Content::read(r)?,
            "mentions" => self.mentions = mentions(r, f, ext)?,
            "quote_msg_id" => self.message.reply_to = r.text(f, ext)?,
            _ => r.keep_in(ext, f)?,
        }
        Ok(())
    }

    /// A member of any other event's payload.
    fn member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let rest = &mut self.rest;
        match f.name {
            "company_id" => self.company_id = r.text(f, rest)?,
            "chat_id" => self.conversation.get_or_insert_default().id = r.text(f, rest)?,
            "operator" | "creator" => self.actor = identity(r, f, rest)?,
            "users" => {
                let users = &mut self.users;
                r.array(f, rest, |r, _| {
                    users.push(match r.kind() {
                        Kind::Object => party(r, &mut Rest::default())?,
                        _ => Party::new(PartyKind::User, r.raw()?.text()),
                    });
                    Ok(())
                })?;
            }
            "event_group" => {
                let mut group = Conversation { kind: Some(ConversationKind::Group), ..Conversation::default() };
                let read = r.object(f, rest, |r, f, rest| {
                    match f.name {
                        "id" => group.id = r.text(f, rest)?,
                        "name" => group.name = r.text(f, rest)?,
                        _ => {}
                    }
                    Ok(())
                })?;
                self.conversation = read.then_some(group);
            }
            "event_announce" => {
                let value = r.raw()?;
                if value.kind() == Kind::Object {
                    let announced = &mut self.announced;
                    r.again(value, |r| {
                        r.members(|r, f| {
                            if f.name == "id" {
                                *announced = r.raw()?.text();
                            }
                            Ok(())
                        })
                    })?;
                }
                rest.keep(Cow::Borrowed(f.name), value, f.repeated);
            }
            _ => r.keep_in(rest, f)?,
        }
        Ok(())
    }
}

/// `p2p|group` by the documents, `single` by an SDK, 2 and 3 of the old generation.
fn chat_kind(native: &str) -> Option<ConversationKind> {
    match native {
        "p2p" | "single" | "3" => Some(ConversationKind::Direct),
        "group" | "2" => Some(ConversationKind::Group),
        _ => None,
    }
}

/// `{id, type, name?}`, or the old generation's `{company_uid, company_id}`.
fn sender<'p>(
    reader: &mut Reader<'p>,
    field: Field<'p>,
    rest: &mut Rest<'p>,
    company_id: &mut Option<Text<'p>>,
) -> Read<Option<Party<'p>>> {
    let mut leftovers = Rest::default();
    let Some(mut party) = identity(reader, field, &mut leftovers)? else {
        rest.append(leftovers);
        return Ok(None);
    };
    if party.id.is_none()
        && let Some(id) = leftovers.get("company_uid").and_then(|value| value.text())
    {
        party = Party { id: Some(id), kind: Some(PartyKind::User), ..party };
        *company_id = company_id.take().or(leftovers.get("company_id").and_then(|value| value.text()));
    }
    Ok(Some(party))
}

fn mentions<'p>(reader: &mut Reader<'p>, field: Field<'p>, rest: &mut Rest<'p>) -> Read<Vec<NativeMention<'p>>> {
    let mut mentions = Vec::new();
    reader.array(field, rest, |reader, _| {
        mentions.push(NativeMention::read(reader)?);
        Ok(())
    })?;
    Ok(mentions)
}
