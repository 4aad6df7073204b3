//! What must hold of every output, whatever came in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imhook::{Error, Request, Status};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::subject::Subject;
use crate::text::{find, unescaped};

/// What receiving a request came to.
pub struct Outcome {
    pub delivery: Result<Vec<u8>, Error>,
    pub plaintext: Option<Vec<u8>>,
    /// Whether a proof covers something of the content.
    pub is_signed: bool,
    /// Whether a proof holds.
    pub is_verified: bool,
    /// All that was said of a request that was refused: the errors and the diagnosis.
    pub said: Vec<u8>,
}

/// Hands a request to every function that takes one, and holds what they say against each other. `inside` is what it was
/// sealed from: parts of that may come encrypted.
pub fn request(subject: &Subject, request: &Request<'_>, inside: &[u8]) -> Outcome {
    let receiver = &subject.receiver;
    let delivery = received(subject, request);
    let verified = receiver.verify(request);
    let plaintext = receiver.decrypt(request);
    match (&verified, &plaintext, &delivery) {
        (Err(verify), Err(decrypt), Err(receive)) => assert!(verify == decrypt && verify == receive, "errors differ"),
        (Err(_), ..) => panic!("what does not verify is decrypted or received"),
        (Ok(_), Err(decrypt), Err(receive)) => assert_eq!(decrypt, receive),
        (Ok(_), Err(_), Ok(_)) => panic!("what does not decrypt is received"),
        (Ok(_), Ok(_), _) => {}
    }

    let diagnosis = receiver.diagnose(request);
    diagnosed(&diagnosis, &delivery);
    let mut said = diagnosis;
    for error in [verified.as_ref().err(), plaintext.as_ref().err(), delivery.as_ref().err()].into_iter().flatten() {
        refusal(error);
        said.extend_from_slice(&error.to_json());
    }
    let mut inputs = vec![request.method.as_bytes(), request.target.as_bytes(), request.headers, request.body, inside];
    inputs.extend(plaintext.as_deref().ok());
    keeps_secrets(subject, &said, &inputs);

    let (mut is_signed, mut is_verified) = (false, false);
    if let (Ok(delivery), Ok(plaintext)) = (&delivery, &plaintext) {
        let auth = well_formed(subject, delivery, plaintext);
        (is_signed, is_verified) = (auth.verified && auth.content != "unsigned", auth.verified);
        keeps_secrets(subject, delivery, &inputs);
        let report: Value = serde_json::from_slice(&verified.unwrap_or_default()).expect("a report is JSON");
        assert_eq!(report["auth"]["verified"], auth.verified);
    }
    Outcome { delivery, plaintext: plaintext.ok(), is_signed, is_verified, said }
}

/// Parses a payload, twice, and looks at what comes of it.
pub fn payload(subject: &Subject, payload: &[u8]) -> Result<Vec<u8>, Error> {
    let delivery = subject.parse(payload);
    assert_eq!(subject.parse(payload), delivery, "the second time differs");
    match &delivery {
        Ok(delivery) => {
            let auth = well_formed(subject, delivery, payload);
            assert!(!auth.verified && auth.scheme == "not_checked");
            keeps_secrets(subject, delivery, &[payload]);
        }
        Err(error) => {
            refusal(error);
            keeps_secrets(subject, &error.to_json(), &[payload]);
        }
    }
    delivery
}

/// Both ways to receive, which is twice.
fn received(subject: &Subject, request: &Request<'_>) -> Result<Vec<u8>, Error> {
    let mut out = b"before".to_vec();
    let written = subject.receiver.receive_into(request, &mut out);
    assert!(out.starts_with(b"before") && (written.is_ok() || out.len() == 6), "what the buffer held is gone");
    let typed = subject.receiver.receive(request).map(|received| received.to_json());
    assert_eq!(typed.as_deref().ok(), written.is_ok().then_some(&out[6..]), "receive and receive_into differ");
    written.map(|()| out.split_off(6))
}

/// An error object is one line of JSON, and no defect.
pub fn refusal(error: &Error) {
    let json = error.to_json();
    one_line(&json);
    assert!(error.status() != Status::Internal && error.status() != Status::Ok, "{error}");
    let object: Value = serde_json::from_slice(&json).expect("an error object is JSON");
    assert_eq!(object["error"]["status"], error.status().code());
}

/// A diagnosis is one line of JSON, has every step, and ends as receiving does.
fn diagnosed(diagnosis: &[u8], delivery: &Result<Vec<u8>, Error>) {
    one_line(diagnosis);
    let diagnosis: Value = serde_json::from_slice(diagnosis).expect("a diagnosis is JSON");
    assert_eq!(diagnosis["ok"], delivery.is_ok(), "diagnose and receive differ");
    let steps = diagnosis["steps"].as_array().expect("a diagnosis has steps");
    let names: Vec<_> = steps.iter().filter_map(|step| step["name"].as_str()).collect();
    assert_eq!(names, ["request", "verify", "decrypt", "parse"]);
    let failed: Vec<_> = steps.iter().filter(|step| step["result"] == "fail").collect();
    match delivery {
        Ok(_) => assert!(failed.is_empty()),
        Err(error) => assert!(failed.len() == 1 && failed[0]["detail"] == error.to_string()),
    }
}

