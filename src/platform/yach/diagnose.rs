//! Why a Yach callback did not verify: each known mishap is undone and tried, other formulas too.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::Yach;
use super::credentials::{Keys, Signer};
use super::verify::{SIGN, TIMESTAMP, time_ms};
use crate::config::{Credentials, Policy};
use crate::crypto::Proof;
use crate::crypto::mac::HmacSha256;
use crate::error::{Error, Status};
use crate::json::Arena;
use crate::platform::diagnosis::secret::{self, Shape};
use crate::platform::diagnosis::value::{self, Place, Spelling, Value};
use crate::platform::diagnosis::{Code, Trials, clock, head};
use crate::platform::{Diagnosis, Platform};
use crate::request::Request;

/// What is signed, and the signature.
const SIGNED: &[Value<'_>] = &[(Place::Header(SIGN), Spelling::Base64), (Place::Header(TIMESTAMP), Spelling::Integer)];

pub(super) fn diagnose(yach: &Yach, request: &Request<'_>, policy: &Policy, error: &Error, diagnosis: &mut Diagnosis) {
    match error.status() {
        Status::StaleTimestamp => {
            if let Some(time_ms) = Place::Header(TIMESTAMP).read(request).as_deref().and_then(time_ms) {
                clock::explain(time_ms, request, policy, diagnosis);
            }
        }
        Status::MissingSignature | Status::SignatureMismatch | Status::MalformedRequest => {
            let proved = proved(yach, request, &policy.at_any_time(), error, diagnosis);
            if !proved {
                likely(yach, request, error, diagnosis);
            }
        }
        _ => {}
    }
}

/// Looks for the one thing whose undoing makes the request verify.
fn proved(yach: &Yach, request: &Request<'_>, policy: &Policy, error: &Error, diagnosis: &mut Diagnosis) -> bool {
    let verifies = |yach: &Yach, request: &Request<'_>| yach.verify(request, &Arena::default(), policy).is_ok();
    let as_configured = |request: &Request<'_>| verifies(yach, request);
    let with = |secret: &[u8]| {
        let keys = Keys { signer: Some(Signer::new(secret)), app_key: None, fields: None, judges: true };
        Yach { credentials: Credentials::only(keys), waived: false }
    };
    let mut trials = Trials::new(request, &as_configured, diagnosis);
    value::respell(&mut trials, SIGNED);
    head::rename(&mut trials, &[SIGN, TIMESTAMP]);
    if error.status() != Status::SignatureMismatch {
        return trials.proved();
    }
    let tried = yach.credentials.to_try().unwrap_or_default();
    for credential in tried {
        let Keys { signer, app_key, judges, .. } = &credential.keys;
        let id = &credential.id;
        if let Some(app_key) = app_key {
            trials.judge(
                Code::CredentialsSwapped,
                "secret and app_key change places",
                "they are the wrong way round in the configuration",
                |request| verifies(&with(app_key.expose()), request),
            );
        }
        let Some(signer) = signer else { continue };
        let secret = signer.secret.expose();
        if !judges {
            trials.judge(
                Code::CredentialWithoutSign,
                &format!("credential {id} judges callbacks"),
                "add \"sign\":\"timestamp_secret\" to it",
                |request| verifies(&with(secret), request),
            );
        }
        if let Some(cleaned) = secret::pasted(secret) {
            trials.judge(
                Code::WhiteSpaceInCredentials,
                &format!("the secret of credential {id} is without white space, quotes and invisible characters"),
                "take those out of the configuration",
                |request| verifies(&with(&cleaned), request),
            );
        }
        for formula in FORMULAS {
            trials.judge(
                Code::AnotherFormula,
                formula.undone,
                "the vendor does not publish the formula: please report that it is this one",
                |request| (formula.signs)(signer, request),
            );
        }
    }
    for credential in yach.credentials.too_many() {
        let Some(signer) = &credential.keys.signer else { continue };
        trials.beyond(&credential.id, |request| verifies(&with(signer.secret.expose()), request));
    }
    for signer in tried.iter().filter_map(|credential| credential.keys.signer.as_ref()) {
        let judge = |request: &Request<'_>, secret: &[u8]| verifies(&with(secret), request);
        secret::near(&mut trials, "secret", signer.secret.expose(), &judge);
    }
    trials.proved()
}

/// A formula that a sister platform has, or that stands near the one assumed.
struct Formula {
    undone: &'static str,
    signs: fn(&Signer, &Request<'_>) -> bool,
}

const FORMULAS: &[Formula] = &[
    Formula {
        undone: "`timestamp\\nsecret` is the key and the message is empty",
        signs: |signer, request| {
            let timestamp = Place::Header(TIMESTAMP).read(request).unwrap_or_default();
            let key = Zeroizing::new([timestamp.as_bytes(), b"\n", signer.secret.expose()].concat());
            is_signature(&HmacSha256::new(&key).tag(&[]), request)
        },
    },
    Formula {
        undone: "the timestamp alone is signed",
        signs: |signer, request| {
            let timestamp = Place::Header(TIMESTAMP).read(request).unwrap_or_default();
            is_signature(&signer.mac.tag(&[timestamp.as_bytes()]), request)
        },
    },
    Formula {
        undone: "the timestamp and the body are signed",
        signs: |signer, request| {
            let timestamp = Place::Header(TIMESTAMP).read(request).unwrap_or_default();
            is_signature(&signer.mac.tag(&[timestamp.as_bytes(), b"\n", request.body]), request)
        },
    },
];

fn is_signature(tag: &[u8; 32], request: &Request<'_>) -> bool {
    let received = Place::Header(SIGN).read(request).unwrap_or_default();
    Proof::of(STANDARD.encode(tag).as_bytes(), received.as_bytes()).is_some()
}

/// Says what the request looks like.
fn likely(yach: &Yach, request: &Request<'_>, error: &Error, diagnosis: &mut Diagnosis) {
    if error.status() != Status::SignatureMismatch {
        head::missing(request, &[SIGN, TIMESTAMP], diagnosis);
        return;
    }
    for signer in yach.credentials.to_try().unwrap_or_default().iter().filter_map(|one| one.keys.signer.as_ref()) {
        secret::foreign("secret", signer.secret.expose(), &[Shape::RobotSecret], diagnosis);
    }
    diagnosis.advise(
        Code::UnconfirmedScheme,
        "the vendor does not publish the formula of callbacks; \"timestamp_secret\" is that of sending and of a sister platform. If every real callback fails, write \"verification\":\"none\" and guard the endpoint by other means",
    );
}
