//! Columns that grow row by row. A value is put at the number of its row, rows in order; what nothing was put in is null, and
//! costs nothing until another value comes after it.

use std::ffi::CStr;

use super::{Array, Buffer};

/// A column in the making.
pub(super) trait Column: Default {
    /// Forgets the rows from `len` on.
    fn truncate(&mut self, len: usize);

    /// Whether something found no room, for an offset of Arrow has 31 bits. Then the last rows are not to be used.
    fn is_full(&self) -> bool;

    /// The column, of so many rows.
    fn finish(self, name: &'static CStr, len: usize) -> Array;
}

/// A bit for each row, the first one lowest.
#[derive(Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    /// How many are set.
    count: usize,
}

impl Bits {
    #[inline]
    pub fn set(&mut self, at: usize) {
        if self.bytes.len() <= at / 8 {
            self.bytes.resize(at / 8 + 1, 0);
        }
        if let Some(byte) = self.bytes.get_mut(at / 8) {
            *byte |= 1 << (at % 8);
            self.count += 1;
        }
    }

    #[inline(never)]
    pub fn truncate(&mut self, len: usize) {
        self.bytes.truncate(len.div_ceil(8));
        if let Some(last) = self.bytes.get_mut(len / 8) {
            *last &= (1 << (len % 8)) - 1;
        }
        self.count = self.bytes.iter().map(|byte| byte.count_ones() as usize).sum();
    }

    #[inline(never)]
    fn finish(mut self, len: usize) -> Buffer {
        self.bytes.resize(len.div_ceil(8), 0);
        Buffer::Bytes(self.bytes)
    }

    /// As the bitmap of which values are there, with how many are not; where all are, none is needed.
    #[inline(never)]
    pub fn validity(self, len: usize) -> (usize, Buffer) {
        let nulls = len - self.count;
        (nulls, if nulls == 0 { Buffer::Bytes(Vec::new()) } else { self.finish(len) })
    }
}

/// The highest offset of Arrow's; tests reach a lower one.
const MOST: usize = if cfg!(test) { 1 << 20 } else { i32::MAX as usize };

/// Where each row begins in what the rows are made of, and the last one ends.
#[derive(Default)]
struct Offsets {
    values: Vec<i32>,
    is_full: bool,
}

impl Offsets {
    /// Where the rows so far end.
    fn end(&self) -> i32 {
        self.values.last().copied().unwrap_or(0)
    }

    /// Begins a row where the one before ends; those between are empty.
    #[inline]
    fn begin(&mut self, at: usize) {
        if self.values.len() <= at {
            self.values.resize(at + 1, self.end());
        }
    }

    /// Ends the row; tells whether it can be counted so far.
    #[inline]
    fn end_at(&mut self, end: usize) -> bool {
        let counted = i32::try_from(end).ok().filter(|_| end <= MOST);
        self.is_full |= counted.is_none();
        self.values.push(counted.unwrap_or(self.end()));
        counted.is_some()
    }

    /// Tells where the rows that are kept end.
    fn truncate(&mut self, len: usize) -> usize {
        self.values.truncate(len + 1);
        self.is_full = false;
        usize::try_from(self.end()).unwrap_or(0)
    }

    #[inline(never)]
    fn finish(mut self, len: usize) -> Buffer {
        self.values.resize(len + 1, self.end());
        Buffer::Int32(self.values)
    }
}

/// Texts.
#[derive(Default)]
pub(super) struct Text {
    bytes: Vec<u8>,
    offsets: Offsets,
    valid: Bits,
}

impl Text {
    /// Puts a text, if there is one.
    #[inline]
    pub fn put<'t>(&mut self, at: usize, text: impl Into<Option<&'t str>>) {
        if let Some(text) = text.into() {
            self.append(at, text);
        }
    }

    #[inline(never)]
    fn append(&mut self, at: usize, text: &str) {
        self.write(at, |bytes| bytes.extend_from_slice(text.as_bytes()));
    }

    /// Puts the text that `write` appends.
    #[inline]
    pub fn write(&mut self, at: usize, write: impl FnOnce(&mut Vec<u8>)) {
        let before = self.bytes.len();
        self.offsets.begin(at);
        write(&mut self.bytes);
        if !self.offsets.end_at(self.bytes.len()) {
            self.bytes.truncate(before);
        }
        self.valid.set(at);
    }
}

impl Column for Text {
    #[inline(never)]
    fn truncate(&mut self, len: usize) {
        self.bytes.truncate(self.offsets.truncate(len));
        self.valid.truncate(len);
    }

    fn is_full(&self) -> bool {
        self.offsets.is_full
    }

    #[inline(never)]
    fn finish(self, name: &'static CStr, len: usize) -> Array {
        let (nulls, valid) = self.valid.validity(len);
        let buffers = vec![valid, self.offsets.finish(len), Buffer::Bytes(self.bytes)];
        Array { name, format: c"u", len, nulls, buffers, children: Vec::new() }
    }
}

/// Truth values.
#[derive(Default)]
pub(super) struct Truths {
    values: Bits,
    valid: Bits,
}

impl Truths {
    pub fn put(&mut self, at: usize, value: bool) {
        if value {
            self.values.set(at);
        }
        self.valid.set(at);
    }
}

impl Column for Truths {
    fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
        self.valid.truncate(len);
    }

    fn is_full(&self) -> bool {
        false
    }

    fn finish(self, name: &'static CStr, len: usize) -> Array {
        let (nulls, valid) = self.valid.validity(len);
        Array { name, format: c"b", len, nulls, buffers: vec![valid, self.values.finish(len)], children: Vec::new() }
    }
}

