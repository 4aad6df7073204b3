//! A body while its family is being read, and what the family makes of it.

use super::body::{Body, Payload, Piece, Thread};
use super::family::Family;
use super::ids::{self, party};
use super::members::Members;
use crate::event::{Conversation, ConversationKind, Data, EventType, Few, Message, NativeType, Party, PartyKind, Text};
use crate::json::{Fault, Kind, Raw, Reader, Rest};

pub(super) type Read<T> = Result<T, Fault>;

/// A body that its family takes apart; what it leaves becomes `data`.
pub(super) struct Case<'p> {
    pub reader: Reader<'p>,
    pub root: Members<'p>,
    /// The members of `payload`; none where that is no object, and then it stands in `root`.
    pub payload: Members<'p>,
    pub whole_payload: Option<Raw<'p>>,
    pub bodies: Few<Piece<'p>>,
    pub thread: Option<Box<Thread<'p>>>,
    pub appkey: Option<Text<'p>>,
    pub chat_type: Option<Text<'p>>,
    family: Family,
}

/// What happened.
pub(super) struct Facts<'p> {
    pub kind: EventType,
    pub native_type: NativeType<'p>,
    /// Where it is not the time of the callback.
    pub time_ms: Option<i64>,
    pub conversation: Option<Conversation<'p>>,
    pub sender: Option<Party<'p>>,
    pub recipients: Few<Party<'p>>,
    pub message: Option<Message<'p>>,
    pub data: Data<'p>,
    /// What comes after the callback's id in the event's.
    pub identity: [Option<Text<'p>>; 2],
    /// What was left of objects further in, the nearest to the root first.
    pub leftovers: Vec<Members<'p>>,
}

impl<'p> Case<'p> {
    pub fn new(mut reader: Reader<'p>, body: Body<'p>, family: Family) -> Self {
        let appkey = body.appkey.text(reader.arena());
        let Body { members: mut root, payload, thread, .. } = body;
        let whole_payload = root.get("payload");
        // These families have no payload of their own: one that is there is told whole.
        if payload.is_some() && !matches!(family, Family::Push | Family::UserStatus | Family::Unknown) {
            root.take("payload");
        }
        let Payload { members: mut payload, bodies } = payload.unwrap_or_default();
        // It says again what `chat_type` says.
        if matches!(family, Family::Receipt | Family::Recall | Family::Edit | Family::Muc | Family::Roster) {
            payload.text(&mut reader, "type");
        }
        let chat_type = match family {
            Family::GroupOperation | Family::KeywordAlert | Family::Moderation => None,
            Family::UserStatus | Family::Unknown => None,
            _ => root.text(&mut reader, "chat_type"),
        };
        Self { reader, root, payload, whole_payload, bodies, thread, appkey, chat_type, family }
    }

    /// What no family takes, in the order of the body: the root's, then the payload's.
    pub fn leftovers(&mut self) -> Rest<'p> {
        let mut rest = Rest::default();
        let mut root = std::mem::take(&mut self.root);
        if self.family != Family::Unknown {
            for name in ["from", "to", "group_id"] {
                if root.get(name).is_some_and(|value| value.unescaped().is_some()) {
                    root.take(name);
                }
            }
        }
        if let Some(id) = root.get("msg_id").filter(|id| id.kind() == Kind::Number) {
            root.put("msg_id", self.reader.arena().string_token(id.as_str()));
        }
        // It says nothing beside whatever told the family.
        if root.word("eventType").as_deref() == Some("chat") {
            root.take("eventType");
        }
        let payload = std::mem::take(&mut self.payload);
        let told_whole = root.has("payload");
        root.leave_in(&mut rest);
        if !told_whole {
            payload.leave_in(&mut rest);
        }
        rest
    }

    /// Takes the id of a person or a group out of the root.
    pub fn id(&mut self, name: &str) -> Option<Text<'p>> {
        let id = self.root.text(&mut self.reader, name)?;
        Some(self.bare(id))
    }

    /// Takes the id of a person or a group out of the payload.
    pub fn payload_id(&mut self, name: &str) -> Option<Text<'p>> {
        let id = self.payload.text(&mut self.reader, name)?;
        Some(self.bare(id))
    }

    pub fn bare(&self, id: Text<'p>) -> Text<'p> {
        ids::bare(id, self.appkey)
    }

    /// What `content_type` says of the place.
    pub fn place(&self) -> Option<ConversationKind> {
        place(&self.root.word("content_type")?)
    }

    /// Notes a payload that is not the object of the documents.
    pub fn judge_payload(&mut self) {
        if !self.has_payload() {
            self.missing("the payload is not there as an object");
        }
    }

    pub fn has_payload(&self) -> bool {
        self.whole_payload.is_some_and(|payload| payload.kind() == Kind::Object)
    }

    pub fn missing(&mut self, detail: &'static str) {
        self.reader.warn_record("missing_content", detail);
    }

    pub fn unknown_event(&mut self) {
        self.reader.warn_record("unknown_event_type", "an event that is not documented; kept whole");
    }
}

impl<'p> Facts<'p> {
    pub fn new(kind: EventType, native_type: NativeType<'p>) -> Self {
        Self {
            kind,
            native_type,
            time_ms: None,
            conversation: None,
            sender: None,
            recipients: Few::None,
            message: None,
            data: Data::default(),
            identity: [None, None],
            leftovers: Vec::new(),
        }
    }

    /// Says where, when it is known whether `id` names a person or a place: a person is a recipient.
    pub fn place(&mut self, kind: Option<ConversationKind>, id: Option<Text<'p>>) {
        match kind {
            Some(ConversationKind::Direct) => {
                self.conversation = Some(direct());
                self.recipients.extend(id.map(party));
            }
            Some(_) => self.conversation = Some(Conversation { id, kind, ..Conversation::default() }),
            None => self.recipients.extend(id.map(|id| Party::new(PartyKind::Unknown, Some(id)))),
        }
    }
}

/// The place in `chat:{user|group|room}:…`. Nothing else tells a room from a group.
pub(super) fn place(content_type: &str) -> Option<ConversationKind> {
    match content_type.strip_prefix("chat:")?.split(':').next()? {
        "user" => Some(ConversationKind::Direct),
        "group" => Some(ConversationKind::Group),
        "room" => Some(ConversationKind::Room),
        _ => None,
    }
}

/// A conversation of two: its id is nowhere.
pub(super) fn direct<'p>() -> Conversation<'p> {
    Conversation { kind: Some(ConversationKind::Direct), ..Conversation::default() }
}
