//! Nothing secret in anything that is said: every vector is spoilt in many ways, and every error, `Debug` output and
//! diagnosis that comes of it is searched for secrets, derived keys, right signatures and plaintext.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads files"
)]

mod suite;

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imhook::{Error, Receiver, Request};
use md5::{Digest, Md5};
use serde_json::{Value, json};
use suite::vector::{Recorded, Vector, bytes, vectors};

/// The members of a credential that are secret.
const SECRET: [&str; 5] = ["app_key", "token", "encoding_aes_key", "secret", "shared_secret"];

/// Shorter secrets and pieces of text may stand in a message by chance.
const SHORTEST: usize = 8;

/// What no message may have in it, and where it came from.
#[derive(Default)]
struct Hidden(BTreeSet<String>);

impl Hidden {
    fn add(&mut self, text: &str) {
        if text.len() >= SHORTEST {
            self.0.insert(text.to_owned());
        }
    }

    /// A secret, and what is made of it: the digests and keys in hex and in base64.
    fn add_secret(&mut self, secret: &str) {
        self.add(secret);
        let digest = Md5::digest(secret);
        let key = STANDARD.decode(format!("{secret}=")).unwrap_or_default();
        for made in [&digest[..], &sha2::Sha256::digest(secret)[..], &key[..]] {
            self.add(&made.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
            self.add(&STANDARD.encode(made));
        }
    }

    fn add_secrets(&mut self, credentials: &Value) {
        match credentials {
            Value::Array(several) => several.iter().for_each(|one| self.add_secrets(one)),
            Value::Object(one) => {
                SECRET.iter().filter_map(|name| one.get(*name)?.as_str()).for_each(|secret| self.add_secret(secret));
            }
            _ => {}
        }
    }

    /// The signatures that a right request carries.
    fn add_signatures(&mut self, request: &Recorded) {
        let query = request.target.split(['?', '&']).filter_map(|pair| pair.strip_prefix("msg_signature="));
        query.for_each(|signature| self.add(signature));
        for (name, value) in &request.headers {
            if ["x-kso-authorization", "sign"].contains(&name.to_ascii_lowercase().as_str()) {
                self.add(value.rsplit(':').next().unwrap_or_default());
            }
        }
        let body: Value = serde_json::from_slice(&body_of(request)).unwrap_or_default();
        for name in ["signature", "security", "access_key"] {
            self.add(body[name].as_str().unwrap_or_default());
        }
    }

    /// What a plaintext says. Names of fields may be named.
    fn add_plaintext(&mut self, plaintext: &[u8]) {
        let text = String::from_utf8_lossy(plaintext);
        match serde_json::from_str::<Value>(&text) {
            Ok(value) => self.add_strings(&value),
            Err(_) => {
                text.split(['<', '>', '[', ']']).filter(|piece| piece.len() >= 16).for_each(|piece| self.add(piece));
            }
        }
    }

    fn add_strings(&mut self, value: &Value) {
        match value {
            Value::String(text) if text.len() >= 16 => self.add(text),
            Value::Array(elements) => elements.iter().for_each(|element| self.add_strings(element)),
            Value::Object(members) => members.values().for_each(|member| self.add_strings(member)),
            _ => {}
        }
    }

    fn in_text(&self, text: &str) -> Option<&str> {
        self.0.iter().map(String::as_str).find(|hidden| text.contains(hidden))
    }
}

fn body_of(request: &Recorded) -> Vec<u8> {
    bytes(request.body.as_deref(), request.body_base64.as_deref())
}

/// How much was searched, and what was found.
#[derive(Default)]
struct Searched {
    texts: usize,
    errors: usize,
    found: Vec<String>,
}

impl Searched {
    fn text(&mut self, vector: &Vector, hidden: &Hidden, how: &str, text: &str) {
        self.texts += 1;
        if let Some(secret) = hidden.in_text(text) {
            self.found.push(format!("{}, {how}: {secret:?} in {text}", vector.name()));
        }
    }

