//! Why a WeCom request did not verify: what is missing, and which known mishap makes the signature fit when undone.

use percent_encoding::percent_decode_str;

use super::credentials::Keys;
use super::envelope::Body;
use crate::config::Credentials;
use crate::crypto::Proof;
use crate::error::{Error, Status};
use crate::json::Arena;
use crate::limits::MAX_DEPTH_CEILING;
use crate::platform::Diagnosis;
use crate::request::Request;

pub(super) fn diagnose(
    credentials: &Credentials<Keys>,
    request: &Request<'_>,
    error: &Error,
    diagnosis: &mut Diagnosis,
) {
    let seen = Seen::of(request);
    match error.status() {
        Status::MissingSignature | Status::MalformedRequest => missing(request, &seen, diagnosis),
        Status::SignatureMismatch => mismatch(credentials, request, &seen, diagnosis),
        _ => {}
    }
}

/// The parameters as they came; one that occurs twice is as good as none.
struct Seen {
    signature: String,
    timestamp: String,
    nonce: String,
    echostr: String,
}

impl Seen {
    fn of(request: &Request<'_>) -> Self {
        let parameter = |name| request.query_with_plus(name).ok().flatten().unwrap_or_default().into_owned();
        Self {
            signature: parameter("msg_signature"),
            timestamp: parameter("timestamp"),
            nonce: parameter("nonce"),
            echostr: parameter("echostr"),
        }
    }
}

fn missing(request: &Request<'_>, seen: &Seen, diagnosis: &mut Diagnosis) {
    let is_get = request.method() == "GET";
    if !request.target.contains('?') {
        diagnosis.advise("no_query", "the target has no query: hand on the whole request target, not the path alone");
    } else {
        let parameters = [("msg_signature", &seen.signature), ("timestamp", &seen.timestamp), ("nonce", &seen.nonce)];
        for (name, _) in parameters.iter().filter(|(_, value)| value.is_empty()) {
            diagnosis.advise("missing_parameter", format!("the query has no {name}, or more than one"));
        }
    }
    if is_get && seen.echostr.is_empty() && !request.body.is_empty() {
        diagnosis.advise(
            "method_mismatch",
            "a GET with a body and without echostr: set method to that of the request, POST",
        );
    }
    if !is_get && !seen.echostr.is_empty() && request.body.is_empty() {
        diagnosis
            .advise("method_mismatch", "an echostr and no body: this is the check of the address, set method to GET");
    }
    let text = String::from_utf8_lossy(request.body);
    if !is_get && text.contains("MsgType") && !text.contains("ncrypt") {
        diagnosis
            .advise("plaintext_body", "the body is in plaintext: set the message mode of the callback to encrypted");
    }
}

/// Tries what is known to go wrong on the way, and says which of it was.
fn mismatch(credentials: &Credentials<Keys>, request: &Request<'_>, seen: &Seen, diagnosis: &mut Diagnosis) {
    let Ok(credentials) = credentials.to_try() else { return };
    let arena = Arena::default();
    let encrypted = match request.method() {
        "GET" => seen.echostr.clone(),
        _ => {
            Body::read(request.body, &arena, MAX_DEPTH_CEILING).map_or(String::new(), |body| body.encrypted.to_owned())
        }
    };
    let fits = |signature: &str, encrypted: &str| {
        credentials.iter().any(|credential| {
            let computed = credential.keys.sign(&seen.timestamp, &seen.nonce, encrypted);
            Proof::of(&computed, signature.as_bytes()).is_some()
        })
    };
    let advice = diagnosis;
    if encrypted.contains(' ') {
        let detail = match fits(&seen.signature, &encrypted.replace(' ', "+")) {
            true => "the signature fits once every space in the ciphertext is a + again",
            false => "the ciphertext has spaces, which base64 has not",
        };
        let text = format!(
            "{detail}: some layer read the query as a form, where + means a space; hand on the target undecoded"
        );
        advice.advise("plus_became_space", text);
    }
    if encrypted.contains('%') {
        let decoded = percent_decode_str(&encrypted).decode_utf8_lossy();
        let detail = match fits(&seen.signature, &decoded) {
            true => "the signature fits once the ciphertext is percent-decoded once more",
            false => "the ciphertext is still percent-encoded",
        };
        advice.advise("encoded_twice", format!("{detail}: some layer encoded it again"));
    }
    if fits(&seen.signature.to_ascii_lowercase(), &encrypted) {
        advice.advise("signature_case", "the signature fits in lower case: some layer changed its letters");
    }
    if !encrypted.is_ascii() || encrypted.contains(['\r', '\n', '\t']) {
        advice.advise("ciphertext_changed", "the ciphertext has characters that base64 has not: some layer changed it");
    }
}
