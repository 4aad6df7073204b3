//! KSO-1, the platform's header signature (signature description), as callbacks carry it.
//!
//! `X-Kso-Authorization: KSO-1 {app_id}:{signature}`, the signature being lowercase hex of HMAC-SHA256 over `"KSO-1"`,
//! method, request URI with query, Content-Type, `X-Kso-Date` and the lowercase hex SHA-256 of the body, in a row; an
//! empty body adds nothing.

use super::credentials::Keys;
use super::verify::{Envelope, malformed};
use crate::config::{Credential, Credentials, Policy};
use crate::crypto::digest::sha256;
use crate::crypto::{Proof, hex};
use crate::error::{Error, Result, Status};
use crate::event::{Content, DeliveryKind};
use crate::limits::MAX_CREDENTIAL_TRIALS;
use crate::platform::verified::Coverage;
use crate::platform::{Verified, time};
use crate::request::Request;

pub(super) const AUTHORIZATION: &str = "X-Kso-Authorization";
pub(super) const DATE: &str = "X-Kso-Date";
pub(super) const CONTENT_TYPE: &str = "Content-Type";

pub(super) const COVERAGE: Coverage = Coverage {
    scheme: "kso-1",
    covers: &["method", "target", "content-type", "x-kso-date", "body"],
    uncovered: &[],
    content: Content::Signed,
};

/// What the headers of a verified request say.
pub(crate) struct Signed<'p> {
    /// The application that signed.
    pub app_id: &'p str,
    /// The date that was signed.
    pub time_ms: i64,
}

/// A card callback needs a signature, unless the configuration lets it pass without; one that is there is judged.
pub(super) fn verify_card<'p>(
    credentials: &'p Credentials<Keys>,
    allow_unverified: bool,
    request: &Request<'p>,
    policy: &Policy,
) -> Result<Verified<'p, Envelope<'p>>> {
    let body = request.body;
    let date = request.header(DATE)?.unwrap_or_default();
    if allow_unverified && request.header(AUTHORIZATION)?.is_none() {
        let envelope = Envelope::Card { body, date, signed: None };
        return Ok(Verified::unverified_by_config(DeliveryKind::Events, envelope, &["body"]));
    }
    let (proof, credential, signed) = verify(credentials, request, policy)?;
    let envelope = Envelope::Card { body, date, signed: Some(signed) };
    Ok(Verified::proven(proof, DeliveryKind::Events, envelope, COVERAGE, &credential.id))
}

/// Proves a request by its headers.
///
/// # Errors
/// `missing_signature`, `malformed_request`, `signature_mismatch`, `stale_timestamp`.
pub(super) fn verify<'p>(
    credentials: &'p Credentials<Keys>,
    request: &Request<'p>,
    policy: &Policy,
) -> Result<(Proof, &'p Credential<Keys>, Signed<'p>)> {
    let authorization = request.header(AUTHORIZATION)?.ok_or_else(|| {
        Error::new(Status::MissingSignature, format!("header {AUTHORIZATION} is missing"))
            .hint("pass the request's headers on; a proxy may have dropped them")
    })?;
    let (app_id, signature) = authorization
        .strip_prefix("KSO-1 ")
        .and_then(|parts| parts.trim().split_once(':'))
        .ok_or_else(|| malformed(format!("header {AUTHORIZATION} is not `KSO-1 app_id:signature`")))?;
    let date = request.header(DATE)?.ok_or_else(|| malformed(format!("header {DATE} is missing")))?;
    let content_type = request.header(CONTENT_TYPE)?.unwrap_or_default();

    let (proof, credential) = credentials
        .called(app_id)
        .take(MAX_CREDENTIAL_TRIALS)
        .find_map(|credential| {
            let target = request.origin_form();
            let computed = sign(&credential.keys, request.method(), &target, &content_type, &date, request.body);
            Proof::of(computed.as_bytes(), signature.as_bytes()).map(|proof| (proof, credential))
        })
        .ok_or_else(|| {
            Error::new(Status::SignatureMismatch, "KSO-1 signature is not what a configured app_id and app_key make")
                .hint("check app_id and app_key; method, target, Content-Type and body must be as received: a proxy that rewrites the path breaks them")
        })?;
    let time_ms =
        time::http_date_ms(&date).ok_or_else(|| malformed(format!("header {DATE} is not an RFC 1123 date")))?;
    policy.judge_time(time_ms, request.now_ms())?;
    Ok((proof, credential, Signed { app_id: &credential.keys.app_id, time_ms }))
}

/// The signature in hex.
pub(super) fn sign(keys: &Keys, method: &str, target: &str, content_type: &str, date: &str, body: &[u8]) -> String {
    let digest = if body.is_empty() { Vec::new() } else { hex(&sha256(&[body])) };
    let pieces: [&[u8]; 6] =
        [b"KSO-1", method.as_bytes(), target.as_bytes(), content_type.as_bytes(), date.as_bytes(), &digest];
    String::from_utf8(hex(&keys.mac.0.tag(&pieces))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;

    const OFFICIAL_DATE: &str = "Mon, 02 Jan 2006 15:04:05 GMT";

    fn keys() -> Keys {
        Keys::new("AK123456".to_owned(), Secret::new(b"sk098765"))
    }

    /// Published with the signature description.
    #[test]
    fn the_official_vector() {
        let signature = sign(&keys(), "GET", "/v7/test?key=value", "application/json", OFFICIAL_DATE, b"");
        assert_eq!(signature, "ce8df66877175e5198c8ea1362ffddf82e4941c6f25a4ca205a1ad09d0faaf03");
    }

    /// Derived from the description by two other implementations.
    #[test]
    fn a_body_adds_its_digest() {
        let signature =
            sign(&keys(), "POST", "/v7/test/body", "application/json", OFFICIAL_DATE, br#"{"key": "value"}"#);
        assert_eq!(signature, "c46e6c988130818ecba2484d51ac685948fbbef6814602c7874d6bfc41dc17b3");
    }
}
