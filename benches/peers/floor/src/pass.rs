//! One pass over JSON that finds out whether it is JSON: by sonic-rs, or by yyjson in place.
//!
//! Long texts are sonic-rs's, many short ones are yyjson's.

use std::hint::black_box;
use std::time::{Duration, Instant};

use sonic_rs::LazyValue;

/// The bytes that yyjson wants to find behind a document.
pub const PADDING: usize = 4;

unsafe extern "C" {
    /// Reads a document of `len` bytes with `PADDING` zeroes behind it, which it overwrites.
    fn yyjson_pass(document: *mut u8, len: usize) -> bool;
}

#[derive(Clone, Copy, PartialEq)]
pub enum Pass {
    Sonic,
    Yyjson,
}

impl Pass {
    /// The faster of the two for a document.
    pub fn fastest(document: &[u8]) -> Self {
        let [sonic, yyjson] = [Self::Sonic, Self::Yyjson].map(|pass| pass.time(document));
        if sonic < yyjson { Self::Sonic } else { Self::Yyjson }
    }

    pub fn over(self, document: &mut Vec<u8>) {
        match self {
            Self::Sonic => _ = black_box(sonic_rs::from_slice::<LazyValue<'_>>(document).expect("JSON")),
            Self::Yyjson => {
                let len = document.len();
                document.extend([0; PADDING]);
                // SAFETY: the vector holds so many bytes, and the padding behind them.
                assert!(unsafe { yyjson_pass(document.as_mut_ptr(), len) }, "JSON");
            }
        }
    }

    /// The best of many.
    fn time(self, document: &[u8]) -> Duration {
        let once = || {
            let mut copy = Vec::with_capacity(document.len() + PADDING);
            copy.extend_from_slice(document);
            let begun = Instant::now();
            self.over(&mut copy);
            begun.elapsed()
        };
        (0..200).map(|_| once()).min().expect("some")
    }
}
