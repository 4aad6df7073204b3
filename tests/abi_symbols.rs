//! The shared library exports what `tests/abi_symbols.txt` lists, and nothing else.

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
use std::path::PathBuf;
use std::process::Command;

#[test]
fn the_library_exports_the_listed_symbols_and_no_others() {
    let library = library();
    let output = Command::new("nm")
        .args(["-D", "--defined-only", "--format=posix"])
        .arg(&library)
        .output()
        .expect("nm of binutils is installed");
    assert!(output.status.success(), "nm cannot read {}", library.display());
    let table = String::from_utf8(output.stdout).expect("symbol names are text");
    let exported: BTreeSet<&str> = table.lines().filter_map(|line| line.split(' ').next()).collect();
    let listed: BTreeSet<&str> = include_str!("abi_symbols.txt").lines().collect();
    assert!(listed.iter().all(|symbol| symbol.starts_with("imhook_")));
    assert_eq!(exported, listed, "a symbol is part of the ABI: a change of the list is a change of the contract");
}

#[test]
fn the_library_is_named_by_its_abi() {
    let output = Command::new("readelf").arg("-d").arg(library()).output().expect("readelf of binutils is installed");
    let table = String::from_utf8_lossy(&output.stdout);
    assert!(table.contains(&format!("[libimhook.so.{}]", imhook::ABI_VERSION)), "no SONAME in {table}");
    assert!(table.contains("NODELETE"), "not linked with -z nodelete");
}

/// The shared library of this build: cargo puts it beside this test.
fn library() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its path");
    test.with_file_name("libimhook.so")
}