/// What a column of numbers can be of.
pub(super) trait Number: Copy + Default {
    /// The word of the interface for it.
    const FORMAT: &'static CStr;

    fn buffer(values: Vec<Self>) -> Buffer;
}

impl Number for i32 {
    const FORMAT: &'static CStr = c"i";

    fn buffer(values: Vec<Self>) -> Buffer {
        Buffer::Int32(values)
    }
}

impl Number for i64 {
    const FORMAT: &'static CStr = c"l";

    fn buffer(values: Vec<Self>) -> Buffer {
        Buffer::Int64(values)
    }
}

/// A time in UTC, Unix microseconds.
#[derive(Clone, Copy, Default)]
pub(super) struct Micros(pub i64);

impl Number for Micros {
    const FORMAT: &'static CStr = c"tsu:UTC";

    fn buffer(values: Vec<Self>) -> Buffer {
        Buffer::Int64(values.into_iter().map(|Micros(value)| value).collect())
    }
}

/// Numbers of one type.
#[derive(Default)]
pub(super) struct Numbers<T> {
    values: Vec<T>,
    valid: Bits,
}

impl<T: Number> Numbers<T> {
    /// Puts a number, if there is one.
    #[inline]
    pub fn put(&mut self, at: usize, value: impl Into<Option<T>>) {
        if let Some(value) = value.into() {
            self.values.resize(at, T::default());
            self.values.push(value);
            self.valid.set(at);
        }
    }
}

impl<T: Number> Column for Numbers<T> {
    #[inline(never)]
    fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
        self.valid.truncate(len);
    }

    fn is_full(&self) -> bool {
        false
    }

    #[inline(never)]
    fn finish(mut self, name: &'static CStr, len: usize) -> Array {
        let (nulls, valid) = self.valid.validity(len);
        self.values.resize(len, T::default());
        Array {
            name,
            format: T::FORMAT,
            len,
            nulls,
            buffers: vec![valid, T::buffer(self.values)],
            children: Vec::new(),
        }
    }
}

/// Lists, whose items are the rows of a column of their own.
#[derive(Default)]
pub(super) struct List<C> {
    items: C,
    offsets: Offsets,
    valid: Bits,
}

impl<C: Column> List<C> {
    /// Puts a list; `put` puts each value at the number of its item.
    #[inline]
    pub fn put<T>(&mut self, at: usize, values: &[T], mut put: impl FnMut(&mut C, usize, &T)) {
        self.offsets.begin(at);
        let mut end = usize::try_from(self.offsets.end()).unwrap_or(0);
        for value in values {
            put(&mut self.items, end, value);
            end += 1;
        }
        self.offsets.end_at(end);
        self.valid.set(at);
    }
}

impl<C: Column> Column for List<C> {
    fn truncate(&mut self, len: usize) {
        self.items.truncate(self.offsets.truncate(len));
        self.valid.truncate(len);
    }

    fn is_full(&self) -> bool {
        self.offsets.is_full || self.items.is_full()
    }

    fn finish(self, name: &'static CStr, len: usize) -> Array {
        let (nulls, valid) = self.valid.validity(len);
        let items = usize::try_from(self.offsets.end()).unwrap_or(0);
        let children = vec![self.items.finish(c"item", items)];
        Array { name, format: c"+l", len, nulls, buffers: vec![valid, self.offsets.finish(len)], children }
    }
}

/// Declares columns that stand side by side: together they are a column too, of structs. Each has its field's name.
macro_rules! columns {
    ($($(#[$attribute:meta])* struct $name:ident { $($(#[$field_attribute:meta])* $field:ident: $column:ty,)+ })+) => {
        $(
            $(#[$attribute])*
            #[derive(Default)]
            pub(super) struct $name {
                valid: $crate::rows::column::Bits,
                $($(#[$field_attribute])* $field: $column,)+
            }

            impl $name {
                /// The row of this number, which is there from now on.
                fn at(&mut self, at: usize) -> &mut Self {
                    self.valid.set(at);
                    self
                }
            }

            impl $crate::rows::column::Column for $name {
                fn truncate(&mut self, len: usize) {
                    self.valid.truncate(len);
                    $(self.$field.truncate(len);)+
                }

                fn is_full(&self) -> bool {
                    $(self.$field.is_full())|+
                }

                fn finish(self, name: &'static std::ffi::CStr, len: usize) -> $crate::rows::Array {
                    let (nulls, valid) = self.valid.validity(len);
                    let children = vec![
                        $(self.$field.finish(
                            const { $crate::rows::column::name(concat!(stringify!($field), "\0")) },
                            len,
                        ),)+
                    ];
                    $crate::rows::Array { name, format: c"+s", len, nulls, buffers: vec![valid], children }
                }
            }
        )+
    };
}
pub(super) use columns;

/// The name of a field, which ends in NUL; that of one that is a word of Rust's begins with r#.
#[expect(clippy::panic, reason = "names are read when the library is compiled")]
pub(super) const fn name(field: &'static str) -> &'static CStr {
    let bytes = match field.as_bytes() {
        [b'r', b'#', name @ ..] => name,
        name => name,
    };
    match CStr::from_bytes_with_nul(bytes) {
        Ok(name) => name,
        Err(_) => panic!("a name without NUL"),
    }
}
