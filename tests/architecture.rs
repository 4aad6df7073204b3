//! The boundaries that ARCHITECTURE.md promises, held against the source.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads files"
)]

use std::fs;
use std::path::{Path, PathBuf};

const PLATFORMS: [&str; 6] = ["easemob", "qiwei", "wecom_archive", "wecom_kf", "wps", "yach"];

/// Every source file under `folder`, with its text; those of the program are under `src/bin` alone.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the source") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.extend((!path.ends_with("src/bin")).then_some(path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("source is text");
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has source");
    found
}

/// Fails with the lines of `folder` that say one of `words` in code.
fn nothing_says(folder: &str, words: &[&str], except: &[&str]) {
    let mut lines = Vec::new();
    for (path, text) in sources(folder) {
        if except.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                lines.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(lines.is_empty(), "{folder} must not say {words:?}:\n{}", lines.join("\n"));
}

#[test]
fn every_platform_is_a_folder_and_nothing_else_is_missed() {
    for platform in PLATFORMS {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/platform").join(platform).is_dir(), "{platform}");
        let config = format!(r#"{{"platform":"{platform}"}}"#);
        assert!(imhook::Receiver::new(config.as_bytes()).is_ok(), "{platform} is no row of the table");
    }
    let unknown = imhook::Receiver::new(br#"{"platform":"nobody"}"#).expect_err("no such platform");
    let listed = PLATFORMS.join(", ");
    assert!(
        unknown.what_to_do().is_some_and(|hint| hint.contains(&listed)),
        "the table has other platforms: {unknown}"
    );
}

#[test]
fn a_platform_knows_no_other_platform_no_abi_and_no_pipeline() {
    for platform in PLATFORMS {
        let mut words: Vec<String> = vec!["crate::ffi".to_owned(), "crate::receiver".to_owned()];
        for other in PLATFORMS.iter().filter(|other| **other != platform) {
            words.extend([format!("platform::{other}"), format!("super::super::{other}")]);
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        nothing_says(&format!("src/platform/{platform}"), &words, &[]);
    }
}

#[test]
fn crypto_and_json_know_no_platform_and_no_event() {
    for folder in ["src/crypto", "src/json"] {
        nothing_says(folder, &["crate::platform", "crate::event", "crate::receiver", "crate::ffi"], &[]);
    }
    nothing_says("src/event", &["crate::platform", "crate::receiver", "crate::ffi"], &[]);
}

#[test]
fn unsafe_code_is_in_ffi_alone() {
    for folder in ["src/crypto", "src/json", "src/event", "src/platform", "src/receiver", "src/rows"] {
        nothing_says(folder, &["unsafe ", "unsafe{", "allow(unsafe_code)"], &[]);
    }
}

/// Keys that a stranger chooses are hashed under a key that he does not know: the standard library's own hasher, which
/// every process seeds anew.
#[test]
fn no_hash_can_be_flooded() {
    let hashers = ["with_hasher", "BuildHasher", "Hasher", "FxHash", "AHash", "IndexMap", "hashbrown"];
    nothing_says("src", &hashers, &[]);
}

#[test]
fn nothing_of_the_library_does_io() {
    let io = ["std::net", "std::fs", "std::env::", "println!", "eprintln!", "print!(", "dbg!", "std::process"];
    nothing_says("src", &io, &[]);
    nothing_says("src", &["SystemTime::now"], &["clock.rs"]);
    nothing_says("src", &["spawn_scoped", "thread::spawn"], &["batch/in_order.rs"]);
}

#[test]
fn the_program_has_no_more_than_files_and_the_public_interface() {
    let beyond =
        ["std::net", "std::env::", "std::process::Command", "imhook::ffi", "unsafe ", "unsafe{", "Instant::now"];
    nothing_says("src/bin", &beyond, &[]);
}
