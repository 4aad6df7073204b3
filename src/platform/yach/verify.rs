//! Who sent a callback: headers `timestamp` and `sign` (robot development; the formula by analogy, unconfirmed).

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use smallvec::SmallVec;

use super::credentials::{FieldCipher, Signer};
use super::{Yach, decrypt};
use crate::config::Policy;
use crate::crypto::Proof;
use crate::error::{Error, Result, Status};
use crate::event::{Content, DeliveryKind};
use crate::limits::MAX_CREDENTIAL_TRIALS;
use crate::platform::verified::Coverage;
use crate::platform::{Verified, time};
use crate::request::Request;

pub(super) const TIMESTAMP: &str = "timestamp";
pub(super) const SIGN: &str = "sign";

/// Characters of a signature: base64 of 32 bytes.
const SIGN_CHARACTERS: usize = 44;

const COVERAGE: Coverage = Coverage {
    scheme: "yach-timestamp-secret",
    covers: &[TIMESTAMP],
    uncovered: &["body"],
    content: Content::Unsigned,
};

/// What a verified request hands on.
pub(crate) struct Envelope<'p> {
    pub body: &'p [u8],
    /// What may open the fields of the body.
    pub(super) fields: SmallVec<[&'p FieldCipher; 1]>,
}

pub(super) fn verify<'p>(yach: &'p Yach, request: &Request<'p>, policy: &Policy) -> Result<Verified<'p, Envelope<'p>>> {
    let body = request.body;
    if yach.waived {
        let envelope = Envelope { body, fields: decrypt::keys_of(&yach.credentials) };
        return Ok(Verified::unverified_by_config(DeliveryKind::Events, envelope, &["body"]));
    }
    let judging = yach.credentials.all()?.iter().filter(|credential| credential.keys.judges);
    let judging = judging.filter_map(|credential| Some((credential, credential.keys.signer.as_ref()?)));
    let judging = judging.take(MAX_CREDENTIAL_TRIALS);
    if judging.clone().next().is_none() {
        return Err(Error::new(Status::Unverifiable, "no credential is configured to judge callbacks").hint(
            "add \"sign\":\"timestamp_secret\" to a credential with a secret, or write \"verification\":\"none\" and guard the endpoint otherwise",
        ));
    }
    let (sign_header, timestamp) = (header(request, SIGN)?, header(request, TIMESTAMP)?);
    let sign_header = sign_header.ok_or_else(|| {
        Error::new(Status::MissingSignature, format!("header {SIGN} is missing"))
            .hint("pass the request's headers on; a proxy may have dropped them")
    })?;
    let timestamp = timestamp.ok_or_else(|| malformed(format!("header {TIMESTAMP} is missing")))?;
    let time_ms = time_ms(&timestamp)
        .ok_or_else(|| malformed(format!("header {TIMESTAMP} is not a whole number of milliseconds")))?;
    let (proof, credential) = judging
        .clone()
        .find_map(|(credential, signer)| {
            prove(signer, &timestamp, sign_header.as_bytes()).map(|proof| (proof, credential))
        })
        .ok_or_else(|| {
            Error::new(Status::SignatureMismatch, "header sign is not what a configured secret makes").hint(yach.credentials.hint(
                "check the secret; the formula is not published, so a right secret may fail: then \"verification\":\"none\" behind another guard is what is left",
            ))
        })?;
    policy.judge_time(time_ms, request.now_ms())?;
    let envelope = Envelope { body, fields: credential.keys.fields.iter().collect() };
    Ok(Verified::proven(proof, DeliveryKind::Events, envelope, COVERAGE, &credential.id))
}

/// The signature: base64 of HMAC-SHA256 under the secret over `{timestamp}\n{secret}`.
pub(super) fn sign(signer: &Signer, timestamp: &str) -> String {
    STANDARD.encode(tag(signer, timestamp))
}

/// The proof that this is the signature.
fn prove(signer: &Signer, timestamp: &str, received: &[u8]) -> Option<Proof> {
    let mut text = [0; SIGN_CHARACTERS];
    let length = STANDARD.encode_slice(tag(signer, timestamp), &mut text).ok()?;
    Proof::of(text.get(..length)?, received)
}

fn tag(signer: &Signer, timestamp: &str) -> [u8; 32] {
    signer.mac.tag(&[timestamp.as_bytes(), b"\n", signer.secret.expose()])
}

/// Unix milliseconds of decimal digits.
pub(super) fn time_ms(timestamp: &str) -> Option<i64> {
    let number: i64 = timestamp.parse().ok().filter(|_| timestamp.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(time::unix_ms(number))
}

/// A header that is there and says something.
fn header<'p>(request: &Request<'p>, name: &str) -> Result<Option<Cow<'p, str>>> {
    Ok(request.header(name)?.filter(|value| !value.is_empty()))
}

fn malformed(message: String) -> Error {
    Error::new(Status::MalformedRequest, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Derived from the vendor's formula for sending by another implementation.
    #[test]
    fn the_signature_of_a_send() {
        let signer = Signer::new(b"SECexample0123456789");
        let signature = "qf9HvUVEFxf+O0pPV0GZyLnmFi8MooZl79QO82mcZBk=";
        assert_eq!(sign(&signer, "1577262236757"), signature);
        assert!(prove(&signer, "1577262236757", signature.as_bytes()).is_some());
        assert!(prove(&signer, "1577262236758", signature.as_bytes()).is_none());
    }

    #[test]
    fn a_time_is_digits() {
        assert_eq!(time_ms("1577262236757"), Some(1_577_262_236_757));
        for wrong in ["", "+1", "-1", "1.5", "x", "99999999999999999999"] {
            assert_eq!(time_ms(wrong), None);
        }
    }
}
