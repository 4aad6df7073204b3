//! Why an Easemob request did not verify: each known mishap is undone and tried.

use super::Easemob;
use super::credentials::Rule;
use super::verify::milliseconds;
use crate::config::{Credentials, Policy};
use crate::error::{Error, Status};
use crate::json::Arena;
use crate::platform::diagnosis::secret::{self, Shape};
use crate::platform::diagnosis::value::{self, Place, Spelling, Value};
use crate::platform::diagnosis::{Code, Trials, body, clock};
use crate::platform::{Diagnosis, Platform};
use crate::request::Request;

/// What the digest is over, and the digest.
const SIGNED: &[Value<'_>] =
    &[(SECURITY, Spelling::Hex), (Place::Member("callId"), Spelling::Text), (TIMESTAMP, Spelling::Integer)];

const SECURITY: Place<'_> = Place::Member("security");
const TIMESTAMP: Place<'_> = Place::Member("timestamp");

pub(super) fn diagnose(
    easemob: &Easemob,
    request: &Request<'_>,
    policy: &Policy,
    error: &Error,
    diagnosis: &mut Diagnosis,
) {
    match error.status() {
        Status::StaleTimestamp => {
            if let Some(time_ms) = TIMESTAMP.read(request).as_deref().and_then(milliseconds) {
                clock::explain(time_ms, request, policy, diagnosis);
            }
        }
        Status::MissingSignature | Status::SignatureMismatch | Status::MalformedRequest => {
            let proved = proved(easemob, request, &policy.at_any_time(), error, diagnosis);
            if !proved {
                likely(easemob, request, error, diagnosis);
            }
        }
        Status::ReceiverMismatch => diagnosis.advise(
            Code::OtherApplication,
            "proved: the digest fits a configured secret, and the body names another application than its appkey: \
             route the callbacks of each application to the receiver of its own",
        ),
        _ => {}
    }
}

/// Looks for the one thing whose undoing makes the request verify.
fn proved(easemob: &Easemob, request: &Request<'_>, policy: &Policy, error: &Error, diagnosis: &mut Diagnosis) -> bool {
    // A digest that fits for another application fits.
    let verifies = |easemob: &Easemob, request: &Request<'_>| {
        let status = easemob.verify(request, &Arena::default(), policy).err().map(|error| error.status());
        matches!(status, None | Some(Status::ReceiverMismatch))
    };
    let as_configured = |request: &Request<'_>| verifies(easemob, request);
    let with = |rule: Rule| Easemob { credentials: Credentials::only(rule), allow_unverified: Vec::new() };
    let mut trials = Trials::new(request, &as_configured, diagnosis);
    value::respell(&mut trials, SIGNED);
    trials.undo(body::WRAPPED);
    if error.status() != Status::SignatureMismatch {
        return trials.proved();
    }
    let tried = easemob.credentials.to_try().unwrap_or_default();
    for rule in tried.iter().map(|credential| &credential.keys) {
        if let Some(cleaned) = secret::pasted(rule.secret()) {
            trials.judge(
                Code::WhiteSpaceInCredentials,
                "secret is without white space, quotes and invisible characters",
                "take those out of the configuration",
                |request| verifies(&with(rule.with_secret(&cleaned)), request),
            );
        }
        if let Some(appkey) = &rule.appkey {
            trials.judge(
                Code::CredentialsSwapped,
                "secret and appkey change places",
                "they are the wrong way round in the configuration",
                |request| verifies(&with(rule.with_secret(appkey.as_bytes())), request),
            );
        }
    }
    for credential in easemob.credentials.too_many() {
        let rule = &credential.keys;
        trials.beyond(&credential.id, |request| verifies(&with(rule.with_secret(rule.secret())), request));
    }
    for rule in tried.iter().map(|credential| &credential.keys) {
        let judge = |request: &Request<'_>, secret: &[u8]| verifies(&with(rule.with_secret(secret)), request);
        secret::near(&mut trials, "secret", rule.secret(), &judge);
    }
    trials.proved()
}

/// Says what the request looks like.
fn likely(easemob: &Easemob, request: &Request<'_>, error: &Error, diagnosis: &mut Diagnosis) {
    body::tell(request, diagnosis);
    if error.status() != Status::SignatureMismatch {
        return;
    }
    let security = SECURITY.read(request).unwrap_or_default();
    if security.len() != 32 || !security.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        diagnosis.advise(Code::SignatureForm, "security is not 32 hex digits: is this a masked sample of a document?");
    }
    let rules = easemob.credentials.all().unwrap_or_default();
    let appkey = Place::Member("appkey").read(request);
    if appkey.is_some() && !rules.iter().any(|rule| rule.keys.admits(appkey.as_deref())) {
        diagnosis.advise(
            Code::OtherApplication,
            "the body names an application that no configured credential is for: add its secret, or route it elsewhere",
        );
    }
    for rule in easemob.credentials.to_try().unwrap_or_default().iter().map(|credential| &credential.keys) {
        secret::foreign("secret", rule.secret(), &[], diagnosis);
        secret::foreign(
            "appkey",
            rule.appkey.as_deref().unwrap_or_default().as_bytes(),
            &[Shape::EasemobAppkey],
            diagnosis,
        );
    }
}
