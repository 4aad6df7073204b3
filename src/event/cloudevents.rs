//! CloudEvents 1.0, JSON format: an event in the envelope that brokers know.

use std::borrow::Cow;

use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Auth, Event, Presentation};
use crate::json::writer::{Emit, Object, key};

/// Writes the event as a CloudEvent whose `data` is the canonical event.
pub fn write(
    event: &Event<'_>,
    platform: &'static str,
    auth: &Auth<'_>,
    presentation: &Presentation,
    out: &mut Vec<u8>,
) {
    // `source` is a URI reference; source and id together are unique.
    let origin = event.tenant_id.or(auth.credential);
    let source = match origin {
        Some(origin) => format!("imhook:{platform}/{}", utf8_percent_encode(origin, RESERVED)),
        None => format!("imhook:{platform}"),
    };
    let time = event.time_ms.filter(|time_ms| *time_ms >= YEAR_ONE_MS);
    let time = time.and_then(|time_ms| Timestamp::from_millisecond(time_ms).ok()).map(|time| time.to_string());
    let subject = event.conversation.as_ref().and_then(|conversation| conversation.id);
    let mut object = Object::begin(out);
    object
        .member(key!("specversion"), "1.0")
        .member(key!("id"), &attribute(&event.id()))
        .member(key!("source"), &source)
        .string(key!("type"), |out| {
            out.extend_from_slice(b"imhook.");
            out.extend_from_slice(event.kind.as_str().as_bytes());
        })
        .member(key!("time"), &time)
        .member(key!("subject"), &subject.filter(|subject| !subject.is_empty()).map(attribute))
        .member(key!("datacontenttype"), "application/json")
        .member(key!("data"), &Data { event, platform, auth, presentation });
    object.end();
}

/// What a path segment must not hold as it is: all but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The first moment that RFC 3339 can write, Unix milliseconds.
const YEAR_ONE_MS: i64 = -62_135_596_800_000;

/// Text as an attribute may hold it: control characters and noncharacters read as U+FFFD (CloudEvents, type system).
fn attribute(text: &str) -> Cow<'_, str> {
    let forbidden = |letter: char| {
        let code = u32::from(letter);
        letter.is_control() || (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
    };
    match text.contains(forbidden) {
        true => Cow::Owned(text.replace(forbidden, "\u{FFFD}")),
        false => Cow::Borrowed(text),
    }
}

struct Data<'a> {
    event: &'a Event<'a>,
    platform: &'static str,
    auth: &'a Auth<'a>,
    presentation: &'a Presentation,
}

impl Emit for Data<'_> {
    fn emit(&self, out: &mut Vec<u8>) {
        self.event.write(self.platform, self.auth, self.presentation, out);
    }
}
