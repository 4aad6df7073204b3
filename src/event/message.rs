//! A message: its segments, and what a person would read.

#![expect(missing_docs, reason = "a key of the delivery is described where callers look it up: in the schema")]

use super::{Few, Party, Segment, Text, plain};
use crate::json::Rest;
use crate::json::writer::{Emit, Object, key};

/// One message. `text` and `kind` follow from the segments.
#[derive(Debug, Clone, Default)]
pub struct Message<'p> {
    pub id: Option<Text<'p>>,
    /// In reading order. One alone needs no heap.
    pub segments: Few<Segment<'p>>,
    /// The message that this one answers.
    pub reply_to: Option<Text<'p>>,
    pub mentions: Vec<Party<'p>>,
    /// Native fields that the application attached.
    pub ext: Rest<'p>,
}

impl<'p> Message<'p> {
    /// The keys of a message in the output.
    pub const FIELDS: &'static [&'static str] = &["id", "kind", "text", "segments", "reply_to", "mentions", "ext"];

    /// The type of the only segment, otherwise "mixed".
    pub fn kind(&self) -> &'static str {
        match &*self.segments {
            [only] => only.body.kind(),
            _ => "mixed",
        }
    }

    /// A plain-text rendition that a person can read.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        plain::rendition(&self.segments)
    }

    /// Writes the members of a message into an object that is open.
    pub(super) fn members(&self, object: &mut Object<'_>) {
        let Self { id, segments, reply_to, mentions, ext } = self;
        object
            .member(key!("id"), id)
            .word(key!("kind"), self.kind())
            .member(key!("text"), &self.text())
            .member(key!("segments"), segments)
            .member(key!("reply_to"), reply_to)
            .member(key!("mentions"), mentions)
            .member(key!("ext"), ext);
    }
}

impl Emit for Message<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        let mut object = Object::begin(out);
        self.members(&mut object);
        object.end();
    }
}
