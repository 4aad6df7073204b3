//! What must live as long as a delivery borrows from it.

use std::borrow::Cow;
use std::cell::OnceCell;

use elsa::FrozenVec;

use super::raw::Raw;
use super::text;

/// Holds the plaintext of one request, and the texts that its readers had to make: unescaped keys, JSON inside strings.
#[derive(Default)]
pub struct Arena {
    plaintext: OnceCell<Vec<u8>>,
    texts: FrozenVec<String>,
}

impl Arena {
    pub fn keep(&self, text: String) -> &str {
        self.texts.push_get(text)
    }

    /// The same text as a borrowed one.
    pub fn settle<'a>(&'a self, text: Cow<'a, str>) -> &'a str {
        match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => self.keep(text),
        }
    }

    /// A JSON token that says this text.
    pub fn string_token(&self, text: &str) -> Raw<'_> {
        let mut token = vec![b'"'];
        text::escape_into(&mut token, text);
        token.push(b'"');
        Raw(self.keep(String::from_utf8(token).unwrap_or_default()))
    }

    /// The JSON value that `write` writes.
    pub fn value(&self, write: impl FnOnce(&mut Vec<u8>)) -> Raw<'_> {
        let mut value = Vec::new();
        write(&mut value);
        Raw(self.keep(String::from_utf8(value).unwrap_or_default()))
    }

    /// A JSON token of this number.
    pub fn number_token(&self, number: i64) -> Raw<'_> {
        Raw(self.keep(number.to_string()))
    }

    /// A JSON text that the caller composes; it answers for its being well formed.
    pub fn composed(&self, compose: impl FnOnce(&mut Vec<u8>)) -> Raw<'_> {
        let mut text = Vec::new();
        compose(&mut text);
        Raw(self.keep(String::from_utf8(text).unwrap_or_default()))
    }

    /// Keeps a plaintext; there is one per request.
    pub fn keep_plaintext(&self, plaintext: Vec<u8>) -> &[u8] {
        self.plaintext.get_or_init(|| plaintext)
    }
}