    fn error(&mut self, vector: &Vector, hidden: &Hidden, how: &str, error: &Error) {
        self.errors += 1;
        let json = String::from_utf8(error.to_json()).expect("JSON is text");
        for text in [json, error.to_string(), format!("{error:?}")] {
            self.text(vector, hidden, how, &text);
        }
    }
}

/// The request as it came, and spoilt in many ways: each part left out, cut, changed or taken at another time.
fn spoilt(request: &Recorded) -> Vec<(&'static str, Spoilt)> {
    let whole = Spoilt {
        target: request.target.clone(),
        headers: request.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect(),
        body: body_of(request),
        now_ms: request.now_ms,
    };
    let body = whole.body.clone();
    let swapped =
        |from: u8, to: u8| body.iter().map(|byte| if *byte == from { to } else { *byte }).collect::<Vec<u8>>();
    let with = |change: &dyn Fn(&mut Spoilt)| {
        let mut one = whole.clone();
        change(&mut one);
        one
    };
    vec![
        ("as it came", whole.clone()),
        ("later", with(&|one| one.now_ms = one.now_ms.saturating_add(1 << 40))),
        ("without headers", with(&|one| one.headers.clear())),
        ("without target", with(&|one| one.target.clear())),
        ("without body", with(&|one| one.body.clear())),
        ("half a body", with(&|one| one.body.truncate(one.body.len() / 2))),
        ("body with another letter", with(&|one| one.body = swapped(b'A', b'B'))),
        ("body with another digit", with(&|one| one.body = swapped(b'4', b'5'))),
        ("body with spaces for plus", with(&|one| one.body = swapped(b'+', b' '))),
        ("body twice", with(&|one| one.body.extend_from_within(..))),
        ("target with another letter", with(&|one| one.target = one.target.replace('a', "b"))),
        ("headers with another letter", with(&|one| one.headers = one.headers.replace('a', "b"))),
        ("headers twice", with(&|one| one.headers = one.headers.repeat(2))),
    ]
}

#[derive(Clone)]
struct Spoilt {
    target: String,
    headers: String,
    body: Vec<u8>,
    now_ms: i64,
}

/// What may stand where a secret belongs.
const WRONG: [fn(&str) -> Value; 5] = [
    |secret| json!([secret]),
    |secret| json!({ secret: 1 }),
    |secret| json!(format!("{secret} ")),
    |secret| json!(secret.to_uppercase()),
    |secret| json!(secret.get(..secret.len() / 2)),
];

/// The configuration, and with each secret replaced by what is no secret, left out, or beside a key that nobody knows.
fn configurations(config: &Value) -> Vec<Value> {
    let mut found = vec![config.clone()];
    let mut with = |change: &dyn Fn(&mut Value)| {
        let mut changed = config.clone();
        match &mut changed["credentials"] {
            Value::Array(several) => several.iter_mut().for_each(change),
            one => change(one),
        }
        found.push(changed);
    };
    for name in SECRET {
        let has = |credential: &Value| credential.get(name).and_then(Value::as_str).map(str::to_owned);
        for wrong in WRONG {
            with(&|credential| {
                if let Some(secret) = has(credential) {
                    credential[name] = wrong(&secret);
                }
            });
        }
        with(&|credential| {
            if let Some(secret) = has(credential) {
                credential["unknown"] = json!(secret);
            }
        });
    }
    // A secret where a word belongs.
    let secret = SECRET.iter().find_map(|name| config["credentials"].get(*name)?.as_str());
    for key in ["platform", "verification", "raw", "format", "sign", "tolerance_seconds", "credentials"] {
        let mut changed = config.clone();
        changed[key] = json!(secret.unwrap_or("none"));
        found.push(changed);
    }
    found
}

#[test]
fn nothing_that_is_said_holds_a_secret_a_signature_or_plaintext() {
    let (mut searched, mut seen) = (Searched::default(), BTreeSet::new());
    for vector in vectors() {
        search(&vector, &mut searched, &mut seen);
    }
    println!("{} errors and {} texts searched", searched.errors, searched.texts);
    assert!(searched.errors > 5_000 && searched.texts > 20_000, "{} errors, {} texts", searched.errors, searched.texts);
    assert!(searched.found.is_empty(), "{}", searched.found[..searched.found.len().min(20)].join("\n"));
}

/// Spoils the request of a vector, and its configuration where no vector before had it.
fn search(vector: &Vector, searched: &mut Searched, seen: &mut BTreeSet<String>) {
    let config = serde_json::from_str::<Value>(vector.config()).unwrap_or_default();
    if !config.is_object() {
        return;
    }
    let mut hidden = Hidden::default();
    hidden.add_secrets(&config["credentials"]);
    if let (Some(request), Ok(receiver)) = (&vector.request, Receiver::new(vector.config().as_bytes()))
        && let Ok(plaintext) = vector.with_request(|request| receiver.decrypt(request))
    {
        hidden.add_plaintext(&plaintext);
        hidden.add_signatures(request);
    }
    let is_new = seen.insert(config["credentials"].to_string());
    let tried = if is_new { usize::MAX } else { 1 };
    for (index, config) in configurations(&config).iter().take(tried).enumerate() {
        match Receiver::new(config.to_string().as_bytes()) {
            Err(error) => searched.error(vector, &hidden, "a configuration", &error),
            // All ways with the right configuration, and the request as it came with every other.
            Ok(receiver) => of_receiver(vector, &receiver, &hidden, searched, if index == 0 { usize::MAX } else { 1 }),
        }
    }
}

fn of_receiver(vector: &Vector, receiver: &Receiver, hidden: &Hidden, searched: &mut Searched, ways: usize) {
    searched.text(vector, hidden, "Debug of the receiver", &format!("{receiver:?} {receiver:#?}"));
    let Some(recorded) = &vector.request else { return };
    for (how, spoilt) in spoilt(recorded).into_iter().take(ways) {
        let request = Request {
            method: &recorded.method,
            target: &spoilt.target,
            headers: spoilt.headers.as_bytes(),
            body: &spoilt.body,
            now_ms: spoilt.now_ms,
        };
        if let Err(error) = receiver.receive(&request) {
            searched.error(vector, hidden, how, &error);
        }
        let report = String::from_utf8(receiver.diagnose(&request)).expect("JSON is text");
        searched.text(vector, hidden, &format!("diagnosis, {how}"), &report);
    }
}
