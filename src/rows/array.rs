//! A finished column: what the Arrow C data interface says of an array and of its type.
//!
//! <https://arrow.apache.org/docs/format/CDataInterface.html>

use std::ffi::CStr;

/// A column, with those that it is made of.
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Array {
    pub name: &'static CStr,
    /// The type, in the words of the interface.
    pub format: &'static CStr,
    pub len: usize,
    /// How many of the values are null.
    pub nulls: usize,
    /// In the order that the type has them. An empty one is as good as none.
    pub buffers: Vec<Buffer>,
    pub children: Vec<Array>,
}

/// Memory of a column.
#[cfg_attr(test, derive(Debug))]
pub(crate) enum Buffer {
    Bytes(Vec<u8>),
    Int32(Vec<i32>),
    Int64(Vec<i64>),
}
