//! Configurations: any text is a receiver or a refusal that names the key and shows no value.

use imhook::{Receiver, Request, Status};

use crate::case::NOW_MS;
use crate::check;

/// Values of secrets in the seeds: none is ever in an error.
const SECRETS: &[&str] = &[
    "sk098765",
    "ExampleKeyForVectors0123456789abcdefghijklZ",
    "ExampleToken",
    "this is a secret",
    "SECexample0123456789",
    "0123456789abcdef",
    "s3cret-for-tests",
];

pub fn run(input: &[u8]) {
    let receiver = match Receiver::new(input) {
        Ok(receiver) => receiver,
        Err(error) => {
            check::refusal(&error);
            assert_eq!(error.status(), Status::InvalidConfig);
            let said = String::from_utf8(error.to_json()).expect("an error is text");
            for secret in SECRETS {
                assert!(!said.contains(secret) || is_key(input, secret), "an error shows a value: {said}");
            }
            return;
        }
    };
    assert!(Receiver::new(input).is_ok(), "the second time differs");
    let shown = format!("{receiver:?}");
    assert!(!SECRETS.iter().any(|secret| shown.contains(secret)), "{shown}");

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

/// A key that nobody knows is shown, whatever it is.
fn is_key(input: &[u8], secret: &str) -> bool {
    let text = crate::text::unescaped(&String::from_utf8_lossy(input));
    let mut rest = text.as_str();
    while let Some((_, after)) = rest.split_once(secret) {
        if after.split_once('"').is_some_and(|(_, after)| after.trim_start().starts_with(':')) {
            return true;
        }
        rest = after;
    }
    false
}
