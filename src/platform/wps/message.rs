//! Message content by `message.type` (message content description): one row, one type.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use super::rich_text;
use crate::event::at_tag::{self, Piece};
use crate::event::{
    Body, Calendar, Card, Document, Few, File, Forward, ForwardItem, Image, Location, Markdown, Media, Meeting,
    Mention, MentionTarget, Party, PartyKind, Segment, Text, TextBody, Video, Vote,
};
use crate::json::{Fault, Field, Kind, Raw, Reader, Rest};
use crate::platform::time;

pub(super) type Read<T> = Result<T, Fault>;
pub(super) type Segments<'p> = Few<Segment<'p>>;

/// Reads the object under the type's key of `content`.
type ReadContent = for<'p> fn(&mut Reader<'p>, Field<'p>, &mut Rest<'p>) -> Read<Option<Body<'p>>>;

/// The types with a documented schema. `link`, `mini_app`, `template` and `share_chat` are named without one.
const TYPES: &[(&str, ReadContent)] = &[
    ("text", text),
    (
        "image",
        |reader, field, rest| Ok(image(reader, field, rest)?.map(|media| Body::Image(Box::new(Image { media })))),
    ),
    ("file", file),
    ("audio", audio),
    ("video", video),
    ("card", card),
    ("sticker", sticker),
    ("location", location),
    ("merge_forward", merge_forward),
    ("vote", vote),
    ("calendar", calendar),
    ("meeting", meeting),
];

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
                let text = reader.keep(text);
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
        let told = native_type.as_deref().filter(|name| !name.bytes().all(|byte| byte.is_ascii_digit()));
        let wanted = self.sections.iter().position(|section| match told {
            Some(name) => section.key == name,
            None => section.segments.is_some(),
        });
        let own = wanted.map(|at| self.sections.remove(at));
        let name = match &own {
            Some(own) => Some(Cow::Borrowed(own.key)),
            None => native_type,
        };
        let mut leftovers = Rest::default();
        for section in self.sections {
            leftovers.keep(Cow::Borrowed(section.key), section.raw, false);
        }
        let mut segments = match own {
            Some(Section { segments: Some(segments), .. }) => segments,
            own => {
                let name = name.clone().unwrap_or_default();
                let data = own.map(|own| own.raw).or(self.whole).filter(|data| !data.is_null());
                let (code, detail) = match is_documented(&name) {
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
        if name.as_deref() == Some("text") {
            resolve_mentions(&mut segments, mentions, reader);
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

/// `text {content, type? plain|markdown}`
fn text<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let (mut content, mut style) = (None, None);
    reader.object(field, extra, |r, f, extra| {
        match f.name {
            "content" => content = r.content(f, extra)?,
            "type" => style = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    let Some(text) = content else { return Ok(None) };
    Ok(Some(match style.as_deref() {
        Some("markdown") => Body::Markdown(Box::new(Markdown { text, ..Markdown::default() })),
        _ => Body::Text(TextBody { text, ..TextBody::default() }),
    }))
}

/// `{storage_key, type (mime), name, size, width, height, thumbnail_type, thumbnail_storage_key}`
pub(super) fn image<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Media<'p>>> {
    let (mut media, mut thumbnail) = (Media::default(), Media::default());
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "storage_key" => media.id = r.text(f, extra)?,
            "type" => media.mime = r.text(f, extra)?,
            "name" => media.name = r.text(f, extra)?,
            "size" => media.size_bytes = r.integer(f, extra)?,
            "width" => media.width = r.integer(f, extra)?,
            "height" => media.height = r.integer(f, extra)?,
            "thumbnail_storage_key" => thumbnail.id = r.text(f, extra)?,
            "thumbnail_type" => thumbnail.mime = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    media.thumbnail = (thumbnail.id.is_some() || thumbnail.mime.is_some()).then(|| Box::new(thumbnail));
    Ok(read.then_some(media))
}

/// `{type local|cloud, local{name,size,storage_key}, cloud{id,link_url,link_id}}`
fn file<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let (mut local, mut cloud, mut place) = (None, None, None);
    reader.object(field, extra, |r, f, extra| {
        match f.name {
            "type" => place = r.text(f, extra)?,
            "local" => {
                let mut media = Media::default();
                let read = r.object(f, extra, |r, f, extra| {
                    match f.name {
                        "name" => media.name = r.text(f, extra)?,
                        "size" => media.size_bytes = r.integer(f, extra)?,
                        "storage_key" => media.id = r.text(f, extra)?,
                        _ => r.keep_in(extra, f)?,
                    }
                    Ok(())
                })?;
                local = read.then_some(media);
            }
            "cloud" => cloud = document(r, f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    let local = local.map(|media| Body::File(Box::new(File { media })));
    let cloud = cloud.map(|document| Body::Document(Box::new(document)));
    Ok(if place.as_deref() == Some("cloud") { cloud.or(local) } else { local.or(cloud) })
}

/// `{id, link_url, link_id}`
pub(super) fn document<'p>(
    reader: &mut Reader<'p>,
    field: Field<'p>,
    extra: &mut Rest<'p>,
) -> Read<Option<Document<'p>>> {
    let mut document = Document::default();
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "id" => document.id = r.text(f, extra)?,
            "link_url" => document.url = r.text(f, extra)?,
            "link_id" => document.link_id = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then_some(document))
}

/// `{media{channels,codec,duration s,format,sample_bits,sample_rate,size}, storage_key}`
fn audio<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    Ok(recording(reader, field, extra)?.map(|media| Body::Audio(Box::new(crate::event::Audio { media }))))
}

/// `{media{codec,cover_storage_key,duration,format,height,size,width}, storage_key}`
fn video<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    Ok(recording(reader, field, extra)?.map(|media| Body::Video(Box::new(Video { media }))))
}

fn recording<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Media<'p>>> {
    let mut media = Media::default();
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "storage_key" => media.id = r.text(f, extra)?,
            "media" => {
                r.object(f, extra, |r, f, extra| {
                    match f.name {
                        "duration" => media.duration_ms = r.scaled(f, extra, 1000)?,
                        "size" => media.size_bytes = r.integer(f, extra)?,
                        "width" => media.width = r.integer(f, extra)?,
                        "height" => media.height = r.integer(f, extra)?,
                        "cover_storage_key" => {
                            let cover = r.text(f, extra)?.map(|id| Media { id: Some(id), ..Media::default() });
                            media.thumbnail = cover.map(Box::new);
                        }
                        _ => r.keep_in(extra, f)?,
                    }
                    Ok(())
                })?;
            }
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then_some(media))
}

/// `{config, link?, i18n_items[]{key, value{header?, elements[]}}}`: kept whole; the title is read from where the
/// first language's header has one.
fn card<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut title = None;
    let read = reader.object(field, extra, |r, f, extra| {
        let value = r.raw()?;
        if f.name == "i18n_items" && value.kind() == Kind::Array {
            title = r.again(value, card_title)?;
        }
        extra.keep(Cow::Borrowed(f.name), value, f.repeated);
        Ok(())
    })?;
    Ok(read.then(|| Body::Card(Box::new(Card { title, ..Card::default() }))))
}

