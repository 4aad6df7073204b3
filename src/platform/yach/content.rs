//! What a callback says, by its msgtype: one row, one type (third-party code, two code bases).
//!
//! `content` is the text, or the url of a file. Where it is an object, as no one has published, it is read like the
//! body of the same type that a robot sends.

use percent_encoding::percent_decode_str;

use super::bodies;
use super::inbound::Read;
use super::limits::Checks;
use super::mentions::{self, Robot};
use crate::event::{
    Audio, Body, Few, File, Forward, ForwardItem, Image, Link, Media, Party, PartyKind, Segment, Text, Video,
};
use crate::json::{Arena, Field, Kind, Raw, Reader, Rest};
use crate::platform::time;

/// A msgtype, and how its content is read; nothing, when it is not what the type needs.
struct Row {
    name: &'static str,
    read: for<'p> fn(&mut Content<'p>, &mut Reader<'p>) -> Read<Option<Segment<'p>>>,
    /// Which of the fields about the content the segment keeps.
    keeps: &'static [&'static str],
}

const TYPES: &[Row] = &[
    Row { name: "text", read: words, keeps: &[] },
    Row { name: "reply", read: words, keeps: &[] },
    // The text is a request whose answer goes to callbackUrl.
    Row { name: "callback", read: words, keeps: &[] },
    Row { name: "fold", read: fold, keeps: &[] },
    Row { name: "image", read: |c, r| media(c, r, "image"), keeps: &["image_recognize_code", "image_text"] },
    Row { name: "audio", read: |c, r| media(c, r, "audio"), keeps: &["audio_text"] },
    Row { name: "video", read: |c, r| media(c, r, "video"), keeps: &[] },
    Row { name: "file", read: |c, r| media(c, r, "file"), keeps: &[] },
    Row { name: "link", read: link, keeps: &[] },
    Row { name: "merge_forward", read: merge_forward, keeps: &[] },
];

/// `content` and the fields about it.
#[derive(Default)]
pub(super) struct Content<'p> {
    pub value: Option<Raw<'p>>,
    /// The text that it was decrypted to.
    pub opened: Option<Text<'p>>,
    /// originName
    pub name: Option<Raw<'p>>,
    pub audio_text: Option<Raw<'p>>,
    pub image_code: Option<Raw<'p>>,
    /// `[{texts}]`
    pub image_text: Option<Raw<'p>>,
    /// `[{senderName, time, content, type}]`
    pub history: Option<Raw<'p>>,
}

