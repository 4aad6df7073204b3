//! From pointers and lengths to slices.

use std::slice;

use libc::size_t;

use super::types::{Payload, ReceiverHandle, RequestParts};
use crate::error::{Error, Result, Status};
use crate::receiver::Receiver;
use crate::request::Request;

/// The bytes at `data`. NULL with length 0 is empty.
///
/// # Safety
/// `data` is NULL or valid for reads of `len` elements for as long as `'a`.
pub(super) unsafe fn elements<'a, T>(data: *const T, len: size_t, name: &str) -> Result<&'a [T]> {
    let invalid = |what: &str| Err(Error::new(Status::InvalidArgument, format!("{name} {what}")));
    match (data.is_null(), len) {
        (_, 0) => Ok(&[]),
        (true, _) => invalid("is NULL with a length"),
        _ if len > isize::MAX as usize / size_of::<T>() => invalid("has a length over PTRDIFF_MAX"),
        _ if !data.is_aligned() => invalid("is not aligned"),
        // SAFETY: not NULL, aligned, within isize::MAX bytes, and valid for reads by the caller's promise.
        _ => Ok(unsafe { slice::from_raw_parts(data, len) }),
    }
}

/// The receiver behind a handle.
///
/// # Safety
/// `receiver` is NULL or came from `imhook_receiver_new` and is not freed for as long as `'a`.
pub(super) unsafe fn receiver<'a>(receiver: *const ReceiverHandle) -> Result<&'a Receiver> {
    // SAFETY: NULL or valid by the caller's promise.
    let handle = unsafe { receiver.as_ref() };
    handle.map(|handle| &handle.0).ok_or_else(|| Error::new(Status::InvalidArgument, "receiver is NULL"))
}

/// The request that the struct describes.
///
/// # Safety
/// `request` is NULL or valid for reads, and so is what it points to, for as long as `'a`.
pub(super) unsafe fn request<'a>(request: *const RequestParts) -> Result<Request<'a>> {
    // SAFETY: NULL or valid by the caller's promise.
    let parts = unsafe { request.as_ref() };
    let parts = parts.ok_or_else(|| Error::new(Status::InvalidArgument, "request is NULL"))?;
    // SAFETY: the caller promises that what the struct points to is valid.
    unsafe { parts_of(parts) }
}

/// As [`request`], for a struct that is there.
///
/// # Safety
/// What `parts` points to is valid for reads for as long as `'a`.
pub(super) unsafe fn parts_of<'a>(parts: &RequestParts) -> Result<Request<'a>> {
    // SAFETY: each pointer is NULL or valid for its length by the caller's promise.
    let (method, target, headers, body) = unsafe {
        (
            elements(parts.method.cast::<u8>(), parts.method_len, "request method")?,
            elements(parts.target.cast::<u8>(), parts.target_len, "request target")?,
            elements(parts.headers.cast::<u8>(), parts.headers_len, "request headers")?,
            elements(parts.body, parts.body_len, "request body")?,
        )
    };
    Ok(Request {
        method: text(method, "method")?,
        target: text(target, "target")?,
        headers,
        body,
        now_ms: parts.now_ms,
    })
}

/// The bytes of one payload of several.
///
/// # Safety
/// What `payload` points to is valid for reads for as long as `'a`.
pub(super) unsafe fn payload_of<'a>(payload: &Payload) -> Result<&'a [u8]> {
    // SAFETY: the caller promises that the pointer is NULL or valid for its length.
    unsafe { elements(payload.data, payload.len, "payload") }
}

fn text<'a>(bytes: &'a [u8], name: &str) -> Result<&'a str> {
    std::str::from_utf8(bytes).map_err(|_| Error::new(Status::MalformedRequest, format!("request {name} is not UTF-8")))
}