fn card_title<'p>(reader: &mut Reader<'p>) -> Read<Option<Text<'p>>> {
    let mut title = None;
    let mut unused = Rest::default();
    reader.elements(|r, index| {
        if index > 0 || r.kind() != Kind::Object {
            return Ok(());
        }
        r.members(|r, f| match (f.name, r.kind()) {
            ("value", Kind::Object) => r.members(|r, f| match (f.name, r.kind()) {
                ("header", Kind::Object) => r.members(|r, f| match (f.name, r.kind()) {
                    ("title", Kind::String) => {
                        title = r.text(f, &mut unused)?;
                        Ok(())
                    }
                    ("title", Kind::Object) => r.members(|r, f| {
                        if f.name == "content" && r.kind() == Kind::String {
                            title = r.text(f, &mut unused)?;
                        }
                        Ok(())
                    }),
                    _ => Ok(()),
                }),
                _ => Ok(()),
            }),
            _ => Ok(()),
        })
    })?;
    Ok(title)
}

/// `{image{…}}`
fn sticker<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut media = None;
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "image" => media = image(r, f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then(|| Body::Sticker(Box::new(crate::event::Sticker { media: media.unwrap_or_default() }))))
}

/// `{address, latitude, longitude, storage_key, title}`
fn location<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut place = Location::default();
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "latitude" => place.latitude = r.digits(f, extra)?,
            "longitude" => place.longitude = r.digits(f, extra)?,
            "title" => place.title = r.text(f, extra)?,
            "address" => place.address = r.text(f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then(|| Body::Location(Box::new(place))))
}

