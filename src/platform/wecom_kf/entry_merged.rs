//! `merged_msg`: a conversation passed on, each message a JSON text of its own, which may hold another.

use super::entry::Read;
use super::entry_messages;
use crate::event::{Body, Forward, ForwardItem, Party, PartyKind, Segment, Text};
use crate::json::{Kind, Raw, Reader, Rest, number};
use crate::platform::time;

/// `{title, item[]}`
pub(super) fn read<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut forward = Forward::default();
    reader.members(|r, f| {
        match f.name {
            "title" => forward.title = r.text(f, extra)?,
            "item" if r.kind() == Kind::Array => {
                let mut is_told = true;
                forward.items.clear();
                let ((), whole) = r.spanned(|r| {
                    r.elements(|r, _| {
                        match r.kind() {
                            Kind::Object => forward.items.push(item(r)?),
                            _ => {
                                let value = r.raw()?;
                                r.warn_of(value, "unexpected_type", "not an object; kept as it stands");
                                is_told = false;
                            }
                        }
                        Ok(())
                    })
                })?;
                if !is_told {
                    extra.keep(f.name, whole, false);
                }
            }
            "item" => r.unexpected(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Forward(Box::new(forward))))
}

/// `{send_time, msgtype, sender_name, msg_content}`
fn item<'p>(reader: &mut Reader<'p>) -> Read<ForwardItem<'p>> {
    let mut item = ForwardItem::default();
    let mut extra = Rest::default();
    let mut content = None;
    let (outer_type, whole) = named_type(reader)?;
    reader.again(whole, |r| {
        r.members(|r, f| {
            match f.name {
                "msgtype" => item.native_type = r.text(f, &mut extra)?,
                "send_time" => {
                    let read = |text: &str| number::integer(text).map(time::unix_ms);
                    item.time_ms = r.converted(f, &mut extra, read)?;
                }
                "sender_name" => {
                    let name = r.text(f, &mut extra)?;
                    item.sender = name.map(|name| Party::new(PartyKind::Unknown, None).named(Some(name)));
                }
                "msg_content" => content = content_of(r, outer_type)?,
                _ => r.keep_in(&mut extra, f)?,
            }
            Ok(())
        })
    })?;
    let Content { mut segment, native_type } = match content {
        Some(content) => content,
        None => {
            reader.warn_of(whole, "missing_content", "a message without msg_content");
            Content { segment: Segment::unknown(outer_type.unwrap_or(UNNAMED), None), native_type: None }
        }
    };
    item.native_type = item.native_type.or(native_type);
    extra.append(std::mem::take(&mut segment.extra));
    segment.extra = extra;
    item.segments.push(segment);
    Ok(item)
}

/// The type of a message that names none.
const UNNAMED: Text<'static> = "unknown";

/// What `msg_content` says.
struct Content<'p> {
    segment: Segment<'p>,
    native_type: Option<Text<'p>>,
}

/// Reads a message as text that holds JSON, or as an object. `null` is absent.
fn content_of<'p>(reader: &mut Reader<'p>, outer_type: Option<Text<'p>>) -> Read<Option<Content<'p>>> {
    let (content, raw) = reader.spanned(|r| match r.kind() {
        Kind::Object => message(r, outer_type.as_ref()).map(Some),
        Kind::String => {
            let text = r.string()?;
            r.embedded(text, |r| match r.kind() {
                Kind::Object => message(r, outer_type.as_ref()).map(Some),
                _ => Ok(None),
            })
            .map(Option::flatten)
        }
        _ => Ok(None),
    })?;
    if content.is_some() || raw.is_null() {
        return Ok(content);
    }
    reader.warn_of(raw, "unexpected_type", "not a message as JSON; kept as it stands");
    let segment = match (outer_type, raw.kind()) {
        (Some("text"), Kind::String) => Segment::text(raw.text(reader.arena()).unwrap_or_default()),
        (name, _) => Segment::unknown(name.unwrap_or(UNNAMED), Some(raw)),
    };
    Ok(Some(Content { segment, native_type: None }))
}

/// `{msgtype, <msgtype>: {…}}`
fn message<'p>(reader: &mut Reader<'p>, outer_type: Option<&Text<'p>>) -> Read<Content<'p>> {
    let (native_type, whole) = named_type(reader)?;
    let name = native_type.as_ref().or(outer_type).cloned().unwrap_or(UNNAMED);
    let mut leftovers = Rest::default();
    let mut segment = None;
    reader.again(whole, |r| {
        r.members(|r, f| {
            if f.name == "msgtype" {
                r.text(f, &mut leftovers)?;
            } else if f.name == name {
                segment = Some(entry_messages::read(name, r)?);
            } else {
                r.keep_in(&mut leftovers, f)?;
            }
            Ok(())
        })
    })?;
    let mut segment = segment.unwrap_or_else(|| entry_messages::absent(name, whole, reader));
    segment.extra.append(leftovers);
    Ok(Content { segment, native_type })
}

/// The `msgtype` of an object, which may stand behind what depends on it, and the object.
fn named_type<'p>(reader: &mut Reader<'p>) -> Read<(Option<Text<'p>>, Raw<'p>)> {
    let mut name = None;
    let ((), whole) = reader.spanned(|r| {
        r.members(|r, f| {
            if f.name == "msgtype" {
                name = r.scalar()?.filter(|text| !text.is_empty());
            }
            Ok(())
        })
    })?;
    Ok((name, whole))
}
