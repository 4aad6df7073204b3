//! Who sent it: nobody does. Records are fetched.

use super::WecomArchive;
use crate::error::Error;
use crate::platform::{Platform, unsupported};

pub(super) fn refusal() -> Error {
    unsupported(WecomArchive::ID, "requests: its records are fetched")
        .hint("fetch with GetChatData, decrypt with the vendor's DecryptData, and give parse or parse_lines the result")
}
