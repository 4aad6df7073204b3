//! Why an Easemob request did not verify, as far as its fields tell.

use super::body::Body;
use super::credentials::Rule;
use crate::config::{Credential, Credentials};
use crate::crypto::Proof;
use crate::error::{Error, Status};
use crate::json::{Arena, Kind, Reader};
use crate::limits::{MAX_CREDENTIAL_TRIALS, MAX_DEPTH_CEILING};
use crate::platform::Diagnosis;
use crate::request::Request;

/// Tries what usually goes wrong with a digest; the likeliest is said first.
pub(super) fn diagnose(
    credentials: &Credentials<Rule>,
    request: &Request<'_>,
    error: &Error,
    diagnosis: &mut Diagnosis,
) {
    let arena = Arena::default();
    let Ok(text) = std::str::from_utf8(request.body) else { return };
    let mut reader = Reader::new(text.trim_start_matches('\u{feff}'), &arena, MAX_DEPTH_CEILING);
    if error.status() != Status::SignatureMismatch || reader.kind() != Kind::Object {
        return;
    }
    let (Ok((body, _)), Ok(rules)) = (Body::read(&mut reader), credentials.all()) else { return };
    let [call_id, timestamp, security, appkey] =
        [body.call_id, body.timestamp, body.security, body.appkey].map(|field| field.text(&arena).unwrap_or_default());

    if security.len() != 32 || !security.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        diagnosis
            .advise("security_is_no_digest", "security is not 32 hex digits: is this a masked sample of a document?");
        return;
    }
    let proves = |computed: Option<[u8; 32]>, received: &str| {
        computed.is_some_and(|computed| Proof::of(&computed, received.as_bytes()).is_some())
    };
    let any = |proves: &dyn Fn(&Credential<Rule>) -> bool| rules.iter().any(proves);
    if any(&|rule| proves(rule.keys.trimmed_security(call_id, timestamp), security)) {
        diagnosis.advise("secret_has_white_space", "a configured secret has white space around it: take it away");
    }
    let lower = security.to_ascii_lowercase();
    if lower != *security && any(&|rule| proves(Some(rule.keys.security(call_id, timestamp)), &lower)) {
        diagnosis
            .advise("security_is_upper_case", "the digest is right but not in lower case: something rewrites the body");
    }
    if rules.len() > MAX_CREDENTIAL_TRIALS
        && any(&|rule| proves(Some(rule.keys.security(call_id, timestamp)), security))
    {
        diagnosis.advise("too_many_credentials", format!("only {MAX_CREDENTIAL_TRIALS} are tried: add appkey to each"));
    }
    let knows = |rule: &Credential<Rule>| rule.keys.admits(Some(appkey));
    if !appkey.is_empty() && !any(&knows) {
        diagnosis.advise("other_application", "the body names an application that no configured credential is for");
    }
}
