//! Events by topic (event list): one row, one topic.

use super::content::Read;
use super::identity::{identity, party};
use super::message;
use crate::event::{
    Conversation, ConversationKind, Data, Delivery, Event, EventType, Identity, NativeType, Party, PartyKind, Text,
};
use crate::json::{Field, Kind, Reader, Rest, number};
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

impl<'p> Around<'p> {
    pub fn is(&self, topic: &str, operation: &str) -> bool {
        self.topic == topic && self.operation == Some(operation)
    }

    pub fn native_type(&self) -> NativeType<'p> {
        NativeType::new(self.topic).and(self.operation)
    }

    /// The time of the envelope, for payloads that have none.
    pub fn time_ms(&self) -> Option<i64> {
        number::integer(self.time).map(time::unix_ms)
    }

    /// What the event is recognised by: the payload's own id, else the envelope's, else the record itself.
    pub fn identify(&self, id: Option<Text<'p>>, record: &[u8], delivery: &mut Delivery<'p>) -> Identity<'p> {
        if let Some(id) = id {
            return Identity::native(id);
        }
        let Some(id) = self.id else { return Identity::digest(record, self.time) };
        if delivery.auth.verified {
            delivery.auth.uncovered = &["operation", "id"];
        }
        Identity::native(id)
    }
}

/// Reads the payload of an event, whatever it holds.
pub(super) fn read<'p>(
    mut around: Around<'p>,
    payload: &Payload<'p>,
    reader: &mut Reader<'p>,
    delivery: &mut Delivery<'p>,
) -> Read<()> {
    let is_message = around.is(message::TOPIC, "create") || around.is(message::OLD_TOPIC, "create");
    if is_message && message::read(&mut around, payload, reader, delivery)? {
        return Ok(());
    }
    let mut facts = Facts::default();
    let ((), record) = reader.spanned(|reader| match reader.kind() {
        Kind::Object => reader.members(|reader, field| facts.member(reader, field)),
        _ => Ok(()),
    })?;
    let topic = TOPICS.iter().find(|row| row.name == around.topic);
    let done = topic.and_then(|topic| topic.done(around.operation));
    if done.is_none() {
        let (code, detail) = match around.is("kso.xz.app.group_chat", "create") {
            true => ("contradictory_operation", "documented for a dissolved group, by a sample alone"),
            false => ("unknown_event_type", "a topic or operation that is not documented; kept whole"),
        };
        reader.warn_record(code, detail);
    }
    let topic = topic.unwrap_or(&ANY_TOPIC);
    let kind = done.map_or(EventType::Unknown, |done| done.kind);
    let target_id = topic.target.and_then(|key| facts.rest.take(key)).and_then(|value| value.text(reader.arena()));
    let target_id = target_id.or(facts.announced).filter(|id| !id.is_empty());
    let own_id = target_id.filter(|_| kind == EventType::MessageRecalled);
    let identity = around.identify(own_id, payload.record_bytes(record), delivery);
    facts.users.extend(topic.subject.map(|kind| Party::new(kind, None)));
    let data = Data {
        action: done.map(|done| done.action),
        native_action: around.operation.filter(|_| done.is_some()),
        target_id,
        actor: facts.actor,
        subjects: facts.users,
        rest: facts.rest,
        ..Data::default()
    };
    let mut event = Event::new(kind, around.native_type(), identity, payload.json_record(record));
    event.time_ms = around.time_ms();
    event.tenant_id = facts.company_id;
    event.native = around.native;
    event.conversation = facts.conversation.map(|place| Conversation { kind: place.kind.or(topic.place), ..place });
    event.data = Some(Box::new(data));
    delivery.events.push(event);
    Ok(())
}

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

impl Topic {
    /// What an operation of it does.
    fn done(&self, operation: Option<&str>) -> Option<&'static Operation> {
        self.operations.iter().find(|known| known.native.is_none() || known.native == operation)
    }
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

/// The members of a payload that is no message's.
#[derive(Default)]
struct Facts<'p> {
    company_id: Option<Text<'p>>,
    conversation: Option<Conversation<'p>>,
    actor: Option<Party<'p>>,
    users: Vec<Party<'p>>,
    /// The announcement's id.
    announced: Option<Text<'p>>,
    rest: Rest<'p>,
}

impl<'p> Facts<'p> {
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
                        _ => Party::new(PartyKind::User, r.scalar()?.filter(|id| !id.is_empty())),
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
                                *announced = r.scalar()?;
                            }
                            Ok(())
                        })
                    })?;
                }
                rest.keep(f.name, value, f.repeated());
            }
            _ => r.keep_in(rest, f)?,
        }
        Ok(())
    }
}
