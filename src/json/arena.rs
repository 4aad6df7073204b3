//! What must live as long as a delivery borrows from it.

use std::alloc::{Layout, handle_alloc_error};
use std::borrow::Cow;
use std::cell::OnceCell;

use bumpalo::Bump;
use bumpalo::collections::{String as ShortText, Vec as ShortBytes};
use elsa::FrozenVec;

use super::raw::Raw;
use super::text;
use super::writer::Emit;

/// The longest text, in bytes, that is kept beside others. A chunk that held a longer one would make the next chunk
/// larger still.
const SHORT: usize = 2048;

/// Holds the plaintext of one request, and the texts that its readers had to make: unescaped keys, JSON inside strings.
#[derive(Default)]
pub struct Arena {
    plaintext: OnceCell<Vec<u8>>,
    /// Short texts: one allocation holds many.
    short: Bump,
    long: FrozenVec<String>,
}

impl Arena {
    pub fn keep(&self, text: String) -> &str {
        match text.len() {
            0..=SHORT => self.keep_short(&text),
            _ => self.long.push_get(text),
        }
    }

    /// As [`Arena::keep`], for a text that is somebody else's.
    pub fn copy(&self, text: &str) -> &str {
        match text.len() {
            0..=SHORT => self.keep_short(text),
            _ => self.long.push_get(text.to_owned()),
        }
    }

    /// The same text as a borrowed one.
    pub fn settle<'a>(&'a self, text: Cow<'a, str>) -> &'a str {
        match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => self.keep(text),
        }
    }

    /// The text of a string token's inside that has escapes.
    pub fn unescaped(&self, inside: &str) -> &str {
        if inside.len() > SHORT {
            return self.keep(text::unescape(inside));
        }
        let mut kept = self.room(inside.len());
        let _ = text::unescape_into(&mut kept, inside);
        kept.into_bump_str()
    }

    /// A JSON token that says this text.
    pub fn string_token(&self, text: &str) -> Raw<'_> {
        if text.len() > SHORT || text::needs_escapes(text) {
            return self.value(|out| text.emit(out));
        }
        let mut token = self.room(text.len() + 2);
        token.push('"');
        token.push_str(text);
        token.push('"');
        Raw(token.into_bump_str())
    }

    /// The JSON value that `write` writes; it answers for its being well formed.
    pub fn value(&self, write: impl FnOnce(&mut Vec<u8>)) -> Raw<'_> {
        let mut value = Vec::new();
        write(&mut value);
        Raw(self.keep(String::from_utf8(value).unwrap_or_default()))
    }

    /// A JSON token of this number.
    pub fn number_token(&self, number: i64) -> Raw<'_> {
        Raw(self.keep_short(itoa::Buffer::new().format(number)))
    }

    /// Keeps a plaintext; there is one per request.
    pub fn keep_plaintext(&self, plaintext: Vec<u8>) -> &[u8] {
        self.plaintext.get_or_init(|| plaintext)
    }

    fn keep_short(&self, text: &str) -> &str {
        self.short.try_alloc_str(text).unwrap_or_else(|_| out_of_memory(text.len()))
    }

    /// A short text in the making that takes so many bytes.
    fn room(&self, len: usize) -> ShortText<'_> {
        let mut room = ShortBytes::new_in(&self.short);
        room.try_reserve_exact(len).unwrap_or_else(|_| out_of_memory(len));
        ShortText::from_utf8(room).unwrap_or_else(|_| ShortText::new_in(&self.short))
    }
}

/// Ends the process as every other allocation does that fails. Left to itself bumpalo panics, as if this were a defect.
#[cold]
fn out_of_memory(len: usize) -> ! {
    handle_alloc_error(Layout::array::<u8>(len).unwrap_or(Layout::new::<u8>()))
}
