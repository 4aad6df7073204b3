//! Every vector of `tests/vectors` through the Rust API, and every delivery against the schema.

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

use std::fmt::Write as _;
use std::{env, fs};

use imhook::Error;
use suite::judge::judge;
use suite::vector::{Vector, vectors};

#[test]
fn every_vector_gives_what_it_expects() {
    let (mut failures, mut listing) = (Vec::new(), String::new());
    let vectors = vectors();
    assert!(vectors.len() > 500, "only {} vectors were found", vectors.len());
    for vector in &vectors {
        let outcome = vector.outcome();
        if let Err(reason) = judge(vector, &outcome) {
            failures.push(format!("{}: {reason}", vector.name()));
        }
        list(&mut listing, vector, &outcome);
    }
    if let Some(path) = env::var_os("IMHOOK_CONFORMANCE_OUT") {
        fs::write(path, listing).expect("the listing can be written");
    }
    let total = vectors.len();
    assert!(failures.is_empty(), "{} of {total} vectors failed\n{}", failures.len(), failures.join("\n"));
}

/// Adds a line for `tests/conformance/compare`, which describes it.
fn list(listing: &mut String, vector: &Vector, outcome: &Result<Vec<u8>, Error>) {
    let (status, text) = match outcome {
        Ok(out) => (0, out.clone()),
        Err(error) => (
            error.status().code(),
            format!("{}\n{}", error.message(), error.what_to_do().unwrap_or_default()).into_bytes(),
        ),
    };
    write!(listing, "{}\t{status}\t", vector.name()).expect("a String takes everything");
    for byte in text {
        write!(listing, "{byte:02x}").expect("a String takes everything");
    }
    listing.push('\n');
}