impl<'p> Content<'p> {
    /// The text of the content, decrypted where it was.
    pub fn text(&self, arena: &'p Arena) -> Option<Text<'p>> {
        self.opened.or_else(|| self.value?.text(arena))
    }

    /// Everything as native fields.
    pub fn into_rest(mut self, rest: &mut Rest<'p>) {
        let content = self.value.filter(|value| value.as_str() != r#""""#);
        content.into_iter().for_each(|value| keep(rest, "content", value));
        self.fields().into_iter().for_each(|(name, value)| keep(rest, name, value));
    }

    /// The segments of a message of this type, and who is mentioned. What the type has no use for goes into `rest`.
    pub fn into_segments(
        mut self,
        name: &'p str,
        robot: &Robot<'p>,
        rest: &mut Rest<'p>,
        reader: &mut Reader<'p>,
    ) -> Read<(Few<Segment<'p>>, Vec<Party<'p>>)> {
        let row = TYPES.iter().find(|row| row.name == name);
        let read = row.map(|row| (row.read)(&mut self, reader)).transpose()?.flatten();
        let mut segment = read.unwrap_or_else(|| self.unread(name, row.is_some(), reader));
        let keeps = row.map_or(&[][..], |row| row.keeps);
        for (name, value) in self.fields() {
            keep(if keeps.contains(&name) { &mut segment.extra } else { &mut *rest }, name, value);
        }
        Ok(mentions::resolve(segment, robot))
    }

    fn unread(&self, name: &'p str, is_known: bool, reader: &mut Reader<'p>) -> Segment<'p> {
        let data = self.value.filter(|value| !value.is_null());
        let is_empty = self.text(reader.arena()).map_or(data.is_none(), |text| text.is_empty());
        let (code, detail) = match (is_known, is_empty) {
            (false, _) => ("unknown_message_type", "a msgtype that nobody has described; kept whole"),
            (true, true) => ("missing_content", "the message has no content of its type"),
            (true, false) => ("unexpected_type", "content is not what its msgtype needs; kept as it stands"),
        };
        let data = data.filter(|_| !(is_known && is_empty));
        match data {
            Some(data) => reader.warn_of(data, code, detail),
            None => reader.warn_record(code, detail),
        }
        Segment::unknown(name, data)
    }

    /// The fields that nothing has used.
    fn fields(&mut self) -> Vec<(&'static str, Raw<'p>)> {
        let fields = [
            ("originName", &mut self.name),
            ("audio_text", &mut self.audio_text),
            ("image_recognize_code", &mut self.image_code),
            ("image_text", &mut self.image_text),
            ("historyChatRecord", &mut self.history),
        ];
        fields.into_iter().filter_map(|(name, field)| Some((name, field.take()?))).collect()
    }

    /// The text of an object or an array that is the content, or stands in it as a string.
    fn json(&self, kind: Kind, reader: &Reader<'p>) -> Option<&'p str> {
        let value = self.value?;
        if value.kind() == kind {
            return Some(value.as_str());
        }
        let opening = if kind == Kind::Object { '{' } else { '[' };
        self.text(reader.arena()).filter(|text| text.trim_start().starts_with(opening))
    }
}

fn words<'p>(content: &mut Content<'p>, reader: &mut Reader<'p>) -> Read<Option<Segment<'p>>> {
    Ok(content.text(reader.arena()).map(Segment::text))
}

/// The link of a button that was pressed, whose `reply` parameter is what the user is seen to say.
fn fold<'p>(content: &mut Content<'p>, reader: &mut Reader<'p>) -> Read<Option<Segment<'p>>> {
    let Some(text) = content.text(reader.arena()) else { return Ok(None) };
    let reply = ["?reply=", "&reply="].iter().filter_map(|start| Some(text.find(start)? + start.len())).min();
    let reply = reply.and_then(|at| text.get(at..)).filter(|reply| !reply.is_empty());
    let Some(reply) = reply else { return Ok(Some(Segment::text(text))) };
    let mut segment =
        Segment::text(percent_decode_str(reply).decode_utf8().map_or(reply, |text| reader.arena().settle(text)));
    keep(&mut segment.extra, "content", reader.arena().string_token(text));
    Ok(Some(segment))
}

fn media<'p>(content: &mut Content<'p>, reader: &mut Reader<'p>, name: &str) -> Read<Option<Segment<'p>>> {
    let mut segment = match described(content, reader, name)? {
        Some(segment) => segment,
        None => match content.text(reader.arena()).filter(|url| !url.is_empty()) {
            Some(url) => Segment::new(file_body(name, Media { url: Some(url), ..Media::default() }), Rest::default()),
            None => return Ok(None),
        },
    };
    if let Some(media) = media_of(&mut segment.body).filter(|media| media.name.is_none())
        && let Some(name) = content.name.and_then(|name| name.text(reader.arena()))
    {
        media.name = Some(name);
        content.name = None;
    }
    Ok(Some(segment))
}

fn link<'p>(content: &mut Content<'p>, reader: &mut Reader<'p>) -> Read<Option<Segment<'p>>> {
    if let Some(segment) = described(content, reader, "link")? {
        return Ok(Some(segment));
    }
    let Some(text) = content.text(reader.arena()).filter(|text| !text.is_empty()) else { return Ok(None) };
    let is_url = ["http://", "https://", "yach://"].iter().any(|scheme| text.starts_with(scheme))
        && !text.contains(char::is_whitespace);
    let link = match is_url {
        true => Link { url: Some(text), ..Link::default() },
        false => Link { title: Some(text), ..Link::default() },
    };
    Ok(Some(Segment::new(Body::Link(Box::new(link)), Rest::default())))
}

/// Content that is an object like the body of this type when a robot sends it.
fn described<'p>(content: &Content<'p>, reader: &mut Reader<'p>, name: &str) -> Read<Option<Segment<'p>>> {
    let Some(object) = content.json(Kind::Object, reader) else { return Ok(None) };
    let Some(read) = bodies::reader_of(name) else { return Ok(None) };
    let mut extra = Rest::default();
    let body = reader.embedded(object, |reader| read(reader, &mut extra, &mut Checks::off()))?;
    Ok(body.flatten().map(|body| Segment::new(body, extra)))
}

fn file_body<'p>(name: &str, media: Media<'p>) -> Body<'p> {
    match name {
        "image" => Body::Image(Box::new(Image { media })),
        "audio" => Body::Audio(Box::new(Audio { media })),
        "video" => Body::Video(Box::new(Video { media })),
        _ => Body::File(Box::new(File { media })),
    }
}

