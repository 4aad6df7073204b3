//! Robot messages to send, callbacks as the platform would send them, answers.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::credentials::{FieldCipher, Keys, Signer};
use super::parse::MSGTYPE;
use super::{decrypt, limits, outgoing, stream, verify};
use crate::config::Credentials;
use crate::error::{Error, Result, Status};
use crate::event::{Body, Text};
use crate::json::writer::Object;
use crate::json::{Arena, Fault, Kind, Raw, Reader, Rest};
use crate::limits::MAX_DEPTH_CEILING;
use crate::platform::{Payload, SealKind, Sealed, Spec};

/// Where robot messages are sent to (robot development).
const BASE_URL: &str = "https://yach-oapi.zhiyinlou.com";
const SEND: &str = "/robot/send";

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const CONTENT_TYPE: &str = "Content-Type";
const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

/// Takes `access_token` and `base_url` to send, `format` for a callback.
pub(super) fn seal(credentials: &Credentials<Keys>, mut spec: Spec<'_>) -> Result<Sealed> {
    match spec.kind {
        SealKind::Send => {
            let access_token = spec.settings.required_text("access_token")?;
            let base_url = spec.settings.text("base_url")?;
            spec.finish()?;
            let keys = &credentials.to_seal(spec.credential)?.keys;
            let signer = keys
                .signer
                .as_ref()
                .ok_or_else(|| Error::new(Status::Unverifiable, "the credential has no secret to sign with"))?;
            send(signer, &spec, access_token, base_url.unwrap_or(BASE_URL))
        }
        SealKind::Callback => {
            let format = spec.settings.word("format", &["form", "json", "wrapped"])?;
            spec.finish()?;
            // A robot without keys has nothing to sign or encrypt with: its callbacks come bare.
            let keys = match (credentials.all(), &spec.credential) {
                (Err(_), None) => None,
                _ => Some(&credentials.to_seal(spec.credential)?.keys),
            };
            callback(keys, &spec, format.unwrap_or("form"))
        }
        SealKind::Reply => {
            spec.finish()?;
            reply(&spec)
        }
    }
}

/// The signed URL of a message, and the message.
fn send(signer: &Signer, spec: &Spec<'_>, access_token: &str, base_url: &str) -> Result<Sealed> {
    let message = checked(spec.payload()?)?;
    let is_url =
        ["https://", "http://"].iter().any(|scheme| base_url.len() > scheme.len() && base_url.starts_with(scheme));
    if !is_url
        || base_url
            .contains(|letter: char| matches!(letter, '?' | '#') || letter.is_whitespace() || letter.is_control())
    {
        return Err(spec.settings.expected("base_url", "an http or https URL without a query"));
    }
    let timestamp = spec.timestamp_ms().to_string();
    let sign = verify::sign(signer, &timestamp);
    let base_url = base_url.trim_end_matches('/');
    let target = format!(
        "{base_url}{SEND}?access_token={}&timestamp={timestamp}&sign={}",
        utf8_percent_encode(access_token, RESERVED),
        utf8_percent_encode(&sign, RESERVED),
    );
    Ok(Sealed {
        method: "POST",
        target,
        headers: vec![(CONTENT_TYPE.into(), JSON.to_owned())],
        body: message.to_owned(),
    })
}

/// A message that keeps the limits, as given.
fn checked(message: &str) -> Result<&str> {
    let arena = Arena::default();
    let payload = Payload::new(Cow::Borrowed(message.as_bytes()), &arena);
    let mut reader = payload.json(MAX_DEPTH_CEILING);
    if reader.kind() != Kind::Object {
        return Err(limits::invalid("message is not a JSON object".to_owned()));
    }
    let (event, checks) = outgoing::read(&payload, &mut reader).map_err(|fault| not_json("message", fault))?;
    checks.verdict()?;
    let name = event.native_type.to_string();
    let segments = event.message.iter().flat_map(|message| message.segments.iter());
    for segment in segments {
        if let Body::Unknown(_) = segment.body {
            return Err(limits::invalid(match super::bodies::reader_of(&name) {
                Some(_) => format!("{name} is missing, or lacks its content"),
                None => "msgtype is missing or none of the documented ones".to_owned(),
            }));
        }
    }
    Ok(message)
}

