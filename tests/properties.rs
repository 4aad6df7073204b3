//! What must hold for every input, not only for those that somebody thought of.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads files"
)]

use imhook::{Receiver, Request, Status};
use proptest::prelude::*;
use serde_json::{Value, json};

const CONFIG: &str = r#"{"platform":"wps","credentials":{"app_id":"AK123456","app_key":"sk098765"}}"#;
const NOW_MS: i64 = 1_704_074_400_000;

fn receiver() -> Receiver {
    Receiver::new(CONFIG.as_bytes()).expect("a configuration")
}

/// The body of a callback that holds this payload.
fn sealed(receiver: &Receiver, payload: &Value) -> String {
    let spec = json!({
        "kind": "callback", "topic": "kso.app_chat.message", "operation": "create",
        "timestamp_ms": NOW_MS, "nonce": "71a2b3c4d5e6f707", "payload": payload,
    });
    let sealed = receiver.seal(spec.to_string().as_bytes()).expect("a spec");
    let sealed: Value = serde_json::from_slice(&sealed).expect("JSON");
    sealed["body"].as_str().expect("a body").to_owned()
}

fn request(body: &[u8]) -> Request<'_> {
    Request { now_ms: NOW_MS, ..Request::post(body) }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,24}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(key(), inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

/// Keys that the reader knows, among others.
fn key() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "chat",
        "message",
        "content",
        "text",
        "rich_text",
        "elements",
        "type",
        "id",
        "mentions",
        "sender",
        "image",
        "size",
        "send_time",
        "company_id",
        "file",
        "local",
        "style",
        "index",
        "vote",
        "options",
        "card",
        "i18n_items",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => ".{0,8}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is sealed comes back: the plaintext byte for byte, the text of a message character for character.
    #[test]
    fn what_is_sealed_is_received(payload in any_json()) {
        // A string is taken for the plaintext itself, and null for none.
        prop_assume!(!payload.is_string() && !payload.is_null());
        let receiver = receiver();
        let body = sealed(&receiver, &payload);
        prop_assert_eq!(receiver.decrypt(&request(body.as_bytes())).unwrap(), payload.to_string().into_bytes());
        let received = receiver.receive(&request(body.as_bytes())).unwrap();
        let delivery: Value = serde_json::from_slice(&received.to_json()).unwrap();
        prop_assert_eq!(&delivery["events"][0]["raw"], &payload);
    }

    #[test]
    fn a_text_is_received_as_it_was_written(text in any::<String>()) {
        prop_assume!(!text.contains("<at "));
        let receiver = receiver();
        let body = sealed(&receiver, &json!({"message": {"id": "m", "type": "text", "content": {"text": {"content": text}}}}));
        let received = receiver.receive(&request(body.as_bytes())).unwrap();
        let message = received.delivery().events[0].message.as_ref().unwrap();
        prop_assert_eq!(&*message.text(), &text);
        let delivery: Value = serde_json::from_slice(&received.to_json()).unwrap();
        prop_assert_eq!(&delivery["events"][0]["message"]["text"], &text);
    }

    /// One bit of anything signed, and nothing of it is believed.
    #[test]
    fn a_flipped_bit_of_a_signed_field_is_refused(field in 0..5usize, at in any::<prop::sample::Index>(), bit in 0..7u8) {
        let receiver = receiver();
        let body = sealed(&receiver, &json!({"message": {"id": "m", "type": "text", "content": {"text": {"content": "x"}}}}));
        let mut fields: Value = serde_json::from_str(&body).unwrap();
        let name = ["topic", "nonce", "time", "encrypted_data", "signature"][field];
        let mut text = match &fields[name] {
            Value::String(text) => text.clone().into_bytes(),
            other => other.to_string().into_bytes(),
        };
        let at = at.index(text.len());
        text[at] ^= 1 << bit;
        let Ok(text) = String::from_utf8(text) else { return Ok(()) };
        fields[name] = Value::from(text);
        let error = receiver.receive(&request(fields.to_string().as_bytes())).unwrap_err();
        // A time that is no number any more is not even a request.
        let expected = [Status::SignatureMismatch, Status::MalformedRequest];
        prop_assert!(expected.contains(&error.status()), "{}", error);
        prop_assert!(name == "time" || error.status() == Status::SignatureMismatch, "{}", error);
    }

    #[test]
    fn arbitrary_bytes_never_panic(body in any::<Vec<u8>>(), headers in any::<Vec<u8>>(), target in any::<String>()) {
        for config in [CONFIG, r#"{"platform":"wps"}"#, r#"{"platform":"wps","credentials":{"app_id":"a","app_key":"b"},"allow_unverified":["card"]}"#] {
            let receiver = Receiver::new(config.as_bytes()).unwrap();
            let request = Request { target: &target, headers: &headers, ..request(&body) };
            let _ = receiver.receive(&request);
            let _ = receiver.verify(&request);
            let _ = receiver.decrypt(&request);
            prop_assert!(serde_json::from_slice::<Value>(&receiver.diagnose(&request)).is_ok());
            let _ = receiver.parse_lines(&body, 2);
            let _ = receiver.seal(&body);
        }
        let _ = Receiver::new(&body);
    }

    /// JSON of any shape is parsed or refused, and what comes out is one line of JSON.
    #[test]
    fn any_json_gives_one_line_of_json(payload in any_json(), topic in prop::option::of(".{0,12}")) {
        let receiver = receiver();
        let wrapped = match topic {
            Some(topic) => json!({"topic": topic, "operation": "create", "time": 1, "payload": payload}),
            None => payload,
        };
        let mut out = Vec::new();
        if receiver.parse_into(wrapped.to_string().as_bytes(), &mut out).is_ok() {
            prop_assert!(!out.contains(&b'\n'));
            prop_assert!(serde_json::from_slice::<Value>(&out).is_ok());
        } else {
            prop_assert!(out.is_empty(), "a failed call leaves nothing behind");
        }
    }

    #[test]
    fn a_batch_is_the_calls_one_by_one(texts in prop::collection::vec(".{0,40}", 0..12), threads in 0..5usize) {
        let receiver = receiver();
        let bodies: Vec<String> = texts
            .iter()
            .enumerate()
            .map(|(index, text)| match index % 4 {
                3 => text.clone(),
                _ => sealed(&receiver, &json!({"message": {"id": "m", "type": "text", "content": {"text": {"content": text}}}})),
            })
            .collect();
        let requests: Vec<Request<'_>> = bodies.iter().map(|body| request(body.as_bytes())).collect();
        let mut expected = Vec::new();
        for request in &requests {
            let mut line = Vec::new();
            if let Err(error) = receiver.receive_into(request, &mut line) {
                line = error.to_json();
            }
            expected.extend_from_slice(&line);
            expected.push(b'\n');
        }
        prop_assert_eq!(receiver.receive_batch(&requests, threads), expected);
    }
}
