//! Gives the shared library its ABI-numbered name; writes nothing into the source tree.

/// The ABI number: raised on a break of the C interface, never on an addition.
const ABI: u32 = 1;

#[expect(clippy::disallowed_methods, reason = "cargo tells the target so")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=IMHOOK_ABI={ABI}");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libimhook.so.{ABI}");
        // Thread-local destructors of a thread that is still alive would otherwise run in unmapped code after dlclose.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
