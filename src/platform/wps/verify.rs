//! Who sent it: the event signature (event subscription, security verification), or KSO-1.

use std::borrow::Cow;

use base64_simd::{Out, URL_SAFE_NO_PAD};

use super::Wps;
use super::body::Body;
use super::credentials::{EventCipher, Keys};
use super::kso1::{self, Signed};
use crate::config::{Credentials, Policy};
use crate::crypto::Proof;
use crate::crypto::mac::HmacSha256;
use crate::error::{Error, Result, Status};
use crate::event::{Content, DeliveryKind, Text};
use crate::json::{Arena, Rest, Warnings};
use crate::platform::Verified;
use crate::platform::verified::Coverage;
use crate::request::Request;

/// What a verified request hands on.
pub(crate) enum Envelope<'p> {
    Event(Event<'p>),
    Card { body: &'p [u8], date: Cow<'p, str>, signed: Option<Signed<'p>> },
    Challenge { body: &'p [u8], challenge: Text<'p> },
}

/// The envelope of an event, and the key that opens it.
pub(crate) struct Event<'p> {
    pub topic: Text<'p>,
    pub operation: Option<Text<'p>>,
    /// Decimal digits, as signed.
    pub time: Text<'p>,
    /// The older generation's own id.
    pub id: Option<Text<'p>>,
    pub nonce: Text<'p>,
    pub encrypted_data: Text<'p>,
    /// The fields for people, in the order received.
    pub native: Rest<'p>,
    pub warnings: Warnings,
    pub(super) cipher: &'p EventCipher,
}

const EVENT: Coverage = Coverage {
    scheme: "wps-hmac-sha256",
    covers: &["topic", "nonce", "time", "encrypted_data"],
    uncovered: &["operation"],
    content: Content::Partial,
};

pub(super) fn verify<'p>(
    wps: &'p Wps,
    request: &Request<'p>,
    arena: &'p Arena,
    policy: &Policy,
) -> Result<Verified<'p, Envelope<'p>>> {
    match claim(wps, request, arena, policy)? {
        Claim::Event(event) => event.verify(&wps.credentials, None, request, policy),
        Claim::Other(verified) => Ok(verified),
    }
}

/// As [`verify`], of two requests. The hash is most of the work: where both are events, it is made of both at once.
pub(super) fn verify_two<'p>(
    wps: &'p Wps,
    requests: [&Request<'p>; 2],
    arenas: [&'p Arena; 2],
    policy: &Policy,
) -> [Result<Verified<'p, Envelope<'p>>>; 2] {
    let credentials = &wps.credentials;
    let claims = [claim(wps, requests[0], arenas[0], policy), claim(wps, requests[1], arenas[1], policy)];
    let signatures = match &claims {
        [Ok(Claim::Event(first)), Ok(Claim::Event(second))] => {
            let keys = requests.map(|request| first_to_try(credentials, request));
            if let [Some(one), Some(other)] = keys {
                sign_two([one, other], [first, second]).map(Some)
            } else {
                [None; 2]
            }
        }
        _ => [None; 2],
    };
    let [first, second] = claims;
    let verified = |claim: Result<_>, signature, request| match claim? {
        Claim::Event(event) => EventClaim::verify(event, credentials, signature, request, policy),
        Claim::Other(verified) => Ok(verified),
    };
    [verified(first, signatures[0], requests[0]), verified(second, signatures[1], requests[1])]
}

/// What a request says that it is.
enum Claim<'p> {
    /// An event, still to be proved.
    Event(EventClaim<'p>),
    /// Anything else, with its proof judged.
    Other(Verified<'p, Envelope<'p>>),
}

fn claim<'p>(wps: &'p Wps, request: &Request<'p>, arena: &'p Arena, policy: &Policy) -> Result<Claim<'p>> {
    let credentials = &wps.credentials;
    credentials.all()?;
    let body = Body::read(request.body, arena, policy.max_depth)?;
    if body.encrypted_data.is_absent() {
        if body.is_card {
            return kso1::verify_card(credentials, wps.allow_unverified_cards, request, policy).map(Claim::Other);
        }
        if let Some(challenge) = body.challenge {
            return verify_challenge(credentials, wps.require_kso1, challenge?, request, policy).map(Claim::Other);
        }
    }
    EventClaim::of(body).map(Claim::Event)
}

/// An event that is whole, and not proved.
struct EventClaim<'p> {
    topic: Text<'p>,
    nonce: Text<'p>,
    time: Text<'p>,
    encrypted_data: Text<'p>,
    signature: Text<'p>,
    operation: Text<'p>,
    time_ms: i64,
    id: Option<Text<'p>>,
    native: Rest<'p>,
    warnings: Warnings,
}

impl<'p> EventClaim<'p> {
    fn of(body: Body<'p>) -> Result<Self> {
        let topic = body.topic.required("topic")?;
        let nonce = body.nonce.required("nonce")?;
        let time = body.time.required("time")?;
        let encrypted_data = body.encrypted_data.required("encrypted_data")?;
        let signature = body.signature.optional("signature")?.filter(|signature| !signature.is_empty());
        let operation = body.operation.required("operation")?;
        let time_ms = seconds_ms(time).ok_or_else(|| malformed("time is not a whole number of seconds"))?;
        let signature = signature.ok_or_else(|| {
            Error::new(Status::MissingSignature, "signature is missing")
                .hint("pass the body on as it came; WPS signs every event")
        })?;
        let Body { id, native, warnings, .. } = body;
        Ok(Self { topic, nonce, time, encrypted_data, signature, operation, time_ms, id, native, warnings })
    }

