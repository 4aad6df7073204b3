//! Pushes by type (open.wshoto.com, notification list): one row, one type. Archived messages, type 101, are records.

use std::borrow::Cow;

use crate::event::{Conversation, ConversationKind, Data, Event, EventType, Few, Party, PartyKind, Text};
use crate::json::{Fault, Kind, Reader, number};
use crate::platform::archive::kind_of;
use crate::platform::time;

/// What a type of push means.
pub(super) struct Row {
    number: &'static str,
    pub kind: EventType,
    actions: Actions,
    /// The key of what was acted on.
    target: Option<&'static str>,
    /// What the type has of its own.
    more: for<'p> fn(&mut Facts<'p>, &mut Reader<'p>),
}

/// What was done.
enum Actions {
    /// By `change_type`; a code that is not listed has updated something.
    Of(&'static [(&'static str, &'static str)]),
    Always(&'static str),
}

/// The type whose content is a list.
pub(super) const HIT: &str = "41";

/// 2 its state, 3 what it says, 4 its owner.
const ORDER_ACTIONS: Actions =
    Actions::Of(&[("1", "created"), ("2", "updated"), ("3", "updated"), ("4", "updated"), ("5", "deleted")]);

const RECEIPT_ACTIONS: Actions = Actions::Of(&[("1", "created"), ("2", "updated"), ("3", "updated")]);

const PUSHES: &[Row] = &[
    Row {
        number: "15",
        kind: EventType::ContactUpdated,
        actions: Actions::Of(&[
            ("add_external_contact", "created"),
            ("edit_external_contact", "updated"),
            ("del_external_contact", "deleted"),
            ("del_follow_user", "deleted"),
        ]),
        target: Some("external_user_id"),
        more: customer,
    },
    // The codes of its change_type are unpublished.
    Row { number: "16", kind: EventType::ConversationUpdated, actions: Actions::Of(&[]), target: None, more: group },
    Row {
        number: "19",
        kind: EventType::RecordUpdated,
        actions: ORDER_ACTIONS,
        target: Some("order_id"),
        more: nothing,
    },
    Row {
        number: "20",
        kind: EventType::RecordUpdated,
        actions: RECEIPT_ACTIONS,
        target: Some("receipt_id"),
        more: nothing,
    },
    Row { number: "21", kind: EventType::RecordUpdated, actions: Actions::Of(&[]), target: None, more: nothing },
    Row {
        number: "38",
        kind: EventType::ContactUpdated,
        actions: Actions::Of(&[("1", "created"), ("2", "deleted"), ("3", "updated"), ("4", "updated")]),
        target: Some("user_id"),
        more: nothing,
    },
    Row {
        number: HIT,
        kind: EventType::ModerationDecided,
        actions: Actions::Always("flagged"),
        target: Some("msg_id"),
        more: hit,
    },
];

/// The row of a type.
pub(super) fn find(number: &str) -> Option<&'static Row> {
    PUSHES.iter().find(|row| row.number == number)
}

/// What the content of a push says.
#[derive(Default)]
pub(super) struct Facts<'p> {
    tenant_id: Option<Text<'p>>,
    time_ms: Option<i64>,
    sequence: Option<Text<'p>>,
    conversation: Option<Conversation<'p>>,
    sender: Option<Party<'p>>,
    recipients: Few<Party<'p>>,
    data: Data<'p>,
}

impl<'p> Facts<'p> {
    /// Reads an object of this type; anything else is kept.
    pub fn read(reader: &mut Reader<'p>, row: Option<&Row>) -> Result<Self, Fault> {
        let mut facts = Self::default();
        if reader.kind() != Kind::Object {
            let value = reader.raw()?;
            reader.warn_of(value, "unexpected_type", "no object; kept as it stands");
            facts.data.rest.keep("content", value, false);
            return Ok(facts);
        }
        reader.members(|r, f| r.keep_in(&mut facts.data.rest, f))?;
        facts.tenant_id = facts.take("tenant_id", reader);
        if facts.tenant_id.is_none() {
            facts.tenant_id = facts.take("corpid", reader);
        }
        let Some(row) = row else { return Ok(facts) };
        facts.data.action = Some(match row.actions {
            Actions::Always(action) => action,
            Actions::Of(codes) => {
                facts.data.native_action = facts.take("change_type", reader);
                let code = facts.data.native_action;
                codes.iter().find(|(known, _)| Some(*known) == code).map_or("updated", |(_, action)| action)
            }
        });
        facts.data.target_id = row.target.and_then(|key| facts.take(key, reader));
        (row.more)(&mut facts, reader);
        Ok(facts)
    }

