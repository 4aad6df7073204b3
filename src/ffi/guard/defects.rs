//! A panic in any step, behind any function: `internal`, cleared outputs, and a receiver that goes on as before.

use std::mem::MaybeUninit;
use std::ptr;

use super::Code;
use crate::ffi::*;

/// What a function is given: a receiver, the bytes that make its step panic or not, its output and its error.
type Call = fn(*const ReceiverHandle, &[u8], *mut Buf, *mut Buf) -> Code;

/// The functions that do work, and the steps that each takes.
const FUNCTIONS: &[(&str, Call, &[&str])] = &[
    ("imhook_receive", receive, &["verify", "decrypt", "parse", "drop"]),
    ("imhook_verify", verify, &["verify", "drop"]),
    ("imhook_decrypt", decrypt, &["verify", "decrypt", "drop"]),
    ("imhook_diagnose", diagnose, &["verify", "decrypt", "parse", "drop", "diagnose"]),
    ("imhook_parse", parse, &["parse_trusted", "parse"]),
    ("imhook_parse_lines", parse_lines, &["parse_trusted", "parse"]),
    ("imhook_receive_batch", receive_batch, &["verify", "decrypt", "parse", "drop"]),
    ("imhook_seal", seal, &["seal"]),
];

/// What a function that makes a table is given: a receiver, the bytes that make its step panic or not, its outputs.
type CallOfTable = fn(*const ReceiverHandle, &[u8], *mut ArrowSchema, *mut ArrowArray, *mut Buf) -> Code;

/// The functions that make tables, and the steps that each takes.
const TABLES: &[(&str, CallOfTable, &[&str])] = &[
    ("imhook_receive_rows", receive_rows, &["verify", "decrypt", "parse", "drop"]),
    ("imhook_parse_rows", parse_rows, &["parse_trusted", "parse"]),
];

/// Those whose own tests are below, and those that cannot fail.
const OTHERS: &[&str] = &[
    "imhook_receiver_new",
    "imhook_receiver_free",
    "imhook_buf_free",
    "imhook_abi_version",
    "imhook_version",
    "imhook_status_name",
];

/// Inputs of a batch, of which one has a defect.
const BATCH: usize = 300;

const CONFIG: &[u8] = br#"{"platform":"defective"}"#;

fn request(body: &[u8]) -> RequestParts {
    RequestParts {
        method: ptr::null(),
        method_len: 0,
        target: ptr::null(),
        target_len: 0,
        headers: ptr::null(),
        headers_len: 0,
        body: body.as_ptr(),
        body_len: body.len(),
        now_ms: 0,
    }
}

fn receive(receiver: *const ReceiverHandle, input: &[u8], output: *mut Buf, error: *mut Buf) -> Code {
    // SAFETY: the receiver is one, or NULL; the rest is valid, and the outputs are apart.
    unsafe { imhook_receive(receiver, &request(input), output, error) }
}

fn verify(receiver: *const ReceiverHandle, input: &[u8], output: *mut Buf, error: *mut Buf) -> Code {
    // SAFETY: as in `receive`.
    unsafe { imhook_verify(receiver, &request(input), output, error) }
}

fn decrypt(receiver: *const ReceiverHandle, input: &[u8], output: *mut Buf, error: *mut Buf) -> Code {
    // SAFETY: as in `receive`.
    unsafe { imhook_decrypt(receiver, &request(input), output, error) }
}

fn diagnose(receiver: *const ReceiverHandle, input: &[u8], output: *mut Buf, error: *mut Buf) -> Code {
    // SAFETY: as in `receive`.
    unsafe { imhook_diagnose(receiver, &request(input), output, error) }
}

fn parse(receiver: *const ReceiverHandle, input: &[u8], output: *mut Buf, error: *mut Buf) -> Code {
    // SAFETY: as in `receive`.
    unsafe { imhook_parse(receiver, input.as_ptr(), input.len(), output, error) }
}

