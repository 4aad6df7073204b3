//! The content of a push, by the push's type.

use super::outer::ARCHIVE;
use super::pushes::{self, Facts, HIT};
use crate::json::{Fault, Kind, Raw, Reader};
use crate::platform::archive::Record;

/// The content as read.
#[derive(Default)]
pub(super) enum Content<'p> {
    /// None, null, or blank text.
    #[default]
    Absent,
    /// Text that is not JSON. The vendor's own sample of type 38 is such one.
    NotJson(Raw<'p>),
    /// JSON of another kind than documented.
    Other(Raw<'p>),
    Record(Record<'p>),
    Facts(Facts<'p>),
    Hits(Vec<Facts<'p>>),
}

impl<'p> Content<'p> {
    /// Reads the content of a push of this type: JSON as text, or the JSON itself.
    pub fn read(reader: &mut Reader<'p>, kind: &str) -> Result<Self, Fault> {
        let (read, value) = reader.spanned(|r| {
            if r.kind() != Kind::String {
                return Self::of(r, kind).map(Some);
            }
            let text = r.string()?;
            if text.trim().is_empty() {
                return Ok(Some(Self::Absent));
            }
            r.embedded(text, |r| Self::of(r, kind))
        })?;
        Ok(read.unwrap_or(Self::NotJson(value)))
    }

    fn of(reader: &mut Reader<'p>, kind: &str) -> Result<Self, Fault> {
        match reader.kind() {
            Kind::Null => reader.raw().map(|_| Self::Absent),
            Kind::Object if kind == ARCHIVE => Ok(Self::Record(Record::read(reader)?.0)),
            Kind::Object => Ok(Self::Facts(Facts::read(reader, pushes::find(kind))?)),
            Kind::Array if kind == HIT => {
                let mut hits = Vec::new();
                reader.elements(|r, _| {
                    hits.push(Facts::read(r, pushes::find(kind))?);
                    Ok(())
                })?;
                Ok(Self::Hits(hits))
            }
            _ => reader.raw().map(Self::Other),
        }
    }
}
