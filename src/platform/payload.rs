//! The plaintext, as a platform reads it.

use std::borrow::Cow;

use crate::error::{Error, Result, Status};
use crate::event::Record;
use crate::json::{Arena, Raw, Reader, Warnings};

/// The text of a payload, without a byte order mark.
#[derive(Clone, Copy)]
pub(crate) struct Payload<'p> {
    pub text: &'p str,
    /// The same with its byte order mark.
    pub received: &'p str,
    /// The bytes, where they are not UTF-8; the text then has U+FFFD for what is not.
    invalid: Option<&'p [u8]>,
    pub arena: &'p Arena,
}

impl<'p> Payload<'p> {
    pub fn new(plaintext: Cow<'p, [u8]>, arena: &'p Arena) -> Self {
        let bytes = match plaintext {
            Cow::Borrowed(bytes) => bytes,
            Cow::Owned(bytes) => arena.keep_plaintext(bytes),
        };
        let (text, invalid) = match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(_) => (arena.keep(String::from_utf8_lossy(bytes).into_owned()), Some(bytes)),
        };
        Self { text: text.strip_prefix('\u{feff}').unwrap_or(text), received: text, invalid, arena }
    }

    pub fn is_utf8(&self) -> bool {
        self.invalid.is_none()
    }

    /// Reads the text as JSON.
    pub fn json(&self, depth: u32) -> Reader<'p> {
        Reader::new(self.text, self.arena, depth)
    }

    /// What is kept of a JSON record of this payload.
    pub fn json_record(&self, value: Raw<'p>) -> Record<'p> {
        self.invalid.map_or(Record::Json(value), Record::Base64)
    }

    /// What is kept of a payload that is one record in another format.
    pub fn text_record(&self, format: &'static str) -> Record<'p> {
        self.invalid.map_or(Record::Text(format, self.text), Record::Base64)
    }

    /// The bytes of a JSON record as received, white space around it dropped.
    pub fn record_bytes(&self, value: Raw<'p>) -> &'p [u8] {
        match self.invalid {
            Some(_) => self.bytes(),
            None => value.as_str().as_bytes(),
        }
    }

    /// The bytes as received, byte order mark and white space around them dropped.
    pub fn bytes(&self) -> &'p [u8] {
        self.untrimmed().trim_ascii()
    }

    /// The bytes as received, a byte order mark dropped.
    pub fn untrimmed(&self) -> &'p [u8] {
        let bytes = self.invalid.unwrap_or(self.text.as_bytes());
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
    }

    /// The warnings of a reading, that about the encoding first.
    pub fn warnings(&self, read: Warnings) -> Warnings {
        if self.invalid.is_none() {
            return read;
        }
        let mut warnings = Warnings::default();
        warnings.add("invalid_utf8", String::new, "bytes that are not UTF-8 read as U+FFFD; raw holds them in base64");
        warnings.append(read);
        warnings
    }
}

/// Refuses an input larger than its cap, which the configuration key `key` sets.
pub(crate) fn within(cap: usize, key: &str, what: &str, input: &[u8]) -> Result<()> {
    if input.len() <= cap {
        return Ok(());
    }
    Err(Error::new(Status::TooLarge, format!("{what} has {} bytes, the cap is {cap}", input.len()))
        .hint(format!("raise {key} if the platform really sends this")))
}