    /// Judges it. `made` is the signature by the credential that is tried first, where it is made already.
    fn verify(
        self,
        credentials: &'p Credentials<Keys>,
        mut made: Option<Signature>,
        request: &Request<'p>,
        policy: &Policy,
    ) -> Result<Verified<'p, Envelope<'p>>> {
        let Self { topic, nonce, time, encrypted_data, signature, .. } = self;
        let (proof, credential) =
            credentials
                .to_try_for(app_id(credentials, request).as_deref())?
                .find_map(|credential| {
                    let computed =
                        made.take().unwrap_or_else(|| sign(&credential.keys, topic, nonce, time, encrypted_data));
                    Proof::of(&computed, signature.as_bytes()).map(|proof| (proof, credential))
                })
                .ok_or_else(|| {
                    Error::new(Status::SignatureMismatch, "signature is not what a configured app_id and app_key make")
                        .hint(credentials.hint(
                            "check app_id and app_key of this application, and that the body is passed on unchanged",
                        ))
                })?;
        policy.judge_time(self.time_ms, request.now_ms())?;

        let event = Event {
            topic,
            operation: Some(self.operation),
            time,
            id: self.id,
            nonce,
            encrypted_data,
            native: self.native,
            warnings: self.warnings,
            cipher: &credential.keys.cipher,
        };
        Ok(Verified::proven(proof, DeliveryKind::Events, Envelope::Event(event), EVENT, &credential.id))
    }
}

/// The keys that an event is tried against before all others.
fn first_to_try<'p>(credentials: &'p Credentials<Keys>, request: &Request<'_>) -> Option<&'p Keys> {
    let first = credentials.to_try_for(app_id(credentials, request).as_deref()).ok()?.next();
    first.map(|credential| &credential.keys)
}

/// Of which application an event is. It does not say so itself; its address may (`?app_id=`).
fn app_id<'p>(credentials: &Credentials<Keys>, request: &Request<'p>) -> Option<Cow<'p, str>> {
    if credentials.are_several() { request.query("app_id").ok().flatten() } else { None }
}

/// URL-safe base64 without padding of a tag.
type Signature = [u8; 43];

/// The signature of an event: that of the HMAC over `app_id:topic:nonce:time:encrypted_data`.
pub(super) fn sign(keys: &Keys, topic: &str, nonce: &str, time: &str, encrypted_data: &str) -> Signature {
    signature(keys.event_mac.0.tag(&signed(topic, nonce, time, encrypted_data)))
}

/// The signatures of two events, each under its keys.
fn sign_two(keys: [&Keys; 2], events: [&EventClaim<'_>; 2]) -> [Signature; 2] {
    let [first, second] = events.map(|event| signed(event.topic, event.nonce, event.time, event.encrypted_data));
    HmacSha256::tags_of_two(keys.map(|keys| &keys.event_mac.0), [&first, &second]).map(signature)
}

/// What is signed, after the application's id and its colon.
fn signed<'e>(topic: &'e str, nonce: &'e str, time: &'e str, encrypted_data: &'e str) -> [&'e [u8]; 7] {
    [topic, ":", nonce, ":", time, ":", encrypted_data].map(str::as_bytes)
}

fn signature(tag: [u8; 32]) -> Signature {
    let mut text = [0; 43];
    let encoded = URL_SAFE_NO_PAD.encode(&tag, Out::from_slice(&mut text));
    debug_assert_eq!(encoded.len(), 43);
    text
}

fn verify_challenge<'p>(
    credentials: &'p Credentials<Keys>,
    require_kso1: bool,
    challenge: Text<'p>,
    request: &Request<'p>,
    policy: &Policy,
) -> Result<Verified<'p, Envelope<'p>>> {
    let envelope = Envelope::Challenge { body: request.body, challenge };
    if !require_kso1 {
        return Ok(Verified::unverified_by_config(DeliveryKind::Challenge, envelope, &[]));
    }
    let (proof, credential, _) = kso1::verify(credentials, request, policy)?;
    Ok(Verified::proven(proof, DeliveryKind::Challenge, envelope, kso1::COVERAGE, &credential.id))
}

/// Unix milliseconds of decimal seconds.
fn seconds_ms(time: &str) -> Option<i64> {
    let seconds: i64 = time.parse().ok().filter(|_| time.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(seconds.saturating_mul(1000))
}

pub(super) fn malformed(message: impl Into<Cow<'static, str>>) -> Error {
    Error::new(Status::MalformedRequest, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published with the security verification of events.
    #[test]
    fn the_official_vector() {
        let tag = HmacSha256::new(b"secret").tag(&[b"hello"]);
        assert_eq!(URL_SAFE_NO_PAD.encode_to_string(tag), "iKqz7ejTrflNJquQ07r9SiCDBww7zOnAFO4EpEOEfAs");
    }
}
