//! JSON as platforms send it: read once, kept verbatim, written once.
//!
//! Why not `serde_json` here: it refuses the bare control characters and lone surrogates that platforms do send, has no
//! depth limit for what it skips, and says nothing of duplicate keys that it drops. A callback must survive all of
//! them, and the raw text must come out token by token. [`reader::Reader`] is a pull reader over one `&str`: a platform
//! walks its payload once, in order, borrowing; what it does not know it keeps as a [`raw::Raw`] slice.

pub mod arena;
mod fault;
mod few;
mod keys;
pub mod number;
mod path;
pub mod raw;
pub mod reader;
mod scan;
mod text;
mod typed;
pub mod warning;
pub mod writer;

pub use arena::Arena;
pub use fault::Fault;
pub use few::Few;
pub use keys::Seen;
pub use raw::{Kind, Raw, Rest};
pub use reader::{Field, Reader};
pub use typed::Digits;
pub use warning::{Warning, Warnings};
