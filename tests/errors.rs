//! Every status can be reached, says what to do, and says nothing secret.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads files"
)]

use std::collections::BTreeSet;

use imhook::{Error, Receiver, Request, Status};
use serde_json::{Value, json};

const APP_KEY: &str = "sk-very-secret-key";
const PLAINTEXT: &str = "the-plaintext-that-must-not-leak";
const NOW_MS: i64 = 1_704_074_400_000;

fn receiver(more: &str) -> Receiver {
    let config = format!(r#"{{"platform":"wps","credentials":{{"app_id":"AK1","app_key":"{APP_KEY}"}}{more}}}"#);
    Receiver::new(config.as_bytes()).expect("a configuration")
}

fn seal(spec: &Value) -> Value {
    let sealed = receiver("").seal(spec.to_string().as_bytes()).expect("a spec");
    serde_json::from_slice(&sealed).expect("JSON")
}

/// The body of an event whose plaintext is this text.
fn event(plaintext: &str) -> String {
    let spec = json!({
        "kind": "callback", "topic": "kso.app_chat.message", "payload": plaintext,
        "timestamp_ms": NOW_MS, "nonce": "71a2b3c4d5e6f707",
    });
    seal(&spec)["body"].as_str().expect("a body").to_owned()
}

/// The body with one field changed and signed again, as a platform with a defect would send it.
fn event_with(field: &str, value: &str) -> String {
    use base64::Engine as _;
    use hmac::{Hmac, KeyInit, Mac};
    let mut body: Value = serde_json::from_str(&event(PLAINTEXT)).expect("JSON");
    body[field] = Value::from(value);
    let text = |key: &str| body[key].as_str().map_or_else(|| body[key].to_string(), str::to_owned);
    let signed = ["AK1".to_owned(), text("topic"), text("nonce"), text("time"), text("encrypted_data")].join(":");
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(APP_KEY.as_bytes()).expect("any key");
    mac.update(signed.as_bytes());
    let tag = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    body["signature"] = Value::from(tag);
    body.to_string()
}

fn refused(receiver: &Receiver, body: &str, headers: &str) -> Error {
    let request = Request { headers: headers.as_bytes(), now_ms: NOW_MS, ..Request::post(body.as_bytes()) };
    receiver.receive(&request).expect_err("the request is refused")
}

fn parse_refused(receiver: &Receiver, payload: &str) -> Error {
    receiver.parse_into(payload.as_bytes(), &mut Vec::new()).expect_err("the payload is refused")
}

/// An error of every status that a caller can provoke.
fn errors() -> Vec<Error> {
    let wps = receiver("");
    let unsigned = event(PLAINTEXT).replace("\"signature\"", "\"unsigned\"");
    let card = json!({"callback_name": "xz_card", "app_id": "another", "data": {"content": {"action": PLAINTEXT}}});
    let card = seal(&json!({"kind": "callback", "payload": card, "timestamp_ms": NOW_MS}));
    let headers: String = card["headers"]
        .as_object()
        .expect("headers")
        .iter()
        .map(|(name, value)| format!("{name}: {}\r\n", value.as_str().unwrap_or_default()))
        .collect();
    let other = Receiver::new(br#"{"platform":"wps","credentials":{"app_id":"AK1","app_key":"other"}}"#)
        .expect("a configuration");
    let stale = Request { now_ms: NOW_MS + 301_000, ..Request::post(event(PLAINTEXT).leak().as_bytes()) };
    let config = |text: &str| Receiver::new(text.as_bytes()).expect_err("the configuration is refused");
    let spec = |text: &str| wps.seal(text.as_bytes()).expect_err("the spec is refused");
    vec![
        spec("{"),
        spec(&format!(r#"{{"kind":"callback","{PLAINTEXT}":"{APP_KEY}"}}"#).replace(PLAINTEXT, "unknown")),
        config(&format!(r#"{{"platform":"wps","credentials":{{"app_id":"AK1","app_key":["{APP_KEY}"]}}}}"#)),
        config(&format!(r#"{{"platform":"wps","app_key":"{APP_KEY}"}}"#)),
        config(&format!(r#"{{"platform":"{APP_KEY}"}}"#)),
        refused(&wps, &unsigned, ""),
        refused(&other, &event(PLAINTEXT), ""),
        wps.receive(&stale).expect_err("the request is stale"),
        refused(&wps, card["body"].as_str().expect("a body"), &headers),
        refused(&Receiver::new(br#"{"platform":"wps"}"#).expect("a configuration"), &event(PLAINTEXT), ""),
        refused(&wps, &event_with("encrypted_data", "AAAA"), ""),
        refused(&wps, &event_with("encrypted_data", "not base64!"), ""),
        refused(&wps, &event_with("nonce", "short"), ""),
        refused(&wps, "", ""),
        refused(&wps, &event(PLAINTEXT), ""),
        parse_refused(&wps, &format!("[\"{PLAINTEXT}\"]")),
        spec(r#"{"kind":"send","message":{}}"#),
        refused(&receiver(r#","max_body_bytes":8"#), &event(PLAINTEXT), ""),
        parse_refused(&wps, &format!("{{\"message\":{}", "[".repeat(10_000))),
        refused(&wps, &"[".repeat(10_000), ""),
        refused(&wps, &format!("{{\"topic\":{}", "[".repeat(10_000)), ""),
        spec(r#"{"kind":"reply","payload":"not json"}"#),
    ]
}

#[test]
fn every_status_can_be_reached() {
    let reached: BTreeSet<i32> = errors().iter().map(|error| error.status().code()).collect();
    let all = Status::ALL.iter().map(|status| status.code());
    // `ok` is no error; `internal` is a defect, provoked in src/ffi/guard.rs.
    let expected: BTreeSet<i32> = all.filter(|code| ![0, 900].contains(code)).collect();
    assert_eq!(reached, expected);
}

#[test]
fn a_body_is_capped_at_one_mebibyte_unless_configured() {
    let wps = receiver("");
    let body = |length: usize| " ".repeat(length);
    assert_eq!(refused(&wps, &body(2 << 20), "").status(), Status::TooLarge);
    assert_eq!(refused(&wps, &body((1 << 20) + 1), "").status(), Status::TooLarge);
    assert_eq!(refused(&wps, &body(1 << 20), "").status(), Status::MalformedRequest);
    assert_eq!(
        refused(&receiver(r#","max_body_bytes":4194304"#), &body(2 << 20), "").status(),
        Status::MalformedRequest
    );
}

#[test]
fn no_error_says_anything_secret() {
    for error in errors() {
        let object = String::from_utf8(error.to_json()).expect("JSON is text");
        for text in [object, error.to_string(), format!("{error:?}")] {
            for secret in [APP_KEY, PLAINTEXT] {
                assert!(!text.contains(secret), "{text}");
            }
        }
    }
}

#[test]
fn every_error_is_for_people() {
    for error in errors() {
        let message = error.message();
        assert!(!message.ends_with('.') && !message.is_empty(), "{message}");
        let value: Value = serde_json::from_slice(&error.to_json()).expect("JSON");
        assert_eq!(value["error"]["status"], error.status().code());
        assert_eq!(value["error"]["name"], error.status().name());
        assert_eq!(value["error"]["http_status"], error.status().http_status());
    }
}

#[test]
fn debug_of_a_receiver_shows_no_key() {
    assert!(!format!("{:?}", receiver("")).contains(APP_KEY));
}

#[test]
fn a_diagnosis_names_the_mistake_and_nothing_secret() {
    let diagnose = |config: &str, body: &str| {
        let receiver = Receiver::new(config.as_bytes()).expect("a configuration");
        let report = receiver.diagnose(&Request { now_ms: NOW_MS, ..Request::post(body.as_bytes()) });
        let text = String::from_utf8(report).expect("a report is text");
        assert!(!text.contains(APP_KEY) && !text.contains(PLAINTEXT), "{text}");
        serde_json::from_str::<Value>(&text).expect("a report is JSON")
    };
    let body = event(r#"{"message":{"id":"m","type":"text","content":{"text":{"content":"x"}}}}"#);
    let config =
        |id: &str, key: &str| format!(r#"{{"platform":"wps","credentials":{{"app_id":"{id}","app_key":"{key}"}}}}"#);
    let good = diagnose(&config("AK1", APP_KEY), &body);
    assert_eq!(good["ok"], true);
    assert!(good["steps"].as_array().expect("steps").iter().all(|step| step["result"] == "pass"));

    let first_advice = |report: Value| report["advice"][0]["code"].as_str().unwrap_or_default().to_owned();
    let swapped = diagnose(&config(APP_KEY, "AK1"), &body);
    assert_eq!(first_advice(swapped), "credentials_swapped");
    assert_eq!(first_advice(diagnose(&config("AK1 ", APP_KEY), &body)), "white_space_in_credentials");
    // A nonce whose ciphertext has a plus.
    let plus = (0..64)
        .map(|n| event(&format!("{PLAINTEXT}{n}")))
        .find(|body| body.contains('+'))
        .expect("one of many ciphertexts has a plus");
    assert_eq!(first_advice(diagnose(&config("AK1", APP_KEY), &plus.replace('+', " "))), "plus_became_space");
    let unknown = diagnose(&config("AK1", "wrong"), &body);
    assert_eq!(unknown["ok"], false);
    assert_eq!(unknown["steps"][1]["result"], "fail");
    assert_eq!(unknown["steps"][2]["result"], "skipped");
    assert_eq!(first_advice(unknown), "signature_mismatch");
}
