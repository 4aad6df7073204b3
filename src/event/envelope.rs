//! One event: who did what, where and when, with the native record beside it.

#![expect(missing_docs, reason = "a key of the delivery is described where callers look it up: in the schema")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{
    Auth, Body, Conversation, Data, Direction, EventType, Identity, Message, NativeType, Party, Presentation, Segment,
    Text,
};
use crate::json::writer::{self, Emit, Object, key};
use crate::json::{Few, Raw, Rest};

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Event<'p> {
    pub identity: Identity<'p>,
    /// Which of several events of one record this is.
    pub part: Option<usize>,
    pub kind: EventType,
    pub native_type: NativeType<'p>,
    /// When it happened, Unix milliseconds.
    pub time_ms: Option<i64>,
    /// The platform's own order.
    pub sequence: Option<Text<'p>>,
    pub direction: Option<Direction>,
    pub tenant_id: Option<Text<'p>>,
    pub conversation: Option<Conversation<'p>>,
    pub sender: Option<Party<'p>>,
    pub recipients: Few<Party<'p>>,
    pub message: Option<Message<'p>>,
    pub data: Option<Box<Data<'p>>>,
    /// Envelope fields that stand outside the record.
    pub native: Rest<'p>,
    pub record: Record<'p>,
}

/// The native record, as received.
#[derive(Debug, Clone, Copy)]
pub enum Record<'p> {
    /// JSON, token by token.
    Json(Raw<'p>),
    /// Any other text, under the name of its format: xml, form, sse, text.
    Text(&'static str, &'p str),
    /// Bytes that are not UTF-8.
    Base64(&'p [u8]),
}

impl<'p> Event<'p> {
    /// An event of which nothing more is known.
    pub fn new(kind: EventType, native_type: NativeType<'p>, identity: Identity<'p>, record: Record<'p>) -> Self {
        Self {
            identity,
            part: None,
            kind,
            native_type,
            time_ms: None,
            sequence: None,
            direction: None,
            tenant_id: None,
            conversation: None,
            sender: None,
            recipients: Few::None,
            message: None,
            data: None,
            native: Rest::default(),
            record,
        }
    }

    /// The keys of an event in the output.
    pub const FIELDS: &'static [&'static str] = &[
        "id",
        "platform",
        "type",
        "native_type",
        "time_ms",
        "sequence",
        "direction",
        "tenant_id",
        "auth",
        "conversation",
        "sender",
        "recipients",
        "message",
        "data",
        "native",
        "raw_format",
        "raw",
    ];

    /// The event id as it stands in the delivery.
    pub fn id(&self) -> String {
        let mut out = Vec::new();
        self.write_id(&mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    /// Appends the event id.
    pub(crate) fn write_id(&self, out: &mut Vec<u8>) {
        self.identity.write(&self.native_type, self.part, out);
    }

    /// Writes the event as a JSON object.
    pub(super) fn write(&self, platform: &str, auth: &Auth<'_>, presentation: &Presentation, out: &mut Vec<u8>) {
        let Self {
            identity,
            part,
            kind,
            native_type,
            time_ms,
            sequence,
            direction,
            tenant_id,
            conversation,
            sender,
            recipients,
            message,
            data,
            native,
            record: _,
        } = self;
        let mut object = Object::begin(out);
        let native_type = identity.member(&mut object, native_type, *part);
        object
            .word(key!("platform"), platform)
            .member(key!("type"), kind)
            .string(key!("native_type"), |out| out.extend_from_within(native_type))
            .member(key!("time_ms"), time_ms)
            .member(key!("sequence"), sequence)
            .member(key!("direction"), direction)
            .member(key!("tenant_id"), tenant_id)
            .member(key!("auth"), &auth.of_event())
            .member(key!("conversation"), conversation)
            .member(key!("sender"), sender)
            .member(key!("recipients"), &**recipients)
            .member(key!("message"), message)
            .member(key!("data"), data)
            .member(key!("native"), native);
        if let Some(record) = self.shown_record(presentation) {
            object.word(key!("raw_format"), record.format()).member(key!("raw"), record);
        }
        object.end();
    }

    /// The native record, where the delivery holds it.
    pub(crate) fn shown_record(&self, presentation: &Presentation) -> Option<&Record<'p>> {
        (presentation.embed_raw || self.has_unknowns()).then_some(&self.record)
    }

    /// Whether something in it has no canonical form: then the record is the only place where it stands whole.
    fn has_unknowns(&self) -> bool {
        fn unknown(segment: &Segment<'_>) -> bool {
            match &segment.body {
                Body::Unknown(_) => true,
                Body::Paragraph(paragraph) => paragraph.segments.iter().any(unknown),
                Body::Forward(forward) => forward.items.iter().any(|item| item.segments.iter().any(unknown)),
                _ => false,
            }
        }
        let last = self.data.as_ref().and_then(|data| data.last_message.as_ref()).map(|last| &last.message);
        let mut messages = self.message.iter().chain(last);
        self.kind == EventType::Unknown
            || self.data.as_ref().is_some_and(|data| data.hides_some())
            || messages.any(|message| message.segments.iter().any(unknown))
    }
}

impl Record<'_> {
    /// The word under `raw_format`.
    pub fn format(&self) -> &'static str {
        match self {
            Record::Json(_) => "json",
            Record::Text(format, _) => format,
            Record::Base64(_) => "base64",
        }
    }

    /// Appends the record as text: what `raw` says, without the quotes and escapes that a string has in JSON.
    pub(crate) fn write_text(&self, out: &mut Vec<u8>) {
        match self {
            Record::Json(value) => writer::verbatim(value.as_str(), out),
            Record::Text(_, text) => out.extend_from_slice(text.as_bytes()),
            Record::Base64(bytes) => out.extend_from_slice(STANDARD.encode(bytes).as_bytes()),
        }
    }
}

impl Emit for Record<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        match self {
            Record::Json(value) => writer::verbatim(value.as_str(), out),
            Record::Text(_, text) => text.emit(out),
            Record::Base64(bytes) => STANDARD.encode(bytes).emit(out),
        }
    }
}
