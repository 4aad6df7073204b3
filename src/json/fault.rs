//! Why a text cannot be read on.

use std::num::NonZeroU64;

use crate::error::{Error, Status};

/// Not JSON, or nested too deep, and where. Eight bytes with a niche: every result of the reader travels in registers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fault(NonZeroU64);

macro_rules! expectations {
    ($($name:ident = $words:literal,)+) => {
        /// What a reader looked for and did not find.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Expected {
            $($name,)+
        }

        impl Expected {
            const ALL: &'static [(Expected, &'static str)] = &[$((Expected::$name, $words),)+];
        }
    };
}

expectations! {
    Value = "a value",
    Object = "an object",
    Array = "an array",
    String = "a string",
    EndOfString = "the end of the string",
    Escape = "an escape",
    Key = "a key",
    Colon = "a colon",
    CommaOrEnd = "a comma or the end",
    End = "the end",
}

/// The low byte that stands for too deep a nesting; the others are an [`Expected`].
const TOO_DEEP: u64 = 0xff;

impl Fault {
    pub fn syntax(expected: Expected, offset: usize) -> Self {
        Self::pack(offset as u64, expected as u64 + 1)
    }

    pub fn too_deep(cap: u32) -> Self {
        Self::pack(u64::from(cap), TOO_DEEP)
    }

    pub fn is_too_deep(self) -> bool {
        self.0.get() & 0xff == TOO_DEEP
    }

    /// `code` is not zero, so neither is the whole.
    fn pack(number: u64, code: u64) -> Self {
        Self(NonZeroU64::new(number << 8 | code).unwrap_or(NonZeroU64::MAX))
    }

    /// The error of an input of this name, with `status` for bad syntax.
    pub fn within(self, input: &str, status: Status) -> Error {
        let (number, code) = (self.0.get() >> 8, self.0.get() & 0xff);
        if self.is_too_deep() {
            return Error::new(Status::TooDeep, format!("{input} is nested deeper than {number}"))
                .hint("raise max_depth if the platform really sends this");
        }
        let expected = Expected::ALL.iter().find(|(expected, _)| *expected as u64 + 1 == code);
        let words = expected.map_or("something else", |(_, words)| words);
        Error::new(status, format!("{input} is not JSON: expected {words} at byte {number}"))
    }
}

impl std::fmt::Debug for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.within("text", Status::MalformedPayload).message())
    }
}