/// Who a delivery says it is from.
#[derive(Deserialize)]
pub struct Auth<'d> {
    pub verified: bool,
    pub scheme: &'d str,
    pub content: &'d str,
}

/// A delivery is one line of JSON by its schema, and what it holds as native stands so in the plaintext.
fn well_formed<'d>(subject: &Subject, delivery: &'d [u8], plaintext: &[u8]) -> Auth<'d> {
    #[derive(Deserialize)]
    struct Delivery<'d> {
        schema: &'d str,
        platform: &'d str,
        kind: &'d str,
        #[serde(borrow)]
        auth: Auth<'d>,
        #[serde(borrow)]
        events: Vec<Event<'d>>,
        reply: Option<Reply>,
    }
    #[derive(Deserialize)]
    struct Reply {
        status: u16,
        content_type: String,
        body: String,
    }
    #[derive(Deserialize)]
    struct Event<'d> {
        specversion: Option<&'d str>,
        #[serde(rename = "type")]
        kind: Option<&'d str>,
        raw_format: Option<&'d str>,
        #[serde(borrow, default, deserialize_with = "present")]
        raw: Option<&'d RawValue>,
        #[serde(borrow)]
        data: Option<&'d RawValue>,
    }
    one_line(delivery);
    let delivery: Delivery<'_> = serde_json::from_slice(delivery).expect("a delivery by its schema");
    assert_eq!(delivery.schema, "imhook.delivery/1");
    assert!(subject.config.contains(delivery.platform));
    assert!(["events", "decision", "challenge", "page"].contains(&delivery.kind), "{}", delivery.kind);
    if let Some(reply) = delivery.reply {
        assert!(reply.status == 200 && !reply.content_type.is_empty() && reply.body.len() <= plaintext.len() * 6 + 64);
    }
    let native = Native::of(plaintext);
    for mut event in delivery.events {
        if event.specversion.is_some() {
            event = serde_json::from_str(event.data.expect("a CloudEvent has data").get()).expect("an event");
        }
        match (event.raw_format, event.raw) {
            (Some(format), Some(raw)) => native.holds(format, raw.get()),
            (None, None) => assert!(event.kind != Some("unknown"), "an unknown event without its record"),
            _ => panic!("raw without its format, or the other way round"),
        }
    }
    delivery.auth
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// What came, in each form that a record of it may have.
struct Native<'p> {
    bytes: &'p [u8],
    /// The text on one line, and that of the strings in it, and of the strings in those.
    texts: [String; 3],
    has_controls: bool,
}

impl<'p> Native<'p> {
    fn of(bytes: &'p [u8]) -> Self {
        let on_one_line = |text: &str| text.replace(['\r', '\n'], " ");
        let text = String::from_utf8_lossy(bytes);
        let inner = unescaped(&text);
        let texts = [on_one_line(&text), on_one_line(&inner), on_one_line(&unescaped(&inner))];
        Self { bytes, texts, has_controls: bytes.iter().any(u8::is_ascii_control) }
    }

    fn holds(&self, format: &str, raw: &str) {
        let text = || serde_json::from_str::<String>(raw).expect("a record that is no JSON is a string");
        let holds = match format {
            "json" => self.texts.iter().any(|own| own.contains(raw)) || self.has_controls && raw.contains("\\u00"),
            "base64" => find(self.bytes, &STANDARD.decode(text()).expect("base64")).is_some(),
            _ => self.texts.iter().any(|own| own.contains(&text().replace(['\r', '\n'], " "))),
        };
        assert!(holds, "raw is not in the plaintext as {format}: {raw}");
    }
}

/// One line of well-formed JSON.
pub fn one_line(json: &[u8]) {
    assert!(!json.is_empty() && !json.iter().any(|byte| matches!(byte, b'\n' | b'\r')), "more than one line");
    serde_json::from_slice::<IgnoredAny>(json).expect("JSON");
}

/// No output holds a secret that did not come in with the request.
pub fn keeps_secrets(subject: &Subject, output: &[u8], inputs: &[&[u8]]) {
    for secret in subject.secrets {
        let came_in = || inputs.iter().any(|input| find(input, secret.as_bytes()).is_some());
        let comes_out = find(output, secret.as_bytes()).is_some() && stands_unescaped(output, secret);
        assert!(!comes_out || came_in(), "a secret comes out");
    }
}

/// Whether it is still there without escapes, as far in as JSON stands in JSON: the escape of a NUL ends in digits, with
/// which the text after it may make what looks like a secret.
fn stands_unescaped(output: &[u8], secret: &str) -> bool {
    let layers =
        std::iter::successors(Some(String::from_utf8_lossy(output).into_owned()), |text| Some(unescaped(text)));
    layers.take(4).all(|text| text.contains(secret))
}
