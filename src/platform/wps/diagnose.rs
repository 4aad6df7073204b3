//! Why a WPS request did not verify: each known mishap is undone and tried.

use super::Wps;
use super::credentials::Keys;
use super::decrypt;
use super::kso1::{AUTHORIZATION, CONTENT_TYPE, DATE};
use super::verify::Envelope;
use crate::config::{Credentials, Policy};
use crate::error::{Error, Status};
use crate::json::Arena;
use crate::platform::diagnosis::secret::{self, Shape};
use crate::platform::diagnosis::value::{self, Place, Spelling, Value};
use crate::platform::diagnosis::{Code, Trials, body, clock, head};
use crate::platform::{Diagnosis, Platform, time};
use crate::request::Request;
use crate::secret::Secret;

/// What an event signs, and its signature.
const EVENT: &[Value<'_>] = &[
    (ENCRYPTED_DATA, Spelling::Base64),
    (Place::Member("signature"), Spelling::Base64Url),
    (Place::Member("nonce"), Spelling::Text),
    (TIME, Spelling::Integer),
];

const ENCRYPTED_DATA: Place<'_> = Place::Member("encrypted_data");
const TIME: Place<'_> = Place::Member("time");

/// What KSO-1 signs besides the request.
const KSO1: &[&str] = &[AUTHORIZATION, DATE];

/// The keys of a card callback, as its document shows them.
const CARD: &[&str] = &["callback_name", "app_id", "data", "company_id", "app_ctx_id", "content", "action"];

pub(super) fn diagnose(wps: &Wps, request: &Request<'_>, policy: &Policy, error: &Error, diagnosis: &mut Diagnosis) {
    match error.status() {
        Status::StaleTimestamp => {
            if let Some(time_ms) = signed_time(request) {
                clock::explain(time_ms, request, policy, diagnosis);
            }
        }
        Status::MissingSignature | Status::SignatureMismatch | Status::MalformedRequest => {
            let proved = proved(wps, request, &policy.at_any_time(), error, diagnosis);
            if !proved {
                likely(wps, request, error, diagnosis);
            }
        }
        _ => {}
    }
}

fn signed_time(request: &Request<'_>) -> Option<i64> {
    match TIME.read(request) {
        Some(time) => Some(time.parse::<i64>().ok()?.saturating_mul(1000)),
        None => time::http_date_ms(&request.header(DATE).ok()??),
    }
}

/// Looks for the one thing whose undoing makes the request verify.
fn proved(wps: &Wps, request: &Request<'_>, policy: &Policy, error: &Error, diagnosis: &mut Diagnosis) -> bool {
    let verifies = |wps: &Wps, request: &Request<'_>| wps.verify(request, &Arena::default(), policy).is_ok();
    let as_configured = |request: &Request<'_>| verifies(wps, request);
    let mut trials = Trials::new(request, &as_configured, diagnosis);
    value::respell(&mut trials, EVENT);
    trials.undo(body::WRAPPED);
    if ENCRYPTED_DATA.read(request).is_none() {
        head::rename(&mut trials, &[AUTHORIZATION, DATE, CONTENT_TYPE]);
        trials.undo(&[head::METHOD, head::TARGET, head::CONTENT_TYPE]);
        body::restore(&mut trials, CARD);
    }
    if error.status() == Status::SignatureMismatch {
        credentials(wps, &verifies, &mut trials);
    }
    trials.proved()
}

