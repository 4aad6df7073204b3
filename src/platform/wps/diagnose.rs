//! Why the signature of a WPS event is not what a credential makes: each known mistake is undone and tried.

use super::credentials::Keys;
use super::verify::{SignedFields, sign};
use crate::config::Credentials;
use crate::crypto::Proof;
use crate::error::{Error, Status};
use crate::platform::Diagnosis;
use crate::request::Request;
use crate::secret::Secret;

/// A mistake: its code, what to do, and the signature as it would be without it.
struct Mistake {
    code: &'static str,
    advice: &'static str,
    undone: fn(&Keys, &SignedFields) -> [u8; 43],
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        code: "plus_became_space",
        advice: "encrypted_data has spaces where the sender wrote `+`: something decoded the body as a form; pass it on as it came",
        undone: |keys, fields| {
            let encrypted_data = fields.encrypted_data.replace(' ', "+");
            sign(keys, &fields.topic, &fields.nonce, &fields.time, &encrypted_data)
        },
    },
    Mistake {
        code: "app_id_and_app_key_swapped",
        advice: "app_id and app_key are configured the wrong way round",
        undone: |keys, fields| {
            let app_id = String::from_utf8_lossy(keys.app_key.expose()).into_owned();
            fields.signed_with(&Keys::new(app_id, Secret::new(keys.app_id.as_bytes())))
        },
    },
    Mistake {
        code: "white_space_in_credentials",
        advice: "app_id or app_key has white space around it, from pasting; remove it",
        undone: |keys, fields| {
            let app_key = Secret::new(keys.app_key.expose().trim_ascii());
            fields.signed_with(&Keys::new(keys.app_id.trim().to_owned(), app_key))
        },
    },
];

pub(super) fn diagnose(
    credentials: &Credentials<Keys>,
    request: &Request<'_>,
    error: &Error,
    diagnosis: &mut Diagnosis,
) {
    if error.status() != Status::SignatureMismatch {
        return;
    }
    let Some(fields) = SignedFields::of(request) else { return };
    for credential in credentials.to_try().unwrap_or_default() {
        for mistake in MISTAKES {
            let computed = (mistake.undone)(&credential.keys, &fields);
            if Proof::of(&computed, fields.signature.as_bytes()).is_some() {
                diagnosis.advise(mistake.code, mistake.advice);
            }
        }
    }
}
