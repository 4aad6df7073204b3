//! The content of a message: read under whichever keys it has, told apart by the message's type afterwards, for the
//! type may stand behind it.

use smallvec::{SmallVec, smallvec};

use super::mentions::{self, NativeMention};
use super::rich_text;
use super::segments::TYPES;
use crate::event::{Few, Segment, Text};
use crate::json::{Fault, Field, Kind, Raw, Reader, Rest};

pub(super) type Read<T> = Result<T, Fault>;
pub(super) type Segments<'p> = Few<Segment<'p>>;

/// `content` as read: a section for each key.
#[derive(Default)]
pub(super) struct Content<'p> {
    sections: SmallVec<[Section<'p>; 1]>,
    whole: Option<Raw<'p>>,
}

struct Section<'p> {
    key: &'p str,
    raw: Raw<'p>,
    /// Nothing where the key is no documented type, or does not hold an object.
    segments: Option<Segments<'p>>,
}

impl<'p> Content<'p> {
    /// Reads a member that holds content: an object, or text that holds one (documented as string, sent as object), or
    /// text.
    pub fn read(reader: &mut Reader<'p>) -> Read<Self> {
        let (sections, whole) = reader.spanned(|reader| match reader.kind() {
            Kind::Object => sections(reader),
            Kind::String => {
                let text = reader.string()?;
                let embedded = match text.trim_start().starts_with('{') {
                    true => reader.embedded(text, sections)?,
                    false => None,
                };
                Ok(embedded.unwrap_or_else(|| {
                    let raw = Raw::NULL;
                    smallvec![Section { key: "text", raw, segments: Some(Few::One(Segment::text(text))) }]
                }))
            }
            _ => Ok(SmallVec::new()),
        })?;
        Ok(Self { sections, whole: Some(whole) })
    }

    /// The segments of a message of this type, mentions resolved. What the type does not account for goes into `extra`
    /// of the first.
    pub fn into_segments(
        mut self,
        native_type: Option<Text<'p>>,
        mentions: &[NativeMention<'p>],
        reader: &mut Reader<'p>,
    ) -> Segments<'p> {
        // The old generation's types are numbers of unpublished meaning: there the key of the content tells.
        let told = native_type.filter(|name| !name.bytes().all(|byte| byte.is_ascii_digit()));
        let wanted = self.sections.iter().position(|section| match told {
            Some(name) => section.key == name,
            None => section.segments.is_some(),
        });
        let own = wanted.map(|at| self.sections.remove(at));
        let name = match &own {
            Some(own) => Some(own.key),
            None => native_type,
        };
        let mut leftovers = Rest::default();
        for section in self.sections {
            leftovers.keep(section.key, section.raw, false);
        }
        let mut segments = match own {
            Some(Section { segments: Some(segments), .. }) => segments,
            own => {
                let name = name.unwrap_or_default();
                let data = own.map(|own| own.raw).or(self.whole).filter(|data| !data.is_null());
                let (code, detail) = match is_documented(name) {
                    true => ("missing_content", "the message has no content of its type"),
                    false => ("unknown_message_type", "a message type without a documented schema; kept whole"),
                };
                match data {
                    Some(data) => reader.warn_of(data, code, detail),
                    None => reader.warn_record(code, detail),
                }
                return Few::One(Segment::unknown(name, data));
            }
        };
        if name == Some("text") {
            mentions::resolve(&mut segments, mentions, reader);
        }
        if let Some(first) = segments.first_mut() {
            first.extra.append(leftovers);
        }
        segments
    }
}

fn is_documented(name: &str) -> bool {
    name == "rich_text" || TYPES.iter().any(|(known, _)| *known == name)
}

fn sections<'p>(reader: &mut Reader<'p>) -> Read<SmallVec<[Section<'p>; 1]>> {
    let mut sections: SmallVec<[Section<'p>; 1]> = SmallVec::new();
    reader.members(|reader, field| {
        let (segments, raw) = reader.spanned(|reader| match reader.kind() {
            Kind::Object => segments(reader, field),
            _ => Ok(None),
        })?;
        sections.retain(|section| section.key != field.name);
        sections.push(Section { key: field.name, raw, segments });
        Ok(())
    })?;
    Ok(sections)
}

fn segments<'p>(reader: &mut Reader<'p>, field: Field<'p>) -> Read<Option<Segments<'p>>> {
    if field.name == "rich_text" {
        return rich_text::segments(reader).map(Some);
    }
    let Some((_, read)) = TYPES.iter().find(|(name, _)| *name == field.name) else { return Ok(None) };
    let mut extra = Rest::default();
    let body = read(reader, field, &mut extra)?;
    Ok(body.map(|body| Few::One(Segment::new(body, extra))))
}