/// Tries the credentials as they may have been meant.
fn credentials(wps: &Wps, verifies: &dyn Fn(&Wps, &Request<'_>) -> bool, trials: &mut Trials<'_, '_>) {
    let with = |app_id: &[u8], app_key: &[u8]| Wps {
        credentials: Credentials::only(Keys::new(String::from_utf8_lossy(app_id).into_owned(), Secret::new(app_key))),
        ..*wps
    };
    let tried = wps.credentials.to_try().unwrap_or_default();
    for Keys { app_id, app_key, .. } in tried.iter().map(|credential| &credential.keys) {
        let (id, key) = (app_id.as_bytes(), app_key.expose());
        let [pasted_id, pasted_key] = [id, key].map(secret::pasted);
        if pasted_id.is_some() || pasted_key.is_some() {
            let (id, key) =
                (pasted_id.as_deref().map_or(id, Vec::as_slice), pasted_key.as_deref().map_or(key, Vec::as_slice));
            trials.judge(
                Code::WhiteSpaceInCredentials,
                "app_id and app_key are without white space, quotes and invisible characters",
                "take those out of the configuration",
                |request| verifies(&with(id, key), request),
            );
        }
        trials.judge(
            Code::CredentialsSwapped,
            "app_id and app_key change places",
            "they are the wrong way round in the configuration",
            |request| verifies(&with(key, id), request),
        );
    }
    for credential in wps.credentials.too_many() {
        let Keys { app_id, app_key, .. } = &credential.keys;
        trials.beyond(&credential.id, |request| verifies(&with(app_id.as_bytes(), app_key.expose()), request));
    }
    for Keys { app_id, app_key, .. } in tried.iter().map(|credential| &credential.keys) {
        let (id, key) = (app_id.as_bytes(), app_key.expose());
        secret::near(trials, "app_key", key, &|request, key| verifies(&with(id, key), request));
        secret::near(trials, "app_id", id, &|request, id| verifies(&with(id, key), request));
    }
}

/// Says what the request looks like.
fn likely(wps: &Wps, request: &Request<'_>, error: &Error, diagnosis: &mut Diagnosis) {
    body::tell(request, diagnosis);
    let is_event = ENCRYPTED_DATA.read(request).is_some();
    if !is_event && Place::Member("topic").read(request).is_some() {
        diagnosis.advise(
            Code::PlaintextBody,
            "the body is an event in plaintext: WPS sends encrypted_data; parse reads what you vouch for yourself",
        );
    }
    if !is_event && Place::Member("callback_name").read(request).is_some() {
        head::missing(request, KSO1, diagnosis);
    }
    if error.status() == Status::SignatureMismatch {
        named(wps, request, diagnosis);
        for Keys { app_id, app_key, .. } in wps.credentials.to_try().unwrap_or_default().iter().map(|one| &one.keys) {
            secret::foreign("app_id", app_id.as_bytes(), &[Shape::WpsAppId], diagnosis);
            secret::foreign("app_key", app_key.expose(), &[], diagnosis);
        }
    }
}

/// Whom a card callback names as its signer: nobody configured, perhaps.
fn named(wps: &Wps, request: &Request<'_>, diagnosis: &mut Diagnosis) {
    let authorization = request.header(AUTHORIZATION).ok().flatten().unwrap_or_default();
    let Some((app_id, _)) = authorization.strip_prefix("KSO-1 ").and_then(|rest| rest.trim().split_once(':')) else {
        return;
    };
    if !wps.credentials.all().unwrap_or_default().iter().any(|credential| credential.keys.app_id == app_id) {
        diagnosis.advise(
            Code::OtherApplication,
            format!("{AUTHORIZATION} names an application that no configured app_id is"),
        );
    }
}

/// Why the ciphertext of a verified event does not decrypt. The signature has proved app_key.
pub(super) fn ciphertext(envelope: &Envelope<'_>, error: &Error, diagnosis: &mut Diagnosis) {
    let Envelope::Event(event) = envelope else { return };
    match error.status() {
        Status::BadEncoding => diagnosis.advise(
            Code::Base64Variant,
            "encrypted_data was signed as it is, and it is not padded standard base64: whoever makes these events encodes it otherwise",
        ),
        Status::DecryptFailed if decrypt::opens_with_pad_block(event, 32) => diagnosis.advise(
            Code::PadBlock,
            "proved: encrypted_data decrypts once its padding is that of blocks of 32 bytes; WPS pads to 16: whoever makes these events pads as WeCom does",
        ),
        Status::DecryptFailed | Status::MalformedRequest => diagnosis.advise(
            Code::AnotherFormula,
            "the signature fits, so app_key is right: whoever makes these events encrypts otherwise; the key is the 32 hex letters of MD5 of app_key, the initialisation vector the first 16 bytes of nonce",
        ),
        _ => {}
    }
}
