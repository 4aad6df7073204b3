//! CloudEvents 1.0, JSON format: an event in the envelope that brokers know.

use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

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
    let origin = event.tenant_id.as_deref().or(auth.credential.as_deref());
    let source = match origin {
        Some(origin) => format!("imhook:{platform}/{}", utf8_percent_encode(origin, NON_ALPHANUMERIC)),
        None => format!("imhook:{platform}"),
    };
    let time = event.time_ms.and_then(|time_ms| Timestamp::from_millisecond(time_ms).ok()).map(|time| time.to_string());
    let subject = event.conversation.as_ref().and_then(|conversation| conversation.id.as_deref());
    let mut object = Object::begin(out);
    object.member(key!("specversion"), "1.0");
    event.identity.member(&mut object, &event.native_type, event.part);
    object
        .member(key!("source"), &source)
        .string(key!("type"), |out| {
            out.extend_from_slice(b"imhook.");
            out.extend_from_slice(event.kind.as_str().as_bytes());
        })
        .member(key!("time"), &time)
        .member(key!("subject"), &subject.filter(|subject| !subject.is_empty()))
        .member(key!("datacontenttype"), "application/json")
        .member(key!("data"), &Data { event, platform, auth, presentation });
    object.end();
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
