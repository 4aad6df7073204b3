//! The way out: callbacks as Easemob would post them, and the answers to pre-send ones.

use std::borrow::Cow;

use super::Easemob;
use super::credentials::Rule;
use super::verify::milliseconds;
use crate::config::Credentials;
use crate::error::{Error, Result, Status};
use crate::json::writer::Emit;
use crate::json::{Arena, Kind, Raw, Reader};
use crate::limits::{MAX_DEPTH_CEILING, MAX_EASEMOB_ANSWER_CHARACTERS};
use crate::platform::{Platform, SealKind, Sealed, Spec, unsupported};

pub(super) fn seal(credentials: &Credentials<Rule>, mut spec: Spec<'_>) -> Result<Sealed> {
    spec.finish()?;
    match spec.kind {
        SealKind::Callback => callback(credentials, &spec),
        SealKind::Reply => answer(&spec),
        SealKind::Send => Err(unsupported(Easemob::ID, "signed send: its messages go through the vendor's API")),
    }
}

/// The payload is the body; its `timestamp` and `security` are made.
fn callback(credentials: &Credentials<Rule>, spec: &Spec<'_>) -> Result<Sealed> {
    let rule = &credentials.to_seal(spec.credential)?.keys;
    let payload = spec.payload()?;
    let arena = Arena::default();
    let (mut call_id, mut given) = (None, None);
    let mut body = Vec::with_capacity(payload.len() + 80);
    body.push(b'{');
    object(payload, &arena, |name, value| {
        match name {
            "callId" => call_id = value.text(&arena).filter(|_| value.kind() == Kind::String),
            "timestamp" => {
                given = Some(value);
                return Ok(());
            }
            "security" => return Ok(()),
            _ => {}
        }
        name.emit(&mut body);
        body.push(b':');
        body.extend_from_slice(value.as_str().as_bytes());
        body.push(b',');
        Ok(())
    })?;
    let call_id = call_id.filter(|call_id| !call_id.is_empty());
    let call_id = call_id.ok_or_else(|| invalid("payload.callId is not there as a string"))?;
    let given = given.filter(|value| !value.is_null()).map(|value| {
        value
            .text(&arena)
            .filter(|text| milliseconds(text).is_some())
            .ok_or_else(|| invalid("payload.timestamp is not a whole number of milliseconds"))
    });
    let timestamp = match (spec.given_timestamp_ms(), given) {
        (None, Some(given)) => given?.to_owned(),
        (time_ms, _) => time_ms.unwrap_or_else(|| spec.timestamp_ms()).to_string(),
    };
    let security = rule.security(call_id, &timestamp);
    body.extend_from_slice(b"\"timestamp\":");
    body.extend_from_slice(timestamp.as_bytes());
    body.extend_from_slice(b",\"security\":\"");
    body.extend_from_slice(&security);
    body.extend_from_slice(b"\"}");
    let body = String::from_utf8(body).unwrap_or_default();
    Ok(Sealed { method: "POST", target: "/".to_owned(), headers: json(), body })
}

/// The answer to a pre-send callback: `{valid, code?, chatroom_msg_level?, payload?}` (pre-send callback, response).
fn answer(spec: &Spec<'_>) -> Result<Sealed> {
    let payload = spec.payload()?;
    let arena = Arena::default();
    let (mut valid, mut seen) = (false, Vec::new());
    object(payload, &arena, |name, value| {
        if seen.contains(&name) {
            return Err(invalid(format!("{name} occurs twice")));
        }
        let (fits, expected) = match name {
            "valid" => (value.kind() == Kind::Bool, "true or false"),
            "code" => (value.kind() == Kind::String, "a string"),
            "chatroom_msg_level" => {
                let level = value.text(&arena).filter(|_| value.kind() == Kind::String);
                (matches!(level, Some("high" | "normal" | "low")), "\"high\", \"normal\" or \"low\"")
            }
            "payload" => (value.kind() == Kind::Object, "an object"),
            _ => return Err(invalid(format!("{name} is not a key of an answer"))),
        };
        if !fits {
            return Err(invalid(format!("{name} must be {expected}")));
        }
        valid |= name == "valid";
        seen.push(name);
        Ok(())
    })?;
    if !valid {
        return Err(invalid("valid is missing"));
    }
    let length = payload.chars().count();
    if length > MAX_EASEMOB_ANSWER_CHARACTERS {
        return Err(invalid(format!("payload has {length} characters, the limit is {MAX_EASEMOB_ANSWER_CHARACTERS}")));
    }
    Ok(Sealed { method: "", target: String::new(), headers: json(), body: payload.to_owned() })
}

/// Reads the object that a payload must be.
fn object<'p>(
    payload: &'p str,
    arena: &'p Arena,
    mut member: impl FnMut(&'p str, Raw<'p>) -> Result<()>,
) -> Result<()> {
    let mut reader = Reader::new(payload, arena, MAX_DEPTH_CEILING);
    if reader.kind() != Kind::Object {
        return Err(invalid("payload is not a JSON object"));
    }
    let mut outcome = Ok(());
    let read = reader.members(|reader, field| {
        let value = reader.raw()?;
        if outcome.is_ok() {
            outcome = member(field.name, value);
        }
        Ok(())
    });
    read.and_then(|()| reader.end()).map_err(|fault| fault.within("payload", Status::InvalidMessage))?;
    outcome
}

fn json() -> Vec<(Cow<'static, str>, String)> {
    vec![("Content-Type".into(), "application/json".to_owned())]
}

fn invalid(message: impl Into<Cow<'static, str>>) -> Error {
    Error::new(Status::InvalidMessage, message)
}
