//! What an event is called, and what it is recognised by.

use super::Text;
use crate::json::writer::{Emit, Object};

/// The platform's own name of an event: up to three words joined by dots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NativeType<'p>([Option<Text<'p>>; 3]);

impl<'p> NativeType<'p> {
    pub fn new(name: impl Into<Text<'p>>) -> Self {
        Self([Some(name.into()), None, None])
    }

    /// Adds a word; an absent or empty one is left out.
    pub fn and(mut self, word: Option<Text<'p>>) -> Self {
        let free = self.0.iter_mut().find(|slot| slot.is_none());
        if let (Some(slot), Some(word)) = (free, word.filter(|word| !word.is_empty())) {
            *slot = Some(word);
        }
        self
    }

    fn pieces(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().enumerate().flat_map(|(index, word)| [if index > 0 { "." } else { "" }, word])
    }
}

impl std::fmt::Display for NativeType<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.pieces().try_for_each(|piece| f.write_str(piece))
    }
}

impl Emit for NativeType<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        out.push(b'"');
        self.pieces().for_each(|piece| crate::json::writer::escape_into(out, piece));
        out.push(b'"');
    }
}

/// What makes an event the same one on redelivery. Nothing that changes between deliveries (nonce, signature, retry
/// count) may enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity<'p> {
    /// The platform's own id, in one or more parts that are joined by colons.
    Native(Text<'p>, Option<Text<'p>>, Option<Text<'p>>),
    /// SHA-256 of the native record as received and of the platform's event time, where it has no id.
    Digest([u8; 32]),
}

impl<'p> Identity<'p> {
    pub fn native(id: Text<'p>) -> Self {
        Self::Native(id, None, None)
    }

    /// The identity of a record that has no id of its own.
    pub fn digest(record: &[u8], time: &str) -> Self {
        Self::Digest(crate::crypto::digest::sha256(&[record, time.as_bytes()]))
    }

    /// The event id: `<native_type>:<native id>` or `<native_type>:sha256:<hex>`, and `#part` for one of several events.
    pub(super) fn member(&self, object: &mut Object<'_>, native_type: &NativeType<'_>, part: Option<usize>) {
        let mut digits = itoa::Buffer::new();
        let part = part.map(|part| digits.format(part));
        let part = [part.map_or("", |_| "#"), part.unwrap_or_default()];
        match self {
            Self::Native(id, second, third) => {
                let more = [second, third].into_iter().flatten().flat_map(|word| [":", word]);
                object.pieces("id", native_type.pieces().chain([":", id]).chain(more).chain(part));
            }
            Self::Digest(digest) => {
                let hex = crate::crypto::hex(digest);
                let hex = std::str::from_utf8(&hex).unwrap_or_default();
                object.pieces("id", native_type.pieces().chain([":sha256:", hex]).chain(part));
            }
        }
    }
}
