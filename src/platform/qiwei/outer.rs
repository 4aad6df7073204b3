//! What stands around the content of a push: `{"message_id","type","content","gmt_create"}`.

use super::content::Content;
use super::pushes;
use crate::event::{Data, Event, EventType, Few, Identity, NativeType, Text};
use crate::json::{Fault, Field, Kind, Raw, Reader, Rest, number};
use crate::platform::archive::Record;
use crate::platform::{Payload, time};

/// The type of an archived message.
pub(super) const ARCHIVE: &str = "101";

const CONTENT: &str = "content";

/// A JSON value as read: a push, a record, or neither.
#[derive(Default)]
pub(super) struct Outer<'p> {
    /// The type of a push: digits, or text.
    kind: Option<Text<'p>>,
    content: Content<'p>,
    /// Whether the content could not be read where it stands: the type came after it, or one of them twice.
    is_content_open: bool,
    is_record: bool,
    around: Around<'p>,
}

/// What all events of a push share.
#[derive(Default, Clone)]
struct Around<'p> {
    message_id: Option<Text<'p>>,
    gmt_create: Option<i64>,
    /// Every key but the content of a push.
    native: Rest<'p>,
}

impl<'p> Outer<'p> {
    /// Reads any value, and gives its text too.
    pub fn read(reader: &mut Reader<'p>) -> Result<(Self, Raw<'p>), Fault> {
        let mut outer = Self::default();
        let ((), whole) = reader.spanned(|r| match r.kind() {
            Kind::Object => r.members(|r, f| outer.member(r, f)),
            _ => Ok(()),
        })?;
        if let Some(kind) = outer.kind.filter(|_| outer.is_content_open) {
            outer.around.native.take(CONTENT);
            reader.again(whole, |r| {
                r.members(|r, f| {
                    if f.name == CONTENT {
                        outer.content = Content::read(r, kind)?;
                    }
                    Ok(())
                })
            })?;
        }
        Ok((outer, whole))
    }

    fn member(&mut self, r: &mut Reader<'p>, f: Field<'p>) -> Result<(), Fault> {
        if f.name == CONTENT {
            if let Some(kind) = self.kind.filter(|_| !f.repeated()) {
                self.content = Content::read(r, kind)?;
                return Ok(());
            }
            self.is_content_open = true;
        }
        let value = r.raw()?;
        let text = Some(value).filter(|_| f.name != CONTENT).and_then(|value| value.text(r.arena()));
        let text = text.filter(|text| !text.is_empty());
        match (f.name, value.kind()) {
            ("type", kind) => {
                self.kind = text.filter(|_| matches!(kind, Kind::String | Kind::Number));
                self.is_content_open |= f.repeated();
            }
            ("message_id", _) => self.around.message_id = text,
            ("gmt_create", kind) => {
                self.around.gmt_create = text.and_then(number::integer);
                if self.around.gmt_create.is_none() && (text.is_some() || matches!(kind, Kind::Object | Kind::Array)) {
                    r.warn_of(value, "unexpected_type", "no whole number; the push has no time");
                }
            }
            ("msgtype", Kind::String) => self.is_record |= text.is_some(),
            ("action", _) => self.is_record |= text == Some("switch"),
            _ => {}
        }
        self.around.native.keep(f.name, value, f.repeated());
        Ok(())
    }

    pub fn is_push(&self) -> bool {
        self.kind.is_some()
    }

    /// Whether it is what stands inside a push of type 101.
    pub fn is_record(&self) -> bool {
        self.is_record
    }

