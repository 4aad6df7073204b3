//! The committed header is what the code says: `make header` makes it anew.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and reads files"
)]

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use imhook::Status;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_committed_header_is_what_the_code_says() {
    let path = Path::new(ROOT).join("include/imhook.h");
    let made = header();
    if env::var_os("IMHOOK_BLESS").is_some() {
        fs::write(&path, &made).expect("the header is writable");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == made, "include/imhook.h is stale: run `make header` and commit it");
}

fn header() -> String {
    let root = Path::new(ROOT);
    let mut config = cbindgen::Config::from_file(root.join("cbindgen.toml")).expect("cbindgen.toml is well formed");
    config.header = Some(manual());
    config.after_includes = Some(statuses());
    let bindings = cbindgen::Builder::new()
        .with_config(config)
        .with_src(root.join("src/ffi/types.rs"))
        .with_src(root.join("src/ffi/entry.rs"))
        .generate()
        .expect("src/ffi has an ABI");
    let mut text = Vec::new();
    bindings.write(&mut text);
    // cbindgen writes these in C++; C89 knows only the other kind of comment.
    let text = String::from_utf8(text).expect("a header is text");
    text.replace("// __cplusplus", "/* __cplusplus */").replace("// extern \"C\"", "/* extern \"C\" */")
}

/// The opening comment: what a C programmer reads first.
fn manual() -> String {
    let text = include_str!("header.txt");
    let lines: Vec<String> = text.lines().map(|line| format!(" * {line}").trim_end().to_owned()).collect();
    format!("/*\n{}\n */", lines.join("\n"))
}

/// A constant for each status, from the one table of them.
fn statuses() -> String {
    let mut text = format!(
        "\n/* The number of this ABI: imhook_abi_version() of a library that fits this header returns it. */\n\
         #define IMHOOK_ABI_VERSION {}\n\n\
         /* Statuses. Numbers are stable and only ever added; treat one that you do not know by its hundred. */\n",
        imhook::ABI_VERSION
    );
    for status in Status::ALL {
        let (name, meaning) = (status.name().to_uppercase(), status.meaning());
        writeln!(text, "\n/* {meaning} */\n#define IMHOOK_{name} {}", status.code())
            .expect("a String takes everything");
    }
    text + include_str!("arrow.txt")
}
