//! The functions. Their comments are the manual of the C header.

#![allow(
    clippy::missing_safety_doc,
    reason = "the contract of the pointers is the header's: its opening comment, and each function's own"
)]

use libc::{c_char, size_t};

use super::arrow::{ArrowArray, ArrowSchema};
use super::guard::{self, Code};
use super::input;
use super::output::Output;
use super::types::{Buf, Payload, ReceiverHandle, RequestParts};
use crate::error::{Error, Status};
use crate::receiver::Receiver;

/// The number of the ABI that this library has. It changes only on a break, never on an addition. Compare it with
/// IMHOOK_ABI_VERSION when the library is loaded at run time.
#[unsafe(no_mangle)]
pub extern "C" fn imhook_abi_version() -> u32 {
    crate::ABI_VERSION
}

/// The version of this library, such as "0.1.0". Static: do not free it.
#[unsafe(no_mangle)]
pub extern "C" fn imhook_version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    VERSION.as_ptr().cast()
}

/// The name of a status, such as "signature_mismatch"; "unrecognised" for a number that this library does not have.
/// Static: do not free it. Never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn imhook_status_name(status: i32) -> *const c_char {
    Status::from_code(status).map_or(c"unrecognised", Status::c_name).as_ptr()
}

/// Makes a receiver from its configuration, a JSON object in UTF-8 of `config_len` bytes.
///
/// On success `*receiver` is the caller's, who frees it with imhook_receiver_free. On failure it is NULL, the status is
/// IMHOOK_INVALID_CONFIG or IMHOOK_INVALID_ARGUMENT, and `error`, unless NULL, holds the error object; its message
/// names the key and never a value. The configuration is not kept: overwrite it afterwards if it must not linger.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_receiver_new(
    config: *const c_char,
    config_len: size_t,
    receiver: *mut *mut ReceiverHandle,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::make(receiver, error, || {
            let config = input::elements(config.cast::<u8>(), config_len, "config")?;
            Ok(ReceiverHandle(Receiver::new(config)?))
        })
    }
}

/// Frees a receiver; its keys are zeroed. NULL is fine. No other call may be using it, and none may afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_receiver_free(receiver: *mut ReceiverHandle) {
    if !receiver.is_null() {
        // SAFETY: not NULL, so it came from a box in imhook_receiver_new, and the caller gives it up.
        guard::quietly(|| drop(unsafe { Box::from_raw(receiver) }));
    }
}

/// Verifies, decrypts and parses a request: the one call that most services need.
///
/// On success `delivery` holds one line of JSON, the delivery (schema/delivery.v1.schema.json): what was proved, what
/// happened, and the `reply` to send. On failure `error`, unless NULL, holds the error object; answer the request with
/// its `http_status`. Both are the caller's, for imhook_buf_free. They must not be the same struct.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_receive(
    receiver: *const ReceiverHandle,
    request: *const RequestParts,
    delivery: *mut Buf,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::call(delivery, error, || {
            let (receiver, request) = (input::receiver(receiver)?, input::request(request)?);
            let mut out = Output::with_room(Receiver::room_for(request.body));
            receiver.receive_into(&request, out.bytes()).map(|()| out)
        })
    }
}

/// Proves who sent a request and stops: nothing is decrypted.
///
/// On success `report` holds `{"schema":"imhook.verification/1","platform","kind","auth"}`. Otherwise as imhook_receive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_verify(
    receiver: *const ReceiverHandle,
    request: *const RequestParts,
    report: *mut Buf,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::call(report, error, || input::receiver(receiver)?.verify(&input::request(request)?).map(Output::from))
    }
}

/// Verifies a request, then gives the platform's plaintext: any bytes, which may be none (NULL and 0). On a platform
/// that sends cleartext that is the body. Otherwise as imhook_receive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_decrypt(
    receiver: *const ReceiverHandle,
    request: *const RequestParts,
    plaintext: *mut Buf,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::call(plaintext, error, || {
            input::receiver(receiver)?.decrypt(&input::request(request)?).map(Output::from)
        })
    }
}

/// Parses a payload of `payload_len` bytes that the caller vouches for: one stored after decryption, or fetched from
/// the platform. Needs no credentials; the delivery says that nothing was checked, and has no reply. Otherwise as
/// imhook_receive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_parse(
    receiver: *const ReceiverHandle,
    payload: *const u8,
    payload_len: size_t,
    delivery: *mut Buf,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::call(delivery, error, || {
            let (receiver, payload) = (input::receiver(receiver)?, input::elements(payload, payload_len, "payload")?);
            let mut out = Output::with_room(Receiver::room_for(payload));
            receiver.parse_into(payload, out.bytes()).map(|()| out)
        })
    }
}

/// Receives `count` requests. `ndjson` gets one line for each, in order, each ended by LF: its delivery or, where it
/// failed, its error object. One bad request never costs the rest, and the call itself fails for its arguments only.
///
/// `threads`: 0 or 1 works on the calling thread alone; n on at most n threads, never more than there are requests,
/// which have ended before the call returns. A thread that cannot be started is done without.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_receive_batch(
    receiver: *const ReceiverHandle,
    requests: *const RequestParts,
    count: size_t,
    threads: u32,
    ndjson: *mut Buf,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::call(ndjson, error, || {
            let (receiver, requests) = (input::receiver(receiver)?, input::elements(requests, count, "requests")?);
            let requests: Vec<_> = requests.iter().map(|parts| input::parts_of(parts)).collect();
            let rooms = requests.iter().flatten().map(|request| Receiver::room_for(request.body));
            let mut out = Output::with_room(rooms.sum());
            receiver.receive_each(&requests, threads as usize, out.bytes());
            Ok(out)
        })
    }
}