/// `{start_time, end_time, title, msg_id_list[], msg_previews[]{msg_id, ctime, summary, sender_id{app_id, company_id, id, name, type}}}`
fn merge_forward<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut forward = Forward::default();
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "title" => forward.title = r.text(f, extra)?,
            "msg_previews" => {
                r.array(f, extra, |r, _| {
                    forward.items.push(preview(r)?);
                    Ok(())
                })?;
            }
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then(|| Body::Forward(Box::new(forward))))
}

fn preview<'p>(reader: &mut Reader<'p>) -> Read<ForwardItem<'p>> {
    let mut item = ForwardItem::default();
    let mut extra = Rest::default();
    let mut summary = None;
    let ((), whole) = reader.spanned(|r| {
        if r.kind() != Kind::Object {
            return Ok(());
        }
        r.members(|r, f| {
            match f.name {
                "summary" => summary = r.content(f, &mut extra)?,
                "ctime" => item.time_ms = r.converted(f, &mut extra, time::parse_ms)?,
                "sender_id" => item.sender = identity(r, f, &mut extra)?,
                _ => r.keep_in(&mut extra, f)?,
            }
            Ok(())
        })
    })?;
    item.segments.push(match summary {
        Some(text) => Segment { extra, ..Segment::text(text) },
        None => Segment::unknown("msg_preview", Some(whole)),
    });
    Ok(item)
}

/// `{options[], topic}`
fn vote<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut vote = Vote::default();
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "topic" => vote.title = r.text(f, extra)?,
            "options" => vote.options = labels(r, f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then(|| Body::Vote(Box::new(vote))))
}

/// `{attendees[], start_time, end_time, event_id, summary, organizer}`
fn calendar<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut calendar = Calendar::default();
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "event_id" => calendar.id = r.text(f, extra)?,
            "summary" => calendar.title = r.text(f, extra)?,
            "start_time" => calendar.start_ms = r.converted(f, extra, time::parse_ms)?,
            "end_time" => calendar.end_ms = r.converted(f, extra, time::parse_ms)?,
            "organizer" => calendar.organizer = label(r, f, extra)?,
            "attendees" => calendar.attendees = labels(r, f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then(|| Body::Calendar(Box::new(calendar))))
}

/// `{creator, invitees[], participants[], join_code, join_url, meeting_id, start_date_time, end_date_time}`
fn meeting<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Body<'p>>> {
    let mut meeting = Meeting::default();
    let read = reader.object(field, extra, |r, f, extra| {
        match f.name {
            "meeting_id" => meeting.id = r.text(f, extra)?,
            "start_date_time" => meeting.start_ms = r.converted(f, extra, time::parse_ms)?,
            "end_date_time" => meeting.end_ms = r.converted(f, extra, time::parse_ms)?,
            "join_url" => meeting.url = r.text(f, extra)?,
            "join_code" => meeting.code = r.text(f, extra)?,
            "participants" => meeting.participants = labels(r, f, extra)?,
            _ => r.keep_in(extra, f)?,
        }
        Ok(())
    })?;
    Ok(read.then(|| Body::Meeting(Box::new(meeting))))
}

/// A person or a choice by its label: text as it is; of an object its name or id, and the object in `extra`.
fn label<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Option<Text<'p>>> {
    if reader.kind() != Kind::Object {
        return reader.text(field, extra);
    }
    let (label, whole) = reader.spanned(object_label)?;
    extra.keep(Cow::Borrowed(field.name), whole, field.repeated);
    Ok(label)
}

/// Labels in a list; when one is an object, the list is in `extra` too.
fn labels<'p>(reader: &mut Reader<'p>, field: Field<'p>, extra: &mut Rest<'p>) -> Read<Vec<Text<'p>>> {
    if reader.kind() != Kind::Array {
        return reader.unexpected(field, extra).map(|()| Vec::new());
    }
    let (mut labels, mut plain) = (Vec::new(), true);
    let ((), whole) = reader.spanned(|reader| {
        reader.elements(|reader, _| {
            let label = match reader.kind() {
                Kind::Object => {
                    plain = false;
                    object_label(reader)?
                }
                _ => reader.raw()?.text(),
            };
            plain &= label.is_some();
            labels.extend(label);
            Ok(())
        })
    })?;
    if !plain {
        extra.keep(Cow::Borrowed(field.name), whole, field.repeated);
    }
    Ok(labels)
}

