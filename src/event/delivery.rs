//! What one request yields.

#![expect(missing_docs, reason = "a key of the delivery is described where callers look it up: in the schema")]

use super::record::record;
use super::{Auth, DeliveryKind, Event, Few, Text, cloudevents};
use crate::json::writer::{Emit, Object, key};
use crate::json::{Warning, Warnings};

/// The name and number of the contract that the output keeps.
pub const SCHEMA: &str = "imhook.delivery/1";

/// What one request yields: what was proved, what happened, what to answer.
#[derive(Debug, Clone)]
pub struct Delivery<'p> {
    pub platform: &'static str,
    pub kind: DeliveryKind,
    pub auth: Auth<'p>,
    /// What to answer, ready to send.
    pub reply: Option<Reply<'p>>,
    pub page: Option<Page<'p>>,
    pub(crate) warnings: Warnings,
    /// One alone needs no heap.
    pub events: Few<Event<'p>>,
}

/// An HTTP answer.
#[derive(Debug, Clone)]
pub struct Reply<'p> {
    pub status: u16,
    pub content_type: &'static str,
    pub body: Text<'p>,
}

record! {
    /// Where a fetched list goes on.
    pub struct Page {
        next_cursor: Option<Text<'p>>,
        has_more: Option<bool>,
        /// Instead of `has_more` when the response is an error.
        error: Option<PageError<'p>>,
    }
}

record! {
    /// The platform's own error.
    pub struct PageError {
        code: Option<Text<'p>>,
        message: Option<Text<'p>>,
    }
}

/// The form of the elements of `events`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Events of the canonical model.
    #[default]
    Delivery,
    /// CloudEvents 1.0 objects that hold them.
    CloudEvents,
}

/// How a delivery is written.
#[derive(Debug, Clone, Copy)]
pub struct Presentation {
    pub format: Format,
    /// Whether each event holds its native record. One with unknowns holds it all the same.
    pub embed_raw: bool,
}

impl<'p> Delivery<'p> {
    pub(crate) fn new(platform: &'static str, kind: DeliveryKind, auth: Auth<'p>) -> Self {
        Self { platform, kind, auth, reply: None, page: None, warnings: Warnings::default(), events: Few::None }
    }

    /// What the readers noticed and did not fail for.
    pub fn warnings(&self) -> &[Warning] {
        self.warnings.as_slice()
    }

    /// Writes the delivery as one line of JSON, without a line end.
    pub fn write(&self, presentation: &Presentation, out: &mut Vec<u8>) {
        let Self { platform, kind, auth, reply, page, warnings, events } = self;
        let mut object = Object::begin(out);
        object
            .word(key!("schema"), SCHEMA)
            .word(key!("platform"), platform)
            .member(key!("kind"), kind)
            .member(key!("auth"), auth)
            .member(key!("reply"), reply)
            .member(key!("page"), page)
            .member(key!("warnings"), warnings.as_slice());
        object.member(key!("events"), &Events { platform, auth, presentation, events });
        object.end();
    }
}

/// The elements of `events`, in the form asked for.
struct Events<'a, 'p> {
    platform: &'static str,
    auth: &'a Auth<'p>,
    presentation: &'a Presentation,
    events: &'a [Event<'p>],
}

impl Emit for Events<'_, '_> {
    fn emit(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        for (index, event) in self.events.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            match self.presentation.format {
                Format::Delivery => event.write(self.platform, self.auth, self.presentation, out),
                Format::CloudEvents => cloudevents::write(event, self.platform, self.auth, self.presentation, out),
            }
        }
        out.push(b']');
    }
}

impl Emit for Reply<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        let Self { status, content_type, body } = self;
        let mut object = Object::begin(out);
        object
            .member(key!("status"), &i64::from(*status))
            .word(key!("content_type"), content_type)
            .member(key!("body"), body);
        object.end();
    }
}

impl Emit for Warning {
    fn emit(&self, out: &mut Vec<u8>) {
        let Self { code, path, detail } = self;
        let mut object = Object::begin(out);
        object
            .word(key!("code"), code)
            .member(key!("path"), &(!path.is_empty()).then_some(path))
            .member(key!("detail"), detail);
        object.end();
    }
}
