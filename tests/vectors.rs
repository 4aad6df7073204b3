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

#[test]
fn every_vector_gives_what_it_expects() {
    let mut failures = Vec::new();
    let vectors = suite::vectors();
    assert!(vectors.len() > 500, "only {} vectors were found", vectors.len());
    for vector in &vectors {
        if let Err(reason) = suite::run(vector) {
            failures.push(format!("{}/{}: {reason}", vector.platform, vector.id));
        }
    }
    let total = vectors.len();
    assert!(failures.is_empty(), "{} of {total} vectors failed\n{}", failures.len(), failures.join("\n"));
}
