//! What the library makes of every vector that hands something in: the input beside the delivery.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use imhook::Receiver;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::vector::{Call, Expect, Vector, bytes, vectors};

/// One delivery and what it was made of.
pub struct Output {
    pub platform: String,
    /// Platform, vector and, of several lines, which.
    pub id: String,
    /// The plaintext that was read: the payload, or the body after it was verified and decrypted.
    pub plaintext: Vec<u8>,
    /// What the plaintext came in: the request's target, headers and body.
    pub around: String,
    /// Secrets of the configuration, signatures and ciphertext of the request.
    pub hidden: Vec<String>,
    pub received: bool,
    pub line: Vec<u8>,
    /// The same call by a second receiver.
    pub again: Vec<u8>,
    /// The same call with raw records embedded, and left out.
    pub embedded: Vec<u8>,
    pub omitted: Vec<u8>,
    /// The delivery that the vector expects, without raw records.
    pub expected: Option<Value>,
}

/// The deliveries of every vector whose call succeeds, in a stable order.
pub fn outputs() -> Vec<Output> {
    let hands_in = |vector: &&Vector| matches!(vector.call, Call::Receive | Call::Parse | Call::ParseLines);
    vectors().iter().filter(hands_in).filter(|vector| vector.expect.status == 0).flat_map(of_vector).collect()
}

fn of_vector(vector: &Vector) -> Vec<Output> {
    let platform = &vector.platform;
    let config: Value = serde_json::from_str(vector.config()).expect("a call that succeeds has a configuration");
    let with_raw = |raw: &str| {
        let mut config = config.clone();
        config["raw"] = json!(raw);
        config
    };
    let name = |index: Option<usize>| match index {
        Some(index) => format!("{platform}/{} line {index}", vector.id),
        None => format!("{platform}/{}", vector.id),
    };
    let lines = made(&config, vector);
    let again = made(&config, vector);
    let embedded = made(&with_raw("embed"), vector);
    let omitted = made(&with_raw("omit"), vector);
    let (plaintexts, around, hidden) = inputs(&config, vector);
    let expects: Vec<&Expect> = match &vector.expect.lines {
        Some(lines) => lines.iter().collect(),
        None => vec![&vector.expect],
    };
    assert!(
        [again.len(), embedded.len(), omitted.len(), plaintexts.len(), expects.len()] == [lines.len(); 5],
        "{}: lines are lost",
        name(None)
    );
    let mut outputs = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if expects[index].status != 0 {
            continue;
        }
        outputs.push(Output {
            platform: platform.clone(),
            id: name((lines.len() > 1).then_some(index)),
            plaintext: plaintexts[index].clone(),
            around: around.clone(),
            hidden: hidden.clone(),
            received: vector.call == Call::Receive,
            line: line.clone(),
            again: again[index].clone(),
            embedded: embedded[index].clone(),
            omitted: omitted[index].clone(),
            expected: expects[index].delivery.clone(),
        });
    }
    outputs
}

/// The lines that a call gives.
fn made(config: &Value, vector: &Vector) -> Vec<Vec<u8>> {
    let receiver = Receiver::new(config.to_string().as_bytes()).expect("a configuration");
    let out = vector.outcome_of(&receiver).expect("a call that succeeds");
    if vector.call == Call::ParseLines { split(&out) } else { vec![out] }
}

/// What each line was made of, what came beside it, and what must not come out of it.
fn inputs(config: &Value, vector: &Vector) -> (Vec<Vec<u8>>, String, Vec<String>) {
    let mut hidden = Vec::new();
    secrets(&config["credentials"], &mut hidden);
    match vector.call {
        Call::Receive => {
            let receiver = Receiver::new(config.to_string().as_bytes()).expect("a configuration");
            let request = vector.request.as_ref().expect("this call needs a request");
            let plaintext = vector.with_request(|request| receiver.decrypt(request)).unwrap_or_default();
            let body = bytes(request.body.as_deref(), request.body_base64.as_deref());
            envelope_values(&body, &mut hidden);
            let around = format!("{} {:?} {}", request.target, request.headers, String::from_utf8_lossy(&body));
            (vec![plaintext], around, hidden)
        }
        Call::Parse => (vec![vector.payload()], String::new(), hidden),
        _ => (split(&vector.payload()), String::new(), hidden),
    }
}

