//! Whether a panic is caught in a library that is linked as the distributed one is: zig brings an unwinder of its own.

/// 1 when the panic was caught; the process ends otherwise.
#[unsafe(no_mangle)]
pub extern "C" fn caught() -> i32 {
    i32::from(std::panic::catch_unwind(|| panic!("on purpose")).is_err())
}