/// A callback as the platform would send it: in a form, in JSON, or wrapped in `{"value":…}`.
fn callback(keys: Option<&Keys>, spec: &Spec<'_>, format: &str) -> Result<Sealed> {
    let payload = spec.payload()?;
    let arena = Arena::default();
    let mut fields = Rest::default();
    let mut reader = Reader::new(payload, &arena, MAX_DEPTH_CEILING);
    let read = reader.members(|reader, field| reader.keep_in(&mut fields, field));
    read.and_then(|()| reader.end()).map_err(|fault| not_json("payload", fault))?;
    let is_file = fields.get(MSGTYPE).and_then(Raw::unescaped).as_deref() == Some("file");
    let members: Vec<(&str, Raw<'_>)> = fields
        .members()
        .iter()
        .map(|member| {
            let is_sealed = super::parse::INBOUND_KEYS.contains(&member.name) || is_file && member.name == "content";
            let key = keys.and_then(|keys| keys.fields.as_ref()).filter(|_| is_sealed);
            (member.name, key.map_or(member.value, |key| sealed(key, member.value, &arena)))
        })
        .collect();

    let (content_type, body) = match format {
        "form" => (FORM, form(&members)),
        "json" => (JSON, object(&members)),
        _ => (JSON, format!("{{\"value\":{}}}", object(&members))),
    };
    let mut headers = vec![(CONTENT_TYPE.into(), content_type.to_owned())];
    if let Some(signer) = keys.and_then(|keys| keys.signer.as_ref()) {
        let timestamp = spec.timestamp_ms().to_string();
        headers.push((verify::SIGN.into(), verify::sign(signer, &timestamp)));
        headers.push((verify::TIMESTAMP.into(), timestamp));
    }
    Ok(Sealed { method: "POST", target: "/".to_owned(), headers, body })
}

fn sealed<'a>(key: &FieldCipher, value: Raw<'a>, arena: &'a Arena) -> Raw<'a> {
    match value.text(arena) {
        Some(text) => arena.string_token(&decrypt::seal(key, text)),
        None => value,
    }
}

fn form(members: &[(&str, Raw<'_>)]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in members {
        form.append_pair(name, &value.unescaped().unwrap_or(Cow::Borrowed(value.as_str())));
    }
    form.finish()
}

fn object(members: &[(&str, Raw<'_>)]) -> String {
    let mut out = Vec::new();
    let mut object = Object::begin(&mut out);
    for (name, value) in members {
        object.named(name, value);
    }
    object.end();
    String::from_utf8(out).unwrap_or_default()
}

/// A message that answers, or the frames of a stream.
fn reply(spec: &Spec<'_>) -> Result<Sealed> {
    let payload = spec.payload()?;
    let arena = Arena::default();
    let mut reader = Reader::new(payload, &arena, MAX_DEPTH_CEILING);
    let mut is_message = false;
    let mut frames = Ok(String::new());
    let read = match reader.kind() {
        Kind::Array => reader.elements(|reader, _| add_frame(reader, &mut frames, &mut false)),
        _ => add_frame(&mut reader, &mut frames, &mut is_message),
    };
    read.and_then(|()| reader.end()).map_err(|fault| not_json("payload", fault))?;
    let (content_type, body) = match is_message {
        true => (JSON, checked(payload)?.to_owned()),
        false => (stream::CONTENT_TYPE, frames?),
    };
    Ok(Sealed {
        method: "",
        target: String::new(),
        headers: vec![(CONTENT_TYPE.into(), content_type.to_owned())],
        body,
    })
}

/// Adds the frame of a chunk `{msg_id, content, is_finished}`; the first fault stays.
fn add_frame<'p>(
    reader: &mut Reader<'p>,
    frames: &mut Result<String>,
    is_message: &mut bool,
) -> std::result::Result<(), Fault> {
    let (mut msg_id, mut content, mut is_finished): (Option<Text<'p>>, Option<Text<'p>>, _) = (None, None, None);
    let mut unknown = None;
    reader.members(|reader, field| {
        let value = reader.raw()?;
        match field.name {
            "msg_id" => msg_id = value.text(reader.arena()).filter(|id| !id.is_empty() && value.kind() != Kind::Bool),
            "content" => content = value.text(reader.arena()).filter(|_| value.kind() == Kind::String),
            "is_finished" => is_finished = Some(value.as_str()).filter(|_| value.kind() == Kind::Bool),
            MSGTYPE => *is_message = true,
            name => unknown = Some(name.to_owned()),
        }
        Ok(())
    })?;
    let Ok(text) = frames else { return Ok(()) };
    let refusal = match (unknown, msg_id, content, is_finished) {
        (Some(name), ..) => format!("{name} is not a key of a chunk"),
        (None, Some(msg_id), Some(content), Some(is_finished)) => {
            text.push_str(&stream::frame(msg_id, content, is_finished == "true"));
            return Ok(());
        }
        (None, None, ..) => "msg_id must be a text that is not empty".to_owned(),
        (None, _, None, _) => "content must be a string".to_owned(),
        (None, .., None) => "is_finished must be true or false".to_owned(),
    };
    *frames = Err(limits::invalid(refusal));
    Ok(())
}

fn not_json(what: &str, fault: Fault) -> Error {
    fault.within(what, Status::InvalidMessage)
}