    /// The events of a push: one, but for a list of hits.
    pub fn into_events(self, whole: Raw<'p>, payload: &Payload<'p>, reader: &mut Reader<'p>) -> Few<Event<'p>> {
        let Self { kind, content, around, .. } = self;
        let kind = kind.unwrap_or_default();
        let row = pushes::find(kind);
        let is_known = row.is_some() || kind == ARCHIVE;
        if !is_known {
            reader.warn_record("unknown_event_type", "a type of push that is not documented; kept whole");
        }
        let event_type = row.map_or(EventType::Unknown, |row| row.kind);
        let event = |around| plain(around, event_type, kind, whole, payload);
        Few::One(match content {
            Content::Record(record) => recorded(record, around, whole, payload, reader),
            Content::Facts(facts) => facts.into_event(event(around)),
            Content::Hits(hits) if !hits.is_empty() => {
                let hits = hits.into_iter().enumerate();
                return hits
                    .map(|(index, facts)| Event { part: Some(index), ..facts.into_event(event(around.clone())) })
                    .collect();
            }
            Content::Absent | Content::Hits(_) => {
                reader.warn_record("missing_content", "the push has no content");
                event(around)
            }
            Content::NotJson(value) => {
                reader.warn_record("malformed_content", "the content is not JSON; kept as it stands");
                Event { data: Some(kept(value)), ..event(around) }
            }
            Content::Other(value) => {
                if is_known {
                    let detail = "the content is not of the documented type; kept as it stands";
                    reader.warn_record("unexpected_type", detail);
                }
                Event { data: Some(kept(value)), ..event(around) }
            }
        })
    }

    /// The event of what is neither a push nor a record.
    pub fn into_unknown(self, whole: Raw<'p>, payload: &Payload<'p>, reader: &mut Reader<'p>) -> Event<'p> {
        reader.warn_record("unknown_event_type", "no push; kept whole");
        let identity = Identity::digest(payload.record_bytes(whole), "");
        let native_type = NativeType::new("unknown");
        let mut event = Event::new(EventType::Unknown, native_type, identity, payload.json_record(whole));
        let data = Data { rest: self.around.native, ..Data::default() };
        event.data = (!data.is_empty()).then(|| Box::new(data));
        event
    }
}

impl<'p> Around<'p> {
    fn time_ms(&self) -> Option<i64> {
        self.gmt_create.filter(|&time| time != 0).map(time::unix_ms)
    }

    /// The push's own id, by which the vendor's receivers tell a repeated push; without one, what it says.
    fn identity(&self, whole: Raw<'p>, payload: &Payload<'p>) -> Identity<'p> {
        match self.message_id {
            Some(id) => Identity::native(id),
            None => {
                let mut digits = itoa::Buffer::new();
                let time = self.gmt_create.map_or("", |time| digits.format(time));
                Identity::digest(payload.record_bytes(whole), time)
            }
        }
    }
}

/// An event of which the envelope alone is known.
fn plain<'p>(
    around: Around<'p>,
    event_type: EventType,
    kind: Text<'p>,
    whole: Raw<'p>,
    payload: &Payload<'p>,
) -> Event<'p> {
    let identity = around.identity(whole, payload);
    let mut event = Event::new(event_type, NativeType::new(kind), identity, payload.json_record(whole));
    event.time_ms = around.time_ms();
    event.native = around.native;
    event
}

/// The event of an archived message.
fn recorded<'p>(
    record: Record<'p>,
    around: Around<'p>,
    whole: Raw<'p>,
    payload: &Payload<'p>,
    reader: &mut Reader<'p>,
) -> Event<'p> {
    if !record.is_recognised() {
        reader.warn_record("unknown_message_type", "an archived message without a type");
    }
    let identity = match (&around.message_id, record.msgid()) {
        (None, Some(msgid)) => Identity::native(msgid),
        _ => around.identity(whole, payload),
    };
    let mut event = record.into_event(Some(ARCHIVE), identity, payload.json_record(whole));
    event.time_ms = event.time_ms.or_else(|| around.time_ms());
    event.native = around.native;
    event
}

fn kept(content: Raw<'_>) -> Box<Data<'_>> {
    let mut data = Data::default();
    data.rest.keep(CONTENT, content, false);
    Box::new(data)
}
