//! What an event is called, and what it is recognised by.

use std::ops::Range;

use super::Text;
use crate::json::writer::{Object, escape_into, key};

/// The platform's own name of an event: up to three words joined by dots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NativeType<'p>([Option<Text<'p>>; 3]);

impl<'p> NativeType<'p> {
    /// A name of one word, or of several that are joined already.
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

    /// Appends the name.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        self.write_by(out, append);
    }

    fn write_by(&self, out: &mut Vec<u8>, put: impl Fn(&mut Vec<u8>, &str)) {
        for (index, word) in self.0.iter().flatten().enumerate() {
            if index > 0 {
                out.push(b'.');
            }
            put(out, word);
        }
    }
}

impl std::fmt::Display for NativeType<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<&str> = self.0.iter().flatten().map(|word| &**word).collect();
        f.write_str(&words.join("."))
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
    /// The platform's own id.
    pub fn native(id: Text<'p>) -> Self {
        Self::Native(id, None, None)
    }

    /// The identity of a record that has no id of its own.
    pub fn digest(record: &[u8], time: &str) -> Self {
        Self::Digest(crate::crypto::digest::sha256(&[record, time.as_bytes()]))
    }

    /// Appends the event id: `<native_type>:<native id>` or `<native_type>:sha256:<hex>`, and `#part` for one of several
    /// events.
    pub(super) fn write(&self, native_type: &NativeType<'_>, part: Option<usize>, out: &mut Vec<u8>) {
        self.write_by(native_type, part, out, append);
    }

    /// As a member. Tells where in the output the native type stands.
    pub(super) fn member(
        &self,
        object: &mut Object<'_>,
        native_type: &NativeType<'_>,
        part: Option<usize>,
    ) -> Range<usize> {
        let mut written = 0..0;
        object.string(key!("id"), |out| written = self.write_by(native_type, part, out, escape_into));
        written
    }

    #[inline]
    fn write_by(
        &self,
        native_type: &NativeType<'_>,
        part: Option<usize>,
        out: &mut Vec<u8>,
        put: impl Fn(&mut Vec<u8>, &str),
    ) -> Range<usize> {
        let start = out.len();
        native_type.write_by(out, &put);
        let end = out.len();
        match self {
            Self::Native(id, second, third) => {
                for word in [Some(id), second.as_ref(), third.as_ref()].into_iter().flatten() {
                    out.push(b':');
                    put(out, word);
                }
            }
            Self::Digest(digest) => {
                out.extend_from_slice(b":sha256:");
                out.extend_from_slice(&crate::crypto::hex_array::<32, 64>(digest));
            }
        }
        if let Some(part) = part {
            out.push(b'#');
            out.extend_from_slice(itoa::Buffer::new().format(part).as_bytes());
        }
        start..end
    }
}

fn append(out: &mut Vec<u8>, word: &str) {
    out.extend_from_slice(word.as_bytes());
}
