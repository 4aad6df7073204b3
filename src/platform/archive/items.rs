//! Messages inside a message: passed-on conversations, and mixed content. They nest as deep as the cap allows.

use super::body;
use super::fields::{each, time_ms};
use super::types::{Read, find_item};
use crate::event::{Body, Few, Forward, ForwardItem, Segment, Text};
use crate::json::{Field, Kind, Reader, Rest};

/// `{title, item[{type, msgtime s, content, from_chatroom}]}`
pub(super) fn chatrecord<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut forward = Forward::default();
    reader.members(|r, f| {
        match f.name {
            "title" => forward.title = r.text(f, extra)?,
            "item" => {
                forward.items.clear();
                each(r, f, extra, |r| {
                    let Item { native_type, time_ms, from_group, segments, .. } = Item::read(r)?;
                    let segments = segments.into();
                    forward.items.push(ForwardItem { native_type, sender: None, time_ms, from_group, segments });
                    Ok(())
                })?;
            }
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Forward(Box::new(forward))))
}

/// `{item[{type, content}]}`: the pieces of one message.
pub(super) fn mixed<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Vec<Segment<'p>>> {
    let mut segments = Vec::new();
    reader.members(|r, f| match f.name {
        "item" => {
            segments.clear();
            each(r, f, extra, |r| {
                segments.append(&mut Item::read(r)?.segments.into());
                Ok(())
            })
            .map(drop)
        }
        _ => r.keep_in(extra, f),
    })?;
    Ok(segments)
}

/// An element of `item`. Its type comes before its content, and is asked for once more where it does not.
#[derive(Default)]
struct Item<'p> {
    native_type: Option<Text<'p>>,
    time_ms: Option<i64>,
    from_group: Option<bool>,
    segments: Few<Segment<'p>>,
    rest: Rest<'p>,
}

impl<'p> Item<'p> {
    fn read(reader: &mut Reader<'p>) -> Read<Self> {
        let mut item = Self::default();
        let mut is_content_first = false;
        let ((), whole) = reader.spanned(|r| {
            r.members(|r, f| match f.name {
                "content" if item.native_type.is_none() => {
                    is_content_first = true;
                    Ok(())
                }
                "content" => item.content(r, item.name()),
                _ => item.member(r, f),
            })
        })?;
        let name = item.name();
        if is_content_first {
            item = Self::default();
            reader.again(whole, |r| {
                r.members(|r, f| match f.name {
                    "content" => item.content(r, name),
                    _ => item.member(r, f),
                })
            })?;
        }
        if item.segments.is_empty() {
            reader.warn_of(whole, "missing_content", "an item without content");
            item.segments.push(Segment::unknown(name, None));
        }
        if let Some(first) = item.segments.first_mut() {
            first.extra.append(std::mem::take(&mut item.rest));
        }
        Ok(item)
    }

    fn name(&self) -> Text<'p> {
        self.native_type.unwrap_or("unknown")
    }

    fn member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Read<()> {
        let rest = &mut self.rest;
        match f.name {
            "type" => self.native_type = r.text(f, rest)?,
            "msgtime" => self.time_ms = time_ms(r, f, rest)?,
            "from_chatroom" => self.from_group = r.boolean(f, rest)?,
            _ => r.keep_in(rest, f)?,
        }
        Ok(())
    }

    /// Reads the content as this type has it: by the documents JSON as text.
    fn content(&mut self, reader: &mut Reader<'p>, native_type: Text<'p>) -> Read<()> {
        self.segments = match find_item(native_type) {
            _ if reader.kind() == Kind::Null => Few::None,
            Some(row) => body::segments(reader, row, native_type)?,
            None => body::unknown(reader, native_type)?,
        };
        Ok(())
    }
}
