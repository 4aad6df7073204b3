//! A body as it is found: an object, an object as text, or something else. Whatever it is, it becomes a segment.

use super::types::{Content, Read, Row, TEXT};
use crate::event::{Few, Segment, Text};
use crate::json::{Kind, Raw, Reader, Rest};

/// Reads the body of a message of this type; `""` is none. Bodies nest: what is rare here stands in functions of its
/// own, so that a level takes little of the stack.
#[inline(never)]
pub(super) fn segments<'p>(reader: &mut Reader<'p>, row: &Row, native_type: Text<'p>) -> Read<Few<Segment<'p>>> {
    let (mut segments, mut extra, mut whole) = (Few::None, Rest::default(), Raw::NULL);
    let (object, value) = reader.spanned(|reader| {
        object(reader, |reader| {
            whole = reader.spanned(|reader| row.read(reader, &mut segments, &mut extra))?.1;
            Ok(())
        })
    })?;
    match segments.first_mut() {
        _ if object.is_none() => return Ok(no_object(reader, row, native_type, value)),
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

/// What becomes of a body that is no object.
#[cold]
#[inline(never)]
fn no_object<'p>(reader: &mut Reader<'p>, row: &Row, native_type: Text<'p>, value: Raw<'p>) -> Few<Segment<'p>> {
    if value.as_str() == "\"\"" {
        return Few::None;
    }
    reader.warn_of(value, "unexpected_type", "the body is no object; kept as it stands");
    let words = value.text(reader.arena()).filter(|_| row.msgtype == TEXT && value.kind() == Kind::String);
    Few::One(words.map_or_else(|| Segment::unknown(native_type, Some(value)), Segment::text))
}

/// Reads an object, or text that holds one; gives nothing when it is neither.
pub(super) fn object<'p, T>(reader: &mut Reader<'p>, read: impl FnOnce(&mut Reader<'p>) -> Read<T>) -> Read<Option<T>> {
    match reader.kind() {
        Kind::Object => read(reader).map(Some),
        Kind::String => {
            let text = reader.string()?;
            match text.trim_start().starts_with('{') {
                true => reader.embedded(text, read),
                false => Ok(None),
            }
        }
        _ => reader.raw().map(|_| None),
    }
}

/// A body of a type that is not documented, as an item: the object, where it is one.
#[cold]
#[inline(never)]
pub(super) fn unknown<'p>(reader: &mut Reader<'p>, native_type: Text<'p>) -> Read<Few<Segment<'p>>> {
    let (inner, value) = reader.spanned(|r| object(r, Reader::raw))?;
    reader.warn_of(value, "unknown_element", "an item of a type that is not documented; kept whole");
    Ok(Few::One(Segment::unknown(native_type, Some(inner.unwrap_or(value)))))
}

impl Row {
    /// Reads an object of this type: its segments, none when it has nothing that the type documents, and what is left.
    fn read<'p>(&self, reader: &mut Reader<'p>, segments: &mut Few<Segment<'p>>, extra: &mut Rest<'p>) -> Read<()> {
        match self.content {
            Content::Piece(read) => {
                if let Some(body) = read(reader, extra)?.filter(|body| !body.is_empty()) {
                    segments.push(Segment::new(body, Rest::default()));
                }
            }
            Content::Pieces(read) => *segments = Few::Many(read(reader, extra)?),
            Content::Facts(_) => {}
        }
        Ok(())
    }
}