    /// Takes a text or a number out; `""` is absent. Anything else stays, and is told of.
    fn take(&mut self, key: &str, reader: &mut Reader<'p>) -> Option<Text<'p>> {
        let rest = &mut self.data.rest;
        let value = rest.get(key).filter(|value| !value.is_null())?;
        match value.text(reader.arena()) {
            Some(text) => {
                rest.take(key);
                Some(text).filter(|text| !text.is_empty())
            }
            None => {
                reader.warn_of(value, "unexpected_type", "not of the documented type; kept as it stands");
                None
            }
        }
    }

    /// Takes a time out; `0` is none.
    fn take_time(&mut self, key: &str, reader: &mut Reader<'p>) -> Option<i64> {
        let value = self.data.rest.get(key).filter(|value| !value.is_null())?;
        match value.text(reader.arena()).and_then(number::integer) {
            Some(time) => {
                self.data.rest.take(key);
                Some(time).filter(|&time| time != 0).map(time::unix_ms)
            }
            None if value.as_str() == "\"\"" => {
                self.data.rest.take(key);
                None
            }
            None => {
                reader.warn_of(value, "unexpected_type", "no whole number; kept as it stands");
                None
            }
        }
    }

    /// The code under this key, which stays.
    fn code(&self, key: &str) -> Option<Cow<'p, str>> {
        self.data.rest.get(key)?.unescaped()
    }

    /// The event of the push around it, with what this says.
    pub fn into_event(self, push: Event<'p>) -> Event<'p> {
        let Self { tenant_id, time_ms, sequence, conversation, sender, recipients, data } = self;
        let time_ms = time_ms.or(push.time_ms);
        let data = (!data.is_empty()).then(|| Box::new(data));
        Event { tenant_id, time_ms, sequence, conversation, sender, recipients, data, ..push }
    }
}

fn nothing<'p>(_facts: &mut Facts<'p>, _reader: &mut Reader<'p>) {}

/// Who did it: a user, or the customer who left.
fn customer<'p>(facts: &mut Facts<'p>, reader: &mut Reader<'p>) {
    facts.data.actor = match facts.data.native_action {
        Some("del_follow_user") => facts.data.target_id.map(|customer| Party::new(PartyKind::External, Some(customer))),
        _ => facts.take("user_id", reader).map(|user| Party::new(PartyKind::User, Some(user))),
    };
}

/// Which group, and who joined or left.
fn group<'p>(facts: &mut Facts<'p>, reader: &mut Reader<'p>) {
    let kind = Some(ConversationKind::Group);
    let id = facts.take("chat_id", reader);
    facts.conversation = Some(Conversation { id, kind, ..Conversation::default() });
    if let Some(id) = facts.take("user_id", reader) {
        let kind = match facts.code("user_type").as_deref() {
            Some("1") => PartyKind::User,
            Some("2") => PartyKind::External,
            _ => kind_of(id),
        };
        let name = facts.take("name", reader);
        facts.data.subjects.push(Party::new(kind, Some(id)).named(name));
    }
}

/// Who said the sensitive word, to whom, and when.
fn hit<'p>(facts: &mut Facts<'p>, reader: &mut Reader<'p>) {
    facts.sequence = facts.take("seq", reader);
    facts.time_ms = facts.take_time("create_time", reader).or_else(|| facts.take_time("gmt_create", reader));
    let user_type = facts.code("user_type");
    facts.sender = facts.take("user_id", reader).map(|id| Party::new(kind_of_hit(user_type.as_deref(), id), Some(id)));
    let receiver_type = facts.code("receiver_type");
    let Some(receiver) = facts.take("receiver_id", reader) else { return };
    let is_group = match receiver_type.as_deref() {
        Some("4" | "5" | "6") => true,
        Some("1" | "2" | "3" | "7" | "8") => false,
        _ => receiver.starts_with("wr"),
    };
    facts.conversation = Some(match is_group {
        true => Conversation { id: Some(receiver), kind: Some(ConversationKind::Group), ..Conversation::default() },
        false => {
            let kind = kind_of_hit(receiver_type.as_deref(), receiver);
            facts.recipients.push(Party::new(kind, Some(receiver)));
            Conversation { kind: Some(ConversationKind::Direct), ..Conversation::default() }
        }
    });
}

/// The kind of a party by the codes of type 41, else by its id.
fn kind_of_hit(code: Option<&str>, id: &str) -> PartyKind {
    match code {
        Some("1" | "2" | "7") => PartyKind::External,
        Some("3") => PartyKind::User,
        Some("8") => PartyKind::Bot,
        _ => kind_of(id),
    }
}
