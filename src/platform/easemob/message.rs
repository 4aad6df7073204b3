//! Messages, before they are sent and after, and their bodies by `type` (message formats): one row, one type.
//!
//! | type | fields |
//! | --- | --- |
//! | txt | msg |
//! | cmd | action?, msg? |
//! | img | filename, size{width,height}, secret?, file_length bytes, url |
//! | audio | filename, length s (also `Length`), secret?, file_length, url |
//! | video | thumb, thumb_secret, filename, size (the thumbnail's), length s, secret, file_length, url |
//! | file | filename, file_length, secret?, url |
//! | loc | lat, lng, addr; coordinates as text or number |
//! | custom | customEvent, customExts[], v2:customExts{} |
//! | any or none, with subType "sub_combine" | title, summary, msg, combineLevel, filename, file_length, secret, url |

use super::body::Piece;
use super::case::{Case, Facts, Read, direct};
use super::ids::party;
use super::members::Members;
use crate::event::{
    Audio, Body, Conversation, ConversationKind, Custom, EventType, Few, File, Forward, Image, Location, Media,
    Message, NativeType, Segment, Text, TextBody, Video,
};
use crate::json::{Arena, Raw, Reader, Rest};

type ReadBody = for<'p> fn(&mut Reader<'p>, &mut Members<'p>) -> Read<Option<Body<'p>>>;

/// A row takes the members that it understands; what is left becomes `extra`.
const TYPES: &[(&str, ReadBody)] = &[
    ("txt", |r, m| Ok(m.content(r, "msg").map(|text| Body::Text(TextBody { text, ..TextBody::default() })))),
    ("img", |r, m| Ok(Some(Body::Image(Box::new(Image { media: image(r, m)? }))))),
    ("audio", |r, m| Ok(Some(Body::Audio(Box::new(Audio { media: recording(r, m) }))))),
    ("video", |r, m| Ok(Some(Body::Video(Box::new(Video { media: video(r, m)? }))))),
    ("file", |r, m| Ok(Some(Body::File(Box::new(File { media: media(r, m) }))))),
    ("loc", |r, m| Ok(Some(location(r, m)))),
    ("cmd", |r, m| Ok(Some(command(r, m)))),
    ("custom", |r, m| Ok(Some(custom(r, m)))),
    (COMBINE, |r, m| Ok(Some(combine(r, m)))),
];

/// Messages forwarded as one. Its bodies call it `sub_combine`, beside a type "txt" or none.
const COMBINE: &str = "combine";

pub(super) fn read<'p>(case: &mut Case<'p>, pending: bool) -> Read<Facts<'p>> {
    let stage = case.root.text(&mut case.reader, "eventType").filter(|stage| *stage != "chat");
    let stage = if pending { Some("pre_send") } else { stage };
    let chat_type = case.chat_type.unwrap_or_default();
    let own_from = case.payload_id("from");
    case.payload_id("to");
    let ext = ext(case)?;

    let mut container = None;
    let (body_type, segments) = if case.has_payload() && !case.payload.has("bodies") {
        let whole = case.whole_payload.unwrap_or(Raw::NULL);
        let mut members = std::mem::take(&mut case.payload);
        // What of these is not as documented stands beside the body all the same.
        for name in ["ext", "from", "to"] {
            if let Some(value) = members.take(name) {
                case.payload.put(name, value);
            }
        }
        let mut flat = Few::One(Piece { whole, members });
        segments(&mut case.reader, &mut flat, None)?
    } else {
        container = case.payload.text(&mut case.reader, "type");
        case.root.take("payload");
        case.segments()?
    };

    let kind = if pending { EventType::MessagePending } else { EventType::MessageCreated };
    let mut facts = Facts::new(kind, NativeType::new(chat_type).and(body_type).and(stage));
    facts.sender = case.id("from").or(own_from).map(party);
    let (to, group_id) = (case.id("to"), case.id("group_id"));
    let place = case.place().or(match chat_type {
        "chat" => Some(ConversationKind::Direct),
        "chatroom" => Some(ConversationKind::Room),
        _ if container == Some("chatroom") => Some(ConversationKind::Room),
        "group" => Some(ConversationKind::Group),
        _ => None,
    });
    if place == Some(ConversationKind::Direct) {
        facts.conversation = Some(direct());
        facts.recipients.extend(to.map(party));
    } else {
        let id = group_id.or(to);
        facts.recipients.extend(to.filter(|to| Some(to) != id.as_ref()).map(party));
        let known = id.is_some() || place.is_some();
        facts.conversation = known.then(|| Conversation { id, kind: place, ..Conversation::default() });
    }
    let id = case.root.text(&mut case.reader, "msg_id");
    facts.message = Some(Message { id, segments, ext, ..Message::default() });
    Ok(facts)
}

/// What the application attached.
pub(super) fn ext<'p>(case: &mut Case<'p>) -> Read<Rest<'p>> {
    let mut ext = Rest::default();
    if let Some(members) = case.payload.object(&mut case.reader, "ext")? {
        members.leave_in(&mut ext);
    }
    Ok(ext)
}

