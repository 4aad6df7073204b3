//! The layouts that cross the ABI. Frozen: a new field means a new struct and a new function.

use libc::{c_char, size_t};

use crate::receiver::Receiver;

/// One configured endpoint: a platform, its credentials, a policy. Opaque and immutable. Any number of threads may use
/// one receiver at the same time.
pub struct ReceiverHandle(pub(super) Receiver);

/// Bytes that the library made and the caller owns until imhook_buf_free.
///
/// `data` is followed by a NUL that `len` does not count, so that text can be printed as it is. An empty result is NULL
/// and 0. Start with `imhook_buf b = {0};`.
#[repr(C)]
pub struct Buf {
    /// The bytes; NULL when there are none.
    pub data: *mut u8,
    /// How many, in bytes, without the NUL.
    pub len: size_t,
}

/// One HTTP request, as it came. Everything is borrowed for the time of the call; nothing needs a NUL at its end.
///
/// A pointer may be NULL with length 0: then the part is not there. NULL with a length is IMHOOK_INVALID_ARGUMENT.
#[repr(C)]
pub struct RequestParts {
    /// "POST", "GET"; NULL means POST.
    pub method: *const c_char,
    /// In bytes.
    pub method_len: size_t,
    /// As received: "/hook?msg_signature=..", an absolute URL, or "?query"; NULL means none.
    pub target: *const c_char,
    /// In bytes.
    pub target_len: size_t,
    /// Raw lines "Name: value", each ended by CR LF or LF; NULL means none.
    pub headers: *const c_char,
    /// In bytes.
    pub headers_len: size_t,
    /// The exact bytes of the body, never parsed and serialised again.
    pub body: *const u8,
    /// In bytes.
    pub body_len: size_t,
    /// Unix time in milliseconds to judge freshness by; 0 means the system clock.
    pub now_ms: i64,
}

/// One payload of several. NULL with length 0 is empty; NULL with a length is IMHOOK_INVALID_ARGUMENT.
#[repr(C)]
pub struct Payload {
    /// The bytes, borrowed for the time of the call.
    pub data: *const u8,
    /// How many.
    pub len: size_t,
}
