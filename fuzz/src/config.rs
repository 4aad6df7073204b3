//! Configurations: any text is a receiver or a refusal that names the key and shows no value.

use imhook::{Receiver, Request, Status};
use serde_json::Value;

use crate::case::NOW_MS;
use crate::check;

pub fn run(input: &[u8]) {
    let receiver = match Receiver::new(input) {
        Ok(receiver) => receiver,
        Err(error) => {
            check::refusal(&error);
            assert_eq!(error.status(), Status::InvalidConfig);
            shows_no_value(&format!("{error} {}", error.what_to_do().unwrap_or_default()), input);
            return;
        }
    };
    assert!(Receiver::new(input).is_ok(), "the second time differs");
    shows_no_value(&format!("{receiver:?}"), input);

    let request = Request { now_ms: NOW_MS, ..Request::post(b"{}") };
    check::one_line(&receiver.diagnose(&request));
    let mut out = Vec::new();
    match receiver.receive_into(&request, &mut out) {
        Ok(()) => check::one_line(&out),
        Err(error) => check::refusal(&error),
    }
    if let Err(error) =
        receiver.seal(br#"{"kind":"callback","payload":"{}","timestamp_ms":1,"nonce":"71a2b3c4d5e6f707"}"#)
    {
        check::refusal(&error);
    }
}

/// Keys are named, values are not: not one that could be a secret.
fn shows_no_value(said: &str, config: &[u8]) {
    let (mut keys, mut values) = (String::new(), Vec::new());
    if let Ok(config) = serde_json::from_slice(config) {
        take_apart(&config, &mut keys, &mut values);
    }
    let could_be_secret = |value: &&String| value.len() >= 5 && value.bytes().any(|byte| byte.is_ascii_digit());
    for value in values.iter().filter(could_be_secret) {
        let is_limit = said.contains("a whole number from");
        assert!(
            !said.contains(value.as_str()) || keys.contains(value.as_str()) || is_limit,
            "a value is shown: {said}"
        );
    }
}

fn take_apart(value: &Value, keys: &mut String, values: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                keys.push_str(key);
                take_apart(value, keys, values);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|value| take_apart(value, keys, values)),
        Value::String(text) => values.push(text.clone()),
        other => values.push(other.to_string()),
    }
}
