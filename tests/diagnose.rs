//! Every request of the vectors, diagnosed: the report agrees with `receive` and says nothing that it must not.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads files"
)]

mod suite;

use std::collections::HashSet;

use imhook::{Receiver, Request};
use serde_json::{Value, json};
use suite::outputs::{envelope_values, secrets};
use suite::vector::{Vector, bytes, vectors};

/// Shorter secrets are words that a report may well say: "secret" is one.
const SHORTEST: usize = 8;

/// A plaintext shares no run of this many bytes with a report.
const RUN: usize = 20;

/// What is done with each request.
fn each(look: impl Fn(&Vector, &Receiver, &Request<'_>, &str)) {
    let mut seen = 0;
    for vector in vectors().iter().filter(|vector| vector.request.is_some()) {
        let Ok(receiver) = Receiver::new(vector.config().as_bytes()) else { continue };
        vector.with_request(|request| {
            let report = receiver.diagnose(request);
            look(vector, &receiver, request, std::str::from_utf8(&report).expect("a report is text"));
        });
        seen += 1;
    }
    assert!(seen > 1000, "only {seen} requests were diagnosed");
}

#[test]
fn a_report_agrees_with_receive_and_advises_only_where_something_is_wrong() {
    each(|vector, receiver, request, report| {
        let name = vector.name();
        let value: Value = serde_json::from_str(report).expect("a report is JSON");
        let received = receiver.receive_into(request, &mut Vec::new());
        assert_eq!(value["ok"].as_bool(), Some(received.is_ok()), "{name}: {report}");
        let results: Vec<&str> =
            value["steps"].as_array().expect("steps").iter().filter_map(|step| step["result"].as_str()).collect();
        match received {
            Ok(()) => {
                assert_eq!(results, ["pass"; 4], "{name}");
                assert_eq!(value["advice"], json!([]), "{name}");
            }
            Err(error) => {
                let failed = results.iter().position(|result| *result == "fail").expect("a step failed");
                assert!(results[..failed].iter().all(|result| *result == "pass"), "{name}: {report}");
                assert!(results[failed + 1..].iter().all(|result| *result == "skipped"), "{name}: {report}");
                let detail = value["steps"][failed]["detail"].as_str().expect("a detail");
                assert!(detail.starts_with(error.status().name()), "{name}: {report}");
            }
        }
    });
}

#[test]
fn no_report_holds_a_secret_a_signature_or_a_plaintext() {
    each(|vector, receiver, request, report| {
        let config: Value = serde_json::from_str(vector.config()).expect("a configuration");
        let mut hidden = Vec::new();
        secrets(&config["credentials"], &mut hidden);
        let recorded = vector.request.as_ref().expect("a request");
        envelope_values(&bytes(recorded.body.as_deref(), recorded.body_base64.as_deref()), &mut hidden);
        for secret in hidden.iter().map(|secret| secret.trim()).filter(|secret| secret.len() >= SHORTEST) {
            assert!(!report.contains(secret), "{} says {secret}: {report}", vector.name());
        }
        let said: HashSet<&[u8]> = report.as_bytes().windows(RUN).collect();
        let plaintext = receiver.decrypt(request).unwrap_or_default();
        let told = plaintext.windows(RUN).find(|run| said.contains(run));
        assert_eq!(told.map(String::from_utf8_lossy), None, "{}: {report}", vector.name());
    });
}
