//! Messages to an application by `MsgType` (消息格式): one row, one type.

use super::fields::{Fields, digits};
use crate::event::{Audio, Body, Image, Link, Location, Media, Segment, Text, TextBody, Video};
use crate::json::Digits;
use crate::json::{Arena, Rest};

/// Reads the members of a type. Nothing where the one that makes it is missing.
type ReadBody = for<'p> fn(&mut Members<'_, 'p>) -> Option<Body<'p>>;

const TYPES: &[(&str, ReadBody)] = &[
    ("text", |m| m.content("Content").map(|text| Body::Text(TextBody { text, ..TextBody::default() }))),
    ("image", |m| {
        let media = Media { id: m.text("MediaId"), url: m.text("PicUrl"), ..Media::default() };
        Some(Body::Image(Box::new(Image { media })))
    }),
    ("voice", |m| {
        let media = Media { id: m.text("MediaId"), extension: m.text("Format"), ..Media::default() };
        m.keep("Recognition");
        Some(Body::Audio(Box::new(Audio { media })))
    }),
    ("video", |m| {
        let thumbnail = m.text("ThumbMediaId").map(|id| Box::new(Media { id: Some(id), ..Media::default() }));
        let media = Media { id: m.text("MediaId"), thumbnail, ..Media::default() };
        Some(Body::Video(Box::new(Video { media })))
    }),
    ("location", |m| {
        Some(Body::Location(Box::new(Location {
            latitude: m.digits("Location_X"),
            longitude: m.digits("Location_Y"),
            zoom: m.digits("Scale"),
            address: m.text("Label"),
            ..Location::default()
        })))
    }),
    ("link", |m| {
        Some(Body::Link(Box::new(Link {
            title: m.text("Title"),
            description: m.text("Description"),
            url: m.text("Url"),
            image_url: m.text("PicUrl"),
        })))
    }),
];

/// What belongs to the message and not to its content.
const AROUND: &[&str] = &["ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "AgentID"];

/// The segment of a message of this type.
pub(super) fn segment<'p>(name: Text<'p>, fields: &mut Fields<'p>, arena: &'p Arena) -> Segment<'p> {
    let row = TYPES.iter().find(|(known, _)| *known == name);
    let (code, detail) = match row {
        Some((_, read)) => {
            let mut members = Members { fields, extra: Rest::default(), arena };
            match read(&mut members).filter(|body| !body.is_empty()) {
                Some(body) => return Segment::new(body, members.extra),
                None => ("missing_content", "the message has no content of its type"),
            }
        }
        None => ("unknown_message_type", "a message type without a documented schema; kept whole"),
    };
    fields.warn("", code, detail);
    Segment::unknown(name, fields.object_without(AROUND))
}

/// The members of a message on their way into a segment.
struct Members<'a, 'p> {
    fields: &'a mut Fields<'p>,
    extra: Rest<'p>,
    arena: &'p Arena,
}

impl<'p> Members<'_, 'p> {
    fn content(&mut self, name: &'static str) -> Option<Text<'p>> {
        self.fields.content(name)
    }

    fn text(&mut self, name: &'static str) -> Option<Text<'p>> {
        self.fields.of_segment(name, &mut self.extra, Some)
    }

    fn digits(&mut self, name: &'static str) -> Option<Digits<'p>> {
        self.fields.of_segment(name, &mut self.extra, digits)
    }

    /// Keeps a member as it stands.
    fn keep(&mut self, name: &'static str) {
        if let Some(value) = self.fields.take(name) {
            self.extra.keep(name, value.raw(self.arena), false);
        }
    }
}