fn media_of<'s, 'p>(body: &'s mut Body<'p>) -> Option<&'s mut Media<'p>> {
    match body {
        Body::Image(image) => Some(&mut image.media),
        Body::Audio(audio) => Some(&mut audio.media),
        Body::Video(video) => Some(&mut video.media),
        Body::File(file) => Some(&mut file.media),
        _ => None,
    }
}

fn merge_forward<'p>(content: &mut Content<'p>, reader: &mut Reader<'p>) -> Read<Option<Segment<'p>>> {
    let mut forward = Forward::default();
    let listed = content.json(Kind::Array, reader).map(|list| reader.embedded(list, items)).transpose()?.flatten();
    if let Some(items) = listed {
        forward.items = items;
    } else {
        forward.title = content.text(reader.arena()).filter(|title| !title.is_empty());
        if let Some(history) = content.history.take() {
            forward.items = reader.embedded(history.as_str(), items)?.unwrap_or_default();
        } else if forward.title.is_none() {
            return Ok(None);
        }
    }
    Ok(Some(Segment::new(Body::Forward(Box::new(forward)), Rest::default())))
}

fn items<'p>(reader: &mut Reader<'p>) -> Read<Vec<ForwardItem<'p>>> {
    let mut items = Vec::new();
    reader.elements(|reader, _| {
        items.push(item(reader)?);
        Ok(())
    })?;
    Ok(items)
}

/// `{senderName, time, content, type}`
fn item<'p>(reader: &mut Reader<'p>) -> Read<ForwardItem<'p>> {
    let mut item = ForwardItem::default();
    let (mut name, mut content, mut extra) = (None, None, Rest::default());
    let ((), whole) = reader.spanned(|r| {
        if r.kind() != Kind::Object {
            return Ok(());
        }
        r.members(|r, f| {
            match f.name {
                "senderName" => name = r.text(f, &mut extra)?,
                "time" => item.time_ms = r.converted(f, &mut extra, time::parse_ms)?,
                "type" => item.native_type = r.text(f, &mut extra)?,
                "content" => content = r.scalar()?,
                _ => r.keep_in(&mut extra, f)?,
            }
            Ok(())
        })
    })?;
    item.sender = name.map(|name| Party::new(PartyKind::Unknown, None).named(Some(name)));
    let kind = item.native_type.unwrap_or("text");
    item.segments.push(match (kind, content) {
        ("image" | "audio" | "video" | "file", Some(url)) if !url.is_empty() => {
            Segment::new(file_body(kind, Media { url: Some(url), ..Media::default() }), extra)
        }
        (_, Some(text)) => Segment { extra, ..Segment::text(text) },
        (_, None) => {
            reader.warn_of(whole, "unexpected_type", "an item whose content is no text; kept whole");
            Segment::unknown(kind, Some(whole))
        }
    });
    Ok(item)
}

/// A member's value, unless it says nothing.
pub(super) fn said<'p>(reader: &mut Reader<'p>) -> Read<Option<Raw<'p>>> {
    Ok(Some(reader.raw()?).filter(|value| !value.is_null() && value.as_str() != r#""""#))
}

/// A member that is JSON of this kind, as it stands or inside a string. Anything else that says something is kept.
pub(super) fn embedded<'p>(
    reader: &mut Reader<'p>,
    field: Field<'p>,
    rest: &mut Rest<'p>,
    kind: Kind,
) -> Read<Option<Raw<'p>>> {
    let Some(value) = unpacked(reader, kind)? else { return Ok(None) };
    if value.kind() == kind {
        return Ok(Some(value));
    }
    rest.keep(field.name, value, field.repeated());
    Ok(None)
}

/// A value that is JSON of this kind, as it stands or inside a string. Anything else that says something is given as it
/// stands, with a warning.
pub(super) fn unpacked<'p>(reader: &mut Reader<'p>, kind: Kind) -> Read<Option<Raw<'p>>> {
    let Some(value) = said(reader)? else { return Ok(None) };
    let inner = match value.text(reader.arena()).filter(|_| value.kind() == Kind::String) {
        Some(text) => reader.embedded(text, Reader::raw)?,
        None => Some(value),
    };
    let inner = inner.filter(|inner| inner.kind() == kind);
    if inner.is_none() {
        reader.warn_of(value, "unexpected_type", "not of the documented type; kept as it stands");
    }
    Ok(inner.or(Some(value)))
}

/// Keeps a native field that may meet one of its name from elsewhere: the last stands.
pub(super) fn keep<'p>(rest: &mut Rest<'p>, name: &'p str, value: Raw<'p>) {
    rest.keep(name, value, true);
}
