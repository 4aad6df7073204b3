//! Why a request is refused, found out by undoing what is known to go wrong with requests.
//!
//! | file | subject |
//! | --- | --- |
//! | `report` | the report: steps, then advice, the likeliest first |
//! | `code` | every kind of advice |
//! | `trial` | one mishap is undone and the request verified again: if it verifies, that is the cause, and proved |
//! | `head` | what happens to the method, the target and the header lines |
//! | `body` | what happens to a body as a whole, and what a body tells by itself |
//! | `rewritten` | a body that a framework read and wrote again |
//! | `value` | what happens to one value: where it stands, and how it is spelled |
//! | `secret` | what happens to a secret on its way into a configuration |
//! | `clock` | signed times and clocks |
//!
//! A platform's `diagnose` says which of them apply. A trial only verifies: nothing is decrypted that has not been proved.
//! All trials of a request share one budget, so that a diagnosis costs no more than
//! [`MAX_TRIAL_BYTES`](crate::limits::MAX_TRIAL_BYTES) of verifying, times the credentials tried.

pub(crate) mod body;
pub(crate) mod clock;
mod code;
pub(crate) mod head;
mod report;
mod rewritten;
pub(crate) mod secret;
mod trial;
pub(crate) mod value;

pub(crate) use code::Code;
pub(crate) use report::Diagnosis;
pub(crate) use trial::{Change, Mishap, Trials};
