//! The shared library exports what `tests/abi_symbols.txt` lists, and nothing else.

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
    assert_eq!(exported, listed, "a symbol is part of the ABI: see docs of imhook_abi_version before changing the list");
}

#[test]
fn the_library_is_named_by_its_abi() {
    let output = Command::new("readelf").arg("-d").arg(library()).output().expect("readelf of binutils is installed");
    let table = String::from_utf8_lossy(&output.stdout);
    assert!(table.contains(&format!("[libimhook.so.{}]", imhook::ABI_VERSION)), "no SONAME in {table}");
    assert!(table.contains("NODELETE"), "not linked with -z nodelete");
}

/// The shared library of this build: cargo puts it beside the folder of this test.
fn library() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its path");
    let profile = test.ancestors().nth(2).expect("tests stand in target/<profile>/deps");
    profile.join("libimhook.so")
}
