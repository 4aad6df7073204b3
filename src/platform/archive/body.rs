//! A body as it is found: an object, an object as text, or something else. Whatever it is, it becomes a segment.

use super::types::{Content, Read, Row, TEXT};
use crate::event::{Few, Segment, Text};
use crate::json::{Kind, Raw, Reader, Rest};

/// Reads the body of a message of this type; `""` is none.
pub(super) fn segments<'p>(
    reader: &mut Reader<'p>,
    row: &Row,
    native_type: impl Into<Text<'p>>,
) -> Read<Few<Segment<'p>>> {
    let (object, value) = reader.spanned(|r| object(r, |r| r.spanned(|r| row.read(r))))?;
    let Some(((mut segments, extra), whole)) = object else {
        if value.as_str() == "\"\"" {
            return Ok(Few::None);
        }
        reader.warn_of(value, "unexpected_type", "the body is no object; kept as it stands");
        let words = value.text().filter(|_| row.msgtype == TEXT && value.kind() == Kind::String);
        return Ok(Few::One(words.map_or_else(|| Segment::unknown(native_type, Some(value)), Segment::text)));
    };
    match segments.first_mut() {
        Some(first) => first.extra.append(extra),
        None => {
            // A list of what is no item has been told of.
            if extra.get("item").is_none_or(|items| items.kind() != Kind::Array) {
                reader.warn_of(value, "missing_content", "the body has nothing that its type documents; kept whole");
            }
            segments.push(Segment::unknown(native_type, Some(whole)));
        }
    }
    Ok(segments)
}

/// Reads an object, or text that holds one; gives nothing when it is neither.
pub(super) fn object<'p, T>(reader: &mut Reader<'p>, read: impl FnOnce(&mut Reader<'p>) -> Read<T>) -> Read<Option<T>> {
    match reader.kind() {
        Kind::Object => read(reader).map(Some),
        Kind::String => {
            let text = reader.string()?;
            match text.trim_start().starts_with('{') {
                true => {
                    let text = reader.keep(text);
                    reader.embedded(text, read)
                }
                false => Ok(None),
            }
        }
        _ => reader.raw().map(|_| None),
    }
}

/// What there is of a body that is not read.
pub(super) fn whole<'p>(reader: &mut Reader<'p>) -> Read<Raw<'p>> {
    let (inner, value) = reader.spanned(|r| object(r, Reader::raw))?;
    Ok(inner.unwrap_or(value))
}

impl Row {
    /// Reads an object of this type: its segments, none when it has nothing that the type documents, and what is left.
    fn read<'p>(&self, reader: &mut Reader<'p>) -> Read<(Few<Segment<'p>>, Rest<'p>)> {
        let mut extra = Rest::default();
        let segments = match self.content {
            Content::Piece(read) => {
                let body = read(reader, &mut extra)?.filter(|body| !body.is_empty());
                body.map_or(Few::None, |body| Few::One(Segment::new(body, Rest::default())))
            }
            Content::Pieces(read) => read(reader, &mut extra)?,
            Content::Facts(_) => Few::None,
        };
        Ok((segments, extra))
    }
}