impl<'p> Case<'p> {
    /// The bodies of the payload, and the type of the first.
    pub fn segments(&mut self) -> Read<(Option<Text<'p>>, Few<Segment<'p>>)> {
        self.payload.take("bodies");
        segments(&mut self.reader, &mut self.bodies, self.whole_payload)
    }
}

/// The segments of these bodies, and the type of the first. `whole` is what to show when there are none.
pub(super) fn segments<'p>(
    reader: &mut Reader<'p>,
    bodies: &mut Few<Piece<'p>>,
    whole: Option<Raw<'p>>,
) -> Read<(Option<Text<'p>>, Few<Segment<'p>>)> {
    if bodies.is_empty() {
        reader.warn_record("missing_content", "the message has no body");
        return Ok((None, Few::One(Segment::unknown("", whole))));
    }
    let first = bodies.first().and_then(|piece| body_type(&piece.members, reader.arena()));
    let mut segments = Few::None;
    for piece in bodies.iter_mut() {
        segments.push(segment(reader, piece.whole, std::mem::take(&mut piece.members))?);
    }
    Ok((first, segments))
}

fn segment<'p>(reader: &mut Reader<'p>, whole: Raw<'p>, mut members: Members<'p>) -> Read<Segment<'p>> {
    let name = body_type(&members, reader.arena()).unwrap_or_default();
    let row = TYPES.iter().find(|(known, _)| *known == name);
    let told_by_txt = !members.has("type");
    members.take(if told_by_txt { "txt" } else { "type" });
    let body = match row {
        Some((_, read)) => read(reader, &mut members)?,
        None => None,
    };
    let Some(body) = body else {
        let (code, detail) = match row {
            Some(_) => ("missing_content", "the body has no content of its type"),
            None => ("unknown_message_type", "a body of a type that is not documented; kept whole"),
        };
        reader.warn_of(whole, code, detail);
        return Ok(Segment::unknown(name, Some(whole)));
    };
    let mut extra = Rest::default();
    members.leave_in(&mut extra);
    Ok(Segment::new(body, extra))
}

/// The table of the thread callback has the type under `txt`, its sample under `type`.
fn body_type<'p>(members: &Members<'p>, arena: &'p Arena) -> Option<Text<'p>> {
    if members.word("subType").as_deref() == Some("sub_combine") {
        return Some(COMBINE);
    }
    members.said(if members.has("type") { "type" } else { "txt" }, arena)
}

fn media<'p>(reader: &mut Reader<'p>, members: &mut Members<'p>) -> Media<'p> {
    Media {
        url: members.text(reader, "url"),
        name: members.text(reader, "filename"),
        size_bytes: members.integer(reader, "file_length"),
        secret: members.text(reader, "secret"),
        ..Media::default()
    }
}

fn recording<'p>(reader: &mut Reader<'p>, members: &mut Members<'p>) -> Media<'p> {
    let length = if members.has("length") { "length" } else { "Length" };
    Media { duration_ms: members.seconds_ms(reader, length), ..media(reader, members) }
}

fn image<'p>(reader: &mut Reader<'p>, members: &mut Members<'p>) -> Read<Media<'p>> {
    let (width, height) = size(reader, members)?;
    Ok(Media { width, height, ..media(reader, members) })
}

fn video<'p>(reader: &mut Reader<'p>, members: &mut Members<'p>) -> Read<Media<'p>> {
    let (width, height) = size(reader, members)?;
    let thumbnail = Media {
        url: members.text(reader, "thumb"),
        secret: members.text(reader, "thumb_secret"),
        width,
        height,
        ..Media::default()
    };
    Ok(Media { thumbnail: Some(Box::new(thumbnail)), ..recording(reader, members) })
}

/// `size{width,height}`; what else it holds stays, on the level of the body.
fn size<'p>(reader: &mut Reader<'p>, members: &mut Members<'p>) -> Read<(Option<i64>, Option<i64>)> {
    let Some(mut size) = members.object(reader, "size")? else { return Ok((None, None)) };
    let found = (size.integer(reader, "width"), size.integer(reader, "height"));
    members.append(size);
    Ok(found)
}

fn location<'p>(reader: &mut Reader<'p>, members: &mut Members<'p>) -> Body<'p> {
    Body::Location(Box::new(Location {
        latitude: members.digits(reader, "lat"),
        longitude: members.digits(reader, "lng"),
        address: members.text(reader, "addr"),
        ..Location::default()
    }))
}

fn command<'p>(reader: &mut Reader<'p>, members: &mut Members<'p>) -> Body<'p> {
    let name = members.text(reader, "action");
    let name = name.or_else(|| members.text(reader, "msg"));
    Body::Custom(Box::new(Custom { name, data: None }))
}

fn custom<'p>(reader: &mut Reader<'p>, members: &mut Members<'p>) -> Body<'p> {
    let name = members.text(reader, "customEvent");
    let data = members.take("v2:customExts").or_else(|| members.take("customExts"));
    Body::Custom(Box::new(Custom { name, data }))
}

fn combine<'p>(reader: &mut Reader<'p>, members: &mut Members<'p>) -> Body<'p> {
    members.take("subType");
    Body::Forward(Box::new(Forward { title: members.text(reader, "title"), items: Vec::new() }))
}
