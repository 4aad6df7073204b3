//! From plaintext to delivery: which of the forms a payload has.

use std::borrow::Cow;

use super::credentials::FieldCipher;
use super::verify::Envelope;
use super::{Yach, form, inbound, outgoing, sse, stream};
use crate::config::Policy;
use crate::error::{Error, Result, Status};
use crate::event::{Auth, Delivery, DeliveryKind, Record, Reply};
use crate::json::writer::Object;
use crate::json::{Fault, Kind, Reader};
use crate::platform::{Payload, Platform, Verified};

/// What is answered goes into the chat as a message (robot development): this is none.
const ACKNOWLEDGED: &str = "{}";

/// The keys of which a callback has at least one, and an outgoing message none.
pub(super) const INBOUND_KEYS: [&str; 4] = ["msgId", "senderId", "conversationId", "chatbotUserId"];
pub(super) const MSGTYPE: &str = "msgtype";

pub(super) fn parse<'p>(
    verified: Verified<'p, Envelope<'p>>,
    payload: Payload<'p>,
    policy: &Policy,
) -> Result<Delivery<'p>> {
    let Verified { auth, kind, envelope } = verified;
    let mut delivery = Delivery::new(Yach::ID, kind, auth);
    delivery.reply = Some(Reply { status: 200, content_type: "application/json", body: ACKNOWLEDGED });
    if delivery.auth.verified {
        delivery.warnings.add(
            "unconfirmed_scheme",
            String::new,
            "the sign formula is not published; it is taken by analogy",
        );
    }
    match Syntax::of(payload.text) {
        Syntax::Json => read_inbound(&mut delivery, &envelope.fields, &payload, policy)?,
        Syntax::Form => read_form(&mut delivery, &envelope.fields, &payload, policy)?,
        Syntax::Sse | Syntax::Other => return Err(unrecognised()),
    }
    Ok(delivery)
}

/// SSE text, a form, `{"value":{…}}`, a callback's body, or otherwise an outgoing message.
pub(super) fn parse_trusted<'p>(
    fields: &[&FieldCipher],
    payload: Payload<'p>,
    policy: &Policy,
) -> Result<Delivery<'p>> {
    let mut delivery = Delivery::new(Yach::ID, DeliveryKind::Events, Auth::NOT_CHECKED);
    match Syntax::of(payload.text) {
        Syntax::Sse => stream::read(&mut delivery, &payload, policy)?,
        Syntax::Form => read_form(&mut delivery, fields, &payload, policy)?,
        Syntax::Json => match shape(&mut payload.json(policy.max_depth)).map_err(not_json)? {
            Some(Shape::Inbound) => read_inbound(&mut delivery, fields, &payload, policy)?,
            Some(Shape::Outgoing) => {
                let mut reader = payload.json(policy.max_depth);
                let (event, checks) = outgoing::read(&payload, &mut reader).map_err(not_json)?;
                checks.verdict()?;
                delivery.events.push(event);
                delivery.warnings = payload.warnings(reader.warnings);
            }
            None => return Err(unrecognised()),
        },
        Syntax::Other => return Err(unrecognised()),
    }
    Ok(delivery)
}

fn read_inbound<'p>(
    delivery: &mut Delivery<'p>,
    keys: &[&FieldCipher],
    payload: &Payload<'p>,
    policy: &Policy,
) -> Result<()> {
    finish(delivery, keys, payload, None, payload.json(policy.max_depth))
}

/// A form is read as a flat JSON object, so that one reader serves both: every value is a string.
fn read_form<'p>(
    delivery: &mut Delivery<'p>,
    keys: &[&FieldCipher],
    payload: &Payload<'p>,
    policy: &Policy,
) -> Result<()> {
    let mut known = false;
    let object = payload.arena.value(|out| {
        let text = payload.text.trim();
        // `k=v&` becomes `"k":"v",`, and what is percent-encoded gets shorter.
        out.reserve(text.len() + 4 * (1 + memchr::memchr_iter(b'&', text.as_bytes()).count()));
        let mut object = Object::begin(out);
        form::fields(text, |name, value| {
            known |= name == MSGTYPE || INBOUND_KEYS.contains(&name);
            object.named(name, &value);
        });
        object.end();
    });
    if !known {
        return Err(unrecognised());
    }
    let reader = Reader::new(object.as_str(), payload.arena, policy.max_depth);
    finish(delivery, keys, payload, Some(payload.text_record("form")), reader)
}

fn finish<'p>(
    delivery: &mut Delivery<'p>,
    keys: &[&FieldCipher],
    payload: &Payload<'p>,
    form: Option<Record<'p>>,
    mut reader: Reader<'p>,
) -> Result<()> {
    let event = inbound::read(keys, payload, form, &mut reader);
    let event = event.and_then(|event| reader.end().map(|()| event)).map_err(not_json)?;
    delivery.events.push(event);
    delivery.warnings.append(payload.warnings(reader.warnings));
    Ok(())
}

/// What a payload looks like by its first characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Json,
    Sse,
    Form,
    Other,
}

impl Syntax {
    fn of(text: &str) -> Self {
        let text = text.trim_start();
        match text.bytes().next() {
            Some(b'{' | b'[' | b'"') => Syntax::Json,
            Some(_) if sse::begins(text) => Syntax::Sse,
            Some(_) if text.contains('=') => Syntax::Form,
            _ => Syntax::Other,
        }
    }
}

enum Shape {
    Inbound,
    Outgoing,
}

/// Which JSON object this is, by its keys. Nothing: neither.
fn shape(reader: &mut Reader<'_>) -> Result<Option<Shape>, Fault> {
    let (mut inbound, mut outgoing, mut typed, mut wrapped) = (false, false, false, false);
    if reader.kind() == Kind::Object {
        reader.members(|reader, field| {
            inbound |= INBOUND_KEYS.contains(&field.name);
            wrapped |= field.name == "value" && reader.kind() == Kind::Object;
            if field.name == MSGTYPE {
                typed = true;
                outgoing = reader.scalar()?.is_some_and(|name| !name.is_empty());
            }
            Ok(())
        })?;
    } else {
        reader.raw()?;
    }
    reader.end()?;
    Ok(match (inbound || wrapped && !typed, outgoing) {
        (true, _) => Some(Shape::Inbound),
        (false, true) => Some(Shape::Outgoing),
        (false, false) => None,
    })
}

fn not_json(fault: Fault) -> Error {
    fault.within("payload", Status::MalformedPayload)
}

fn unrecognised() -> Error {
    Error::new(Status::MalformedPayload, "payload is not one of Yach's").hint(Cow::Borrowed(
        "expected a robot callback as form or JSON, a robot message with \"msgtype\", or, for parse, a stream of SSE frames from its start",
    ))
}

#[cfg(test)]
mod tests {
    use super::Syntax;

    #[test]
    fn a_form_is_known_by_its_beginning() {
        for (text, form) in [
            (" {\"a\":1}", Syntax::Json),
            ("[1]", Syntax::Json),
            ("data: {}\n\n", Syntax::Sse),
            ("\n: ping\n", Syntax::Sse),
            ("event:x\n", Syntax::Sse),
            ("msgtype=text&data=1", Syntax::Form),
            ("data=1", Syntax::Form),
            ("garbage", Syntax::Other),
            ("", Syntax::Other),
        ] {
            assert_eq!(Syntax::of(text), form, "{text}");
        }
    }
}
