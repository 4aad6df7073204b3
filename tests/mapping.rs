#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads files"
)]
#[path = "suite/outputs.rs"]
mod outputs;
#[test]
fn dump() {
    let all = outputs::outputs();
    let mut s = String::new();
    for o in &all {
        let (v, raws) = outputs::taken_apart(&o.line).unwrap_or_else(|e| panic!("{}: {e}", o.id));
        let raws: Vec<_> = raws.iter().map(|r| r.as_ref().map(|r| r.text())).collect();
        s.push_str(
            &serde_json::json!({"id": o.id, "platform": o.platform, "d": v, "raws": raws, "expected": o.expected})
                .to_string(),
        );
        s.push('\n');
    }
    std::fs::write("/tmp/plan/dump.ndjson", s).unwrap();
}
