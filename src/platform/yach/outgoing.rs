//! A message that a robot sends (message types and formats): `{msgtype, <msgtype>: body, at?, remind?}`.

use super::at::At;
use super::inbound::Read;
use super::limits::Checks;
use super::parse::MSGTYPE;
use super::{action_card, bodies, links};
use crate::event::{Body, Direction, Event, EventType, Few, Identity, Message, NativeType, Party, PartyKind, Segment};
use crate::json::{Kind, Raw, Reader, Rest};
use crate::platform::Payload;

/// The types that may call people, and the one that may remind; the others ignore it.
const CALLING: [&str; 2] = ["text", "markdown"];
const REMINDING: &str = "action_card";

/// Reads a message and holds it against the limits.
pub(super) fn read<'p>(payload: &Payload<'p>, reader: &mut Reader<'p>) -> Read<(Event<'p>, Checks)> {
    let (mut name, mut ext) = (None, Rest::default());
    let ((), record) = reader.spanned(|reader| {
        reader.members(|r, f| match f.name {
            MSGTYPE => {
                name = r.text(f, &mut ext)?;
                Ok(())
            }
            _ => r.keep_in(&mut ext, f),
        })
    })?;
    reader.end()?;
    let name = name.unwrap_or_default();
    let mut checks = Checks::default();
    let mut segment = segment(name, &mut ext, &mut checks, reader)?;

    if name == REMINDING
        && let Some(remind) = take(&mut ext, "remind", reader)
        && let Segment { body: Body::Card(card), extra } = &mut segment
    {
        card.reminder = Some(reader.again(remind, |reader| action_card::reminder(reader, extra))?);
    }
    let at = match CALLING.contains(&name) {
        true => take(&mut ext, "at", reader),
        false => None,
    };
    let at = at.map(|at| reader.again(at, |reader| At::read(reader, &mut ext))).transpose()?;
    warn_unsupported(name, &ext, reader);

    let mut message = Message { segments: Few::None, ext, ..Message::default() };
    let mut identity = None;
    // A message over its limits comes to nothing: no need to look closer.
    if !checks.is_refused() {
        links::note(&mut segment, reader)?;
        if let Body::Stream(stream) = &segment.body {
            identity = stream.id.map(Identity::native);
            message.reply_to = stream.reply_to;
        }
        (message.segments, message.mentions) = match at {
            Some(at) => at.place(segment),
            None => (Few::One(segment), Vec::new()),
        };
    }
    let identity = identity.unwrap_or_else(|| Identity::digest(payload.record_bytes(record), ""));
    let native_type = NativeType::new(name);
    let mut event = Event::new(EventType::MessageCreated, native_type, identity, payload.json_record(record));
    event.direction = Some(Direction::Out);
    event.sender = Some(Party::new(PartyKind::Bot, None));
    event.message = Some(message);
    Ok((event, checks))
}

fn segment<'p>(name: &'p str, ext: &mut Rest<'p>, checks: &mut Checks, reader: &mut Reader<'p>) -> Read<Segment<'p>> {
    let body = ext.take(name).filter(|body| !body.is_null());
    let read = bodies::reader_of(name);
    if let (Some(read), Some(body)) = (read, body.filter(|body| body.kind() == Kind::Object)) {
        let mut extra = Rest::default();
        if let Some(body) = reader.again(body, |reader| read(reader, &mut extra, checks))? {
            return Ok(Segment::new(body, extra));
        }
    }
    let (code, detail) = match read {
        Some(_) => ("missing_content", "the message has no body of its type"),
        None => ("unknown_message_type", "a msgtype that is not documented; kept whole"),
    };
    match body {
        Some(body) => reader.warn_of(body, code, detail),
        None => reader.warn_record(code, detail),
    }
    Ok(Segment::unknown(name, body))
}

/// Takes an object out of the root; anything else stays there.
fn take<'p>(ext: &mut Rest<'p>, name: &str, reader: &mut Reader<'p>) -> Option<Raw<'p>> {
    let value = ext.get(name).filter(|value| !value.is_null())?;
    if value.kind() != Kind::Object {
        reader.warn_of(value, "unexpected_type", "not of the documented type; kept as it stands");
        return None;
    }
    ext.take(name)
}

fn warn_unsupported<'p>(name: &str, ext: &Rest<'p>, reader: &mut Reader<'p>) {
    let unsupported = [("at", CALLING.contains(&name)), ("remind", name == REMINDING)];
    for (field, is_supported) in unsupported {
        if let Some(value) = ext.get(field).filter(|value| !is_supported && !value.is_null()) {
            reader.warn_of(value, "unsupported_field", "not documented for this msgtype; kept as it stands");
        }
    }
}
