//! Why a push did not verify: the secret is looked for where it may have gone.

use super::Qiwei;
use super::credentials::{Keys, Place};
use crate::config::{Credentials, Policy};
use crate::error::{Error, Status};
use crate::json::Arena;
use crate::platform::diagnosis::value::{self, Spelling};
use crate::platform::diagnosis::{Change, Code, Trials, head, secret};
use crate::platform::{Diagnosis, Platform};
use crate::request::Request;

pub(super) fn diagnose(
    qiwei: &Qiwei,
    request: &Request<'_>,
    policy: &Policy,
    error: &Error,
    diagnosis: &mut Diagnosis,
) {
    match error.status() {
        Status::Unverifiable => diagnosis.advise(
            Code::ChooseVerification,
            "the vendor publishes no signature: configure credentials with shared_secret and shared_secret_in, \
             or write \"verification\":\"none\" to accept pushes without a proof",
        ),
        Status::MissingSignature | Status::SignatureMismatch => {
            let proved = proved(qiwei, request, policy, diagnosis);
            if !proved {
                likely(qiwei, request, error, diagnosis);
            }
        }
        _ => {}
    }
}

/// Looks for the one thing whose undoing makes the request verify.
fn proved(qiwei: &Qiwei, request: &Request<'_>, policy: &Policy, diagnosis: &mut Diagnosis) -> bool {
    let verifies = |qiwei: &Qiwei, request: &Request<'_>| qiwei.verify(request, &Arena::default(), policy).is_ok();
    let as_configured = |request: &Request<'_>| verifies(qiwei, request);
    let with = |keys: Keys| Qiwei { credentials: Credentials::only(keys), accept_unverified: false };
    let tried = qiwei.credentials.to_try().unwrap_or_default();
    let mut trials = Trials::new(request, &as_configured, diagnosis);
    for keys in tried.iter().map(|credential| &credential.keys) {
        match &keys.place {
            Place::Header(name) => {
                value::respell(&mut trials, &[(value::Place::Header(name), Spelling::Text)]);
                head::rename(&mut trials, &[name]);
            }
            Place::Query(name) => {
                trials.attempt(
                    Code::PlusBecameSpace,
                    "each + of its query is written %2B",
                    "in a query a + means a space: encode the secret where the address is configured",
                    request.target.contains('+').then(|| Change::Target(request.target.replace('+', "%2B"))),
                );
                value::respell(&mut trials, &[(value::Place::Parameter(name), Spelling::Text)]);
                trials.undo(&[head::TARGET]);
            }
        }
        for place in places(request) {
            let undone = format!("shared_secret_in is {place}");
            let cure = "the secret stands there: change the configuration, or whoever adds the secret";
            trials.judge(Code::SecretElsewhere, &undone, cure, |request| {
                verifies(&with(Keys::new(keys.secret.expose(), place.clone())), request)
            });
        }
    }
    for credential in qiwei.credentials.too_many() {
        let Keys { secret, place, .. } = &credential.keys;
        trials.beyond(&credential.id, |request| verifies(&with(Keys::new(secret.expose(), place.clone())), request));
    }
    for Keys { secret, place, .. } in tried.iter().map(|credential| &credential.keys) {
        let judge = |request: &Request<'_>, secret: &[u8]| verifies(&with(Keys::new(secret, place.clone())), request);
        if let Some(cleaned) = secret::pasted(secret.expose()) {
            trials.judge(
                Code::WhiteSpaceInCredentials,
                "shared_secret is without white space, quotes and invisible characters",
                "take those out of the configuration",
                |request| judge(request, &cleaned),
            );
        }
        secret::near(&mut trials, "shared_secret", secret.expose(), &judge);
    }
    trials.proved()
}

/// Where else in this request a secret may stand.
fn places(request: &Request<'_>) -> Vec<Place> {
    let lines = std::str::from_utf8(request.headers).unwrap_or_default().lines();
    let headers = lines.filter_map(|line| Some(Place::Header(line.split_once(':')?.0.trim().to_ascii_lowercase())));
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    let parameters = form_urlencoded::parse(query.as_bytes()).map(|(name, _)| Place::Query(name.into_owned()));
    let mut places: Vec<Place> = headers.chain(parameters).take(MAX_PLACES).collect();
    places.sort_by_key(ToString::to_string);
    places
}

/// Headers and parameters of a request in which the secret is looked for.
const MAX_PLACES: usize = 128;

/// Says what the request looks like.
fn likely(qiwei: &Qiwei, request: &Request<'_>, error: &Error, diagnosis: &mut Diagnosis) {
    for Keys { place, .. } in qiwei.credentials.to_try().unwrap_or_default().iter().map(|credential| &credential.keys) {
        match place {
            Place::Header(name) if error.status() == Status::MissingSignature => {
                head::missing(request, &[name], diagnosis);
            }
            Place::Query(_) if !request.target.contains('?') => {
                diagnosis.advise(
                    Code::NoQuery,
                    "the target has no query: hand on the whole request target, not the path alone",
                );
            }
            Place::Query(name) if error.status() == Status::MissingSignature => {
                diagnosis.advise(Code::MissingParameter, format!("the query has no {name}, or nothing in it"));
            }
            _ => {}
        }
    }
}