fn object_label<'p>(reader: &mut Reader<'p>) -> Read<Option<Text<'p>>> {
    const BEST_FIRST: [&str; 5] = ["name", "title", "text", "content", "id"];
    let mut found: [Option<Text<'p>>; 5] = Default::default();
    reader.members(|reader, field| {
        if let Some((_, place)) = BEST_FIRST.iter().zip(&mut found).find(|(key, _)| **key == field.name) {
            *place = reader.raw()?.text().filter(|text| !text.is_empty());
        }
        Ok(())
    })?;
    Ok(found.into_iter().flatten().next())
}

/// Reads a member that holds an identity `{id, type: user|app|sp|service_principal|unknown, name}`.
pub(super) fn identity<'p>(reader: &mut Reader<'p>, field: Field<'p>, rest: &mut Rest<'p>) -> Read<Option<Party<'p>>> {
    match reader.kind() {
        Kind::Object => party(reader, rest).map(Some),
        _ => reader.unexpected(field, rest).map(|()| None),
    }
}

/// Reads an identity.
pub(super) fn party<'p>(reader: &mut Reader<'p>, rest: &mut Rest<'p>) -> Read<Party<'p>> {
    let mut party = Party::default();
    let mut kind = None;
    reader.members(|r, f| {
        match f.name {
            "id" => party.id = r.text(f, rest)?,
            "name" => party.name = r.text(f, rest)?,
            "type" => kind = r.text(f, rest)?,
            _ => r.keep_in(rest, f)?,
        }
        Ok(())
    })?;
    party.kind = Some(match kind.as_deref() {
        Some("user") => PartyKind::User,
        Some("app" | "sp" | "service_principal") => PartyKind::Bot,
        _ => PartyKind::Unknown,
    });
    Ok(party)
}

/// An element of `mentions[]`: `id` is the index that `<at id="N">` refers to.
#[derive(Default)]
pub(super) struct NativeMention<'p> {
    pub index: Option<Text<'p>>,
    pub everyone: bool,
    /// Absent where everyone is meant.
    pub identity: Option<Party<'p>>,
}

impl<'p> NativeMention<'p> {
    /// Reads an element of `mentions[]`.
    pub fn read(reader: &mut Reader<'p>) -> Read<Self> {
        let mut mention = Self::default();
        let mut rest = Rest::default();
        if reader.kind() == Kind::Object {
            reader.members(|r, f| {
                match f.name {
                    "id" => mention.index = r.text(f, &mut rest)?,
                    "type" => mention.everyone = r.text(f, &mut rest)?.as_deref() == Some("all"),
                    "identity" => mention.identity = identity(r, f, &mut rest)?,
                    _ => {}
                }
                Ok(())
            })?;
        }
        Ok(mention)
    }
}

/// Splits plain text at its mention tags and says whom each means.
fn resolve_mentions<'p>(segments: &mut Segments<'p>, mentions: &[NativeMention<'p>], reader: &mut Reader<'p>) {
    let [Segment { body: Body::Text(body), extra }] = &mut **segments else { return };
    if memchr::memmem::find(body.text.as_bytes(), at_tag::OPEN.as_bytes()).is_none() {
        return;
    }
    let text = reader.keep(std::mem::take(&mut body.text));
    let mut extra = std::mem::take(extra);
    *segments = Few::None;
    for piece in at_tag::pieces(text) {
        let mut segment = match piece {
            Piece::Text(words) => Segment::text(words),
            Piece::At { id, name } => mention(id, name, mentions, reader),
        };
        segment.extra.append(std::mem::take(&mut extra));
        segments.push(segment);
    }
}

fn mention<'p>(index: &'p str, name: &'p str, mentions: &[NativeMention<'p>], reader: &mut Reader<'p>) -> Segment<'p> {
    let found = mentions.iter().find(|mention| mention.index.as_deref() == Some(index));
    let mut extra = Rest::default();
    let body = match found {
        Some(NativeMention { everyone: true, .. }) => Mention { all: Some(true), target: None },
        Some(NativeMention { identity: Some(party), .. }) => {
            let Party { id, kind, name: known } = party.clone();
            let name = known.or(Some(Cow::Borrowed(name)));
            Mention { target: Some(MentionTarget { id, kind, name, id_type: None }), all: None }
        }
        _ => {
            reader.warn_record("unresolved_mention", "a mention tag that the mentions do not explain");
            extra.keep(Cow::Borrowed("index"), reader.arena().string_token(index), false);
            let kind = Some(PartyKind::Unknown);
            let target = MentionTarget { kind, name: Some(Cow::Borrowed(name)), ..MentionTarget::default() };
            Mention { target: Some(target), all: None }
        }
    };
    Segment::new(Body::Mention(Box::new(body)), extra)
}
