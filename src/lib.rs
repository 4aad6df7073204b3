//! imhook verifies, decrypts and parses what a chat platform posts to your service, and hands back one canonical
//! delivery that looks the same whichever platform spoke.
//!
//! ```text
//! ffi → Receiver → platform: verify → decrypt → parse → event → JSON
//! ```
//!
//! A [`Receiver`] is one configured endpoint. Give it a [`Request`] as it came over HTTP; it proves who sent it before
//! anything is decrypted, and yields [`Received`]: what was proved, what happened, what to answer.
//!
//! ```
//! use imhook::{Receiver, Request};
//!
//! let receiver = Receiver::new(br#"{"platform":"wps","credentials":{"app_id":"AK1","app_key":"secret"}}"#)?;
//! match receiver.receive(&Request::post(b"{}")) {
//!     Ok(received) => println!("{} events", received.delivery().events.len()),
//!     Err(error) => println!("answer {}: {error}", error.status().http_status()),
//! }
//! # Ok::<(), imhook::Error>(())
//! ```
//!
//! What it does not do: no sockets, no files, no environment, no logging, no clock where the caller gives a time, no
//! threads unless asked.
//!
//! | module | subject |
//! | --- | --- |
//! | `ffi` | the C ABI; the only unsafe code |
//! | `receiver` | the way of a request, batches, diagnosis |
//! | `request`, `config` | what comes in from the caller |
//! | `platform` | one folder per platform |
//! | `crypto`, `secret` | primitives, thin over RustCrypto |
//! | `json` | reading and writing JSON without loss |
//! | [`event`] | the canonical model |
//! | `rows` | deliveries as columns of Apache Arrow |
//! | `error`, `limits`, `clock` | statuses, numeric limits, the system clock |
#![deny(unsafe_code)]

#[allow(unsafe_code)]
pub mod ffi;

#[forbid(unsafe_code)]
mod clock;
#[forbid(unsafe_code)]
mod config;
#[forbid(unsafe_code)]
mod crypto;
#[forbid(unsafe_code)]
mod error;
#[forbid(unsafe_code)]
pub mod event;
#[forbid(unsafe_code)]
mod json;
#[forbid(unsafe_code)]
pub mod limits;
#[forbid(unsafe_code)]
mod platform;
#[forbid(unsafe_code)]
mod receiver;
#[forbid(unsafe_code)]
mod request;
#[forbid(unsafe_code)]
mod rows;
#[forbid(unsafe_code)]
mod secret;

pub use error::{Error, Result, Status};
pub use receiver::{Received, Receiver};
pub use request::Request;

/// The number of the C ABI: raised on a break, never on an addition.
pub const ABI_VERSION: u32 = match u32::from_str_radix(env!("IMHOOK_ABI"), 10) {
    Ok(number) => number,
    Err(_) => panic!("build.rs sets a number"),
};

/// The version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
