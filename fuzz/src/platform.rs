//! A platform, from both sides: what is received, bare and behind a proof, and what is parsed.

use std::sync::LazyLock;

use imhook::Status;
use serde_json::json;

use crate::case::{Case, Http, NOW_MS};
use crate::check::{self, Outcome};
use crate::proof::{self, Envelope, Signer, Topic};
use crate::subject::Subject;

/// A platform, and what a sender of it knows.
pub struct Platform {
    /// Two receivers: one as most are, one of another policy, or without a proof.
    subjects: LazyLock<[Subject; 2]>,
    /// What a request shows as its proof, and what it should show.
    signer: Signer,
    /// Reads what a seal spec needs besides, where the platform tells events apart outside of the payload.
    topic: Option<fn(&str) -> Option<Topic>>,
    envelope: Option<Envelope>,
    /// Whether a sealed payload comes out of `decrypt` as it went in.
    is_verbatim: bool,
}

pub static WPS: Platform = Platform {
    subjects: LazyLock::new(|| {
        const SECRETS: &[&str] = &["sk098765", "another-app-key"];
        [
            Subject::new(
                r#"{"platform":"wps","credentials":{"app_id":"AK123456","app_key":"sk098765"},"tolerance_seconds":0}"#,
                SECRETS,
            ),
            Subject::new(
                r#"{"platform":"wps","credentials":[{"id":"old","app_id":"AK654321","app_key":"another-app-key"},{"app_id":"AK123456","app_key":"sk098765"}],"allow_unverified":["card"],"require_kso1":true,"raw":"omit","format":"cloudevents","max_depth":8}"#,
                SECRETS,
            ),
        ]
    }),
    signer: proof::wps,
    topic: Some(proof::wps_topic),
    envelope: Some(Envelope { seal: proof::wps_envelope, layout: |plaintext| plaintext.to_vec(), pad_block: 16 }),
    is_verbatim: true,
};

pub static WECOM_KF: Platform = Platform {
    subjects: LazyLock::new(|| {
        const SECRETS: &[&str] = &["ExampleToken", "ExampleKeyForVectors0123456789abcdefghijklZ"];
        [
            Subject::new(
                r#"{"platform":"wecom_kf","credentials":{"token":"ExampleToken","encoding_aes_key":"ExampleKeyForVectors0123456789abcdefghijklZ","receive_id":"wwexamplecorp00001"},"tolerance_seconds":0}"#,
                SECRETS,
            ),
            Subject::new(
                r#"{"platform":"wecom_kf","credentials":[{"token":"QDG6eK","encoding_aes_key":"jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C","receive_id":["wx5823bf96d3bd56c7",""]},{"id":"any","token":"ExampleToken","encoding_aes_key":"ExampleKeyForVectors0123456789abcdefghijklZ","receive_id":"*"}],"raw":"omit","format":"cloudevents","max_depth":8}"#,
                SECRETS,
            ),
        ]
    }),
    signer: proof::wecom,
    topic: None,
    envelope: Some(Envelope { seal: proof::wecom_envelope, layout: proof::wecom_layout, pad_block: 32 }),
    is_verbatim: true,
};

pub static QIWEI: Platform = Platform {
    subjects: LazyLock::new(|| {
        [
            Subject::new(
                r#"{"platform":"qiwei","credentials":[{"shared_secret":"s3cret-for-tests","shared_secret_in":"header:X-Hook-Secret"},{"id":"query","shared_secret":"s3cret+of%query","shared_secret_in":"query:token"}]}"#,
                &["s3cret-for-tests", "s3cret+of%query"],
            ),
            Subject::new(
                r#"{"platform":"qiwei","verification":"none","raw":"omit","format":"cloudevents","max_depth":8}"#,
                &[],
            ),
        ]
    }),
    signer: proof::qiwei,
    topic: None,
    envelope: None,
    is_verbatim: true,
};

