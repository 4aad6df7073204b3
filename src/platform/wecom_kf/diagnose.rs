//! Why a WeCom request did not verify: each known mishap is undone and tried.

use super::WecomKf;
use super::credentials::{Keys, ReceiveId};
use super::decrypt;
use super::verify::Envelope;
use crate::config::{Credentials, Policy};
use crate::error::{Error, Status};
use crate::json::{Arena, number};
use crate::platform::diagnosis::value::{self, Place, Spelling, Value};
use crate::platform::diagnosis::{Change, Code, Trials, body, clock, head, secret};
use crate::platform::{Diagnosis, Platform, time};
use crate::request::Request;

/// What is signed, and the signature.
const SIGNED: &[Value<'_>] = &[
    (Place::Parameter("echostr"), Spelling::Base64),
    (Place::Element("Encrypt"), Spelling::Base64),
    (Place::Member("Encrypt"), Spelling::Base64),
    (Place::Member("encrypt"), Spelling::Base64),
    (SIGNATURE, Spelling::Hex),
    (Place::Parameter("nonce"), Spelling::Text),
    (TIMESTAMP, Spelling::Integer),
];

const SIGNATURE: Place<'_> = Place::Parameter("msg_signature");
const TIMESTAMP: Place<'_> = Place::Parameter("timestamp");

