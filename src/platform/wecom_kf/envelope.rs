//! The body of a POST: the ciphertext, and what stands around it unsigned.
//!
//! | form | ciphertext | around it |
//! | --- | --- | --- |
//! | XML `<xml>` | `Encrypt` | `ToUserName`, `AgentID` |
//! | JSON | `encrypt` or `Encrypt` | `tousername`, `agentid` and other spellings, or nothing |

use std::borrow::Cow;

use super::fields::{Fields, Value};
use super::{codes, xml};
use crate::error::{Error, Result, Status};
use crate::event::Text;
use crate::json::{Arena, Kind, Raw, Reader, Rest, Warnings};

/// The ciphertext under each of its names.
const ENCRYPTED: [&str; 2] = ["Encrypt", "encrypt"];

/// The receiver under each of its names. Not signed: it may order the search for a credential, and nothing else.
const RECEIVER: [&str; 2] = ["ToUserName", "tousername"];

/// A body as read.
pub(super) struct Body<'p> {
    pub encrypted: Text<'p>,
    /// Everything else, in the order received.
    around: Fields<'p>,
}

impl<'p> Body<'p> {
    /// That of a challenge, whose ciphertext stands in the query.
    pub fn of_query(echostr: Text<'p>, arena: &'p Arena) -> Self {
        Self { encrypted: echostr, around: Fields::new(arena) }
    }

    pub fn read(body: &'p [u8], arena: &'p Arena, max_depth: u32) -> Result<Self> {
        let text = simdutf8::basic::from_utf8(body).map_err(|_| malformed("body is not UTF-8"))?;
        let text = text.trim_matches(xml::BLANK);
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_start_matches(xml::BLANK);
        match text.as_bytes().first() {
            Some(b'<') => Self::of_xml(text, arena, max_depth),
            Some(b'{') => Self::of_json(text, arena, max_depth),
            Some(_) => Err(malformed("body is neither XML nor a JSON object")),
            None => Err(malformed("body is empty")
                .hint("pass the raw body; a framework that has parsed it already may leave none")),
        }
    }

    fn of_xml(text: &'p str, arena: &'p Arena, max_depth: u32) -> Result<Self> {
        let root = xml::read(text, arena, max_depth)
            .map_err(|fault| codes::parse(fault.within("body", Status::MalformedRequest)))?;
        if root.name != "xml" {
            return Err(malformed("body has another root element than xml"));
        }
        let mut fields = root.fields;
        let mut values = fields.all(ENCRYPTED[0]);
        let encrypted = match (values.next(), values.next()) {
            (Some(Value::Text(text)), None) => *text,
            (Some(_), None) => return Err(malformed("Encrypt holds elements")),
            (Some(_), Some(_)) => return Err(malformed("Encrypt occurs twice")),
            (None, _) => "",
        };
        drop(values);
        fields.take(ENCRYPTED[0]);
        Self { encrypted, around: fields }.checked()
    }

    fn of_json(text: &'p str, arena: &'p Arena, max_depth: u32) -> Result<Self> {
        let mut reader = Reader::new(text, arena, max_depth);
        let mut around = Fields::new(arena);
        let mut found: Option<Raw<'p>> = None;
        let mut twice = false;
        let read = reader.members(|reader, field| {
            let value = reader.raw()?;
            if ENCRYPTED.contains(&field.name) {
                twice |= found.replace(value).is_some();
            } else {
                around.put(field.name, value, field.repeated());
            }
            Ok(())
        });
        read.and_then(|()| reader.end())
            .map_err(|fault| codes::parse(fault.within("body", Status::MalformedRequest)))?;
        let encrypted = match found {
            _ if twice => return Err(malformed("encrypt occurs twice")),
            Some(value) if value.kind() == Kind::String => value.text(reader.arena()).unwrap_or_default(),
            Some(_) => return Err(malformed("encrypt is not a string")),
            None => "",
        };
        around.warnings = reader.warnings;
        Self { encrypted, around }.checked()
    }

    /// A body without ciphertext is refused whatever else it holds: to read it as plaintext would be to skip the proof.
    fn checked(self) -> Result<Self> {
        if self.encrypted.is_empty() {
            return Err(malformed("Encrypt is missing")
                .hint("set the callback's message mode to encrypted; a body in plaintext is never read"));
        }
        Ok(self)
    }

    /// Whom the envelope names.
    pub fn receiver(&self) -> Option<Text<'p>> {
        RECEIVER.iter().find_map(|name| self.around.peek(name))
    }

    /// The ciphertext, and everything else. Composed only now that the sender is proved: it takes memory.
    pub fn into_parts(mut self) -> (Text<'p>, Rest<'p>, Warnings) {
        let mut native = Rest::default();
        let warnings = std::mem::take(&mut self.around.warnings);
        self.around.into_rest(&mut native, |name| name);
        (self.encrypted, native, warnings)
    }
}

pub(super) fn malformed(message: impl Into<Cow<'static, str>>) -> Error {
    codes::parse(Error::new(Status::MalformedRequest, message))
}
