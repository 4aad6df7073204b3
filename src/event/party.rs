//! Who, and where.

#![expect(missing_docs, reason = "a key of the delivery is described where callers look it up: in the schema")]

use super::record::record;
use super::{ConversationKind, PartyKind, Text};

record! {
    /// Someone who acts or is acted on.
    pub struct Party {
        /// The platform's id, as text.
        id: Option<Text<'p>>,
        kind: Option<PartyKind>,
        name: Option<Text<'p>>,
    }
}

impl<'p> Party<'p> {
    pub fn new(kind: PartyKind, id: Option<Text<'p>>) -> Self {
        Self { id, kind: Some(kind), name: None }
    }

    pub fn named(self, name: Option<Text<'p>>) -> Self {
        Self { name, ..self }
    }

    /// The name, else the id.
    pub fn label(&self) -> &str {
        self.name.or(self.id).unwrap_or_default()
    }
}

record! {
    /// Where an event happened.
    pub struct Conversation {
        id: Option<Text<'p>>,
        kind: Option<ConversationKind>,
        /// The place that this one belongs to: the group of a thread, the service account of a customer.
        parent_id: Option<Text<'p>>,
        name: Option<Text<'p>>,
    }
}