/// The defect comes late, behind what has been written already, on whichever thread.
fn parse_lines(receiver: *const ReceiverHandle, input: &[u8], output: *mut Buf, error: *mut Buf) -> Code {
    let mut lines = b"{}\n".repeat(BATCH);
    lines.extend_from_slice(input);
    // SAFETY: as in `receive`.
    unsafe { imhook_parse_lines(receiver, lines.as_ptr(), lines.len(), 4, output, error) }
}

fn receive_batch(receiver: *const ReceiverHandle, input: &[u8], output: *mut Buf, error: *mut Buf) -> Code {
    let requests: Vec<_> = (0..BATCH).map(|at| request(if at == BATCH * 2 / 3 { input } else { b"{}" })).collect();
    // SAFETY: as in `receive`.
    unsafe { imhook_receive_batch(receiver, requests.as_ptr(), requests.len(), 4, output, error) }
}

fn receive_rows(
    receiver: *const ReceiverHandle,
    input: &[u8],
    schema: *mut ArrowSchema,
    rows: *mut ArrowArray,
    error: *mut Buf,
) -> Code {
    let requests: Vec<_> = (0..BATCH).map(|at| request(if at == BATCH * 2 / 3 { input } else { b"{}" })).collect();
    // SAFETY: as in `receive`.
    unsafe { imhook_receive_rows(receiver, requests.as_ptr(), requests.len(), schema, rows, error) }
}

fn parse_rows(
    receiver: *const ReceiverHandle,
    input: &[u8],
    schema: *mut ArrowSchema,
    rows: *mut ArrowArray,
    error: *mut Buf,
) -> Code {
    let payload = |data: &[u8]| Payload { data: data.as_ptr(), len: data.len() };
    let payloads: Vec<_> = (0..BATCH).map(|at| payload(if at == BATCH * 2 / 3 { input } else { b"{}" })).collect();
    // SAFETY: as in `receive`.
    unsafe { imhook_parse_rows(receiver, payloads.as_ptr(), payloads.len(), schema, rows, error) }
}