pub static EASEMOB: Platform = Platform {
    subjects: LazyLock::new(|| {
        const SECRETS: &[&str] = &["easemob-s3cret-one", "easemob-s3cret-two"];
        [
            Subject::new(r#"{"platform":"easemob","credentials":{"secret":"easemob-s3cret-one"}}"#, SECRETS),
            Subject::new(
                r#"{"platform":"easemob","credentials":[{"id":"one","secret":"easemob-s3cret-two","appkey":"easemob-demo#test"},{"secret":"easemob-s3cret-one"}],"allow_unverified":["thread","reaction","push"],"tolerance_seconds":300,"raw":"omit","format":"cloudevents","max_depth":8}"#,
                SECRETS,
            ),
        ]
    }),
    signer: proof::easemob,
    topic: None,
    envelope: None,
    is_verbatim: false,
};

pub static YACH: Platform = Platform {
    subjects: LazyLock::new(|| {
        [
            Subject::new(
                r#"{"platform":"yach","credentials":{"app_key":"0123456789abcdef","secret":"SECexample0123456789","sign":"timestamp_secret"},"tolerance_seconds":0}"#,
                &["0123456789abcdef", "SECexample0123456789"],
            ),
            Subject::new(
                r#"{"platform":"yach","credentials":[{"app_key":"shortkey10"},{"id":"two","app_key":"0123456789abcdef"}],"verification":"none","raw":"omit","format":"cloudevents","max_depth":8}"#,
                &["shortkey10", "0123456789abcdef"],
            ),
        ]
    }),
    signer: proof::yach,
    topic: None,
    envelope: None,
    is_verbatim: false,
};

pub static WECOM_ARCHIVE: Platform = Platform {
    subjects: LazyLock::new(|| {
        [
            Subject::new(r#"{"platform":"wecom_archive"}"#, &[]),
            Subject::new(r#"{"platform":"wecom_archive","raw":"omit","format":"cloudevents","max_depth":8}"#, &[]),
        ]
    }),
    signer: |_| None,
    topic: None,
    envelope: None,
    is_verbatim: false,
};

impl Platform {
    /// Hands a request to both receivers, its proof put in.
    pub fn received(&self, http: &Http) {
        let mut http = http.clone();
        self.prove(&mut http);
        for subject in &*self.subjects {
            received(self, subject, &http);
        }
    }

    fn prove(&self, http: &mut Http) {
        let claim = (self.signer)(http);
        if let Some(proof) = claim.and_then(|claim| claim.expected.into_iter().next()) {
            http.put_proof(&proof);
        }
    }
}

pub fn run(platform: &Platform, input: &[u8]) {
    let Some((case, second)) = Case::read(input) else { return };
    let [first, other] = &*platform.subjects;
    let subject = if second { other } else { first };
    match case {
        Case::Request(http) => received(platform, subject, &http),
        Case::Signed(mut http) => {
            platform.prove(&mut http);
            received(platform, subject, &http);
        }
        Case::Payload(payload) => {
            let _ = check::payload(subject, payload);
            if let Some(sealed) = sealed(platform, subject, payload) {
                let outcome = sent(platform, subject, &sealed);
                assert!(outcome.plaintext.is_some() || !sealed.is_enveloped, "sealed, and not opened: {sealed:?}");
            }
        }
        Case::Changed { place, mask, payload } => {
            let Some(mut sealed) = sealed(platform, subject, payload) else { return };
            change(&mut sealed.http, place, mask);
            let _ = sent(platform, subject, &sealed);
        }
        Case::Plaintext(plaintext) => {
            let Some(envelope) = &platform.envelope else { return };
            let mut laid_out = (envelope.layout)(plaintext);
            pad(&mut laid_out, envelope.pad_block);
            let sealed = Sealed { http: (envelope.seal)(laid_out), inside: plaintext.to_vec(), is_enveloped: true };
            let outcome = sent(platform, subject, &sealed);
            assert!(outcome.plaintext.as_deref() == Some(plaintext), "encrypted, and not decrypted: {sealed:?}");
        }
        Case::Blocks(blocks) => {
            let Some(envelope) = &platform.envelope else { return };
            let whole = blocks.len() / 16 * 16;
            received(platform, subject, &(envelope.seal)(blocks[..whole].to_vec()));
        }
    }
}

/// Receives, and asks the second signer whether what was believed is proved. A refusal never tells what the proof is.
fn received(platform: &Platform, subject: &Subject, http: &Http) {
    let outcome = check::request(subject, &http.request(), b"");
    let Some(claim) = (platform.signer)(http) else { return };
    match outcome.delivery {
        Ok(_) if outcome.is_verified => assert!(claim.holds(), "believed without a proof: {http:?}"),
        Ok(_) => {}
        Err(error) => {
            let is_proved = claim.shown.iter().any(|shown| claim.expected.first() == Some(shown));
            assert!(!is_proved || error.status() != Status::SignatureMismatch, "proved, and not believed: {http:?}");
            for proof in claim.expected.iter().filter(|proof| !http.contains(proof)) {
                assert!(crate::text::find(&outcome.said, proof.as_bytes()).is_none(), "a refusal tells the proof");
            }
        }
    }
}

/// Receives what was sealed: whatever is believed of it is what went in.
fn sent(platform: &Platform, subject: &Subject, sealed: &Sealed) -> Outcome {
    let outcome = check::request(subject, &sealed.http.request(), &sealed.inside);
    if outcome.is_signed && platform.is_verbatim {
        assert!(outcome.plaintext.as_ref() == Some(&sealed.inside), "signed, and not what was sealed: {sealed:?}");
    }
    outcome
}

/// A sealed request, and what is in it.
#[derive(Debug)]
struct Sealed {
    http: Http,
    inside: Vec<u8>,
    /// Whether it is enveloped, so that nothing inside can keep it from being opened.
    is_enveloped: bool,
}

/// The payload of a callback, as the library seals it.
fn sealed(platform: &Platform, subject: &Subject, payload: &[u8]) -> Option<Sealed> {
    let payload = std::str::from_utf8(payload).ok()?;
    let mut spec = json!({"kind": "callback", "timestamp_ms": NOW_MS, "nonce": "71a2b3c4d5e6f707", "payload": payload});
    let mut inside = payload.as_bytes().to_vec();
    let topic = platform.topic.map(|read| read(payload));
    let is_enveloped = platform.envelope.is_some() && !matches!(topic, Some(None));
    if let Some(Some(Topic { topic, operation, payload })) = topic {
        inside = payload.get().as_bytes().to_vec();
        spec["topic"] = topic.into();
        spec["operation"] = operation.into();
        spec["payload"] = payload.get().into();
    }
    match subject.receiver.seal(spec.to_string().as_bytes()) {
        Ok(sealed) => Some(Sealed { http: proof::http_of(&sealed), inside, is_enveloped }),
        Err(error) => {
            check::refusal(&error);
            None
        }
    }
}

fn pad(buffer: &mut Vec<u8>, block: usize) {
    let length = block - buffer.len() % block;
    buffer.resize(buffer.len() + length, u8::try_from(length).unwrap_or_default());
}

/// Flips bits of the body or, behind it, of the target.
fn change(http: &mut Http, place: usize, mask: u8) {
    let length = http.body.len() + http.target.len();
    let place = place % length.max(1);
    if let Some(byte) = http.body.get_mut(place) {
        *byte ^= mask;
        return;
    }
    let mut target = std::mem::take(&mut http.target).into_bytes();
    if let Some(byte) = target.get_mut(place - http.body.len()) {
        *byte ^= mask & 0x7f;
    }
    http.target = String::from_utf8_lossy(&target).into_owned();
}
