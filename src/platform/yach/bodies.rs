//! The bodies of outgoing messages (message types and formats): one row, one msgtype.
//!
//! | msgtype | fields | segment |
//! | --- | --- | --- |
//! | text | content | text |
//! | markdown | title, text, image | markdown |
//! | action_card | see `action_card` | card |
//! | image | url, width, height, origin_url, origin_width, origin_height, file_name, file_size | image |
//! | link | message_url, pic_url, title, text | link |
//! | audio | url, duration s, size KB, ext | audio |
//! | file | name, url, size KB | file |
//! | video | name, url, duration s, size KB, width, height | video |
//! | custom | type "1" jump, body{url} | redirect |
//! | tips | text | notice |
//! | stream | stream_id, quote_msg_id | stream |

use super::action_card::action_card;
use super::content;
use super::inbound::Read;
use super::limits::{self, Checks};
use super::media::{audio, file, image, video};
use crate::event::{Body, Custom, Link, Markdown, Notice, Redirect, Stream, TextBody};
use crate::json::{Kind, Reader, Rest};

/// Reads the object under the key of a msgtype; nothing, when it lacks what the type is about.
pub(super) type ReadBody = for<'p> fn(&mut Reader<'p>, &mut Rest<'p>, &mut Checks) -> Read<Option<Body<'p>>>;

const TYPES: &[(&str, ReadBody)] = &[
    ("text", text),
    ("markdown", markdown),
    ("action_card", action_card),
    ("image", image),
    ("link", link),
    ("audio", audio),
    ("file", file),
    ("video", video),
    ("custom", custom),
    ("tips", tips),
    ("stream", stream),
];

pub(super) fn reader_of(name: &str) -> Option<ReadBody> {
    TYPES.iter().find(|(known, _)| *known == name).map(|(_, read)| *read)
}

fn text<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>, checks: &mut Checks) -> Read<Option<Body<'p>>> {
    let mut content = None;
    reader.members(|r, f| {
        match f.name {
            "content" => content = checks.at_most(format_args!("text.content"), limits::BODY, r.content(f, extra)?),
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(content.map(|text| Body::Text(TextBody { text, ..TextBody::default() })))
}

fn markdown<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>, checks: &mut Checks) -> Read<Option<Body<'p>>> {
    let (mut content, mut title, mut image_url) = (None, None, None);
    reader.members(|r, f| {
        match f.name {
            "title" => title = checks.at_most(format_args!("markdown.title"), limits::TITLE, r.text(f, extra)?),
            "text" => content = checks.at_most(format_args!("markdown.text"), limits::BODY, r.content(f, extra)?),
            "image" => image_url = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(content.map(|text| Body::Markdown(Box::new(Markdown { text, title, image_url }))))
}

fn link<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>, checks: &mut Checks) -> Read<Option<Body<'p>>> {
    let mut link = Link::default();
    reader.members(|r, f| {
        match f.name {
            "message_url" => link.url = r.text(f, extra)?,
            "pic_url" => link.image_url = r.text(f, extra)?,
            "title" => {
                let title = r.spanned(|r| r.text(f, extra))?;
                link.title = checks.advised("link.title", limits::LINK_TITLE_ADVISED, title, r);
            }
            "text" => {
                let text = r.spanned(|r| r.text(f, extra))?;
                link.description = checks.advised("link.text", limits::LINK_TEXT_ADVISED, text, r);
            }
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Link(Box::new(link))))
}

fn custom<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>, _: &mut Checks) -> Read<Option<Body<'p>>> {
    let (mut kind, mut body) = (None, None);
    reader.members(|r, f| {
        match f.name {
            "type" => {
                let (text, value) = r.spanned(|r| r.text(f, extra))?;
                kind = text.map(|text| (text, value));
            }
            "body" => body = Some(r.raw()?).filter(|body| !body.is_null()),
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    let Some(body) = body else { return Ok(None) };
    match kind {
        Some((name, value)) if name != "1" => {
            reader.warn_of(value, "unexpected_value", "type is none of those documented");
            Ok(Some(Body::Custom(Box::new(Custom { name: Some(name), data: Some(body) }))))
        }
        _ if body.kind() == Kind::Object => {
            let mut url = None;
            reader.again(body, |r| {
                r.members(|r, f| {
                    match f.name {
                        "url" => url = r.text(f, extra)?,
                        _ => content::keep(extra, f.name, r.raw()?),
                    }
                    Ok(())
                })
            })?;
            Ok(Some(Body::Redirect(Box::new(Redirect { url, kind: Some("link") }))))
        }
        _ => Ok(None),
    }
}

fn tips<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>, _: &mut Checks) -> Read<Option<Body<'p>>> {
    let mut text = None;
    reader.members(|r, f| {
        match f.name {
            "text" => text = r.content(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(text.map(|text| Body::Notice(Box::new(Notice { text: Some(text) }))))
}

fn stream<'p>(reader: &mut Reader<'p>, extra: &mut Rest<'p>, _: &mut Checks) -> Read<Option<Body<'p>>> {
    let mut stream = Stream::default();
    reader.members(|r, f| {
        match f.name {
            "stream_id" => stream.id = r.text(f, extra)?,
            "quote_msg_id" => stream.reply_to = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(Some(Body::Stream(Box::new(stream))))
}
