//! Who sent it: the digest that every documented body but a few carries (callback overview, security).

use std::borrow::Cow;

use super::Easemob;
use super::body::Body;
use super::credentials::Rule;
use super::family::{Family, is_pending};
use crate::config::{Credential, Credentials, Policy};
use crate::crypto::Proof;
use crate::error::{Error, Result, Status};
use crate::event::{Content, DeliveryKind, Record, Text};
use crate::json::{Arena, Kind, Raw, Reader, number};
use crate::platform::verified::Coverage;
use crate::platform::{Payload, Verified, time};
use crate::request::Request;

/// What a verified request hands on: its body, read.
pub(crate) struct Envelope<'p> {
    pub body: &'p [u8],
    pub(super) read: Received<'p>,
}

/// A body that has been read, and what it was read with.
pub(super) struct Received<'p> {
    pub payload: Payload<'p>,
    pub reader: Reader<'p>,
    pub record: Raw<'p>,
    pub body: Body<'p>,
    pub family: Family,
}

/// Some pages say that the digest covers the body. It does not.
const COVERAGE: Coverage = Coverage {
    scheme: "easemob-md5",
    covers: &["callId", "timestamp"],
    uncovered: &["body"],
    content: Content::Unsigned,
};

pub(super) fn verify<'p>(
    easemob: &'p Easemob,
    request: &Request<'p>,
    arena: &'p Arena,
    policy: &Policy,
) -> Result<Verified<'p, Envelope<'p>>> {
    let credentials = &easemob.credentials;
    credentials.all()?;
    if request.body.is_empty() {
        return Err(
            malformed("body is empty").hint("pass the raw body; a framework that has parsed it already may leave none")
        );
    }
    let read = Received::read(Payload::new(Cow::Borrowed(request.body), arena), policy, Status::MalformedRequest)?;
    let kind = read.kind();
    let body = &read.body;
    let appkey = read.appkey();
    read.judge_proof_fields()?;

    let Some(security) = body.security.value.filter(|value| value.unescaped().is_none_or(|text| !text.is_empty()))
    else {
        easemob.waive(&read, appkey)?;
        let envelope = Envelope { body: request.body, read };
        return Ok(Verified::unverified_by_config(kind, envelope, COVERAGE.uncovered));
    };
    let security = string(security).ok_or_else(|| malformed("security is not a string"))?;
    let call_id = body.call_id.value.and_then(string).filter(|call_id| !call_id.is_empty());
    let call_id = call_id.ok_or_else(|| malformed("callId is not there as a string"))?;
    let timestamp = body.timestamp.text(arena).ok_or_else(|| malformed("timestamp is missing"))?;
    let time_ms = milliseconds(timestamp).ok_or_else(|| malformed("timestamp is not a whole number"))?;

    let (proof, credential) = prove(credentials, &call_id, timestamp, &security, appkey)?;
    if !credential.keys.admits(appkey) {
        return Err(other_application());
    }
    policy.judge_time(time_ms, request.now_ms())?;
    let envelope = Envelope { body: request.body, read };
    Ok(Verified::proven(proof, kind, envelope, COVERAGE, &credential.id))
}

impl<'p> Received<'p> {
    /// Reads a body. What is no JSON object is refused with `status`.
    pub fn read(payload: Payload<'p>, policy: &Policy, status: Status) -> Result<Self> {
        let mut reader = payload.json(policy.max_depth);
        if reader.kind() != Kind::Object {
            return Err(Error::new(status, "body is not a JSON object"));
        }
        let read = Body::read(&mut reader).and_then(|read| reader.end().map(|()| read));
        let (body, record) = read.map_err(|fault| fault.within("body", status))?;
        let family = Family::of(&body);
        Ok(Self { payload, reader, record, body, family })
    }

    pub fn kind(&self) -> DeliveryKind {
        if is_pending(self.family, &self.body) { DeliveryKind::Decision } else { DeliveryKind::Events }
    }

    /// The application that the body names.
    pub fn appkey(&self) -> Option<Text<'p>> {
        self.body.appkey.text(self.payload.arena)
    }

    /// Refuses a field that the proof or the choice of a secret uses, when it could be read in two ways.
    fn judge_proof_fields(&self) -> Result<()> {
        let Body { call_id, timestamp, security, appkey, .. } = &self.body;
        let fields = [("callId", call_id), ("timestamp", timestamp), ("security", security), ("appkey", appkey)];
        let is_repaired = matches!(self.payload.json_record(self.record), Record::Base64(_));
        for (name, field) in fields {
            if field.twice {
                return Err(malformed(format!("{name} occurs twice")));
            }
            if is_repaired && field.value.is_some_and(|value| value.as_str().contains(char::REPLACEMENT_CHARACTER)) {
                return Err(malformed(format!("{name} is not UTF-8")));
            }
        }
        Ok(())
    }
}

impl Easemob {
    /// Lets a body without a proof pass, where the configuration says so and the vendor's samples lack it too.
    fn waive(&self, read: &Received<'_>, appkey: Option<&str>) -> Result<()> {
        let word = read.family.waivable();
        if !word.is_some_and(|word| self.allow_unverified.contains(&word)) {
            let missing = Error::new(Status::MissingSignature, "security is missing");
            return Err(match word {
                Some(word) => missing.hint(format!(
                    "the vendor's {word} callbacks may carry none; allow_unverified with \"{word}\" lets them in unproven"
                )),
                None => missing.hint("pass the body on as it came; Easemob signs this kind of callback"),
            });
        }
        if self.credentials.serve(appkey) { Ok(()) } else { Err(other_application()) }
    }
}

/// Finds the rule whose secret made the digest. One of another application than the body names tells a body that came to
/// the wrong place from a forged one.
fn prove<'p>(
    credentials: &'p Credentials<Rule>,
    call_id: &str,
    timestamp: &str,
    security: &str,
    appkey: Option<&str>,
) -> Result<(Proof, &'p Credential<Rule>)> {
    let mut elsewhere = None;
    for credential in credentials.to_try_for(appkey)? {
        let computed = credential.keys.security(call_id, timestamp);
        match Proof::of(&computed, security.as_bytes()) {
            Some(proof) if credential.keys.admits(appkey) => return Ok((proof, credential)),
            Some(proof) => elsewhere = elsewhere.or(Some((proof, credential))),
            None => {}
        }
    }
    elsewhere.ok_or_else(|| {
        Error::new(Status::SignatureMismatch, "security is not what a configured secret makes")
            .hint(credentials.hint("check the secret of this callback rule: every rule of an application has its own"))
    })
}

fn string(value: Raw<'_>) -> Option<Cow<'_, str>> {
    value.unescaped().filter(|_| value.kind() == Kind::String)
}

/// Unix milliseconds of the digits under `timestamp`.
pub(super) fn milliseconds(timestamp: &str) -> Option<i64> {
    let digits = timestamp.bytes().all(|byte| byte.is_ascii_digit());
    number::integer(timestamp).filter(|_| digits).map(time::unix_ms)
}

fn other_application() -> Error {
    Error::new(Status::ReceiverMismatch, "appkey is not that of the configured application").hint(
        "route each application's callbacks to a receiver with its appkey, or leave appkey out of the configuration",
    )
}

fn malformed(message: impl Into<Cow<'static, str>>) -> Error {
    Error::new(Status::MalformedRequest, message)
}
