//! The C ABI: names and layout are a contract, and this is the only unsafe code.
//!
//! Mechanism and entry points are apart: [`guard`] is the panic boundary and the one way to make a return code,
//! [`input`] turns pointers into slices, [`output`] and [`arrow`] have the memory of results, [`types`] the layouts,
//! [`entry`] the functions. The header is made from the last two, so their comments are written for C programmers.

mod arrow;
mod entry;
mod guard;
mod input;
mod output;
mod types;

pub use arrow::{ArrowArray, ArrowSchema};
pub use entry::*;
pub use guard::Code;
pub use types::{Buf, Payload, ReceiverHandle, RequestParts};