/// What every request has in its query.
const PARAMETERS: &[Place<'_>] = &[SIGNATURE, TIMESTAMP, Place::Parameter("nonce")];

pub(super) fn diagnose(
    wecom: &WecomKf,
    request: &Request<'_>,
    policy: &Policy,
    error: &Error,
    diagnosis: &mut Diagnosis,
) {
    match error.status() {
        Status::StaleTimestamp => {
            let timestamp = TIMESTAMP.read(request).as_deref().and_then(number::integer);
            if let Some(timestamp) = timestamp {
                clock::explain(time::unix_ms(timestamp), request, policy, diagnosis);
            }
        }
        Status::MissingSignature | Status::SignatureMismatch | Status::MalformedRequest => {
            let proved = proved(wecom, request, &policy.at_any_time(), error, diagnosis);
            if !proved {
                likely(wecom, request, error, diagnosis);
            }
        }
        _ => {}
    }
}

/// Looks for the one thing whose undoing makes the request verify.
fn proved(wecom: &WecomKf, request: &Request<'_>, policy: &Policy, error: &Error, diagnosis: &mut Diagnosis) -> bool {
    let verifies = |wecom: &WecomKf, request: &Request<'_>| wecom.verify(request, &Arena::default(), policy).is_ok();
    let as_configured = |request: &Request<'_>| verifies(wecom, request);
    let mut trials = Trials::new(request, &as_configured, diagnosis);
    value::respell(&mut trials, SIGNED);
    trials.undo(&[head::METHOD, head::TARGET]);
    trials.undo(body::WRAPPED);
    trials.attempt(
        Code::BodyRewritten,
        "its Encrypt is taken out of the JSON that a framework made of XML",
        "a framework read the XML and wrote JSON: hand on the bytes as they came",
        envelope_in_json(request).map(Change::Body),
    );
    if error.status() != Status::SignatureMismatch {
        return trials.proved();
    }
    let with = |keys: &Keys, token: &[u8]| WecomKf { credentials: Credentials::only(keys.with_token(token)) };
    let tried = wecom.credentials.to_try().unwrap_or_default();
    for keys in tried.iter().map(|credential| &credential.keys) {
        if let Some(cleaned) = secret::pasted(keys.token()) {
            trials.judge(
                Code::WhiteSpaceInCredentials,
                "token is without white space, quotes and invisible characters",
                "take those out of the configuration",
                |request| verifies(&with(keys, &cleaned), request),
            );
        }
        let ReceiveId::OneOf(ids) = &keys.receive_id else { continue };
        for id in ids {
            trials.judge(
                Code::CredentialsSwapped,
                "token and receive_id change places",
                "they are the wrong way round in the configuration",
                |request| verifies(&with(keys, id.as_bytes()), request),
            );
        }
    }
    for credential in wecom.credentials.too_many() {
        let keys = &credential.keys;
        trials.beyond(&credential.id, |request| verifies(&with(keys, keys.token()), request));
    }
    for keys in tried.iter().map(|credential| &credential.keys) {
        let judge = |request: &Request<'_>, token: &[u8]| verifies(&with(keys, token), request);
        secret::near(&mut trials, "token", keys.token(), &judge);
    }
    trials.proved()
}

/// The envelope that a body of JSON says which a framework made of XML: `{"xml":{"Encrypt":["…"]}}`.
fn envelope_in_json(request: &Request<'_>) -> Option<Vec<u8>> {
    let value: serde_json::Value = serde_json::from_slice(request.body).ok()?;
    let root = value.get("xml")?;
    let encrypted = match root.get("Encrypt")? {
        serde_json::Value::Array(texts) => texts.first()?,
        text => text.get("$cdata").or_else(|| text.get("#text")).unwrap_or(text),
    };
    serde_json::to_vec(&serde_json::json!({ "encrypt": encrypted.as_str()? })).ok()
}

/// Says what the request looks like.
fn likely(wecom: &WecomKf, request: &Request<'_>, error: &Error, diagnosis: &mut Diagnosis) {
    let is_check = request.method() == "GET";
    if request.target.contains('?') {
        let absent = PARAMETERS.iter().filter(|place| place.read(request).is_none_or(|value| value.is_empty()));
        let absent: Vec<&str> = absent.map(|place| place.name()).collect();
        if !absent.is_empty() {
            diagnosis
                .advise(Code::MissingParameter, format!("the query has no {}: hand on all of it", absent.join(", ")));
        }
    } else {
        diagnosis
            .advise(Code::NoQuery, "the target has no query: hand on the whole request target, not the path alone");
    }
    if is_check && Place::Parameter("echostr").read(request).is_none() {
        diagnosis.advise(
            Code::MethodMismatch,
            "this is a GET without echostr: the check of an address has one, and events come as POST; a redirect (301, 302) turns POST into GET",
        );
    } else if !is_check {
        body::tell(request, diagnosis);
        let text = String::from_utf8_lossy(request.body);
        if (text.contains("MsgType") || text.contains("InfoType")) && !text.contains("ncrypt") {
            diagnosis.advise(
                Code::PlaintextBody,
                "the body is in plaintext: set the message mode of the callback to encrypted (安全模式)",
            );
        }
    }
    if error.status() == Status::SignatureMismatch {
        let signature = SIGNATURE.read(request).unwrap_or_default();
        if signature.len() != 40 || !signature.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            diagnosis.advise(
                Code::SignatureForm,
                "msg_signature is not 40 hex digits: was it cut, or is it another parameter?",
            );
        }
        for keys in wecom.credentials.to_try().unwrap_or_default().iter().map(|credential| &credential.keys) {
            secret::foreign("token", keys.token(), &[], diagnosis);
        }
    }
}

/// Why the ciphertext of a verified request does not decrypt. The signature has proved the token.
pub(super) fn ciphertext(envelope: &Envelope<'_>, error: &Error, diagnosis: &mut Diagnosis) {
    match error.status() {
        Status::BadEncoding => diagnosis.advise(
            Code::Base64Variant,
            "the ciphertext was signed as it is, and it is not padded standard base64: whoever makes these requests encodes it otherwise",
        ),
        Status::DecryptFailed => diagnosis.advise(
            Code::WrongEncodingAesKey,
            "the signature fits, so token is right and the request authentic: encoding_aes_key is another callback's, or an old one; copy it from where the token came from",
        ),
        Status::ReceiverMismatch => {
            let names = match decrypt::receiver_of(envelope) {
                Some(id) if !id.is_empty() => format!("the message names {}", id.escape_debug()),
                _ => "the message names nobody, as to an internal bot, for which receive_id is \"\"".to_owned(),
            };
            diagnosis.advise(
                Code::WrongReceiveId,
                format!("{names}: if that is you, write it as receive_id: the corp id (self-built), the suite id (third party, instructions) or the authorised corp's id (third party, data)"),
            );
        }
        _ => {}
    }
}
