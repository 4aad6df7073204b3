//! Columns on their way out: the structs of the Arrow C data interface, and who frees what.
//!
//! <https://arrow.apache.org/docs/format/CDataInterface.html>. Each struct is released by its own callback; a parent's
//! releases those children that the consumer has not moved away. The header has their declaration from
//! `tests/arrow.txt`, as the interface words it.

use std::ffi::{c_char, c_void};
use std::ptr;

use super::guard;
use crate::rows::{Array, Buffer};

/// A value may be null (`ARROW_FLAG_NULLABLE`).
const NULLABLE: i64 = 2;

/// The type of an array.
#[repr(C)]
pub struct ArrowSchema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *mut *mut ArrowSchema,
    dictionary: *mut ArrowSchema,
    release: Option<unsafe extern "C" fn(*mut ArrowSchema)>,
    private_data: *mut c_void,
}

/// The values of an array.
#[repr(C)]
pub struct ArrowArray {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut ArrowArray,
    dictionary: *mut ArrowArray,
    release: Option<unsafe extern "C" fn(*mut ArrowArray)>,
    private_data: *mut c_void,
}

/// What a struct points to, kept until its release.
struct Kept<T> {
    children: Vec<*mut T>,
    addresses: Vec<*const c_void>,
    _buffers: Vec<Buffer>,
}

impl ArrowSchema {
    /// One that is released.
    pub(super) const RELEASED: Self = Self {
        format: ptr::null(),
        name: ptr::null(),
        metadata: ptr::null(),
        flags: 0,
        n_children: 0,
        children: ptr::null_mut(),
        dictionary: ptr::null_mut(),
        release: None,
        private_data: ptr::null_mut(),
    };

    pub(super) fn of(array: &Array) -> Self {
        let children = array.children.iter().map(|child| Box::into_raw(Box::new(Self::of(child)))).collect();
        let mut kept = Box::new(Kept { children, addresses: Vec::new(), _buffers: Vec::new() });
        Self {
            format: array.format.as_ptr(),
            name: array.name.as_ptr(),
            // That of the whole is no column and has no nulls.
            flags: if array.name == c"" { 0 } else { NULLABLE },
            n_children: count(kept.children.len()),
            children: kept.children.as_mut_ptr(),
            release: Some(release_schema),
            private_data: Box::into_raw(kept).cast(),
            ..Self::RELEASED
        }
    }
}

impl ArrowArray {
    /// One that is released.
    pub(super) const RELEASED: Self = Self {
        length: 0,
        null_count: 0,
        offset: 0,
        n_buffers: 0,
        n_children: 0,
        buffers: ptr::null_mut(),
        children: ptr::null_mut(),
        dictionary: ptr::null_mut(),
        release: None,
        private_data: ptr::null_mut(),
    };
}

impl From<Array> for ArrowArray {
    fn from(array: Array) -> Self {
        let Array { name: _, format: _, len, nulls, buffers, children } = array;
        let children = children.into_iter().map(|child| Box::into_raw(Box::new(Self::from(child)))).collect();
        let addresses = buffers.iter().map(address).collect();
        let mut kept = Box::new(Kept { children, addresses, _buffers: buffers });
        Self {
            length: count(len),
            null_count: count(nulls),
            n_buffers: count(kept.addresses.len()),
            n_children: count(kept.children.len()),
            buffers: kept.addresses.as_mut_ptr(),
            children: kept.children.as_mut_ptr(),
            release: Some(release_array),
            private_data: Box::into_raw(kept).cast(),
            ..Self::RELEASED
        }
    }
}

/// Where a buffer is; that of nothing is nowhere.
fn address(buffer: &Buffer) -> *const c_void {
    match buffer {
        Buffer::Bytes(bytes) if bytes.is_empty() => ptr::null(),
        Buffer::Bytes(bytes) => bytes.as_ptr().cast(),
        Buffer::Int32(numbers) => numbers.as_ptr().cast(),
        Buffer::Int64(numbers) => numbers.as_ptr().cast(),
    }
}

/// A number of things in memory, which has no more of them than this holds.
fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

macro_rules! release {
    ($name:ident, $struct:ident) => {
        /// Releases a struct and marks it so; one that is marked is left alone.
        unsafe extern "C" fn $name(released: *mut $struct) {
            guard::quietly(|| {
                // SAFETY: the consumer passes NULL or a struct that it has from here, moved or not.
                let released = unsafe { released.as_mut() };
                let Some(released) = released else { return };
                if released.release.take().is_none() {
                    return;
                }
                // SAFETY: it was not released before, so `private_data` is the box that was made with it.
                let kept = unsafe { Box::from_raw(released.private_data.cast::<Kept<$struct>>()) };
                for &child in &kept.children {
                    // SAFETY: each child is a box of its own, whose content the consumer may have moved and marked.
                    let mut child = unsafe { Box::from_raw(child) };
                    if let Some(release) = child.release {
                        // SAFETY: it is not marked, so it is still here.
                        unsafe { release(&mut *child) };
                    }
                }
            });
        }
    };
}

release!(release_schema, ArrowSchema);
release!(release_array, ArrowArray);

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! consumed {
        ($struct:ident, $($said:tt)+) => {
            impl $struct {
                /// Releases it as a consumer does; tells what it said, if it was not released.
                ///
                /// # Safety
                /// It was made here, or is marked.
                pub unsafe fn release(&mut self) -> Option<i64> {
                    let said = self.$($said)+;
                    // SAFETY: the caller promises that the struct was made here, or is marked.
                    self.release.map(|release| unsafe { release(self) }).map(|()| said)
                }
            }
        };
    }
    consumed!(ArrowSchema, n_children);
    consumed!(ArrowArray, length);
}