fn seal(receiver: *const ReceiverHandle, input: &[u8], output: *mut Buf, error: *mut Buf) -> Code {
    let spec = format!(r#"{{"kind":"callback","payload":"{}"}}"#, String::from_utf8_lossy(input));
    // SAFETY: as in `receive`.
    unsafe { imhook_seal(receiver, spec.as_ptr(), spec.len(), output, error) }
}

/// What stands in a buffer, which is freed.
fn taken(mut buf: Buf) -> Option<String> {
    let text = (!buf.data.is_null()).then(|| {
        // SAFETY: a function has set it, and it has not been freed.
        let bytes = unsafe { std::slice::from_raw_parts(buf.data, buf.len) };
        String::from_utf8_lossy(bytes).into_owned()
    });
    // SAFETY: as above; or it is clear.
    unsafe { imhook_buf_free(&mut buf) };
    text
}

/// Status, output and error of a call that finds both buffers in use.
fn outcome(call: Call, receiver: *const ReceiverHandle, input: &[u8]) -> (i32, Option<String>, Option<String>) {
    let dirty = || Buf { data: ptr::dangling_mut(), len: 7 };
    let (mut output, mut error) = (dirty(), dirty());
    let Code(status) = call(receiver, input, &mut output, &mut error);
    (status, taken(output), taken(error))
}

fn made(config: &[u8]) -> (i32, *mut ReceiverHandle, Option<String>) {
    let (mut receiver, mut error) = (ptr::dangling_mut(), Buf { data: ptr::dangling_mut(), len: 7 });
    // SAFETY: all of it is valid.
    let Code(status) = unsafe { imhook_receiver_new(config.as_ptr().cast(), config.len(), &mut receiver, &mut error) };
    (status, receiver, taken(error))
}

fn is_internal(error: Option<&str>) -> bool {
    error.is_some_and(|text| text.starts_with(r#"{"error":{"status":900,"#) && !text.contains("injected"))
}

#[test]
fn a_panic_in_any_step_is_internal_and_the_receiver_goes_on() {
    let (_, receiver, _) = made(CONFIG);
    for &(name, call, steps) in FUNCTIONS {
        let before = outcome(call, receiver, b"{}");
        assert_eq!(before.0, 0, "{name}: {before:?}");
        for &step in steps {
            let (status, output, error) = outcome(call, receiver, format!("panic in {step}").as_bytes());
            assert_eq!((status, &output), (900, &None), "{name}, {step}");
            assert!(is_internal(error.as_deref()), "{name}, {step}: {error:?}");
            assert_eq!(outcome(call, receiver, b"{}"), before, "{name}, after {step}");
        }
    }
    // SAFETY: made above, and not used any more.
    unsafe { imhook_receiver_free(receiver) };
}

/// Status, number of rows and error of a call that finds its outputs in use; what it made is released.
fn table_of(call: CallOfTable, receiver: *const ReceiverHandle, input: &[u8]) -> (i32, Option<i64>, Option<String>) {
    let (mut schema, mut rows) = (MaybeUninit::<ArrowSchema>::uninit(), MaybeUninit::<ArrowArray>::uninit());
    let mut error = Buf { data: ptr::dangling_mut(), len: 7 };
    let Code(status) = call(receiver, input, schema.as_mut_ptr(), rows.as_mut_ptr(), &mut error);
    // SAFETY: both are set or cleared by now, and released once each.
    let len = unsafe {
        let (mut schema, mut rows) = (schema.assume_init(), rows.assume_init());
        (schema.release(), rows.release())
    };
    assert_eq!(len.0.is_some(), len.1.is_some());
    (status, len.1, taken(error))
}

#[test]
fn a_panic_in_any_step_leaves_no_table_and_the_receiver_goes_on() {
    let (_, receiver, _) = made(CONFIG);
    for &(name, call, steps) in TABLES {
        let before = table_of(call, receiver, b"{}");
        assert_eq!(before, (0, i64::try_from(BATCH).ok(), None), "{name}");
        for &step in steps {
            let (status, rows, error) = table_of(call, receiver, format!("panic in {step}").as_bytes());
            assert_eq!((status, rows), (900, None), "{name}, {step}");
            assert!(is_internal(error.as_deref()), "{name}, {step}: {error:?}");
            assert_eq!(table_of(call, receiver, b"{}"), before, "{name}, after {step}");
        }
    }
    // SAFETY: made above, and not used any more.
    unsafe { imhook_receiver_free(receiver) };
}

#[test]
fn a_panic_without_an_error_buffer_is_internal_too() {
    let (_, receiver, _) = made(CONFIG);
    for &(name, call, steps) in FUNCTIONS {
        let mut output = Buf { data: ptr::dangling_mut(), len: 7 };
        let input = format!("panic in {}", steps[0]);
        let Code(status) = call(receiver, input.as_bytes(), &mut output, ptr::null_mut());
        assert_eq!((status, output.data, output.len), (900, ptr::null_mut(), 0), "{name}");
    }
    // SAFETY: made above, and not used any more.
    unsafe { imhook_receiver_free(receiver) };
}

#[test]
fn a_panic_while_a_receiver_is_made_leaves_none() {
    let (status, receiver, error) = made(br#"{"platform":"defective","defect":"panic in configure"}"#);
    assert_eq!((status, receiver), (900, ptr::null_mut()));
    assert!(is_internal(error.as_deref()), "{error:?}");
}

#[test]
fn a_panic_while_a_receiver_is_freed_stays_inside() {
    let (status, receiver, _) = made(br#"{"platform":"defective","defect":"panic in free"}"#);
    assert_eq!(status, 0);
    // SAFETY: made above, and not used any more.
    unsafe { imhook_receiver_free(receiver) };
}

#[test]
fn every_function_of_the_abi_is_looked_at() {
    let tables = TABLES.iter().map(|(name, ..)| *name);
    let mut known: Vec<&str> = FUNCTIONS.iter().map(|(name, ..)| *name).chain(tables).collect();
    known.extend(OTHERS);
    known.sort_unstable();
    let symbols: Vec<&str> = include_str!("../../../tests/abi_symbols.txt").lines().collect();
    assert_eq!(known, symbols);
}