/// The members of the credentials that are secret.
pub fn secrets(credentials: &Value, into: &mut Vec<String>) {
    match credentials {
        Value::Array(several) => several.iter().for_each(|one| secrets(one, into)),
        Value::Object(one) => {
            for name in ["app_key", "token", "encoding_aes_key", "secret", "shared_secret"] {
                into.extend(one.get(name).and_then(Value::as_str).map(str::to_owned));
            }
        }
        _ => {}
    }
}

/// Signatures and ciphertext at the root of a body.
pub fn envelope_values(body: &[u8], into: &mut Vec<String>) {
    let Ok(Value::Object(members)) = serde_json::from_slice(body) else { return };
    for name in ["signature", "encrypted_data", "encrypt", "Encrypt", "security", "access_key"] {
        into.extend(members.get(name).and_then(Value::as_str).map(str::to_owned));
    }
}

fn split(lines: &[u8]) -> Vec<Vec<u8>> {
    let lines = lines.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.filter(|line| !line.trim_ascii().is_empty()).map(<[u8]>::to_vec).collect()
}

/// A native record, as it stands in a delivery.
#[derive(Clone, Debug, PartialEq)]
pub struct RawRecord {
    pub format: String,
    /// The JSON text of `raw`.
    pub token: String,
}

impl RawRecord {
    /// The record itself: JSON text as it stands, any other text as the string says.
    pub fn text(&self) -> String {
        match &*self.format {
            "json" => self.token.clone(),
            _ => serde_json::from_str(&self.token).expect("raw is a string"),
        }
    }
}

/// A delivery as a value, and the raw records of its events. Those in JSON are replaced by an empty object: some hold
/// what a value cannot.
pub fn taken_apart(line: &[u8]) -> Result<(Value, Vec<Option<RawRecord>>), String> {
    #[derive(Deserialize)]
    struct Texts<'a> {
        #[serde(borrow)]
        events: Vec<Text<'a>>,
    }
    #[derive(Deserialize)]
    struct Text<'a> {
        #[serde(borrow, default, deserialize_with = "present")]
        raw: Option<&'a RawValue>,
        raw_format: Option<&'a str>,
        #[serde(borrow)]
        data: Option<&'a RawValue>,
        specversion: Option<&'a str>,
    }
    fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
        <&RawValue>::deserialize(deserializer).map(Some)
    }
    let wrong = |error: serde_json::Error| format!("not a delivery: {error}");
    let texts: Texts<'_> = serde_json::from_slice(line).map_err(wrong)?;
    let mut raws = Vec::new();
    let mut kept = String::from_utf8(line.to_vec()).map_err(|_| "not UTF-8")?;
    for event in texts.events {
        let inner: Text<'_>;
        let event = match (event.specversion, event.data) {
            (Some(_), Some(data)) => {
                inner = serde_json::from_str(data.get()).map_err(wrong)?;
                inner
            }
            _ => event,
        };
        let (Some(raw), Some(format)) = (event.raw, event.raw_format) else {
            raws.push(None);
            continue;
        };
        if format == "json" {
            let member = |raw: &str| format!(r#""raw_format":"json","raw":{raw}"#);
            kept = kept.replacen(&member(raw.get()), &member("{}"), 1);
        }
        raws.push(Some(RawRecord { format: format.to_owned(), token: raw.get().to_owned() }));
    }
    Ok((serde_json::from_str(&kept).map_err(wrong)?, raws))
}

/// The events of a delivery; those of CloudEvents taken out of them.
pub fn events(delivery: &Value) -> Vec<&Value> {
    let events = delivery["events"].as_array().map(Vec::as_slice).unwrap_or_default();
    events.iter().map(|event| if event.get("specversion").is_some() { &event["data"] } else { event }).collect()
}
