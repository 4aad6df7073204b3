//! The body of a request: which of its three kinds it is, and the fields that a proof needs.

use super::verify::malformed;
use crate::error::{Result, Status};
use crate::event::Text;
use crate::json::{Arena, Fault, Field, Kind, Raw, Reader, Rest, Warnings};
use crate::limits::MAX_CHALLENGE_BYTES;

/// The fields of a request body, read once.
#[derive(Default)]
pub(super) struct Body<'p> {
    pub topic: Slot<'p>,
    pub operation: Slot<'p>,
    pub time: Slot<'p>,
    pub id: Option<Text<'p>>,
    pub nonce: Slot<'p>,
    pub signature: Slot<'p>,
    pub encrypted_data: Slot<'p>,
    pub challenge: Option<Result<Text<'p>>>,
    pub is_card: bool,
    pub native: Rest<'p>,
    pub warnings: Warnings,
}

impl<'p> Body<'p> {
    pub fn read(body: &'p [u8], arena: &'p Arena, max_depth: u32) -> Result<Self> {
        if body.is_empty() {
            return Err(malformed("body is empty")
                .hint("pass the raw body; a framework that has parsed it already may leave none"));
        }
        let mut read = Self::default();
        let strict = simdutf8::basic::from_utf8(body);
        let text = strict.unwrap_or_else(|_| arena.keep(String::from_utf8_lossy(body).into_owned()));
        let mut reader = Reader::new(text.strip_prefix('\u{feff}').unwrap_or(text), arena, max_depth);
        if reader.kind() != Kind::Object {
            return Err(malformed("body is not a JSON object"));
        }
        let fields = reader.members(|reader, field| read.field(reader, field));
        fields.and_then(|()| reader.end()).map_err(|fault| fault.within("body", Status::MalformedRequest))?;
        // A card's body is its payload, and a payload may be repaired; the fields of an envelope may not.
        if !read.is_card && strict.is_err() {
            return Err(malformed("body is not UTF-8"));
        }
        if !read.is_card && reader.warnings.has("control_character") {
            return Err(malformed("body has a bare control character inside a string"));
        }
        read.warnings = reader.warnings;
        Ok(read)
    }

    fn field(&mut self, reader: &mut Reader<'p>, field: Field<'p>) -> Result<(), Fault> {
        match field.name {
            "nonce" => self.nonce.fill(reader, field),
            "signature" => self.signature.fill(reader, field),
            "encrypted_data" => self.encrypted_data.fill(reader, field),
            "challenge" => {
                let (text, value) = reader.spanned(Reader::scalar)?;
                let short = string(text, value).filter(|text| text.len() <= MAX_CHALLENGE_BYTES);
                self.challenge = Some(short.ok_or_else(|| {
                    malformed(format!("challenge is not a string of at most {MAX_CHALLENGE_BYTES} bytes"))
                }));
                Ok(())
            }
            // The key of the socket connection: no business of a queue.
            "access_key" => Ok(()),
            name => {
                let (text, value) = reader.spanned(Reader::scalar)?;
                match name {
                    "topic" => self.topic.put(string(text, value), field.repeated()),
                    "time" => self.time.put(text, field.repeated()),
                    // Not covered by the proof: of two the last stands.
                    "operation" => self.operation.put(string(text, value), false),
                    "id" => self.id = text.filter(|id| !id.is_empty()),
                    "callback_name" => self.is_card = string(text, value).is_some_and(|name| !name.is_empty()),
                    _ => {}
                }
                self.native.keep(name, value, field.repeated());
                Ok(())
            }
        }
    }
}

/// The text, where the value is a string.
fn string<'p>(text: Option<Text<'p>>, value: Raw<'p>) -> Option<Text<'p>> {
    text.filter(|_| value.kind() == Kind::String)
}

/// A field that the proof uses: it may be there once, as a string.
#[derive(Default)]
pub(super) enum Slot<'p> {
    #[default]
    Absent,
    Text(Text<'p>),
    WrongType,
    Twice,
}

impl<'p> Slot<'p> {
    pub fn is_absent(&self) -> bool {
        matches!(self, Slot::Absent)
    }

    fn fill(&mut self, reader: &mut Reader<'p>, field: Field<'p>) -> Result<(), Fault> {
        let text = match reader.kind() {
            Kind::String => Some(reader.string()?),
            _ => None,
        };
        self.put(text, field.repeated());
        Ok(())
    }

    fn put(&mut self, text: Option<Text<'p>>, repeated: bool) {
        *self = match text {
            _ if repeated => Slot::Twice,
            Some(text) => Slot::Text(text),
            None => Slot::WrongType,
        };
    }

    pub fn optional(self, name: &str) -> Result<Option<Text<'p>>> {
        match self {
            Slot::Absent => Ok(None),
            Slot::Text(text) => Ok(Some(text)),
            Slot::WrongType => Err(malformed(format!("{name} is not a string"))),
            Slot::Twice => Err(malformed(format!("{name} occurs twice"))),
        }
    }

    pub fn required(self, name: &str) -> Result<Text<'p>> {
        self.optional(name)?.ok_or_else(|| {
            malformed(format!("{name} is missing")).hint("this is no WPS event, card callback or challenge")
        })
    }
}
