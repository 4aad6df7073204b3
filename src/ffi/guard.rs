//! The boundary that every function of the ABI passes: outputs cleared, panics caught, one way out.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::ptr;
use std::sync::Once;

use super::arrow::{ArrowArray, ArrowSchema};
use super::output::Output;
use super::types::Buf;
use crate::error::{Error, Result, Status};
use crate::receiver::WORKER;
use crate::rows::Array;

/// What a function returns: the number of a status. Only this file makes one, so that no function can go round the
/// boundary.
#[repr(transparent)]
pub struct Code(i32);

/// Runs `work` between the clearing of the outputs and the setting of one of them: `output` on success, `error`
/// (which may be NULL) on failure.
///
/// # Safety
/// `output` and `error` are each NULL or valid for writes, and not the same.
pub(super) unsafe fn call(output: *mut Buf, error: *mut Buf, work: impl FnOnce() -> Result<Output>) -> Code {
    // SAFETY: the caller passes the promise on.
    unsafe {
        clear(output);
        clear(error);
        finish(error, present(output, "output").and_then(|()| caught(work)), |made| output.write(made.into_buf()))
    }
}

/// As [`call`], for a function that makes a handle.
///
/// # Safety
/// As `call`.
pub(super) unsafe fn make<T>(output: *mut *mut T, error: *mut Buf, work: impl FnOnce() -> Result<T>) -> Code {
    // SAFETY: the caller promises that each is NULL or valid for writes.
    unsafe {
        if !output.is_null() {
            output.write(ptr::null_mut());
        }
        clear(error);
        finish(error, present(output, "receiver").and_then(|()| caught(work)), |made| {
            output.write(Box::into_raw(Box::new(made)));
        })
    }
}

/// As [`call`], for a function that makes a table: its type and its values.
///
/// # Safety
/// As `call`.
pub(super) unsafe fn table(
    schema: *mut ArrowSchema,
    rows: *mut ArrowArray,
    error: *mut Buf,
    work: impl FnOnce() -> Result<Array>,
) -> Code {
    // SAFETY: the caller promises that each is NULL or valid for writes. What they held is not read.
    unsafe {
        if !schema.is_null() {
            schema.write(ArrowSchema::RELEASED);
        }
        if !rows.is_null() {
            rows.write(ArrowArray::RELEASED);
        }
        clear(error);
        let outcome = present(schema, "schema").and_then(|()| present(rows, "rows")).and_then(|()| caught(work));
        finish(error, outcome, |made| {
            // Both are made before either is set: memory may run out.
            let (kind, values) = (ArrowSchema::of(&made), made.into());
            schema.write(kind);
            rows.write(values);
        })
    }
}

/// Runs what has nothing to return. A panic ends it, silently.
pub(super) fn quietly(work: impl FnOnce()) {
    let _ = caught(|| {
        work();
        Ok(())
    });
}

/// Takes a buffer back: its memory is zeroed and freed, the struct cleared.
///
/// # Safety
/// `buf` is NULL or valid, and holds what [`call`] set, or is clear.
pub(super) unsafe fn release(buf: *mut Buf) {
    // SAFETY: `buf` is NULL or valid by the caller's promise.
    let Some(buf) = (unsafe { buf.as_mut() }) else { return };
    let data = std::mem::replace(&mut buf.data, ptr::null_mut());
    buf.len = 0;
    if !data.is_null() {
        // SAFETY: `Output` made it, and nobody has taken it back before: the struct is clear from here on.
        unsafe { Output::from_data(data) }.wipe();
    }
}

fn present<T>(output: *mut T, name: &str) -> Result<()> {
    if output.is_null() { Err(Error::new(Status::InvalidArgument, format!("{name} is NULL"))) } else { Ok(()) }
}

/// # Safety
/// `error` is NULL or valid for writes.
unsafe fn finish<T>(error: *mut Buf, outcome: Result<T>, succeed: impl FnOnce(T)) -> Code {
    match outcome {
        Ok(value) => {
            succeed(value);
            Code(Status::Ok.code())
        }
        Err(failure) => {
            if !error.is_null() {
                // SAFETY: not NULL, so valid for writes.
                unsafe { error.write(Output::from(failure.to_json()).into_buf()) };
            }
            Code(failure.status().code())
        }
    }
}

/// # Safety
/// `buf` is NULL or valid for writes.
unsafe fn clear(buf: *mut Buf) {
    if !buf.is_null() {
        // SAFETY: not NULL, so valid for writes. What it held is not read: it may be uninitialised.
        unsafe { buf.write(Buf { data: ptr::null_mut(), len: 0 }) };
    }
}

thread_local! {
    /// Whether this thread is inside a function of the ABI.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

fn caught<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    silence_panics();
    let outside = INSIDE.replace(true);
    // Everything that `work` can reach is either immutable or dropped with it.
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    INSIDE.set(outside);
    outcome.unwrap_or_else(|_| {
        Err(Error::new(Status::Internal, "a defect of imhook ended the call")
            .hint("please report it; the receiver is unharmed"))
    })
}

/// A library does not write to standard error: a panic inside the ABI says nothing. Other panics of the process go to
/// the hook that was there.
fn silence_panics() {
    static SILENCED: Once = Once::new();
    SILENCED.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !INSIDE.get() && std::thread::current().name() != Some(WORKER) {
                before(info);
            }
        }));
    });
}

#[cfg(test)]
mod defects;

#[cfg(test)]
mod tests {
    use super::*;

    fn clear_buf() -> Buf {
        Buf { data: ptr::dangling_mut(), len: 7 }
    }

    #[test]
    fn a_panic_becomes_internal_and_leaves_the_output_clear() {
        let (mut output, mut error) = (clear_buf(), clear_buf());
        // SAFETY: both are valid and apart.
        let code = unsafe { call(&mut output, &mut error, || panic!("injected")) };
        assert_eq!((code.0, output.data, output.len), (900, ptr::null_mut(), 0));
        // SAFETY: set by `call`.
        let text = unsafe { std::slice::from_raw_parts(error.data, error.len + 1) };
        assert!(text.starts_with(br#"{"error":{"status":900,"name":"internal""#) && text.ends_with(b"\0"));
        assert!(!text.windows(8).any(|window| window == b"injected"));
        // SAFETY: set by `call`, released once; a second time it is clear.
        unsafe {
            release(&mut error);
            release(&mut error);
        }
        assert_eq!((error.data, error.len), (ptr::null_mut(), 0));
    }

    #[test]
    fn a_buffer_ends_in_a_nul_that_its_length_does_not_count() {
        let mut output = clear_buf();
        // SAFETY: valid; there is no error buffer.
        let code = unsafe { call(&mut output, ptr::null_mut(), || Ok(b"abc".to_vec().into())) };
        // SAFETY: set by `call`.
        let text = unsafe { std::slice::from_raw_parts(output.data, output.len + 1) };
        assert_eq!((code.0, text), (0, &b"abc\0"[..]));
        // SAFETY: set by `call`.
        unsafe { release(&mut output) };
    }
}