/// Parses payloads that stand on one line each, ended by LF or CR LF (the last may lack it), in `lines_len` bytes.
/// `ndjson` gets one line for each, in order; a blank line gives none. Otherwise as imhook_receive_batch and
/// imhook_parse.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_parse_lines(
    receiver: *const ReceiverHandle,
    lines: *const u8,
    lines_len: size_t,
    threads: u32,
    ndjson: *mut Buf,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::call(ndjson, error, || {
            let (receiver, lines) = (input::receiver(receiver)?, input::elements(lines, lines_len, "lines")?);
            let mut out = Output::with_room(lines.len().saturating_mul(2));
            receiver.parse_lines_into(lines, threads as usize, out.bytes());
            Ok(out)
        })
    }
}

/// Receives `count` requests on the calling thread, and gives rows in place of JSON: a struct array of the Arrow C data
/// interface (https://arrow.apache.org/docs/format/CDataInterface.html), to be imported as a record batch.
///
/// A row for each event, in the order of the requests; a delivery without an event, and a failure, are a row each. The
/// columns: `input`, the index of the request; `kind` of the delivery, and in its first row its `warnings`;
/// `event_index`; id, platform, type, native_type, time, sequence, direction, tenant, auth, conversation, sender,
/// recipients, message_id, message_kind, reply_to, text, segments, action, target_id, raw_format and raw of the event;
/// `error`, the members of the error object. docs/scale.md says what each is. Columns and members may be added: go by
/// names.
///
/// One bad request never costs the rest, and the call itself fails for its arguments only. What no longer fits into the
/// 2 GiB that a column can have is a row with IMHOOK_TOO_LARGE: give fewer requests in a call. `schema` and `rows` are
/// the caller's, each until its own `release`, which does not zero the memory; on failure both are marked as released.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_receive_rows(
    receiver: *const ReceiverHandle,
    requests: *const RequestParts,
    count: size_t,
    schema: *mut ArrowSchema,
    rows: *mut ArrowArray,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::table(schema, rows, error, || {
            let (receiver, requests) = (input::receiver(receiver)?, input::elements(requests, count, "requests")?);
            let requests: Vec<_> = requests.iter().map(|parts| input::parts_of(parts)).collect();
            Ok(receiver.receive_rows(&requests))
        })
    }
}

/// Parses `count` payloads that the caller vouches for; unlike lines they may hold any bytes. Otherwise as
/// imhook_receive_rows and imhook_parse.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_parse_rows(
    receiver: *const ReceiverHandle,
    payloads: *const Payload,
    count: size_t,
    schema: *mut ArrowSchema,
    rows: *mut ArrowArray,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::table(schema, rows, error, || {
            let (receiver, payloads) = (input::receiver(receiver)?, input::elements(payloads, count, "payloads")?);
            Ok(receiver.parse_rows(payloads.iter().map(|payload| input::payload_of(payload))))
        })
    }
}

/// Composes what goes the other way. `spec` is a JSON object of `spec_len` bytes:
///
///   {"kind":"callback","payload":…}  a request exactly as the platform would send it, for tests and simulators
///   {"kind":"reply","payload":…}     an answer, encrypted or signed where the platform wants that
///   {"kind":"send","message":…}      an outgoing message, checked against the platform's limits and signed
///
/// with timestamp_ms, nonce, credential and what the platform's envelope needs. What is left out is drawn at random or
/// read from the clock. On success `sealed` holds `{"method","target","headers":{},"body"}`; in a reply, which goes out
/// on the connection that the callback came in on, method and target are "".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_seal(
    receiver: *const ReceiverHandle,
    spec: *const u8,
    spec_len: size_t,
    sealed: *mut Buf,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::call(sealed, error, || {
            let receiver = input::receiver(receiver)?;
            receiver.seal(input::elements(spec, spec_len, "spec")?).map(Output::from)
        })
    }
}

/// Says step by step what becomes of a request and, where it fails, why. A bad request does not fail the call: `report`
/// holds `{"schema":"imhook.diagnosis/1","ok","steps":[{"name","result","detail"}],"advice":[{"code","text"}]}`. For
/// the operator's eyes: never send it to whoever sent the request.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_diagnose(
    receiver: *const ReceiverHandle,
    request: *const RequestParts,
    report: *mut Buf,
    error: *mut Buf,
) -> Code {
    // SAFETY: the C caller keeps what the header asks of these pointers.
    unsafe {
        guard::call(report, error, || {
            let receiver = input::receiver(receiver)?;
            Ok(match input::request(request) {
                Ok(request) => receiver.diagnose(&request),
                Err(error) if error.status() == Status::MalformedRequest => receiver.diagnose_refused(error),
                Err(error) => return Err::<Output, Error>(error),
            }
            .into())
        })
    }
}

/// Frees a buffer that the library filled: its memory is zeroed, the struct set to NULL and 0, so that freeing it twice
/// is harmless. NULL and a clear struct are fine. Free a struct, not a copy of it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn imhook_buf_free(buf: *mut Buf) {
    // SAFETY: the C caller passes NULL or a struct that this library filled or that is clear.
    guard::quietly(|| unsafe { guard::release(buf) });
}
