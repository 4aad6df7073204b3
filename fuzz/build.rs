//! Compiles the driver of the C ABI against the header that is delivered, with the sanitizer that Rust is built with.

fn main() {
    let mut driver = cc::Build::new();
    driver.file("c/abi.c").include("../include").flag("-std=c99").warnings(true).extra_warnings(true);
    driver.debug(true).opt_level(1);
    let sanitizers = std::env::var("CARGO_CFG_SANITIZE").unwrap_or_default();
    for sanitizer in sanitizers.split(',').filter(|sanitizer| !sanitizer.is_empty()) {
        driver.flag(format!("-fsanitize={sanitizer}"));
    }
    driver.compile("imhook_fuzz_abi");
    println!("cargo:rerun-if-changed=c");
    println!("cargo:rerun-if-changed=../include/imhook.h");
}
