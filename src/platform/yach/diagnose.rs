//! Why a Yach callback did not verify, as far as its headers and the configured secrets tell.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use super::credentials::{Keys, Signer};
use super::verify::{SIGN, TIMESTAMP, sign};
use crate::config::Credentials;
use crate::crypto::Proof;
use crate::crypto::mac::HmacSha256;
use crate::error::{Error, Status};
use crate::platform::Diagnosis;
use crate::request::Request;

pub(super) fn diagnose(
    credentials: &Credentials<Keys>,
    request: &Request<'_>,
    error: &Error,
    diagnosis: &mut Diagnosis,
) {
    let header = |name| request.header(name).ok().flatten().unwrap_or_default();
    let (received, timestamp) = (header(SIGN), header(TIMESTAMP));
    match error.status() {
        Status::SignatureMismatch => {
            let signers = credentials.to_try().unwrap_or_default().iter().filter_map(|credential| {
                credential.keys.signer.as_ref().map(|signer| (credential.id.as_str(), signer, credential.keys.judges))
            });
            for (id, signer, judges) in signers {
                explain(id, signer, judges, &received, &timestamp, diagnosis);
            }
            diagnosis.advise(
                "unconfirmed_scheme",
                "the vendor does not publish the formula of callbacks; \"timestamp_secret\" is that of sending and of a sister platform. If every real callback fails, write \"verification\":\"none\" and guard the endpoint by other means",
            );
        }
        Status::MissingSignature if request.headers.is_empty() => diagnosis.advise(
            "no_headers",
            "the request was given without header lines; pass them on, the proof stands in timestamp and sign",
        ),
        Status::StaleTimestamp if timestamp.len() < 13 => diagnosis.advise(
            "timestamp_not_ms",
            "header timestamp has fewer than the 13 digits of milliseconds; it was taken as seconds",
        ),
        _ => {}
    }
}

/// Tries what commonly goes wrong. It tells which attempt fits, and no value.
fn explain(id: &str, signer: &Signer, judges: bool, received: &str, timestamp: &str, diagnosis: &mut Diagnosis) {
    let fits = |computed: &str, received: &str| Proof::of(computed.as_bytes(), received.as_bytes()).is_some();
    let computed = sign(signer, timestamp);
    if !judges && fits(&computed, received) {
        diagnosis
            .advise("credential_without_sign", format!("credential {id} makes this signature, but lacks \"sign\""));
    }
    let decoded = percent_decode_str(received).decode_utf8_lossy();
    if decoded != received && fits(&computed, &decoded) {
        diagnosis
            .advise("sign_is_url_encoded", "header sign is right but URL-encoded: a proxy or a simulator encoded it");
    }
    let secret = signer.secret.expose();
    if secret.trim_ascii() != secret && fits(&sign(&Signer::new(secret.trim_ascii()), timestamp), received) {
        diagnosis.advise(
            "secret_has_white_space",
            format!("the secret of credential {id} has white space around it; without it the signature is right"),
        );
    }
    let key = [timestamp.as_bytes(), b"\n", secret].concat();
    if fits(&STANDARD.encode(HmacSha256::new(&zeroize::Zeroizing::new(key)).tag(&[])), received) {
        diagnosis.advise("another_formula", "the signature is right by another formula: `timestamp\\nsecret` is the key there, and the message is empty. Please report this");
    }
    if fits(&STANDARD.encode(signer.mac.tag(&[timestamp.as_bytes()])), received) {
        diagnosis.advise(
            "another_formula",
            "the signature is right by another formula: only the timestamp is signed. Please report this",
        );
    }
}
