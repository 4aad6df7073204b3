//! Requests exactly as WPS sends them, for tests and simulators; and answers.

use std::borrow::Cow;

use base64_simd::STANDARD;
use serde::Serialize;

use super::credentials::Keys;
use super::decrypt::{PAD_BLOCK, iv};
use super::kso1::{self, AUTHORIZATION, CONTENT_TYPE, DATE};
use super::{Wps, message, verify};
use crate::config::Credentials;
use crate::crypto::cbc::BLOCK;
use crate::error::{Error, Result, Status};
use crate::json::{Arena, Kind, Reader};
use crate::limits::MAX_DEPTH_CEILING;
use crate::platform::{Platform, SealKind, Sealed, Spec, time, unsupported};

const JSON: &str = "application/json";

/// Takes `topic` and `operation`.
pub(super) fn seal(credentials: &Credentials<Keys>, mut spec: Spec<'_>) -> Result<Sealed> {
    let topic = spec.settings.text("topic")?;
    let operation = spec.settings.text("operation")?;
    spec.finish()?;
    match spec.kind {
        SealKind::Callback => {
            let keys = &credentials.to_seal(spec.credential)?.keys;
            callback(keys, &spec, topic, operation)
        }
        SealKind::Reply => reply(&spec),
        SealKind::Send => Err(unsupported(Wps::ID, "signed send: its messages go through the vendor's API")),
    }
}

/// An event, or by its keys a card callback or a challenge.
fn callback(keys: &Keys, spec: &Spec<'_>, topic: Option<&str>, operation: Option<&str>) -> Result<Sealed> {
    let payload = spec.payload()?;
    let keys_of_payload = top_level_keys(payload);
    let has = |key: &str| keys_of_payload.iter().any(|other| other == key);
    if topic.is_none() && (has("callback_name") || has("challenge")) {
        return header_signed(keys, spec, payload);
    }
    let topic = match topic {
        Some(topic) => topic,
        None if has("message") => message::TOPIC,
        None => return Err(Error::new(Status::InvalidArgument, "topic is missing")),
    };
    event(keys, spec, topic, operation.unwrap_or("create"), payload)
}

fn event(keys: &Keys, spec: &Spec<'_>, topic: &str, operation: &str, payload: &str) -> Result<Sealed> {
    #[derive(Serialize)]
    struct Body<'a> {
        topic: &'a str,
        operation: &'a str,
        time: i64,
        nonce: &'a str,
        signature: &'a str,
        encrypted_data: &'a str,
    }
    let nonce = spec.nonce()?;
    let iv = iv(&nonce)
        .ok_or_else(|| Error::new(Status::InvalidArgument, format!("nonce is shorter than {BLOCK} bytes")))?;
    let mut buffer = payload.as_bytes().to_vec();
    keys.cipher.0.encrypt(&iv, &mut buffer, PAD_BLOCK);
    let encrypted_data = STANDARD.encode_to_string(&buffer);
    let time = spec.timestamp_ms().div_euclid(1000);
    let signature = verify::sign(keys, topic, &nonce, itoa::Buffer::new().format(time), &encrypted_data);
    let body = Body {
        topic,
        operation,
        time,
        nonce: &nonce,
        signature: std::str::from_utf8(&signature).unwrap_or_default(),
        encrypted_data: &encrypted_data,
    };
    let body = serde_json::to_string(&body).unwrap_or_default();
    Ok(post(vec![(CONTENT_TYPE.into(), JSON.to_owned())], body))
}

/// A request whose proof stands in its headers.
fn header_signed(keys: &Keys, spec: &Spec<'_>, payload: &str) -> Result<Sealed> {
    let date = time::http_date(spec.timestamp_ms())
        .ok_or_else(|| Error::new(Status::InvalidArgument, "timestamp_ms is no date that a header can say"))?;
    let mut sealed = post(Vec::new(), payload.to_owned());
    let signature = kso1::sign(keys, sealed.method, &sealed.target, JSON, &date, sealed.body.as_bytes());
    sealed.headers = vec![
        (CONTENT_TYPE.into(), JSON.to_owned()),
        (DATE.into(), date),
        (AUTHORIZATION.into(), format!("KSO-1 {}:{signature}", keys.app_id)),
    ];
    Ok(sealed)
}

/// The answer to a challenge or a callback: JSON.
fn reply(spec: &Spec<'_>) -> Result<Sealed> {
    let payload = spec.payload()?;
    let arena = Arena::default();
    let mut reader = Reader::new(payload, &arena, MAX_DEPTH_CEILING);
    if reader.raw().and_then(|_| reader.end()).is_err() {
        return Err(Error::new(Status::InvalidMessage, "payload of a reply is not JSON"));
    }
    Ok(Sealed {
        method: "",
        target: String::new(),
        headers: vec![(CONTENT_TYPE.into(), JSON.to_owned())],
        body: payload.to_owned(),
    })
}

fn post(headers: Vec<(Cow<'static, str>, String)>, body: String) -> Sealed {
    Sealed { method: "POST", target: "/".to_owned(), headers, body }
}

/// The keys of a payload that is a JSON object; a simulator may send anything else too.
fn top_level_keys(payload: &str) -> Vec<String> {
    let arena = Arena::default();
    let mut keys = Vec::new();
    let mut reader = Reader::new(payload, &arena, MAX_DEPTH_CEILING);
    if reader.kind() == Kind::Object {
        let _ = reader.members(|_, field| {
            keys.push(field.name.to_owned());
            Ok(())
        });
    }
    keys
}
