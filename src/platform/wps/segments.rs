//! Message content by `message.type` (message content description): one row, one type.

use super::content::Read;
use super::identity::{identity, label, labels};
use crate::event::{
    Audio, Body, Calendar, Card, Document, File, Forward, ForwardItem, Image, Location, Markdown, Media, Meeting,
    Segment, Sticker, Text, TextBody, Video, Vote,
};
use crate::json::{Field, Kind, Reader, Rest};
use crate::platform::time;

/// Reads the object under the type's key of `content`.
pub(super) type ReadContent = for<'p> fn(&mut Reader<'p>, Field<'p>, &mut Rest<'p>) -> Read<Option<Body<'p>>>;

/// The types with a documented schema. `link`, `mini_app`, `template` and `share_chat` are named without one.
pub(super) const TYPES: &[(&str, ReadContent)] = &[
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
    Ok(Some(match style {
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
    Ok(if place == Some("cloud") { cloud.or(local) } else { local.or(cloud) })
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
    Ok(recording(reader, field, extra)?.map(|media| Body::Audio(Box::new(Audio { media }))))
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
        extra.keep(f.name, value, f.repeated());
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
    Ok(read.then(|| Body::Sticker(Box::new(Sticker { media: media.unwrap_or_default() }))))
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
