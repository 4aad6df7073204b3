//! The C ABI, driven from C through the header that is delivered: `c/abi.c` says how.

unsafe extern "C" {
    fn imhook_fuzz_abi(input: *const u8, length: usize);
}

pub fn run(input: &[u8]) {
    // Rust links what it sees a use of.
    assert_eq!(imhook::ffi::imhook_abi_version(), imhook::ABI_VERSION);
    // SAFETY: the input is read, and not kept.
    unsafe { imhook_fuzz_abi(input.as_ptr(), input.len()) }
}
