//! A callback: what WeCom calls an event or a message, in XML or JSON (documents 90930, 94670).
//!
//! | member | place |
//! | --- | --- |
//! | `MsgType`, `Event`, `ChangeType`; `InfoType` (suites) | native type |
//! | `MsgId` | id |
//! | `CreateTime`; `TimeStamp` (suites) | time, seconds |
//! | `AuthCorpId`, `ToUserName` | tenant: the corp |
//! | `FromUserName` | sender |
//! | everything else | segment or `data` |

use super::callback_events::{self, Happening};
use super::callback_messages;
use super::fields::{Fields, integer};
use crate::event::{
    Conversation, ConversationKind, Data, Direction, Event, EventType, Few, Identity, Message, NativeType, Party,
    PartyKind, Record, Text,
};
use crate::json::{Arena, Warnings};
use crate::platform::time;

/// What a callback is read from, besides its members.
pub(super) struct Source<'p> {
    pub record: Record<'p>,
    /// The plaintext without byte order mark and white space around it.
    pub bytes: &'p [u8],
    /// Whom the request names, where the configuration takes anyone.
    pub tenant: Option<Text<'p>>,
    pub arena: &'p Arena,
}

/// Whether a record says what kind of callback it is.
pub(super) fn is_callback(fields: &Fields<'_>) -> bool {
    fields.has("MsgType") || fields.has("InfoType")
}

/// Reads a callback, whatever it holds.
pub(super) fn read<'p>(mut fields: Fields<'p>, source: &Source<'p>) -> (Event<'p>, Warnings) {
    let Source { record, bytes, tenant, arena } = *source;
    let subject = Subject::take(&mut fields);
    let native_type = subject.native_type();
    let (time_ms, time_text) = time(&mut fields, matches!(subject, Subject::Info(_)));
    let native_id = fields.peek("MsgId");
    let is_message = matches!(subject, Subject::Message(_));
    if is_message || native_id.is_some() {
        fields.text("MsgId");
    }
    let identity = match native_id {
        Some(id) => Identity::native(id),
        None => Identity::digest(bytes, time_text),
    };
    let mut event = Event::new(EventType::Unknown, native_type, identity, record);
    event.time_ms = time_ms;
    event.tenant_id = take_tenant(&mut fields, tenant);
    event.sender = fields.text("FromUserName").map(|id| {
        let kind = if id == "sys" { PartyKind::System } else { PartyKind::User };
        Party::new(kind, Some(id))
    });

    let mut data = Data::default();
    match subject {
        Subject::Message(name) => {
            event.kind = EventType::MessageCreated;
            event.direction = Some(Direction::In);
            event.conversation = Some(Conversation { kind: Some(ConversationKind::Direct), ..Conversation::default() });
            let segment = callback_messages::segment(name, &mut fields, arena);
            event.message = Some(Message { id: native_id, segments: Few::One(segment), ..Message::default() });
        }
        Subject::Event(Some(name), change) => {
            let happening = callback_events::find(name, change);
            tell(happening, change.unwrap_or(name), &mut event, &mut data, &mut fields, arena);
        }
        Subject::Info(name) => {
            let change = fields.peek("ChangeType");
            let happening = callback_events::find(name, change);
            if happening.is_some_and(|happening| happening.action.is_some()) {
                fields.text("ChangeType");
            }
            tell(happening, change.unwrap_or(name), &mut event, &mut data, &mut fields, arena);
        }
        Subject::Event(None, _) | Subject::None => {
            fields.warn("", "unknown_event_type", "it does not say what happened; kept whole");
        }
    }
    let warnings = std::mem::take(&mut fields.warnings);
    fields.into_rest(&mut data.rest, |name| renamed(name, arena));
    event.data = (!data.is_empty()).then(|| Box::new(data));
    (event, warnings)
}

/// Says what happened, as far as the table knows.
fn tell<'p>(
    happening: Option<&Happening>,
    native_action: Text<'p>,
    event: &mut Event<'p>,
    data: &mut Data<'p>,
    fields: &mut Fields<'p>,
    arena: &'p Arena,
) {
    let Some(happening) = happening else {
        fields.warn("", "unknown_event_type", "an event that is not documented here; kept whole");
        return;
    };
    event.kind = happening.kind;
    data.action = happening.action;
    data.native_action = happening.action.map(|_| native_action);
    event.conversation = callback_events::conversation(happening, fields);
    callback_events::lists(happening, fields, &mut data.rest, |name| renamed(name, arena));
}

/// What a callback is about.
enum Subject<'p> {
    Message(Text<'p>),
    /// The event's name, and what changed.
    Event(Option<Text<'p>>, Option<Text<'p>>),
    /// A suite's instruction.
    Info(Text<'p>),
    None,
}

impl<'p> Subject<'p> {
    fn take(fields: &mut Fields<'p>) -> Self {
        match fields.text("MsgType") {
            Some(kind) if kind == EVENT => Self::Event(fields.text("Event"), fields.text("ChangeType")),
            Some(kind) => Self::Message(kind),
            None => fields.text("InfoType").map_or(Self::None, Self::Info),
        }
    }

    fn native_type(&self) -> NativeType<'p> {
        match *self {
            Self::Message(name) | Self::Info(name) => NativeType::new(name),
            Self::Event(None, _) => NativeType::new(EVENT),
            Self::Event(name, change) => NativeType::new(EVENT).and(name).and(change),
            Self::None => NativeType::new("unknown"),
        }
    }
}

const EVENT: &str = "event";

/// When it happened, and the text that says so.
fn time<'p>(fields: &mut Fields<'p>, is_info: bool) -> (Option<i64>, Text<'p>) {
    let names = if is_info { ["TimeStamp", "CreateTime"] } else { ["CreateTime", "TimeStamp"] };
    for name in names {
        if let Some(text) = fields.peek(name) {
            return (fields.converted(name, |text| integer(text).map(time::unix_ms)), text);
        }
        fields.text(name);
    }
    (None, "")
}

/// The corp: whom the request names, else the authorised corp, else the addressee. What is not the tenant stays.
fn take_tenant<'p>(fields: &mut Fields<'p>, named: Option<Text<'p>>) -> Option<Text<'p>> {
    let names = ["AuthCorpId", "ToUserName"];
    let tenant = named.or_else(|| names.iter().find_map(|name| fields.peek(name)));
    for name in names {
        if fields.peek(name).is_none() || fields.peek(name) == tenant {
            fields.text(name);
        }
    }
    tenant
}

/// `OpenKfId` by the name that `sync_msg` gives it, so that one key means one thing.
fn renamed<'p>(name: &'p str, arena: &'p Arena) -> Text<'p> {
    match name.contains("OpenKfId") {
        true => arena.keep(name.replace("OpenKfId", "OpenKfid")),
        false => name,
    }
}
